"""Reading the tables: the one place in the core that opens a file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from rhomboid.core.base.condition import Condition, parse_condition
from rhomboid.core.base.errors import ConditionError, RhomboidError

#: A folder of tables.
Folder = Traversable
RowType = TypeVar("RowType")
_DIGEST_DIGITS = 12


class TableError(RhomboidError):
    """A table cannot be used; `table`, `row` and `problem` say where and why."""

    def __init__(self, table: str, row: str, problem: str) -> None:
        self.table = table
        self.row = row
        self.problem = problem
        where = f"{table}, row {row}" if row else table
        super().__init__(f"{where}: {problem}")


def tables_folder() -> Traversable:
    """The folder that holds the tables."""
    return files("rhomboid.core.knowledge") / "tables"


def read_table(name: str, folder: Traversable | None = None) -> dict[str, Any]:
    """Read one TOML table as plain data.

    Raises:
        TableError: if the file is missing or is not TOML.
    """
    path = (folder or tables_folder()) / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableError(name, "", "the file is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise TableError(name, "", f"is not TOML ({error})") from error


def digest(folder: Folder) -> str:
    """Twelve hexadecimal digits that name the exact content of every table (SHA-256)."""
    summed = sha256()
    for name, text in sorted(_texts(folder, "")):
        summed.update(f"{name}\n{text}\n".encode())
    return summed.hexdigest()[:_DIGEST_DIGITS]


def _texts(folder: Folder, prefix: str) -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _texts(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".toml"):
            yield f"{prefix}{item.name}", item.read_text(encoding="utf-8")


def read_rows(
    name: str, key: str, row_type: type[RowType], folder: Traversable | None = None
) -> tuple[RowType, ...]:
    """Read every `[[key]]` of a table, or of every table in the folder `name`, into rows.

    Raises:
        TableError: with the file, the row and the field that is wrong, or an id used twice.
    """
    root = folder or tables_folder()
    target = root / name
    if target.is_dir():
        names = sorted(
            f"{name}/{item.name}" for item in target.iterdir() if item.name.endswith(".toml")
        )
    else:
        names = [name]
    rows: list[RowType] = []
    seen: dict[str, str] = {}
    for file_name in names:
        for number, raw in enumerate(read_table(file_name, root).get(key, ()), start=1):
            row_id = str(raw.get("id", f"number {number}"))
            if row_id in seen:
                raise TableError(file_name, row_id, f"the id is already used in {seen[row_id]}")
            seen[row_id] = file_name
            rows.append(convert_row(file_name, row_id, raw, row_type))
    return tuple(rows)


def read_record(name: str, row_type: type[RowType], folder: Traversable | None = None) -> RowType:
    """Read a whole table as one record.

    Raises:
        TableError: with the file and the field that is wrong.
    """
    return convert_row(name, "", read_table(name, folder), row_type)


def convert_row(table: str, row: str, raw: object, row_type: type[RowType]) -> RowType:
    """Convert plain data to a typed row, strictly.

    Raises:
        TableError: with the place and the field that is wrong.
    """
    try:
        return msgspec.convert(raw, row_type, dec_hook=_decode)
    except (msgspec.ValidationError, ConditionError) as error:
        raise TableError(table, row, str(error)) from error


def _decode(kind: type, value: object) -> object:
    if kind is Condition and isinstance(value, str):
        return parse_condition(value)
    raise NotImplementedError(f"no decoder for {kind}")
