"""Strain: postures, lifts and positions scored from tables, pictures and answers."""
