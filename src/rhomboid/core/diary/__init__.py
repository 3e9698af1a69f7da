"""What a person reports and decides, as entries that are never changed."""
