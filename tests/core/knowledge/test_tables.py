"""The tables: sourced, strict, and joined without a gap."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rhomboid.core.knowledge.knowledge import cited_facts, load_knowledge, read_knowledge
from rhomboid.core.knowledge.listing import find, listed, unverified
from rhomboid.core.knowledge.loader import TableError
from rhomboid.core.knowledge.row import EvidenceStatus
from rhomboid.core.plan.dosing import amount_of, exceeds
from rhomboid.wording import languages, wording

KNOWLEDGE = load_knowledge()
TABLES = Path(__file__).parents[3] / "src/rhomboid/core/knowledge/tables"


def test_every_source_is_used_and_every_fact_cites_known_sources() -> None:
    used = {key for fact in KNOWLEDGE.facts.values() for key in fact.sources}
    assert used == KNOWLEDGE.sources.keys()


def test_every_cited_fact_exists() -> None:
    for table, row, facts in cited_facts(KNOWLEDGE):
        assert facts, f"{table}, row {row} cites nothing"
        assert set(facts) <= KNOWLEDGE.facts.keys()


@pytest.mark.hazard("H-14")
def test_every_fact_and_row_says_how_far_it_was_checked() -> None:
    for row in listed(KNOWLEDGE):
        assert row.status in set(EvidenceStatus)
    names = {row.id for row in unverified(KNOWLEDGE)}
    assert {"RF-13", "EX-41", "VT-07"} <= names
    for language in languages():
        for status in EvidenceStatus:
            assert wording(language).has(f"plan.evidence.{status.value}")


def test_a_fact_that_is_called_verified_has_a_source_or_says_what_was_not_checked() -> None:
    for fact in KNOWLEDGE.facts.values():
        if fact.status is EvidenceStatus.RECORD_SEEN:
            assert fact.sources, fact.id


def test_the_evidence_holds_every_row_that_the_programme_needs() -> None:
    needed = [f"RF-{n}" for n in range(10, 32)] + [f"XL-{n:02d}" for n in range(1, 40)]
    needed += ["EX-34", "EX-35", "EX-40", "EX-41", "EX-42", "XL-90", "XL-91"]
    needed += [f"WK-{n:02d}" for n in range(1, 10)] + [f"SF-{n:02d}" for n in range(1, 17)]
    assert set(needed) <= KNOWLEDGE.facts.keys()
    assert {flag.id for flag in KNOWLEDGE.red_flags} >= {f"RF-{n}" for n in range(10, 32)}


def test_the_library_has_all_39_movements_each_with_its_own_row() -> None:
    rows = [
        fact for m in KNOWLEDGE.movements.values() for fact in m.facts if fact.startswith("XL-")
    ]
    assert sorted(set(rows) - {"XL-90"}) == [f"XL-{n:02d}" for n in range(1, 40)]
    assert len(KNOWLEDGE.movements) == 39


@pytest.mark.hazard("H-06")
@pytest.mark.parametrize("movement", KNOWLEDGE.movements.values(), ids=lambda m: m.id)
def test_a_dose_grows_from_start_to_target_within_its_bounds(movement) -> None:  # type: ignore[no-untyped-def]  # parametrised row
    start, target = movement.dose.start, movement.dose.target
    assert not exceeds(amount_of(start), movement)
    assert not exceeds(amount_of(target), movement)
    for part in ("sets", "reps", "hold_s", "minutes"):
        before, after = getattr(start, part), getattr(target, part)
        assert (before is None) == (after is None)
        assert before is None or before <= after
    assert start.per_side == target.per_side == movement.dose.max.per_side


@pytest.mark.hazard("H-09")
def test_every_emergency_number_can_be_dialled_and_unchecked_ones_say_so() -> None:
    numbers = KNOWLEDGE.emergency_numbers
    assert numbers["default"].number == "112"
    assert (numbers["GB"].number, numbers["US"].number, numbers["DE"].number) == (
        "999",
        "911",
        "112",
    )
    for row in numbers.values():
        assert row.number.isdigit()
        if row.number not in ("112", "911", "999"):
            assert row.status is EvidenceStatus.UNVERIFIED


def broken(tmp_path: Path, name: str, change: Callable[[str], str]) -> TableError:
    folder = tmp_path / "tables"
    shutil.copytree(TABLES, folder)
    path = folder / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_knowledge(folder)
    return caught.value


@pytest.mark.hazard("H-17")
@pytest.mark.parametrize(
    ("name", "old", "new", "row"),
    [
        ("red_flags.toml", 'when = "chest_pressure"', 'when = "chest_presure"', "RF-10.pressure"),
        ("red_flags.toml", 'when = "chest_pressure"', 'when = "chest_pressure +"', "RF-10"),
        ("red_flags.toml", "places.jaw", "places.knee", "RF-10.jaw"),
        ("red_flags.toml", 'disposition = "emergency"', 'disposition = "soon"', "RF-10"),
        ("red_flags.toml", 'facts = ["RF-11"]', 'facts = ["RF-99"]', "RF-11"),
        ("red_flags.toml", 'status = "verified"', 'status = "sure"', "RF-10"),
        ("red_flags.toml", 'id = "RF-11"', 'id = "RF-10"', "RF-10"),
        ("findings.toml", 'when = "age_years >= 65"', 'when = "guarded"', "older_adult"),
        ("movements/band_row.toml", "hold", "hodl", "band_row"),
        ("movements/band_row.toml", "sets = 2", "sets = '2'", "band_row"),
        ("movements/band_row.toml", "sets = 2", "sets = 2, colour = 1", "band_row"),
        ("movements/band_row.toml", '"shoulder_acute"', '"shoulder_cute"', "band_row"),
        ("movements/band_row.toml", '"single_arm_row"', '"two_arm_row"', "band_row"),
        ("prescription.toml", '"chin_nod", ', '"chin_bow", ', "neck"),
        ("facts/walking.toml", '"pocovi2024"', '"nobody"', "WK-01"),
        ("vitamins.toml", "deficient_below = 50", "deficient_below = 'fifty'", ""),
        ("causes.toml", "[[cause]]", "[[cause", ""),
    ],
)
def test_a_bad_row_stops_the_program_and_says_where(
    tmp_path: Path, name: str, old: str, new: str, row: str
) -> None:
    if old == "hold":
        old, new = 'view = "side"', 'view = "above"'
    error = broken(tmp_path, name, lambda text: text.replace(old, new, 1))
    assert error.table.split("/")[0] == name.split("/", maxsplit=1)[0]
    assert error.row == row
    assert error.problem


@pytest.mark.hazard("H-17")
def test_a_missing_table_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(TABLES, folder)
    (folder / "causes.toml").unlink()
    with pytest.raises(TableError, match=r"causes\.toml: the file is missing"):
        read_knowledge(folder)


def test_rows_are_found_by_their_id_and_by_the_facts_they_rest_on() -> None:
    assert [row.table for row in find(KNOWLEDGE, "band_row")] == ["movements"]
    tables = {row.table for row in find(KNOWLEDGE, "EX-04")}
    assert {"facts", "movements", "prescription"} <= tables
    assert find(KNOWLEDGE, "nothing") == []
    assert "andersen2011" in find(KNOWLEDGE, "lateral_raise")[0].sources
