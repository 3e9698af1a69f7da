"""Sentences for people, by key, in each language."""

from rhomboid.wording.catalogue import Catalogue, WordingError, catalogue, languages
from rhomboid.wording.wording import Wording, wording

__all__ = ["Catalogue", "Wording", "WordingError", "catalogue", "languages", "wording"]
