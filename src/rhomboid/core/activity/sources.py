"""Names of devices: many spellings of one, and which is believed first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from rhomboid.core.knowledge.walking import StepRules

_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\u00b4`", "'''''")
_SPACE = re.compile(r"\s+")
_LONGEST = 80


def alike(name: str) -> str:
    r"""The one spelling of a device's name.

    Apostrophes, spaces that don't break, wide letters and doubled spaces make no other device; a
    name of nothing is `?`. Names that differ in letters stay apart: two phones may be called
    nearly the same.

    >>> alike("Anna\u2019s\u00a0 iPhone ")
    "Anna's iPhone"
    """
    plain = unicodedata.normalize("NFKC", name.translate(_APOSTROPHES))
    printable = "".join(letter if letter.isprintable() else " " for letter in plain)
    return _SPACE.sub(" ", printable).strip()[:_LONGEST] or "?"


def believed(
    steps: Mapping[str, float], rules: StepRules, said: Sequence[str] = ()
) -> tuple[str, ...]:
    """Devices, the one to believe first.

    Args:
        steps: how many steps each device tells of.
        rules: words in the names of what is worn.
        said: devices that the person put in order; they come first. Then what is worn, then what
            is carried, each by their steps.
    """
    named = [name for name in dict.fromkeys(said) if name in steps]
    rest = sorted(
        steps.keys() - set(named), key=lambda name: (not _worn(name, rules), -steps[name], name)
    )
    return (*named, *rest)


def _worn(name: str, rules: StepRules) -> bool:
    small = name.casefold()
    return any(word in small for word in rules.sources.watch)
