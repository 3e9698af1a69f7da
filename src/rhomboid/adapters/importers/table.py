"""Tables as text: rows in lots, in bounded memory, whatever stands in the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from rhomboid.adapters.importers.text_lines import TextLines
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.base.decision import Finding

_LOT: Final = 50_000
_MOST_CELLS: Final = 500
_MOST_EMPTY: Final = 100_000
_DELIMITERS: Final = ",;\t"
#: A line for Excel above the head, which says what parts the columns.
_PARTED_BY: Final = re.compile(r'"?sep=([,;\t])"?[,;\t]*', re.IGNORECASE)
_MOST_SHOWN: Final = 40


class Lot:
    """Some rows that follow each other.

    Attributes:
        lines: number of the line on which each row ends.
        called: how the file calls each column.
        read_bytes: how far the file has been read.
    """

    def __init__(
        self, header: Mapping[str, int], called: Mapping[str, str], read_bytes: int
    ) -> None:
        self.lines: list[int] = []
        self.called = called
        self.read_bytes = read_bytes
        self._rows: list[list[str]] = []
        self._header = header

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, column: str) -> bool:
        return column in self._header

    def add(self, row: list[str], line: int) -> None:
        """One row more."""
        self._rows.append(row)
        self.lines.append(line)

    def column(self, name: str) -> list[str]:
        """The cells of a column; empty where a row is too short or the column is not there."""
        place = self._header.get(name, -1)
        if place < 0:
            return [""] * len(self._rows)
        return [row[place].strip() if place < len(row) else "" for row in self._rows]


class Table:
    """A table with a header.

    Args:
        name: of the file, as the person knows it.
        file: read from where it stands.
        spellings: for each column that is wanted, how files call it, in small letters.

    Raises:
        WalkFileError: `not_text` or `long_line`.
    """

    def __init__(self, name: str, file: BinaryIO, spellings: Mapping[str, Sequence[str]]) -> None:
        self._name = name
        self._text = TextLines(name, file)
        self._lines = iter(self._text)
        cells, self.delimiter, self._before = _opening(self._lines)
        cells = cells[:_MOST_CELLS]
        self.header = columns_of(cells, spellings)
        self._called = {column: shown(cells[at].strip()) for column, at in self.header.items()}

    def lots(self) -> Iterator[Lot]:
        """All rows, some thousand at a time; empty ones are passed over.

        Raises:
            WalkFileError: `not_text`, `long_line`, `bad_row` or `too_large`.
        """
        reader = csv.reader(self._lines, delimiter=self.delimiter)
        lot = self._lot()
        empty = 0
        try:
            for row in reader:
                if not any(row):
                    empty += 1
                    if empty <= _MOST_EMPTY:
                        continue
                if len(row) > _MOST_CELLS or empty > _MOST_EMPTY:
                    raise WalkFileError(
                        self._name, "bad_row", Finding("line", reader.line_num + self._before)
                    )
                lot.add(row, reader.line_num + self._before)
                if len(lot) >= _LOT:
                    lot.read_bytes = self._text.read_bytes
                    yield lot
                    lot = self._lot()
        except csv.Error:
            raise WalkFileError(
                self._name, "bad_row", Finding("line", reader.line_num + self._before)
            ) from None
        lot.read_bytes = self._text.read_bytes
        yield lot

    def _lot(self) -> Lot:
        return Lot(self.header, self._called, self._text.read_bytes)


def columns_of(cells: Sequence[str], spellings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each wanted column stands; the first of two of one name."""
    small = [" ".join(cell.casefold().replace("\u2013", "-").split()) for cell in cells]
    return {
        column: next(place for place, cell in enumerate(small) if cell in names)
        for column, names in spellings.items()
        if any(cell in names for cell in small)
    }


def header_of(head: bytes) -> list[str]:
    """The cells of the first line of a file that may be a table.

    Args:
        head: its first bytes.
    """
    try:
        return _opening(iter(TextLines("", io.BytesIO(head))))[0]
    except WalkFileError:
        return []


def first_line(name: str, head: bytes) -> str | None:
    """What stands where the columns must be named; None if the file is not plainly a table.

    Args:
        name: of the file; its ending may call it a table.
        head: its first bytes.
    """
    try:
        lines = list(TextLines(name, io.BytesIO(head)))[:3]
    except WalkFileError:
        return None
    if lines and _PARTED_BY.fullmatch(lines[0].rstrip("\n")):
        lines = lines[1:]
    first, *more = lines or [""]
    clean = first.strip()
    if not clean or not clean.replace("\t", "").isprintable() or "\ufffd" in clean:
        return None
    parts = [mark for mark in _DELIMITERS if mark in first]
    even = any(more and more[0].count(mark) == first.count(mark) for mark in parts)
    called_so = name.casefold().endswith((".csv", ".tsv"))
    return shown(clean.replace("\t", "; ")) if even or called_so else None


def shown(text: str) -> str:
    """A text that fits into a sentence."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text)
    return clean if len(clean) <= _MOST_SHOWN else clean[: _MOST_SHOWN - 1] + "…"


def _opening(lines: Iterator[str]) -> tuple[list[str], str, int]:
    """The cells of the head, what parts them, and how many lines were taken."""
    first, taken = next(lines, ""), 1
    told = _PARTED_BY.fullmatch(first.rstrip("\n"))
    if told:
        first, taken = next(lines, ""), 2
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    try:
        return next(csv.reader([first], delimiter=delimiter), []), delimiter, taken
    except csv.Error:
        return [], delimiter, taken


def number(text: str) -> float:
    """A number with a point or a comma; NaN where it is none, or nothing stands there."""
    plain = text.strip().replace(",", ".")
    if not plain or plain.count(".") > 1 or not plain.isascii() or "_" in plain:
        return float("nan")
    try:
        return float(plain)
    except (ValueError, OverflowError):
        return float("nan")
