"""What a camera saw of a set in the review: faults, what it missed, sides (EX-34, EX-35, XL-93)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.base.decision import Reason
from rhomboid.core.diary.measured import Measured
from tests.core.diary.sets import plain, seen
from tests.core.outcomes.days import day
from tests.core.review.weeks import KNOWLEDGE, change_of, did, outcome, reviewed, week

REACH = "standing_overhead_reach"
LIMIT = KNOWLEDGE.review.form.unseen_percent


def watched(*sets: Measured, reps: Sequence[int] = (10, 12), **more: Any) -> dict[str, Any]:
    """One movement of a session with what a camera saw of its sets."""
    body = did(reps=reps, **more)
    told = [{"reps": count, "measured": plain(one)} for count, one in zip(reps, sets, strict=True)]
    return {**body, "sets": told}


def unseen(counted: int, percent: float, faulty: int = 0) -> Measured:
    """A set of forty seconds that was not seen for some of them."""
    return seen(
        counted,
        faulty,
        seconds=40.0,
        unseen_share=percent / 100,
        unseen={"out_of_frame": round(0.4 * percent, 2)} if percent else {},
    )


def reasons(entries: Any, **more: Any) -> dict[str, Reason]:
    change = change_of(reviewed(entries, **more))
    return {reason.rule: reason for reason in change.reasons}


def numbers(reason: Reason) -> dict[str, object]:
    return {finding.name: finding.value for finding in reason.findings}


@pytest.mark.parametrize(("faulty", "verb"), [(6, "hold"), (7, "regress")])
def test_more_than_thirty_percent_of_what_was_seen_in_two_sessions_takes_a_step_back(
    faulty: int, verb: str
) -> None:
    result = watched(seen(10, faulty), seen(12))
    assert outcome(week({0: [result], 2: [result]}))[0] == verb


def test_the_reason_names_the_repetitions_of_both_sessions() -> None:
    entries = week({0: [watched(seen(10, 4), seen(12, 4))], 2: [watched(seen(10, 5), seen(12, 6))]})
    found = reasons(entries)["movement.faults"]
    assert numbers(found) == {
        "faulty_1": 8, "judged_1": 22, "faulty_2": 11, "judged_2": 22, "limit": 30,
    }  # fmt: skip


def test_one_session_with_faults_takes_nothing_back() -> None:
    entries = week({0: [watched(seen(10), seen(12))], 2: [watched(seen(10, 9), seen(12, 9))]})
    assert outcome(entries) == ("hold", "hold.faulty")


def test_a_session_without_camera_in_between_hides_no_faults() -> None:
    faulty = [watched(seen(10, 9), seen(12, 9))]
    assert outcome(week({0: faulty, 2: [did()], 4: faulty}))[1] == "movement.faults"


@pytest.mark.parametrize(("faulty", "rule"), [(0, "movement.two_for_two"), (1, "hold.faulty")])
def test_a_step_up_needs_two_sessions_in_which_no_fault_was_seen(faulty: int, rule: str) -> None:
    entries = week({0: [watched(seen(10), seen(12))], 2: [watched(seen(10), seen(12, faulty))]})
    assert outcome(entries)[1] == rule


def test_a_step_up_says_what_was_seen() -> None:
    clean = [watched(seen(10), seen(12))]
    found = reasons(week({0: clean, 2: clean}))
    assert numbers(found["seen.clean"]) == {"faulty": 0, "count": 44}
    assert not found["seen.clean"].decisive


@pytest.mark.hazard("H-23")
@pytest.mark.parametrize(("percent", "verb"), [(LIMIT, "regress"), (LIMIT + 1, "progress")])
def test_a_set_that_was_hardly_seen_counts_neither_as_faulty_nor_as_flawless(
    percent: int, verb: str
) -> None:
    result = [watched(unseen(10, percent, 9), unseen(12, percent, 9))]
    entries = week({0: result, 2: result})
    assert outcome(entries)[0] == verb
    found = reasons(entries)
    assert ("seen.little" in found) is (percent > LIMIT)
    assert "seen.clean" not in found


@pytest.mark.hazard("H-23")
def test_repetitions_that_could_not_be_seen_are_not_called_missing() -> None:
    half = [watched(unseen(5, 50), unseen(6, 50), reps=(5, 6))]
    entries = week({0: half, 2: half})
    assert outcome(entries) == ("hold", "hold.not_seen")
    assert numbers(reasons(entries)["hold.not_seen"]) == {
        "counted": 22, "asked": 40, "seconds": 80,
    }  # fmt: skip


def test_repetitions_that_were_seen_to_be_fewer_are_said_as_before() -> None:
    fewer = [watched(seen(5), seen(6), reps=(5, 6))]
    assert outcome(week({0: fewer, 2: fewer})) == ("hold", "hold.not_full")


def test_a_count_by_hand_stands_whatever_the_camera_saw() -> None:
    by_hand = [
        watched(
            seen(5, unseen_share=0.6, unseen={"dark": 20.0}, counted_by="person"),
            seen(6, unseen_share=0.6, unseen={"dark": 20.0}, counted_by="person"),
        )
    ]
    assert outcome(week({0: by_hand, 2: by_hand}))[0] == "progress"
    fewer = [dict(by_hand[0], sets=[dict(one, reps=4) for one in by_hand[0]["sets"]])]
    assert outcome(week({0: fewer, 2: fewer})) == ("hold", "hold.not_full")


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 100))
def test_one_more_fault_never_brings_a_step_up(less: int, more: int, percent: int) -> None:
    order = ["regress", "hold", "progress"]
    low, high = sorted((less, more))
    verbs = [
        outcome(week({n: [watched(unseen(10, percent, bad), seen(12))] for n in (0, 2)}))[0]
        for bad in (high, low)
    ]
    assert order.index(verbs[0]) <= order.index(verbs[1])


def reached(*differences: float | None, **more: Any) -> Any:
    """Sessions on every second day with a difference of the sides in the overhead reach."""
    return week(
        {
            2 * number: [
                did(REACH, reps=(8,), sets=[{"reps": 8, "measured": plain(one)}])
            ]
            for number, difference in enumerate(differences)
            for one in [seen(8, difference_deg=difference, **more)]
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("differences", "rule"),
    [
        ((16.0, 15.5), "suggest.right_less"),
        ((-16.0, -20.0), "suggest.left_less"),
        ((16.0, 15.0), None),
        ((16.0,), None),
        ((16.0, -16.0), None),
        ((16.0, 4.0, 16.0), None),
        ((16.0, None, 16.0), "suggest.right_less"),
    ],
)
def test_an_arm_that_stays_behind_twice_asks_about_the_shoulder(
    differences: tuple[float | None, ...], rule: str | None
) -> None:
    made = reviewed(reached(*differences))
    assert [one.reason.rule for one in made.suggests] == ([] if rule is None else [rule])
    assert all(one.asks == ("limits",) for one in made.suggests)


def test_an_arm_that_stays_behind_is_no_fault() -> None:
    change = change_of(reviewed(reached(20.0, 20.0)), REACH)
    assert change.verb not in ("regress", "rest")


def test_what_was_hardly_seen_says_nothing_of_the_sides() -> None:
    blind = {"unseen_share": 0.5, "unseen": {"dark": 15.0}}
    assert reviewed(reached(20.0, 20.0, **blind)).suggests == ()


@pytest.mark.parametrize(("answered", "suggested"), [(1, True), (2, False), (5, False)])
def test_once_answered_the_shoulder_is_not_asked_again(answered: int, suggested: bool) -> None:
    on = {"limits": day(0) + timedelta(days=answered)}
    assert bool(reviewed(reached(20.0, 20.0), answered_on=on).suggests) is suggested
