"""docs/hazards.md and the tests prove each other: no control without a test that can fail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.collected_tests import source_tests
from tests.architecture.project import DOCS, code_spans, table_rows

HAZARDS_PAGE = DOCS / "hazards.md"


@dataclass(frozen=True)
class Hazard:
    """A row of the table."""

    id: str
    hazard: str
    harm: str
    control: str
    test: str

    @property
    def node_ids(self) -> list[str]:
        return code_spans(self.test)


def hazards() -> list[Hazard]:
    return [Hazard(*cells) for cells in table_rows(HAZARDS_PAGE.read_text(encoding="utf-8"))]


def test_the_table_has_rows_numbered_without_a_gap() -> None:
    ids = [row.id for row in hazards()]
    assert ids == [f"H-{number:02}" for number in range(1, len(ids) + 1)]
    assert ids


@pytest.mark.parametrize("row", hazards(), ids=lambda row: row.id)
def test_every_hazard_says_who_is_hurt_and_names_a_control(row: Hazard) -> None:
    assert all([row.hazard, row.harm, row.control])


@pytest.mark.parametrize("row", hazards(), ids=lambda row: row.id)
def test_every_hazard_names_tests_that_exist_and_are_marked_with_it(row: Hazard) -> None:
    tests = source_tests()
    assert row.node_ids, f"{row.id} must name at least one test in backticks, got {row.test!r}"
    for node_id in row.node_ids:
        assert node_id in tests, f"{row.id} names {node_id}, which does not exist"
        assert row.id in tests[node_id].hazards, (
            f'{node_id} must carry @pytest.mark.hazard("{row.id}")'
        )


def test_every_test_marked_with_a_hazard_stands_in_the_table() -> None:
    listed = {(row.id, node_id) for row in hazards() for node_id in row.node_ids}
    marked = {(name, test.node_id) for test in source_tests().values() for name in test.hazards}
    assert sorted(marked - listed) == []


def test_marks_are_read_from_functions_classes_and_modules(tmp_path: Path) -> None:
    (tmp_path / "test_sample.py").write_text(
        "import pytest\n"
        'pytestmark = [pytest.mark.slow, pytest.mark.hazard("H-90")]\n'
        '@pytest.mark.hazard("H-91", "H-92")\n'
        "def test_one() -> None: ...\n"
        '@pytest.mark.hazard("H-93")\n'
        "class TestMore:\n"
        "    def test_two(self) -> None: ...\n"
        "    def helper(self) -> None: ...\n"
    )
    found = {name: test.hazards for name, test in source_tests(tmp_path).items()}
    assert found == {
        "test_sample.py::test_one": ("H-90", "H-91", "H-92"),
        "test_sample.py::TestMore::test_two": ("H-90", "H-93"),
    }


def test_hazard_ids_in_marks_have_their_form() -> None:
    names = {name for test in source_tests().values() for name in test.hazards}
    assert [name for name in names if not re.fullmatch(r"H-\d{2}", name)] == []
