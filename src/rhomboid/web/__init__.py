"""The pages, on the same use cases as the command line."""
