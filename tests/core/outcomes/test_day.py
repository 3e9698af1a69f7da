"""What counts of one day."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.outcomes.day import build_day
from tests.core.diary.sets import plain, seen
from tests.core.outcomes.days import day, history_of, report

ROW = {"movement": "band_row", "asked": {"sets": 2, "reps": 10}}
BEGUN = {
    "session": "s",
    "planned": [{"movement": "band_row", "slot": "strength", "dose": {"sets": 2, "reps": 10}}],
}


@pytest.mark.parametrize(
    ("ratings", "pain", "worst"),
    [
        ([{"now": 4}], 4, 4),
        ([{"now": 4}, {"now": 7}], 5.5, 7),
        ([{"now": 7}, {"average": 3}], 3, 7),
        ([{"worst": 8}], 8, 8),
        ([{"worst": 8, "average": 2}], 2, 8),
    ],
)
def test_the_days_pain_is_its_average_then_the_moments_then_the_worst(
    ratings: list[dict[str, Any]], pain: float, worst: int
) -> None:
    entries = [report("pain", body, day(0), place) for place, body in enumerate(ratings, 1)]
    summed = history_of(entries).day(day(0))
    assert (summed.pain, summed.worst) == (pain, worst)


def test_the_morning_check_is_the_days_first_pain_too() -> None:
    entries = [
        report("pain", {"now": 2, "moment": "morning"}, day(0), 1, hour=7),
        report("pain", {"average": 5, "limited": True}, day(0), 2),
    ]
    summed = history_of(entries).day(day(0))
    assert (summed.morning, summed.first_pain, summed.pain) == (2, 2, 5)
    assert summed.limited


def test_a_session_broken_off_counts_as_far_as_it_went() -> None:
    entries = [
        report("session_begun", BEGUN, day(0), 1),
        report(
            "set_done", {"session": "s", "movement": "band_row", "number": 1, "reps": 10}, day(0), 2
        ),
    ]
    sessions = history_of(entries).day(day(0)).sessions
    assert [one.finished for one in sessions] == [False]
    assert sessions[0].movements[0].sets[0].reps == 10


def test_the_same_set_told_in_two_windows_counts_once() -> None:
    entries = [
        report("session_begun", BEGUN, day(0), 1),
        *(
            report(
                "set_done",
                {"session": "s", "movement": "band_row", "number": 1, "reps": reps},
                day(0),
                place,
            )
            for place, reps in ((2, 8), (3, 10))
        ),
    ]
    movement = history_of(entries).day(day(0)).sessions[0].movements[0]
    assert [one.reps for one in movement.sets] == [10]


def test_a_session_that_ended_takes_the_place_of_its_sets() -> None:
    entries = [
        report("session_begun", BEGUN, day(0), 1),
        report(
            "set_done", {"session": "s", "movement": "band_row", "number": 1, "reps": 10}, day(0), 2
        ),
        report("session", {"session": "s", "movements": [ROW], "pain_after": 2}, day(0), 3),
    ]
    sessions = history_of(entries).day(day(0)).sessions
    assert [(one.finished, one.pain_after) for one in sessions] == [(True, 2)]


def test_a_correction_moves_a_report_to_another_day_and_undoing_takes_it_out() -> None:
    first = report("walk", {"minutes": 20}, day(3), 1)
    moved = report("walk", {"minutes": 25}, day(1), 2)
    moved = type(moved)(**{**_parts(moved), "supersedes": first.id, "recorded_at": _later(first)})
    history = history_of([first, moved])
    assert (history.day(day(3)).walks, history.day(day(1)).walks) == ((), (25,))
    gone = report("undone", {}, day(3), 9, hour=22)
    gone = type(gone)(**{**_parts(gone), "supersedes": first.id})
    assert list(history_of([first, moved, gone]).days()) == []


def test_what_a_camera_saw_of_a_set_goes_with_it_into_the_session() -> None:
    sets = [
        {"session": "s", "movement": "band_row", "number": number, "reps": reps, **more}
        for number, reps, more in (
            (1, 10, {"measured": plain(seen(10, 3))}),
            (2, 12, {"measured": plain(seen(11, 1))}),
        )
    ]
    entries = [report("session_begun", BEGUN, day(0), 1)]
    entries += [report("set_done", body, day(0), place) for place, body in enumerate(sets, 2)]
    result = history_of(entries).day(day(0)).sessions[0].movements[0]
    assert result.faulty_reps == 4
    measured = [one.measured for one in result.sets if one.measured is not None]
    assert [(one.counted, one.counted_by) for one in measured] == [(10, "camera"), (11, "person")]


def test_a_single_set_is_no_session_of_its_day() -> None:
    single = {"session": "x", "movements": [ROW], "part": "single", "mode": "single"}
    made = history_of([report("session", single, day(0))]).day(day(0))
    assert made.sessions == ()
    assert [one.session for one in made.single] == ["x"]


@given(st.permutations(range(6)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    entries = [
        report("pain", {"average": 4}, day(0), 1),
        report("walk", {"minutes": 10, "pain_after": 3}, day(0), 2),
        report("spasm", {"strength": 6}, day(0), 3),
        report("flare", {"state": "began"}, day(0), 4),
        report("symptom", {"symptoms": ["night_pain"]}, day(0), 5),
        report("session", {"session": "s", "movements": [ROW]}, day(0), 6),
    ]
    reports = history_of(entries).day(day(0)).reports
    assert build_day(reports[place] for place in order) == build_day(reports)


def _parts(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}


def _later(entry: Any) -> Any:
    from datetime import timedelta

    return entry.recorded_at + timedelta(hours=1)


def test_pain_that_kept_from_a_walk_counts_as_pain_of_walking_and_makes_no_walk() -> None:
    entries = [
        report("walk_skipped", {"because": "pain", "pain": 7}, day(0)),
        report("walk_skipped", {"because": "weather"}, day(0), 2),
    ]
    told = history_of(entries).day(day(0))
    assert (told.walk_pain, told.walks) == (7, ())
    assert [skip.because for skip in told.skips] == ["pain", "weather"]
