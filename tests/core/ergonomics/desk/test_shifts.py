"""What a camera counts as a change of load."""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.shifts import (
    Angle,
    Sample,
    Shift,
    Watch,
    changes_per_hour,
    shifts_in,
    step,
)
from tests.core.ergonomics.desk.desks import RULES

SHIFT = RULES.shift


def look(
    t_s: float, trunk: float | None = None, head: float | None = None, error: float = 2.0
) -> Sample:
    return Sample(
        t_s=t_s,
        trunk=None if trunk is None else Angle(trunk, error),
        head=None if head is None else Angle(head, error),
    )


def sitting(*places: tuple[float, float], every_s: float = 5.0) -> list[Sample]:
    """Trunk angles, each for so many seconds."""
    samples, t_s = [], 0.0
    for trunk, seconds in places:
        end_s = t_s + seconds
        while t_s < end_s:
            samples.append(look(t_s, trunk))
            t_s += every_s
    return samples


def watched(samples: list[Sample]) -> Watch:
    watch = Watch()
    for sample in samples:
        watch, _ = step(watch, sample, SHIFT)
    return watch


def test_a_trunk_that_moves_by_more_than_ten_degrees_and_stays_counts_once() -> None:
    assert shifts_in(sitting((0, 60), (11, 60)), SHIFT) == (Shift(60.0, "moved", 11.0, None),)


def test_ten_degrees_are_no_change() -> None:
    assert shifts_in(sitting((0, 60), (10, 60)), SHIFT) == ()


@pytest.mark.parametrize(("held_s", "count"), [(4, 0), (5, 1)])
def test_a_new_place_must_be_held_for_five_seconds(held_s: int, count: int) -> None:
    samples = [look(t, 0.0) for t in range(0, 20, 2)] + [look(20, 20.0), look(20 + held_s, 20.0)]
    samples += [look(30 + t, 0.0) for t in range(0, 4, 2)]
    assert len(shifts_in(samples, SHIFT)) == count


def test_a_glance_aside_between_two_pictures_never_counts() -> None:
    assert shifts_in(sitting((0, 60), (30, 5), (0, 60)), SHIFT) == ()


def test_a_head_alone_counts_and_trunk_and_head_together_count_once() -> None:
    head = [look(t, 0.0, 0.0 if t < 30 else 20.0) for t in range(0, 60, 5)]
    both = [look(t, 0.0 if t < 30 else 15.0, 0.0 if t < 30 else 20.0) for t in range(0, 60, 5)]
    assert [shift.head_deg for shift in shifts_in(head, SHIFT)] == [20.0]
    assert len(shifts_in(both, SHIFT)) == 1


def test_sitting_down_before_the_camera_is_no_change() -> None:
    assert shifts_in(sitting((25, 60)), SHIFT) == ()


def test_a_move_that_was_not_seen_is_no_change() -> None:
    """A minute in the dark, and another posture after it: nobody saw which way it came."""
    samples = [look(t, 0.0) for t in range(0, 60, 5)]
    samples += [look(t) for t in range(60, 120, 5)]
    samples += [look(t, 30.0) for t in range(120, 180, 5)]
    assert shifts_in(samples, SHIFT) == ()
    assert watched(samples).unknown_s == 65.0
    assert watched(samples).known_s == 110.0


def test_a_missing_picture_does_not_lose_where_the_body_rested() -> None:
    samples = [look(t, 0.0) for t in range(0, 60, 5)] + [look(60), look(65)]
    samples += [look(t, 30.0) for t in range(70, 100, 5)]
    assert len(shifts_in(samples, SHIFT)) == 1


def test_a_place_seen_twice_with_nothing_between_is_not_held() -> None:
    samples = [look(t, 0.0) for t in range(0, 20, 5)] + [look(20, 30.0), look(25), look(30, 30.0)]
    assert shifts_in([*samples, look(35, 0.0)], SHIFT) == ()


def nobody(start_s: int, end_s: int) -> list[Sample]:
    return [Sample(t_s=float(t), nobody=True) for t in range(start_s, end_s + 1, 5)]


@pytest.mark.parametrize(("empty_s", "count"), [(55, 0), (60, 1)])
def test_an_empty_seat_for_a_minute_and_the_person_again_is_one_change(
    empty_s: int, count: int
) -> None:
    samples = sitting((0, 60)) + nobody(60, 60 + empty_s)
    samples += [look(130.0 + t, 0.0) for t in range(0, 30, 5)]
    found = shifts_in(samples, SHIFT)
    assert [shift.kind for shift in found] == ["seat_left"] * count


def test_an_empty_seat_to_which_nobody_comes_back_is_no_change() -> None:
    assert shifts_in(sitting((0, 60)) + nobody(60, 900), SHIFT) == ()


def test_a_shadow_taken_for_a_person_does_not_fill_the_seat() -> None:
    samples = sitting((0, 60)) + nobody(60, 200) + [look(205.0, 5.0)] + nobody(210, 400)
    assert shifts_in(samples, SHIFT) == ()
    back = [look(405.0 + t, 0.0) for t in range(0, 30, 5)]
    assert len(shifts_in(samples + back, SHIFT)) == 1


def test_a_clock_set_back_begins_anew_and_keeps_the_count() -> None:
    watch = watched(sitting((0, 60), (20, 60)))
    watch, shift = step(watch, look(-3600.0, 50.0), SHIFT)
    assert shift is None
    assert (watch.count, watch.rest) == (1, None)


def test_the_same_picture_twice_changes_nothing() -> None:
    watch = watched(sitting((0, 60)))
    assert step(watch, look(55.0, 40.0), SHIFT) == (watch, None)


def test_no_rate_is_given_from_less_than_half_an_hour() -> None:
    assert changes_per_hour(watched(sitting((0, 1795))), SHIFT) is None
    assert changes_per_hour(watched(sitting((0, 1805), (20, 1795))), SHIFT) == pytest.approx(
        1.0, rel=0.01
    )


@pytest.mark.parametrize("value", [math.nan, math.inf, 181.0, -181.0])
def test_an_angle_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(DeskError, match="must be -180 to 180 degrees"):
        Angle(value, 1.0)


def test_an_empty_seat_has_no_angle_and_a_sample_has_a_time() -> None:
    with pytest.raises(DeskError, match="without angles"):
        Sample(t_s=0.0, trunk=Angle(0.0, 1.0), nobody=True)
    with pytest.raises(DeskError, match="a number of seconds"):
        Sample(t_s=math.nan)
    with pytest.raises(DeskError, match="0 to 180"):
        Angle(0.0, -1.0)


angles = st.none() | st.builds(Angle, st.integers(-40, 40), st.integers(0, 12))
looks = st.one_of(
    st.builds(lambda trunk, head: (trunk, head, False), angles, angles),
    st.just((None, None, True)),
)


@st.composite
def recordings(draw: st.DrawFn) -> list[Sample]:
    """Anything a camera may tell, every 1 to 100 seconds."""
    gaps = st.integers(2, 10) | st.integers(1, 100)
    t_s, samples = 0.0, []
    for gap, (trunk, head, empty) in draw(st.lists(st.tuples(gaps, looks), max_size=60)):
        t_s += gap
        samples.append(Sample(t_s=t_s, trunk=trunk, head=head, nobody=empty))
    return samples


@given(recordings(), st.integers(0, 60))
def test_a_count_that_was_stored_and_read_again_goes_on_the_same(
    samples: list[Sample], cut: int
) -> None:
    first = watched(samples[:cut])
    watch = msgspec.json.decode(msgspec.json.encode(first), type=Watch)
    found = first.count
    for sample in samples[cut:]:
        watch, shift = step(watch, sample, SHIFT)
        found += shift is not None
    assert found == watch.count == len(shifts_in(samples, SHIFT))


@given(recordings(), st.integers(-100_000, 100_000))
def test_when_it_was_does_not_matter(samples: list[Sample], by: int) -> None:
    moved = [msgspec.structs.replace(sample, t_s=sample.t_s + by) for sample in samples]
    later = [msgspec.structs.replace(s, at_s=s.at_s + by) for s in shifts_in(samples, SHIFT)]
    assert list(shifts_in(moved, SHIFT)) == later


@given(st.lists(st.tuples(st.floats(-0.99, 0.99), st.floats(0, 40)), max_size=80))
def test_jitter_within_the_error_never_counts(noise: list[tuple[float, float]]) -> None:
    samples = [
        look(5.0 * number, 3.0 + share * error, error=error)
        for number, (share, error) in enumerate(noise)
    ]
    assert shifts_in(samples, SHIFT) == ()


@given(recordings())
def test_seen_and_unseen_time_are_never_more_than_there_was(samples: list[Sample]) -> None:
    watch = watched(samples)
    assert watch.known_s >= 0
    assert watch.unknown_s >= 0
    if samples:
        assert watch.known_s + watch.unknown_s <= samples[-1].t_s - samples[0].t_s


@given(st.lists(st.sampled_from([0.0, 20.0, 40.0]), min_size=1, max_size=40), st.integers(2, 10))
def test_the_count_is_that_of_the_places_held(places: list[float], every_s: int) -> None:
    """Places far apart, each for half a minute: a change for each that differs from the last."""
    samples = sitting(*((place, 30.0) for place in places), every_s=every_s)
    differing = sum(a != b for a, b in pairwise(places))
    assert len(shifts_in(samples, SHIFT)) == differing
