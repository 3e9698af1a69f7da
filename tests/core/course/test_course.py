"""The diary folded into the present."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.base.ids import uuid7
from rhomboid.core.course.course import fold
from rhomboid.core.diary.entry import Entry, EntryError

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def entry(number: int, kind: str, body: dict[str, Any], days: int = 0) -> Entry:
    at = START + timedelta(days=days, minutes=number)
    return Entry(
        id=uuid7(int(at.timestamp() * 1000), number),
        person_id="p",
        recorded_at=at,
        about=at,
        zone="UTC",
        kind=kind,  # type: ignore[arg-type]  # plain test data
        body=body,
        made_by="test",
    )


DIARY = [
    entry(1, "answers", {"answers": {"age_years": 40, "duration_days": 3}}),
    entry(2, "answers", {"answers": {"age_years": 41}}),
    entry(3, "setting", {"name": "language", "value": "de"}),
    entry(4, "swap", {"movement": "band_row", "kind": "equal", "to": "single_arm_row"}),
    entry(5, "answers", {"withdrawn": ["age_years"]}),
    entry(6, "answers", {"answers": {"age_years": 42}}),
    entry(7, "plan_adopted", {"plan": {"template": "standard"}}),
]


def test_the_newest_answer_counts_and_the_older_ones_stay_in_the_diary() -> None:
    assert fold(DIARY[:1]).answers["age_years"] == 40
    assert fold(DIARY[:2]).answers["age_years"] == 41
    assert "age_years" not in fold(DIARY[:5]).answers
    assert fold(DIARY).answers["age_years"] == 42


@given(st.permutations(DIARY))
def test_the_order_of_arrival_changes_nothing(shuffled: list[Entry]) -> None:
    assert fold(shuffled) == fold(DIARY)


def test_a_swap_can_be_taken_back() -> None:
    assert fold(DIARY).swaps["band_row"].to == "single_arm_row"
    back = entry(8, "swap", {"movement": "band_row", "to": None})
    assert fold([*DIARY, back]).swaps == {}


def test_settings_and_the_adopted_plan_are_in_force() -> None:
    course = fold(DIARY)
    assert course.settings == {"language": "de"}
    assert course.adopted == {"plan": {"template": "standard"}}


@given(st.integers(0, 400))
def test_a_spell_grows_older_with_the_days(days: int) -> None:
    answers = fold(DIARY).answers_on(date(2026, 11, 24) + timedelta(days=days))
    assert answers["duration_days"] == 3 + days
    assert answers["age_years"] == 42


@given(st.integers(-500, 500))
def test_shifting_all_times_changes_nothing_but_times(days: int) -> None:
    shifted = [
        entry(number, item.kind, item.body, days=days) for number, item in enumerate(DIARY, start=1)
    ]
    today = date(2026, 11, 30)
    moved = fold(shifted).answers_on(today + timedelta(days=days))
    assert moved == fold(DIARY).answers_on(today)


@pytest.mark.hazard("H-10")
@pytest.mark.parametrize(("days", "holds"), [(0, True), (27, True), (28, False), (90, False)])
def test_danger_answers_hold_for_four_weeks_and_are_then_asked_again(
    days: int, holds: bool
) -> None:
    diary = [entry(1, "answers", {"answers": {"chest_pressure": "no", "age_years": 40}})]
    today = date(2026, 11, 24) + timedelta(days=days)
    answers = fold(diary).answers_on(today, frozenset({"chest_pressure"}), 28)
    assert ("chest_pressure" in answers) is holds
    assert answers["age_years"] == 40


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "one"}, "id"),
        ({"supersedes": "two"}, "supersedes"),
        (
            {"recorded_at": datetime(2026, 1, 1, tzinfo=UTC).astimezone().replace(tzinfo=None)},
            "recorded_at",
        ),
        ({"about": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)}, "about"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(change: dict[str, Any], field: str) -> None:
    good = DIARY[0]
    parts = {name: getattr(good, name) for name in good.__struct_fields__}
    with pytest.raises(EntryError) as caught:
        Entry(**{**parts, **change})
    assert caught.value.field == field
