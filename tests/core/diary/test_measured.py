"""What a camera saw of a set, as an entry holds it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from rhomboid.core.diary.entry import EntryError
from rhomboid.core.diary.kinds import read_body
from rhomboid.core.diary.measured import MOST_EACH, Measured, settled
from tests.core.diary.sets import measured_sets, plain, rep, seen

SET = {"session": "s", "movement": "band_row", "number": 1, "reps": 10}


@given(measured_sets())
def test_a_measured_set_survives_being_written_and_read(measured: Measured) -> None:
    written = msgspec.json.encode({**SET, "measured": plain(measured)})
    read = read_body("set_done", msgspec.json.decode(written))
    assert read.measured == measured  # type: ignore[attr-defined]  # a set


def test_sets_of_old_diaries_are_read_without_what_a_camera_saw() -> None:
    read = read_body("set_done", SET)
    assert read.measured is None  # type: ignore[attr-defined]  # a set


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"range_deg": None}, "together"),
        ({"range_deg": None, "error_deg": None}, "no_range"),
        ({"no_range": "unseen"}, "no_range"),
        ({"faulty_reps": 11}, "at most the 10"),
        ({"unseen_share": 1.2}, "unseen_share"),
        ({"seconds": -1.0}, "seconds"),
        ({"unit": "rad"}, "unit"),
        ({"by": {"software": "1"}}, "tables"),
        ({"score": 7}, "score"),
        (
            {"each": [msgspec.to_builtins(rep())] * (MOST_EACH + 1)},
            "each",
        ),
        ({"faults": {f"f{n}": 1 for n in range(25)}}, "faults"),
    ],
)
def test_what_no_coach_can_have_seen_is_refused(change: dict[str, Any], field: str) -> None:
    body = {**plain(seen()), **change}
    with pytest.raises(EntryError, match=field):
        read_body("set_done", {**SET, "measured": {k: v for k, v in body.items() if v is not None}})


def test_the_largest_set_stays_below_twenty_kilobytes() -> None:
    faults = ("leans_back", "shrugs")
    one = rep(123.4, up_s=12.34, hold_s=12.34, down_s=12.34, channel="right", faults=faults)
    most = seen(MOST_EACH, each=(one,) * MOST_EACH)
    assert len(msgspec.json.encode(most)) < 20_000


@pytest.mark.parametrize(("reps", "by"), [(10, "camera"), (12, "person"), (None, "camera")])
def test_a_count_that_differs_from_the_cameras_is_one_by_hand(reps: int | None, by: str) -> None:
    kept = settled(seen(10), reps, None)
    assert kept is not None
    assert (kept.counted_by, kept.counted) == (by, 10)


def test_the_count_of_one_side_is_held_against_that_side() -> None:
    both = seen(9, left=5, right=4)
    assert [both.count_of(side) for side in ("left", "right", None)] == [5, 4, 9]
    kept = settled(both, 5, "left")
    assert kept is not None
    assert kept.counted_by == "camera"
