"""Times as a person types them: "08:00", "yesterday 8:00", "2026-03-04 08:00", ISO."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from rhomboid.core.base.errors import RhomboidError

_DAYS_BACK = {"today": 0, "yesterday": 1}
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_FIRST_YEAR = 2000


class MomentError(RhomboidError):
    """A time cannot be understood."""


def read_moment(text: str, now: datetime) -> datetime:
    """A local time with its offset.

    Args:
        text: "08:00" (today), "yesterday 8:00", "2026-03-04 08:00", "2026-03-04" (noon), or ISO
            8601 with or without an offset.
        now: local time.

    Raises:
        MomentError: if it is none of these, lies before 2000, or has not come yet.
    """
    moment = _read(" ".join(text.lower().split()), now)
    if moment is None:
        raise MomentError(
            'the time must read like "08:00", "yesterday 8:00", "2026-03-04 08:00" or '
            f'"2026-03-04T08:00+01:00", got "{text}"; nothing was saved'
        )
    if moment > now + timedelta(minutes=1):
        hint = ' (for the day before write "yesterday")' if _TIME.fullmatch(text.strip()) else ""
        raise MomentError(
            f"the time must be now or earlier, got {moment:%Y-%m-%d %H:%M}{hint}; nothing was saved"
        )
    return moment


def _read(text: str, now: datetime) -> datetime | None:
    word, _, rest = text.partition(" ")
    if text in ("now", ""):
        return now if text else None
    if word in _DAYS_BACK:
        return _at(now.date() - timedelta(days=_DAYS_BACK[word]), rest, now)
    if _TIME.fullmatch(text):
        return _at(now.date(), text, now)
    try:
        return _at(date.fromisoformat(text), "", now)
    except ValueError:
        return _iso(text)


def _at(on: date, clock: str, now: datetime) -> datetime | None:
    """A day with a time of day; without one it is noon, or now where noon has not come."""
    if not clock:
        noon = _local(datetime.combine(on, time(12)))
        return None if noon is None else min(noon, now) if on == now.date() else noon
    found = _TIME.fullmatch(clock)
    if found is None:
        return None
    try:
        return _local(datetime.combine(on, time(int(found[1]), int(found[2]))))
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    day, _, clock = text.replace("t", " ").partition(" ")
    padded = f"{day} 0{clock}" if re.match(r"\d:", clock) else f"{day} {clock}"
    try:
        moment = datetime.fromisoformat(padded.upper())
    except ValueError:
        return None
    if moment.year < _FIRST_YEAR:
        return None
    return moment if moment.tzinfo is not None else _local(moment)


def _local(naive: datetime) -> datetime | None:
    """The moment at which this machine's clock shows that time."""
    return naive.astimezone() if naive.year >= _FIRST_YEAR else None
