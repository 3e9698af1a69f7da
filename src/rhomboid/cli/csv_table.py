"""Tables of cases as CSV: read row by row, written back with more columns, nothing lost."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from rhomboid.core.base.errors import RhomboidError

_DELIMITERS: Final = ",;\t"


class TableFileError(RhomboidError):
    """A table of cases cannot be read or written."""


class CsvTable:
    """A table that is being read.

    Attributes:
        header: names of its columns.
        delimiter: what stands between cells.
        line: number of the line that was read last.
    """

    def __init__(self, name: str, file: IO[str]) -> None:
        self._name = name
        self._file = file
        first = file.readline()
        self.delimiter = max(_DELIMITERS, key=first.count)
        self.header = self._split(first)
        self._reader = csv.reader(file, delimiter=self.delimiter, strict=True)
        if not any(self.header):
            raise TableFileError(f"{name} must begin with a line of column names, and is empty")
        twice = sorted({cell for cell in self.header if self.header.count(cell) > 1})
        if twice:
            raise TableFileError(f"{name} must name each column once, and has {twice[0]!r} twice")

    def _split(self, line: str) -> list[str]:
        try:
            cells = next(csv.reader([line], delimiter=self.delimiter, strict=True), [])
        except csv.Error as error:
            raise TableFileError(
                f"{self._name} must begin with a line of column names ({error})"
            ) from error
        return [cell.strip() for cell in cells]

    @property
    def line(self) -> int:
        """Number of the line that was read last."""
        return 1 + self._reader.line_num

    def rows(self) -> Iterator[list[str]]:
        """Every row that is not blank, as it stands.

        Raises:
            TableFileError: if the file is no table from here on.
        """
        try:
            for cells in self._reader:
                if cells:
                    yield cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise TableFileError(
                f"{self._name}, line {self.line}: must be a line of CSV in UTF-8 ({error})"
            ) from error


def fits(cells: Sequence[str], header: Sequence[str]) -> str:
    """What is wrong with the number of cells; empty if nothing is."""
    if len(cells) == len(header):
        return ""
    return f"the row must have {len(header)} cells as the header has, got {len(cells)}"


@contextmanager
def reading(name: str) -> Iterator[CsvTable]:
    """Open a table, or standard input (`-`).

    Raises:
        TableFileError: if there is no such file, or it is no table.
    """
    if name == "-":
        yield CsvTable("standard input", sys.stdin)
        return
    try:
        with Path(name).open(encoding="utf-8-sig", newline="") as file:
            yield CsvTable(name, file)
    except BrokenPipeError:  # whoever reads the result has enough
        raise
    except OSError as error:
        raise TableFileError(
            f"the table must be a file that can be read, got {name} ({error.strerror})"
        ) from error
    except UnicodeDecodeError as error:
        raise TableFileError(f"{name} must be text in UTF-8; byte {error.start} is not") from error


@contextmanager
def writing(name: str | None) -> Iterator[IO[str]]:
    """A file that appears whole or not at all, or standard output (none, or `-`).

    Raises:
        TableFileError: if it cannot be written.
    """
    if name in {None, "-"}:
        yield sys.stdout
        return
    path = Path(str(name))
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise TableFileError(
            f"the result must be a file that can be written, got {name} ({error.strerror})"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
