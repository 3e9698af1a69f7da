"""Drawings of the movements, made from joint angles."""
