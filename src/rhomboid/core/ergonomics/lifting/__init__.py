"""The revised NIOSH lifting equation: one lift, many rows, jobs of several lifts, and changes."""
