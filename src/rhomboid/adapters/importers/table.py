"""Tables as text: rows in lots, in bounded memory, whatever stands in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.base.decision import Finding

_LOT: Final = 50_000
_LONGEST_LINE_BYTES: Final = 1 << 16
_MOST_CELLS: Final = 500
#: Ten years of minutes have 300 MB.
MOST_BYTES: Final = 512 * 2**20
_MOST_EMPTY: Final = 100_000
_DELIMITERS: Final = ",;\t"


class Lot:
    """Some rows that follow each other.

    Attributes:
        lines: number of the line on which each row ends.
        read_bytes: how far the file has been read.
    """

    def __init__(self, header: Mapping[str, int], read_bytes: int) -> None:
        self.lines: list[int] = []
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
        self._file = file
        self._bytes = 0
        first = next(self._lines(), "")
        self.delimiter = max(_DELIMITERS, key=first.count)
        cells = next(csv.reader([first], delimiter=self.delimiter), [])[:_MOST_CELLS]
        self.header = columns_of(cells, spellings)

    def lots(self) -> Iterator[Lot]:
        """All rows, some thousand at a time; empty ones are passed over.

        Raises:
            WalkFileError: `not_text`, `long_line`, `bad_row` or `too_large`.
        """
        reader = csv.reader(self._lines(), delimiter=self.delimiter)
        lot = Lot(self.header, self._bytes)
        empty = 0
        try:
            for row in reader:
                if not any(row):
                    empty += 1
                    if empty <= _MOST_EMPTY:
                        continue
                if len(row) > _MOST_CELLS or empty > _MOST_EMPTY:
                    raise WalkFileError(self._name, "bad_row", Finding("line", reader.line_num + 1))
                lot.add(row, reader.line_num + 1)
                if len(lot) >= _LOT:
                    lot.read_bytes = self._bytes
                    yield lot
                    lot = Lot(self.header, self._bytes)
        except csv.Error:
            raise WalkFileError(
                self._name, "bad_row", Finding("line", reader.line_num + 1)
            ) from None
        lot.read_bytes = self._bytes
        yield lot

    def _lines(self) -> Iterator[str]:
        while line := self._file.readline(_LONGEST_LINE_BYTES + 1):
            if len(line) > _LONGEST_LINE_BYTES:
                raise WalkFileError(self._name, "long_line")
            if self._bytes > MOST_BYTES:
                raise WalkFileError(
                    self._name, "too_large", Finding("most_mb", MOST_BYTES // 10**6)
                )
            if b"\0" in line:
                raise WalkFileError(self._name, "not_text")
            text = line.decode("utf-8", "replace")
            first, self._bytes = not self._bytes, self._bytes + len(line)
            yield text.removeprefix("\ufeff") if first else text


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
    line = io.BytesIO(head).readline().decode("utf-8", "replace").removeprefix("\ufeff")
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def number(text: str) -> float:
    """A number with a point or a comma; NaN where it is none, or nothing stands there."""
    plain = text.strip().replace(",", ".")
    if not plain or plain.count(".") > 1 or not plain.isascii() or "_" in plain:
        return float("nan")
    try:
        return float(plain)
    except (ValueError, OverflowError):
        return float("nan")
