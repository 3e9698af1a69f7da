"""Answers that are possible one by one but not together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from rhomboid.core.intake.errors import Problem
from rhomboid.core.intake.values import CANT_SAY, Answer, Record
from rhomboid.core.knowledge.vitamins import VitaminRules

_DAYS_PER_YEAR = 365.25


def implausible(
    answers: Mapping[str, Answer], vitamins: VitaminRules, today: date
) -> Iterator[Problem]:
    """Every contradiction among the answers, in the order of the checks."""
    yield from _pain(answers)
    yield from _place(answers)
    yield from _life(answers)
    for index, record in enumerate(_records(answers, "previous_episodes")):
        yield from _episode(answers, record, f"previous_episodes[{index}]")
    for index, record in enumerate(_records(answers, "labs")):
        yield from _lab(record, vitamins, f"labs[{index}]", today)


def _number(answers: Mapping[str, Answer], key: str) -> float | None:
    value = answers.get(key)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def _records(answers: Mapping[str, Answer], key: str) -> tuple[Record, ...]:
    value = answers.get(key)
    if not isinstance(value, tuple):
        return ()
    return tuple(item for item in value if isinstance(item, Mapping))


def _pain(answers: Mapping[str, Answer]) -> Iterator[Problem]:
    worst = _number(answers, "pain_worst")
    if worst is None:
        return
    for key in ("pain_now", "pain_average"):
        value = _number(answers, key)
        if value is not None and value > worst:
            yield Problem("more_than_worst", key, f"{value:g}", (f"{worst:g}",))


def _place(answers: Mapping[str, Answer]) -> Iterator[Problem]:
    places, worst = answers.get("places"), answers.get("worst_place")
    if not isinstance(places, tuple) or worst in (None, CANT_SAY):
        return
    if worst not in places:
        yield Problem("worst_not_marked", "worst_place", str(worst), tuple(map(str, places)))


def _life(answers: Mapping[str, Answer]) -> Iterator[Problem]:
    age, lasted = _number(answers, "age_years"), _number(answers, "duration_days")
    if age is not None and lasted is not None and lasted > (age + 1) * _DAYS_PER_YEAR:
        yield Problem("longer_than_life", "duration_days", f"{lasted:g}", (f"{age:g}",))
    pregnancy = answers.get("pregnancy")
    if answers.get("sex") == "male" and pregnancy not in (None, CANT_SAY, "no"):
        yield Problem("pregnant_man", "pregnancy", str(pregnancy), ("no",))


def _episode(answers: Mapping[str, Answer], record: Record, where: str) -> Iterator[Problem]:
    age, months = _number(answers, "age_years"), record.get("months_ago")
    if age is not None and isinstance(months, int | float) and months > (age + 1) * 12:
        yield Problem("before_birth", "previous_episodes", f"{months:g}", (f"{age:g}",), where)


def _lab(record: Record, vitamins: VitaminRules, where: str, today: date) -> Iterator[Problem]:
    analyte, unit = vitamins.find(str(record.get("analyte"))), str(record.get("unit"))
    if analyte is not None and unit not in analyte.units:
        yield Problem("unit_of_analyte", "labs", unit, tuple(analyte.units), f"{where}.unit")
    taken_on = record.get("taken_on")
    if isinstance(taken_on, str) and date.fromisoformat(taken_on) > today:
        yield Problem("in_the_future", "labs", taken_on, (today.isoformat(),), f"{where}.taken_on")
    low, high = record.get("range_low"), record.get("range_high")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        yield Problem("range_reversed", "labs", f"{low:g}", (f"{high:g}",), f"{where}.range_low")
