"""Reading the catalogues: nested TOML tables flattened to dotted keys."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter

from rhomboid.core.base.errors import RhomboidError

#: A sentence, or its forms by plural category.
Message = str | Mapping[str, str]
Catalogue = Mapping[str, Message]
#: Every sentence exists in this language.
FALLBACK = "en"
_PLURALS = frozenset(("zero", "one", "two", "few", "many", "other"))


class WordingError(RhomboidError):
    """A key, a language or a value for a placeholder does not exist."""


def languages() -> tuple[str, ...]:
    """Codes of the languages that have a catalogue, English first."""
    found = sorted(item.name for item in _root().iterdir() if _is_language(item.name))
    return (FALLBACK, *(code for code in found if code != FALLBACK))


@lru_cache
def catalogue(language: str) -> Catalogue:
    """Every sentence of one language by dotted key.

    Raises:
        WordingError: if there is no such language.
    """
    if language not in languages():
        known = ", ".join(languages())
        raise WordingError(f"the language must be one of {known}, got {language!r}")
    sentences: dict[str, Message] = {}
    for item in sorted((_root() / language).iterdir(), key=lambda item: item.name):
        if item.name.endswith(".toml"):
            table = tomllib.loads(item.read_text(encoding="utf-8"))
            sentences.update(_flatten(table, item.name.removesuffix(".toml")))
    return sentences


def placeholders(message: Message) -> frozenset[str]:
    """The names in braces of a sentence, all plural forms together."""
    texts = [message] if isinstance(message, str) else list(message.values())
    return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)


def _root() -> Traversable:
    return files("rhomboid.wording")


def _is_language(name: str) -> bool:
    return len(name) == 2 and name.isalpha()


def _flatten(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Message]]:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Mapping):
            if value and "other" in value and value.keys() <= _PLURALS:
                yield name, {str(form): str(text) for form, text in value.items()}
            else:
                yield from _flatten(value, name)
