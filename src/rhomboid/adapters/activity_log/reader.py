"""Active and away periods from a file: CSV as ManicTime writes it, or `start,end,state`.

Lines are read one at a time and never beyond `MOST_LINE_BYTES`. Nothing is guessed: a name that is
not known, a length that does not fit its times or a date of another form is an error with its line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import timedelta, tzinfo
from typing import IO, Final

import msgspec

from rhomboid.adapters.activity_log.errors import ActivityLogError, UnknownUseError
from rhomboid.adapters.activity_log.times import elapsed, fits, fitted, read_length, read_time
from rhomboid.adapters.activity_log.words import COLUMNS, USES, Column
from rhomboid.core.ergonomics.desk.events import Period, Use

MOST_LINE_BYTES: Final = 10_000
_SHOWN: Final = 60
_MARKS: Final = (",", ";", "\t")
_BOM: Final = b"\xef\xbb\xbf"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_NEEDED: Final[tuple[Column, ...]] = ("use", "start", "end")


class Left(msgspec.Struct, frozen=True):
    """Periods that were left out.

    Attributes:
        empty: lines of periods without any length.
        backwards: lines of periods that end before they start: a clock was set back.
    """

    empty: tuple[int, ...] = ()
    backwards: tuple[int, ...] = ()


class _Form(msgspec.Struct, frozen=True):
    """How the file is laid out."""

    mark: str
    place: dict[Column, int]
    width: int


class ActivityLog:
    """A record of use as a stream of periods, in the order of the file.

    Args:
        stream: opened for reading bytes; UTF-8, with or without byte order mark.
        name: what errors call it.
        zone: of the times that name none.
        meanings: what names mean that are not known, in any case of letters.

    Attributes:
        left: what was left out so far.
    """

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        zone: tzinfo,
        meanings: Mapping[str, Use] | None = None,
    ) -> None:
        self._stream = stream
        self._name = name
        self._zone = zone
        own = {_plain(word): use for word, use in (meanings or {}).items()}
        self._uses: dict[str, Use] = {**USES, **own}
        self._line = 0
        self.left = Left()

    def periods(self) -> Iterator[Period]:
        """Every period that has a length.

        Raises:
            UnknownUseError: if a name is not known; its meaning can be given as `meanings`.
            ActivityLogError: naming the line, what must be what and what it got.
        """
        lines = self._lines()
        header = next(lines, None)
        if header is None:
            raise self._error("must name the columns (`start,end,state`), got nothing")
        form = self._form(header)
        for line in lines:
            if line.strip():
                period = self._period(self._cells(line, form), form)
                if period is not None:
                    yield period

    def _lines(self) -> Iterator[str]:
        while raw := self._stream.readline(MOST_LINE_BYTES + 1):
            self._line += 1
            if len(raw) > MOST_LINE_BYTES:
                raise self._error(
                    f"a line must be at most {MOST_LINE_BYTES} bytes long, got more; "
                    "is this a record of use?"
                )
            if self._line == 1:
                if raw.startswith(_UTF_16):
                    raise self._error("must be UTF-8, got UTF-16; save it as CSV UTF-8")
                raw = raw.removeprefix(_BOM)
            try:
                yield raw.decode().rstrip("\r\n")
            except UnicodeDecodeError:
                raise self._error("must be UTF-8, got another encoding; save it so") from None

    def _form(self, header: str) -> _Form:
        mark = max(_MARKS, key=header.count)
        cells = self._split(header, mark)
        place: dict[Column, int] = {}
        for number, cell in enumerate(cells):
            column = COLUMNS.get(_plain(cell))
            if column is not None:
                place.setdefault(column, number)
        if any(column not in place for column in _NEEDED):
            raise self._error(
                "the first line must name the columns, `start,end,state` or "
                f"`Name,Start,End,Duration`, got `{header[:_SHOWN]}`"
            )
        return _Form(mark, place, len(cells))

    def _cells(self, line: str, form: _Form) -> list[str]:
        cells = self._split(line, form.mark)
        if len(cells) != form.width:
            raise self._error(f"must have {form.width} cells, got {len(cells)}")
        return cells

    def _split(self, line: str, mark: str) -> list[str]:
        try:
            cells = next(csv.reader([line], delimiter=mark, strict=True), [])
        except csv.Error as error:
            raise self._error(f"must be one line of CSV, got {error}") from None
        return [cell.strip() for cell in cells]

    def _period(self, cells: list[str], form: _Form) -> Period | None:
        use = self._use(cells[form.place["use"]])
        try:
            what = "the start"
            start = read_time(cells[form.place["start"]], self._zone)
            what = "the end"
            end = read_time(cells[form.place["end"]], self._zone)
            what = "the duration"
            at = form.place.get("length")
            length = None if at is None else read_length(cells[at])
        except ValueError as error:
            raise self._error(f"{what} {error}") from None
        start, end = fitted(start, end, length)
        took = elapsed(start, end)
        if took < timedelta():
            self.left = Left(self.left.empty, (*self.left.backwards, self._line))
            return None
        if length is not None and not fits(start, end, length):
            raise self._error(
                f"the duration must be the time from start to end ({took}), got {length}"
            )
        if not took:
            self.left = Left((*self.left.empty, self._line), self.left.backwards)
            return None
        return Period(start, end, use)

    def _use(self, word: str) -> Use:
        use = self._uses.get(_plain(word))
        if use is None:
            known = ", ".join(f"`{name}`" for name in self._uses)
            raise UnknownUseError(self._name, self._line, word[:_SHOWN], known)
        return use

    def _error(self, problem: str) -> ActivityLogError:
        return ActivityLogError(self._name, max(self._line, 1), problem)


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())
