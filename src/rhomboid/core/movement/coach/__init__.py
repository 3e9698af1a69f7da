"""The coach: frames in, counts, holds, hints and an honest report out."""
