"""Seeing a person: videos, pictures, webcams and recorded landmarks."""
