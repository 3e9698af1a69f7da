"""What the documents promise is so: commands exist, fields are explained, links lead somewhere."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rhomboid.app.assess import Assessment
from rhomboid.app.progress import Progress
from rhomboid.core.course.today import Today
from rhomboid.core.intake.answers import Answers
from rhomboid.core.plan.model import Plan
from rhomboid.core.review.model import Review
from tests.architecture.project import (
    DOCS,
    ROOT,
    code_spans,
    place,
    project_files,
    pyproject,
    table_rows,
)

#: The records that use cases give back; GLOSSARY.md explains every field that they reach.
OUTPUT_RECORDS: tuple[type[msgspec.Struct], ...] = (Assessment, Plan, Today, Review, Progress)
#: Input, not output: what it holds are the questions themselves.
STOP_AT: frozenset[type] = frozenset({Answers})
#: Words that a reader of the pages or the code meets and may not know.
TERMS = {
    "acute", "adherence", "avoidance", "band", "baseline", "bout", "cadence", "case file", "cause",
    "cluster", "condition", "course", "decision", "diary", "differential", "disposition", "dose",
    "entry", "episode", "fact id", "finding", "FITT", "flare", "intake", "MCID", "micro-dose",
    "movement", "NPRS", "open rule", "pain rules", "persistent", "PGIC", "phase",
    "position change", "PSFS", "red flag", "recurrence", "repetition", "safety net", "same day",
    "self-care", "severity", "spell", "status of evidence", "subacute", "supersede", "swap",
    "thoracic level", "triage", "yellow flag",
}  # fmt: skip

README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))
CHANGE_KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def reached(record: type[msgspec.Struct], seen: set[type]) -> Iterator[type[msgspec.Struct]]:
    """A record and every record that its fields hold, however deep."""
    if record in seen:
        return
    seen.add(record)
    if record in STOP_AT:
        return
    yield record
    for hint in typing.get_type_hints(record).values():
        for part in _parts(hint):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from reached(part, seen)


def _parts(hint: object) -> Iterator[object]:
    yield typing.get_origin(hint) or hint
    for argument in typing.get_args(hint):
        yield from _parts(argument)


def output_fields() -> dict[str, str]:
    """Each output field and the record that holds it."""
    seen: set[type] = set()
    return {
        field: record.__name__
        for root in OUTPUT_RECORDS
        for record in reached(root, seen)
        for field in record.__struct_fields__
    }


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*):", makefile, re.MULTILINE))


def test_the_readme_begins_with_make_run_and_make_test() -> None:
    first = re.findall(r"^make (\w+)", README, re.MULTILINE)[:2]
    assert first == ["run", "test"]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_every_make_command_in_a_document_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z][\w-]*)", text, re.MULTILINE))
    assert named
    assert named - make_targets() == set()


def test_the_readme_names_the_commands_that_a_person_needs() -> None:
    needed = {"run", "test", "setup", "lint", "e2e", "bench", "dist"}
    assert needed - set(re.findall(r"`make ([\w-]+)`", README)) == set()


def test_the_glossary_explains_every_output_field() -> None:
    explained = {name for row in table_rows(GLOSSARY) for name in code_spans(row[0])}
    missing = {field: record for field, record in output_fields().items() if field not in explained}
    assert missing == {}


def test_the_glossary_explains_no_output_field_that_is_gone() -> None:
    fields_part = GLOSSARY.partition("## Output fields")[2]
    assert fields_part
    explained = {name for row in table_rows(fields_part) for name in code_spans(row[0])}
    assert explained - set(output_fields()) == set()


@pytest.mark.parametrize("term", sorted(TERMS))
def test_the_glossary_explains_the_terms_of_the_field(term: str) -> None:
    assert term in {row[0].strip("*") for row in table_rows(GLOSSARY)}


def test_the_glossary_is_in_alphabetical_order() -> None:
    terms = GLOSSARY.partition("## Output fields")[0]
    names = [row[0].casefold() for row in table_rows(terms)]
    assert names == sorted(names)


def test_the_changelog_keeps_its_form() -> None:
    assert CHANGELOG.startswith("# Changelog\n")
    versions = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    dated = re.compile(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}")
    assert [name for name in versions[1:] if not dated.fullmatch(name)] == []
    assert set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)) <= CHANGE_KINDS


def test_the_version_is_the_same_everywhere() -> None:
    source = (ROOT / "src" / "rhomboid" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{pyproject()["project"]["version"]}"' in source


@pytest.mark.parametrize("note", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_has_number_title_date_and_status(note: Path) -> None:
    lines = note.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(rf"# {note.name[:4]}: \S.*", lines[0])
    assert re.fullmatch(r"Date: \d{4}-\d{2}-\d{2}\. Status: \w.*\.", lines[2])


def test_every_decision_is_listed_in_order() -> None:
    index = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", index)
    assert listed == [note.name for note in DECISIONS]


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{place(page)}: {target}"
        for page in project_files(".md")
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
