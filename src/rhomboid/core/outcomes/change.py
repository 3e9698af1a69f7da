"""Which changes matter: pain, the person's own activities, the global impression (OM-01, OM-22)."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from rhomboid.core.diary.bodies import Measure
from rhomboid.core.knowledge.outcomes import ChangeRules
from rhomboid.core.outcomes.history import History

Size = Literal["unknown", "none", "matters", "clear", "worse"]
_PERCENT = 100


class PainChange(msgspec.Struct, frozen=True):
    """Pain now against the start.

    Attributes:
        start, now: means of seven days (0-10), where told.
        down: by how much it fell; negative when it rose.
        size: `clear` is at least 2 points and 30 percent, `matters` at least 1.3 points,
            `worse` at least 1.3 points more.
        matters_below, clear_below: the scores from which on the change matters and is clear.
    """

    start: float | None
    now: float | None
    down: float | None
    size: Size
    matters_below: float | None
    clear_below: float | None


def pain_change(start: float | None, now: float | None, rules: ChangeRules) -> PainChange:
    """Compare two means of seven days."""
    if start is None:
        return PainChange(None, now, None, "unknown", None, None)
    bar = max(rules.pain_clear, start * rules.pain_clear_percent / _PERCENT)
    matters, clear = start - rules.pain_matters, start - bar
    below = (matters if matters > 0 else None, clear if clear > 0 else None)
    if now is None:
        return PainChange(start, None, None, "unknown", *below)
    down = start - now
    return PainChange(start, now, round(down, 1), _size(round(down, 6), bar, rules), *below)


def _size(down: float, bar: float, rules: ChangeRules) -> Size:
    if down >= bar:
        return "clear"
    if down >= rules.pain_matters:
        return "matters"
    return "worse" if down <= -rules.pain_matters else "none"


class Activity(msgspec.Struct, frozen=True):
    """One of the person's own activities: 0 cannot, 10 as before."""

    activity: str
    first: int
    first_on: date
    last: int | None = None
    last_on: date | None = None


class Measured(msgspec.Struct, frozen=True):
    """What the weekly measures say.

    Attributes:
        activities: in the order in which they were first named.
        up: mean rise of those told twice; `None` when there is none.
        clear: whether the rise counts as a clear change (OM-02).
        pgic, pgic_on: the last global impression, 1 to 7.
    """

    activities: tuple[Activity, ...]
    up: float | None
    clear: bool
    pgic: int | None
    pgic_on: date | None


def measured(
    history: History, goals: dict[str, int], asked_on: date | None, rules: ChangeRules
) -> Measured:
    """Sum up the weekly measures.

    Args:
        history: the days.
        goals: activity -> ability (0-10) as told in the intake.
        asked_on: the day of that answer.
        rules: the table.
    """
    first = {name: (value, asked_on) for name, value in goals.items() if asked_on is not None}
    last: dict[str, tuple[int, date]] = {}
    pgic: tuple[int, date] | None = None
    for on, day in history.days():
        for report in day.reports:
            if isinstance(report.body, Measure):
                pgic = pgic if report.body.pgic is None else (report.body.pgic, on)
                for goal in report.body.psfs:
                    if goal.activity in first:
                        last[goal.activity] = (goal.ability, on)
                    else:
                        first[goal.activity] = (goal.ability, on)
    rows = tuple(_activity(name, *told, last.get(name)) for name, told in first.items())
    rises = [row.last - row.first for row in rows if row.last is not None]
    up = round(sum(rises) / len(rises), 1) if rises else None
    return Measured(
        activities=rows,
        up=up,
        clear=up is not None and up >= rules.psfs_clear,
        pgic=pgic[0] if pgic else None,
        pgic_on=pgic[1] if pgic else None,
    )


def _activity(name: str, value: int, on: date | None, last: tuple[int, date] | None) -> Activity:
    first_on = on or date.min
    return Activity(name, value, first_on, *(last or (None, None)))
