"""What of a calendar file is read at all: times. Titles, places, people and notes are passed over.

The rest never reaches a parser, so that nothing of it can be kept, printed or logged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Final

from rhomboid.adapters.calendar.errors import CalendarError

MOST_BYTES: Final = 20_000_000
MOST_EVENTS: Final = 50_000
#: Longer lines are passed over: no time is that long, and a list of days left out hardly is.
_MOST_LINE: Final = 100_000
_PIECE: Final = 10_000
_SHOWN: Final = 40
_ZONE: Final = frozenset(
    ("TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "DTSTART", "RRULE", "RDATE")
)
_EVENT: Final = frozenset(
    (
        "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
        "TRANSP", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS",
    )
)  # fmt: skip
#: When clocks change: once a year each. Another rule could keep the parser busy for hours.
_CLOCK_RULE: Final = re.compile(
    r"RRULE:((FREQ=YEARLY|INTERVAL=1|BYMONTH=\d{1,2}|BYDAY=[+-]?\d?[A-Z]{2}|BYMONTHDAY=[\d,-]{1,30}"
    r"|UNTIL=[\dTZ]{8,16}|COUNT=\d{1,3}|WKST=[A-Z]{2})(;|$))+",
    re.ASCII | re.IGNORECASE,
)
_WANTED: Final = {
    "VCALENDAR": frozenset[str](),
    "VTIMEZONE": _ZONE,
    "STANDARD": _ZONE,
    "DAYLIGHT": _ZONE,
    "VEVENT": _EVENT,
    "VFREEBUSY": frozenset(("FREEBUSY",)),
}


def times_of(stream: IO[bytes], name: str) -> str:
    """The lines of a calendar file that tell of times, unfolded.

    Raises:
        CalendarError: if it is too large, no calendar, cut off, or has too many events.
    """
    found: list[str] = []
    inside: list[str] = []
    events = 0
    for line in _unfolded(stream, name):
        word, value = _name_of(line), line.partition(":")[2].strip().upper()
        if not inside and (word, value) != ("BEGIN", "VCALENDAR"):
            if not line.strip():
                continue
            raise CalendarError(
                name, "form", f"must begin with BEGIN:VCALENDAR, got `{line[:_SHOWN]!a}`"
            )
        if word == "BEGIN":
            inside.append(value)
            events += value in ("VEVENT", "VFREEBUSY")
            if events > MOST_EVENTS:
                raise CalendarError(
                    name, "many", f"must hold at most {MOST_EVENTS} events, got more"
                )
        if _is_wanted(word, inside, line):
            found.append(line)
        if word == "END":
            inside.pop()
    if inside or not found:
        raise CalendarError(name, "cut", "must be whole (END:VCALENDAR), but ends before that")
    return "\r\n".join(found) + "\r\n"


def _is_wanted(word: str, inside: list[str], line: str) -> bool:
    if any(component not in _WANTED for component in inside):
        return False
    if word == "RRULE" and inside[-1] in ("STANDARD", "DAYLIGHT"):
        return _CLOCK_RULE.fullmatch(line.strip()) is not None
    return word in ("BEGIN", "END") or word in _WANTED[inside[-1]]


def _name_of(line: str) -> str:
    return line.partition(":")[0].partition(";")[0].strip().upper()


def _unfolded(stream: IO[bytes], name: str) -> Iterator[str]:
    """Lines as they were before they were folded; of those that are too long nothing comes."""
    line: list[bytes] = []
    length = 0
    for raw in _raw(stream, name):
        if raw[:1] in (b" ", b"\t"):
            length += len(raw)
            if length <= _MOST_LINE:
                line.append(raw[1:])
            continue
        if length <= _MOST_LINE and line:
            yield b"".join(line).decode("utf-8", "replace")
        line, length = [raw], len(raw)
    if line and length <= _MOST_LINE:
        yield b"".join(line).decode("utf-8", "replace")


def _raw(stream: IO[bytes], name: str) -> Iterator[bytes]:
    """Lines as they stand, without their ends; a line without end comes in pieces as one fold."""
    read = 0
    whole = True
    while piece := stream.readline(_PIECE):
        if not read:
            piece = piece.removeprefix(b"\xef\xbb\xbf")
        read += len(piece)
        if read > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise CalendarError(name, "big", f"must be at most {most} MB, got more")
        yield piece.rstrip(b"\r\n") if whole else b" " + piece.rstrip(b"\r\n")
        whole = piece.endswith(b"\n")
