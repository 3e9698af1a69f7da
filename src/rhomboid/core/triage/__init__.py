"""Danger signs first: red flags to a disposition."""
