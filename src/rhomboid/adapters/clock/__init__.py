"""The machine's clock and chance, or a time told by a file."""
