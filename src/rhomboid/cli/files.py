"""Reading files of answers, and printing."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from rhomboid.core.base.errors import RhomboidError

_MOST_BYTES = 1_000_000


class AnswerFileError(RhomboidError):
    """A file of answers cannot be read."""


def read_answer_file(name: str) -> dict[str, Any]:
    """Answers as plain data from a TOML or JSON file, or from JSON on standard input (`-`).

    Raises:
        AnswerFileError: if there is no such file, or it is neither.
    """
    answers = read_record_file(name, "the answers")
    inner = answers.get("answers")
    return inner if isinstance(inner, dict) else answers


def read_record_file(name: str, what: str) -> dict[str, Any]:
    """A record as plain data from a TOML or JSON file, or from JSON on standard input (`-`).

    Args:
        name: of the file.
        what: what it holds, for the error.

    Raises:
        AnswerFileError: if there is no such file, or it is neither.
    """
    try:
        raw = sys.stdin.buffer.read(_MOST_BYTES + 1) if name == "-" else _read(Path(name))
    except OSError as error:
        raise AnswerFileError(
            f"{what} must be a file that can be read, got {name} ({error.strerror})"
        ) from error
    if len(raw) > _MOST_BYTES:
        raise AnswerFileError(f"{what} must be a file smaller than 1 MB, got {name}")
    record = _parse(name, raw)
    if not isinstance(record, dict):
        raise AnswerFileError(f"{name} must hold {what} by name, got a {type(record).__name__}")
    return record


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _parse(name: str, raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswerFileError(f"{name} must be text in UTF-8; byte {error.start} is not") from error
    if name == "-" or name.endswith(".json") or text.lstrip().startswith("{"):
        try:
            return json.loads(text)
        except ValueError as error:
            raise AnswerFileError(f"{name} must be JSON: {error}") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnswerFileError(f"{name} must be TOML or JSON: {error}") from error


def print_json(value: object) -> None:
    """Print as JSON, sets as sorted lists."""
    data = msgspec.to_builtins(value, str_keys=True, order="sorted")
    print(json.dumps(data, ensure_ascii=False, indent=2))
