"""What most likely drives the pain, ranked by transparent points."""
