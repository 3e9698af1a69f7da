"""Earlier spells: what preceded them, what they have in common, what helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from rhomboid.core.intake.findings import common_set_off
from rhomboid.core.intake.values import Record

_MONTHS_PER_YEAR = 12
#: Earlier spells within a year that, with the present one, make it recurring (PR-02).
_RECURRING_EARLIER = 1


class SetOff(msgspec.Struct, frozen=True):
    """How many of the earlier spells one thing preceded."""

    what: str
    episodes: int


class EpisodePattern(msgspec.Struct, frozen=True):
    """What earlier spells have in common.

    Attributes:
        episodes: how many were told.
        past_year: how many of them began within twelve months.
        recurring: two or more within twelve months, the present one included (PR-02).
        set_off: what preceded them, most frequent first; unknown starts left out.
        common: what set off at least two and more than half of those known, else `None`.
        helped: what helped, most frequent first.
        longest_days: longest spell told, in days.
    """

    episodes: int
    past_year: int
    recurring: bool
    set_off: tuple[SetOff, ...]
    common: str | None
    helped: tuple[SetOff, ...]
    longest_days: float | None
    facts: tuple[str, ...] = ("PR-01", "PR-02", "ER-52")


def episode_pattern(episodes: Iterable[Record]) -> EpisodePattern:
    """Summarise earlier spells as the person told them."""
    told = tuple(episodes)
    recent = [e for e in told if _number(e, "months_ago", float("inf")) <= _MONTHS_PER_YEAR]
    lasted = [days for e in told if (days := _number(e, "lasted_days", -1)) >= 0]
    known = (str(e["set_off"]) for e in told if e.get("set_off") not in (None, "nothing_known"))
    return EpisodePattern(
        episodes=len(told),
        past_year=len(recent),
        recurring=len(recent) >= _RECURRING_EARLIER,
        set_off=_counted(known),
        common=common_set_off(told),
        helped=_counted(_helped(told)),
        longest_days=max(lasted, default=None),
    )


def _helped(episodes: Iterable[Record]) -> Iterator[str]:
    for episode in episodes:
        helped = episode.get("helped")
        if isinstance(helped, tuple):
            yield from (item for item in helped if item != "nothing")


def _counted(items: Iterable[str]) -> tuple[SetOff, ...]:
    return tuple(SetOff(what, count) for what, count in Counter(items).most_common())


def _number(record: Record, key: str, missing: float) -> float:
    value = record.get(key)
    return float(value) if isinstance(value, int | float) else missing
