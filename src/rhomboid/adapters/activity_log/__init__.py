"""Reading when a computer was used, from records of other programs."""
