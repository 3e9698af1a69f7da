"""Benchmarks: each prints a ratio to a named reference in the same run."""
