"""Which set comes next, what two tellings of a set come to, and how long it took."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.app.session_steps import key_of, merged, minutes_between, next_step, steps_of
from rhomboid.core.diary.bodies import Planned, SetDone
from rhomboid.core.knowledge.movements import Dose
from tests.core.diary.sets import seen

PLANNED = (
    Planned("band_row", "strength", Dose(2, 10)),
    Planned("open_book", "warm_up", Dose(1, 5, per_side=True)),
    Planned("diaphragmatic_breathing", "breathing", Dose(1, minutes=3)),
)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def done(movement: str, number: int = 1, **more: object) -> SetDone:
    return SetDone("s", movement, number, **{"reps": 5, **more})  # type: ignore[arg-type]  # fields by name


def test_sets_come_in_order_and_the_left_side_before_the_right() -> None:
    told: list[SetDone] = []
    seen = []
    while (step := next_step(PLANNED, told)) is not None:
        seen.append((step.movement, step.number, step.side))
        told.append(done(step.movement, step.number, side=step.side))
    assert seen == [
        ("band_row", 1, None),
        ("band_row", 2, None),
        ("open_book", 1, "left"),
        ("open_book", 1, "right"),
        ("diaphragmatic_breathing", 1, None),
    ]
    assert [key_of(one) for one in told] == seen
    assert len(steps_of(PLANNED)) == 5


@pytest.mark.parametrize("event", ["skipped", "hurt"])
def test_a_movement_that_was_left_is_over_with_all_its_sets(event: str) -> None:
    step = next_step(PLANNED, [done("band_row", event=event, reps=None)])
    assert step is not None
    assert step.movement == "open_book"


def test_pain_without_a_result_is_no_set() -> None:
    step = next_step(PLANNED, [done("band_row", reps=None, pain=4)])
    assert step is not None
    assert (step.movement, step.number) == ("band_row", 1)


SETS = st.builds(
    SetDone,
    st.just("s"),
    st.just("band_row"),
    st.just(1),
    event=st.sampled_from(("done", "hurt")),
    reps=st.none() | st.integers(0, 17),
    pain=st.none() | st.integers(0, 10),
    sharp=st.booleans(),
)


@given(st.lists(SETS, min_size=1, max_size=5))
def test_a_set_told_again_forgets_no_pain_no_stop_and_no_result(tellings: list[SetDone]) -> None:
    whole: SetDone | None = None
    for telling in tellings:
        whole = merged(whole, telling)
    assert whole is not None
    assert whole.pain == max((one.pain for one in tellings if one.pain is not None), default=None)
    assert whole.sharp is any(one.sharp for one in tellings)
    assert (whole.event == "hurt") is any(one.event == "hurt" for one in tellings)
    results = [one.reps for one in tellings if one.reps is not None]
    assert whole.reps == (results[-1] if results else None)
    assert merged(whole, whole) == whole


@pytest.mark.parametrize(
    ("minutes", "measured"), [([0], 1), ([0, 4, 9], 9), ([9, 0, 4], 9), ([0, 4, 300], 14)]
)
def test_minutes_run_from_the_first_to_the_last_without_long_absences(
    minutes: list[int], measured: int
) -> None:
    assert minutes_between(NOON + timedelta(minutes=m) for m in minutes) == measured


@pytest.mark.hazard("H-23")
def test_a_count_corrected_by_hand_keeps_what_the_camera_saw() -> None:
    by_camera = merged(None, done("band_row", reps=10, measured=seen(10)))
    corrected = merged(by_camera, done("band_row", reps=12))
    assert corrected.measured is not None
    assert (corrected.reps, corrected.measured.counted) == (12, 10)
    assert (by_camera.measured or seen()).counted_by == "camera"
    assert corrected.measured.counted_by == "person"


def test_a_new_recording_of_a_set_takes_the_place_of_the_old_one() -> None:
    again = merged(
        done("band_row", reps=8, measured=seen(8)), done("band_row", reps=9, measured=seen(9))
    )
    assert again.measured is not None
    assert (again.reps, again.measured.counted) == (9, 9)
