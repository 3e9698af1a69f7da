"""From the coach's report to the diary, and several recordings of one set put together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.app.measured import MergeError, SingleSet, keep_measured, measured_of, merged
from rhomboid.core.diary import bodies
from rhomboid.core.diary.kinds import read_body
from rhomboid.core.diary.measured import Measured
from rhomboid.core.movement.coach.records import (
    Counted,
    Hold,
    Repetition,
    SetReport,
    Tempo,
    Versions,
)
from tests.app.living import KNOWLEDGE, Life
from tests.core.diary.sets import BY, measured_sets, plain, rep, seen

VERSIONS = Versions("0.1.0", "abc123", "pose_full")
REACH = KNOWLEDGE.movements["standing_overhead_reach"]


def repetition(high: float, *faults: str, whole: bool = True) -> Repetition:
    return Repetition(
        channel="both",
        start_s=0.0,
        top_s=1.0,
        end_s=2.0,
        low=10.04,
        high=high,
        up_s=0.98765,
        hold_s=0.1234,
        down_s=1.0,
        whole=whole,
        faults=faults,
    )


def report(**more: object) -> SetReport:
    wanted: dict[str, object] = {
        "movement": REACH.id,
        "judged": True,
        "repetitions": Counted(total=2, half=1),
        "each": (
            repetition(160.0),
            repetition(150.0, REACH.faults[0].id),
            repetition(60, whole=False),
        ),
        "range_deg": 144.96,
        "error_deg": 6.04,
        "steadiness": 0.03449,
        "tempo": Tempo(0.98765, 0.1234, 1.0),
        "faults": {REACH.faults[0].id: 1},
        "faulty_repetitions": 1,
        "seconds": 12.3456,
        "unseen_share": 0.25123,
        "unseen": {"dark": 3.1},
    }
    return SetReport(**{**wanted, **more})  # type: ignore[arg-type]  # fields by name


def test_a_report_is_kept_rounded_with_what_measured_it() -> None:
    kept = measured_of(report(), REACH, VERSIONS)
    assert kept.by == BY
    assert (kept.counted, kept.half, kept.faulty_reps) == (2, 1, 1)
    assert (kept.range_deg, kept.error_deg, kept.unit) == (145.0, 6.0, "deg")
    assert (kept.each[0].range, kept.each[0].up_s) == (150.0, 0.99)
    assert (kept.seconds, kept.unseen_share, kept.unseen) == (12.35, 0.251, {"dark": 3.1})


def test_a_kept_report_is_of_the_shape_of_an_entry() -> None:
    body = {"session": "s", "movement": REACH.id, "number": 1, "reps": 2}
    kept = measured_of(report(), REACH, VERSIONS)
    read = read_body("set_done", {**body, "measured": plain(kept)})
    assert isinstance(read, bodies.SetDone)
    assert read.measured == kept


def test_of_holds_the_most_frequent_fault_that_counts_says_how_many_were_faulty() -> None:
    counting = next(fault.id for fault in REACH.faults if fault.counts)
    held = report(
        repetitions=Counted(),
        each=(),
        holds=(Hold(channel="both", start_s=0, seconds=5.004),) * 3,
        faults={counting: 2},
        faulty_repetitions=0,
    )
    kept = measured_of(held, REACH, VERSIONS)
    assert (kept.faulty_reps, kept.judged) == (2, 3)
    assert kept.holds[0].seconds == 5.0


def test_two_recordings_of_a_set_come_to_one() -> None:
    first = seen(
        3, 1, each=(rep(90), rep(80), rep(100)), range_deg=90, error_deg=5,
        not_judged=("shrugs", "uneven"), seconds=10, unseen={"dark": 1.0}, unseen_share=0.1,
    )  # fmt: skip
    second = seen(
        2, 1, each=(rep(60), rep(70)), range_deg=65, error_deg=9,
        not_judged=("uneven",), seconds=10, unseen={"dark": 2.0, "nobody": 1.0}, unseen_share=0.3,
    )  # fmt: skip
    both = merged([first, second])
    assert (both.counted, both.faulty_reps, both.faults) == (5, 2, {"leans_back": 2})
    assert (both.range_deg, both.error_deg) == (80, 9)
    assert both.not_judged == ("uneven",)
    assert (both.seconds, both.unseen, both.unseen_share) == (20, {"dark": 3.0, "nobody": 1.0}, 0.2)
    assert both.parts == 2


def test_a_part_without_a_range_does_not_take_it_from_the_others() -> None:
    blind = seen(0, each=(), range_deg=None, error_deg=None, no_range="unseen")
    assert merged([blind, seen(4)]).range_deg == 90
    assert merged([blind, blind]).no_range == "unseen"


def test_the_difference_of_sides_is_that_of_all_their_repetitions() -> None:
    left = seen(2, left=2, each=(rep(90, channel="left"),) * 2)
    right = seen(2, right=2, each=(rep(70, channel="right"),) * 2)
    assert merged([left, right]).difference_deg == 20
    even = [seen(1, difference_deg=10.0), seen(3, difference_deg=2.0)]
    assert merged(even).difference_deg == 4.0


def test_parts_without_a_range_have_no_difference_of_sides() -> None:
    none: dict[str, Any] = {"range_deg": None, "error_deg": None, "no_range": "not_an_angle"}
    left = seen(2, left=2, each=(rep(90, channel="left"),) * 2, **none)
    right = seen(2, right=2, each=(rep(70, channel="right"),) * 2, **none)
    assert merged([left, right]).difference_deg is None


def test_nothing_cannot_be_put_together() -> None:
    with pytest.raises(MergeError, match="at least one part"):
        merged([])


@given(st.lists(measured_sets(), min_size=1, max_size=4))
def test_nothing_is_lost_or_made_up_by_putting_parts_together(parts: list[Measured]) -> None:
    whole = merged(parts)
    assert whole.counted == sum(part.counted for part in parts)
    assert whole.faulty_reps == sum(part.faulty_reps for part in parts)
    assert whole.unseen_s == pytest.approx(sum(part.unseen_s for part in parts))
    assert set(whole.faults) == {name for part in parts for name in part.faults}
    assert (whole.error_deg or 0) == max(part.error_deg or 0 for part in parts)
    assert plain(merged([whole])) == plain(whole)


@given(st.lists(measured_sets(), min_size=1, max_size=3), measured_sets())
def test_it_does_not_matter_when_parts_are_put_together(
    parts: list[Measured], last: Measured
) -> None:
    once, later = merged([*parts, last]), merged([merged(parts), last])
    assert (once.counted, once.faults, once.seconds) == (later.counted, later.faults, later.seconds)
    assert (once.error_deg, once.tempo, once.parts) == (later.error_deg, later.tempo, later.parts)


def test_a_set_outside_a_session_is_kept_and_counts_as_no_session() -> None:
    life = Life().on(1)
    entry = keep_measured(life.journal, SingleSet(REACH.id, seen(7, 2)))
    kept = read_body("session", entry.body)
    assert isinstance(kept, bodies.Session)
    assert (kept.part, kept.movements[0].sets[0].reps) == ("single", 7)
    assert kept.movements[0].faulty_reps == 2
    today = life.today()
    assert (today.session_done, today.micro_done, today.this_week.sessions) == (False, False, 0)
    assert life.journal.present().evidence.sessions == ()
    assert life.journal.sessions.last_ended(life.journal.present()) is None
    assert not life.on(2).today().ask_morning


def test_a_set_that_only_time_guides_is_kept_with_its_length() -> None:
    timed = seen(
        0, each=(), unit=None, range_deg=None, error_deg=None, no_range="timed_only", seconds=61.4
    )
    life = Life().on(1)
    entry = keep_measured(life.journal, SingleSet("childs_pose_side_reach", timed))
    assert entry.body["movements"][0]["sets"][0]["hold_s"] == 61
