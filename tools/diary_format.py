"""The format of an exported diary, for people and as a JSON Schema, both from the types."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.kinds import KINDS, REPORTS, STATES

_REF = "#/$defs/{name}"
_INTRODUCTION = """\
`rhomboid export` and "Save the diary as a file" on the diary page write the whole diary as JSON \
Lines: UTF-8, one entry a line, each line ended by a line feed, keys sorted, no header. The same \
entry is always the same line, byte for byte. [diary-entry.schema.json](diary-entry.schema.json) \
says the same for programs.

## Importing

`rhomboid import FILE...` and the diary page take such files in:

- All or none. Every line is checked first; a broken one is named by its number with what is \
wrong, and then nothing is imported.
- Files can be joined end to end and merged in any order. Importing twice, or the files of two \
devices, gives the union: an entry is known by its `id`, and what is there already is left alone.
- The same `id` with other content is refused. So are unknown fields, kinds, and ids that the \
tables do not know: questions, movements, places, settings. Ids stay in the tables for good, so \
that old diaries can always be read.
- Answers of two devices that are possible one by one and not together are refused with the names \
of the questions.
- Entries become entries of the person who imports, whatever `person_id` they name. Their ids and \
everything else stay; so a file that goes back to where it came from changes nothing there.
- Blank lines, line ends of Windows and a byte order mark are no error. A line may have up to one \
million bytes; ids are UUIDs in small letters with hyphens; times lie between 2000 and 2199.

Exporting, emptying the diary and importing gives the same export, byte for byte, and the same \
course.
"""
#: What the types of an entry check and JSON Schema cannot see in them.
_FORMATS = {"id": "uuid", "supersedes": "uuid", "recorded_at": "date-time", "about": "date-time"}
_TEXTS = {
    "date-time": "time with its offset, ISO 8601",
    "date": "day, ISO 8601",
    "uuid": "UUID",
}
_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}


def page() -> Iterator[str]:
    """The page for people."""
    yield _INTRODUCTION
    yield "## An entry\n"
    yield from _table(Entry, _schemas()[1]["Entry"])
    yield ""
    for title, kinds, words in (
        (
            "Reports",
            REPORTS,
            (
                "What a person tells. A later entry with `supersedes` corrects one; of all that "
                "were written of a line the newest counts. `undone` takes a line back."
            ),
        ),
        (
            "Answers, wishes and decisions",
            STATES,
            "Later entries of the same kind take their place; they supersede nothing.",
        ),
    ):
        yield f"## {title}\n"
        yield f"{words}\n"
        for kind, body in kinds.items():
            yield f"### `{kind}`\n"
            yield from _body(body)
            yield ""
    yield "## Parts\n"
    for name, record in _parts().items():
        yield f"### {name}\n"
        yield from _body(record)
        yield ""


def schema() -> str:
    """The JSON Schema of one line."""
    _, definitions = _schemas()
    entry = definitions.pop("Entry")
    of_kind = [
        {
            "properties": {
                "kind": {"const": kind},
                "body": {"$ref": _REF.format(name=body.__name__)},
            }
        }
        for kind, body in KINDS.items()
    ]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of a diary of rhomboid",
        **{key: value for key, value in entry.items() if key != "title"},
        "oneOf": of_kind,
        "$defs": definitions,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _schemas() -> tuple[Any, dict[str, Any]]:
    types = (Entry, *dict.fromkeys(KINDS.values()))
    shapes, definitions = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    for name, form in _FORMATS.items():
        value = definitions["Entry"]["properties"][name]
        for one in value.get("anyOf", [value]):
            if one.get("type") == "string":
                one["format"] = form
    return shapes, definitions


def _parts() -> dict[str, type[msgspec.Struct]]:
    """Records inside bodies, each once, by name."""
    found: dict[str, type[msgspec.Struct]] = {}
    bodies = dict.fromkeys(KINDS.values())

    def look(hint: object) -> None:
        for part in (hint, *getattr(hint, "__args__", ())):
            if part is not hint:
                look(part)
            elif isinstance(part, type) and issubclass(part, msgspec.Struct):
                if part not in bodies:
                    found.setdefault(part.__name__, part)
                for field in msgspec.structs.fields(part):
                    look(field.type)

    for body in bodies:
        for field in msgspec.structs.fields(body):
            look(field.type)
    return dict(sorted(found.items()))


def _body(record: type[msgspec.Struct]) -> Iterator[str]:
    yield f"{_summary(record)}\n"
    shape = _schemas()[1][record.__name__]
    if shape.get("properties"):
        yield from _table(record, shape)


def _table(record: type[msgspec.Struct], shape: dict[str, Any]) -> Iterator[str]:
    told = _told(record)
    needed = shape.get("required", ())
    yield "| field | holds | needed or default | what it is |"
    yield "|---|---|---|---|"
    for name, value in shape["properties"].items():
        left_out = value.get("default")
        default = "" if left_out in (None, [], {}) else f"`{json.dumps(left_out)}`"
        cells = (
            f"`{name}`",
            _words(value),
            "needed" if name in needed else default,
            told.get(name, ""),
        )
        yield "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _summary(record: type[msgspec.Struct]) -> str:
    return inspect.getdoc(record).partition("\n\n")[0].replace("\n", " ")  # type: ignore[union-attr]  # every record says what it is


def _told(record: type[msgspec.Struct]) -> dict[str, str]:
    """Field -> what the docstring says of it."""
    attributes = (inspect.getdoc(record) or "").partition("Attributes:\n")[2]
    told: dict[str, str] = {}
    for found in re.finditer(r"^ {4}([\w, ]+): (.+(?:\n {8}.+)*)", attributes, re.MULTILINE):
        for name in found[1].split(", "):
            told[name] = re.sub(r"\s+", " ", found[2])
    return told


def _words(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return _named(value["$ref"])
    if "anyOf" in value:
        return " or ".join(_words(one) for one in value["anyOf"] if one.get("type") != "null")
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"] if one is not None)
    match value.get("type"):
        case "array":
            return f"list of {_words(value.get('items', {}))}"
        case "object":
            return "object"
        case "string" if value.get("format") in _TEXTS:
            return _TEXTS[value["format"]]
        case str() as name:
            return f"{_TYPES[name]}{_bounds(value)}"
    return "anything"


def _bounds(value: dict[str, Any]) -> str:
    low, high = value.get("minimum"), value.get("maximum")
    if high is not None:
        return f", {low} to {high}"
    length = value.get("maxLength")
    return "" if length is None else f", at most {length} characters"


def _named(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name.lower()})"
