"""The diary folded into the present."""
