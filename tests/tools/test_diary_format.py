"""The documented format of an exported diary is that of the types."""

from __future__ import annotations

import json

import msgspec
import pytest

from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.kinds import KINDS
from tools.diary_format import page, schema

PAGE = "\n".join(page())
SCHEMA = json.loads(schema())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_section_with_every_field(kind: str) -> None:
    section = PAGE.partition(f"### `{kind}`\n")[2].partition("\n#")[0]
    assert section
    fields = msgspec.structs.fields(KINDS[kind])
    assert [field.name for field in fields if f"| `{field.name}` |" not in section] == []


def test_every_field_of_an_entry_says_what_it_is() -> None:
    table = PAGE.partition("## An entry\n")[2].partition("\n## ")[0]
    rows = {line.split("`")[1]: line for line in table.splitlines() if line.startswith("| `")}
    assert list(rows) == list(Entry.__struct_fields__)
    assert [name for name, row in rows.items() if row.endswith("|  |")] == []


def test_every_part_that_a_table_links_to_is_there() -> None:
    parts = {line.removeprefix("### ") for line in PAGE.splitlines() if line.startswith("### ")}
    linked = {part.split("]")[0] for part in PAGE.split("[")[1:] if "](#" in part}
    assert linked - parts == set()


def test_the_schema_ties_each_kind_to_its_body_and_allows_nothing_else() -> None:
    tied = {
        one["properties"]["kind"]["const"]: one["properties"]["body"]["$ref"].split("/")[-1]
        for one in SCHEMA["oneOf"]
    }
    assert tied == {kind: body.__name__ for kind, body in KINDS.items()}
    assert set(tied.values()) <= SCHEMA["$defs"].keys()
    assert SCHEMA["additionalProperties"] is False
    assert all(SCHEMA["$defs"][name]["additionalProperties"] is False for name in tied.values())
    assert set(SCHEMA["required"]) == set(Entry.__struct_fields__) - {"supersedes"}
