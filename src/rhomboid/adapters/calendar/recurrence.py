"""On which days an event comes again (RRULE), for rules of days, weeks, months and years.

Each day is asked by itself, so no rule, however it is written, can take more time than there are
days to look at. Rules within a day, and parts that hardly any calendar writes, are not understood.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, Literal, get_args

import msgspec

Freq = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
_FREQS: Final[tuple[Freq, ...]] = get_args(Freq)
_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS: Final = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
)
_MOST_ORDINAL: Final = 53


class RuleError(ValueError):
    """A rule that is not understood."""


class Rule(msgspec.Struct, frozen=True):
    """How an event comes again.

    Attributes:
        freq, interval: every so many days, weeks, months or years.
        count: so often, the first time included; `None` without an end of that kind.
        days: weekdays (0 Monday) with their place in the month or year, 0 for each.
        monthdays, months, places: BYMONTHDAY, BYMONTH, BYSETPOS.
        week_start: the first day of a week.
    """

    freq: Freq
    interval: int = 1
    count: int | None = None
    days: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    week_start: int = 0


def rule_of(told: Mapping[str, Any]) -> Rule:
    """The rule as the parser gives it, part by part, each a list.

    Raises:
        RuleError: if it has a part that is not understood here.
    """
    parts = {str(name).upper(): value for name, value in told.items()}
    named = str(_first(parts, "FREQ", "")).upper()
    freq = next((freq for freq in _FREQS if freq == named), None)
    if freq is None or parts.keys() - _PARTS:
        raise RuleError(named)
    try:
        rule = Rule(
            freq=freq,
            interval=int(_first(parts, "INTERVAL", 1)),
            count=int(parts["COUNT"][0]) if "COUNT" in parts else None,
            days=tuple(_weekday(str(day)) for day in parts.get("BYDAY", ())),
            monthdays=tuple(int(day) for day in parts.get("BYMONTHDAY", ())),
            months=tuple(int(month) for month in parts.get("BYMONTH", ())),
            places=tuple(int(place) for place in parts.get("BYSETPOS", ())),
            week_start=_weekday(str(_first(parts, "WKST", "MO")))[0],
        )
    except (ValueError, IndexError, TypeError) as error:
        raise RuleError(str(error)) from error
    ordinals = any(place for _, place in rule.days)
    if rule.interval < 1 or (ordinals and freq in ("DAILY", "WEEKLY")):
        raise RuleError(freq)
    if rule.places and freq in ("DAILY", "YEARLY"):
        raise RuleError("BYSETPOS")
    return rule


def _first(parts: Mapping[str, Any], name: str, default: object) -> Any:
    return parts[name][0] if parts.get(name) else default


def _weekday(text: str) -> tuple[int, int]:
    place = int(text[:-2] or 0)
    if abs(place) > _MOST_ORDINAL:
        raise RuleError(text)
    return _WEEKDAYS.index(text[-2:].upper()), place


def days_of(rule: Rule, start: date, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which it comes; `start` is always the first of all."""
    left = rule.count
    day = start if left is not None else max(start, first)
    while day <= last and (left is None or left > 0):
        if day == start or _comes(rule, start, day):
            if left is not None:
                left -= 1
            if day >= first:
                yield day
        day += _DAY


def _comes(rule: Rule, start: date, day: date) -> bool:
    if not rule.places:
        return _fits(rule, start, day)
    if not _fits(rule, start, day):
        return False
    there = [one for one in _period(rule, day) if _fits(rule, start, one, alone=True)]
    at = there.index(day)
    return at + 1 in rule.places or at - len(there) in rule.places


def _period(rule: Rule, day: date) -> list[date]:
    """The week or month of a day."""
    if rule.freq == "WEEKLY":
        begin = _week(day, rule.week_start)
        return [begin + number * _DAY for number in range(7)]
    return [day.replace(day=number) for number in range(1, _length(day) + 1)]


def _fits(rule: Rule, start: date, day: date, *, alone: bool = False) -> bool:
    """Whether a day is one of the rule; `alone`: without asking whether its period is one."""
    if rule.months and day.month not in rule.months:
        return False
    if not alone and _apart(rule, start, day) % rule.interval:
        return False
    if rule.monthdays and not {day.day, day.day - _length(day) - 1} & set(rule.monthdays):
        return False
    if rule.days:
        return any(_is_weekday(rule, day, *one) for one in rule.days)
    if rule.monthdays or rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == start.weekday()
    if day.day != start.day:
        return False
    return rule.freq == "MONTHLY" or bool(rule.months) or day.month == start.month


def _apart(rule: Rule, start: date, day: date) -> int:
    """Periods of the rule between the two."""
    match rule.freq:
        case "DAILY":
            return (day - start).days
        case "WEEKLY":
            return (_week(day, rule.week_start) - _week(start, rule.week_start)).days // 7
        case "MONTHLY":
            return (day.year - start.year) * 12 + day.month - start.month
        case "YEARLY":
            return day.year - start.year


def _is_weekday(rule: Rule, day: date, weekday: int, place: int) -> bool:
    """Whether it is that weekday, and the so manieth of its month, or year, from either end."""
    if day.weekday() != weekday:
        return False
    if not place:
        return True
    number, length = day.day, _length(day)
    if rule.freq == "YEARLY" and not rule.months:
        number, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    return place in ((number - 1) // 7 + 1, -((length - number) // 7 + 1))


def _week(day: date, week_start: int) -> date:
    return day - (day.weekday() - week_start) % 7 * _DAY


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
