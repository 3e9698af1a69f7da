"""Drawings of the movements that move."""
