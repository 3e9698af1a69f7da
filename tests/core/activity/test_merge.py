"""Steps counted once, however devices overlap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.activity.merge import merge
from rhomboid.core.activity.samples import SampleError, Steps

SOURCES = ("watch", "phone", "other")


def steps(*rows: tuple[str, float, float, float]) -> Steps:
    """Samples from device, begin and end in minutes, and steps."""
    return Steps(
        start_s=np.array([row[1] * 60 for row in rows], float),
        end_s=np.array([row[2] * 60 for row in rows], float),
        steps=np.array([row[3] for row in rows], float),
        source=np.array([SOURCES.index(row[0]) for row in rows], np.int64),
        offset_s=np.zeros(len(rows), np.int64),
        sources=SOURCES,
    )


def told(merged: Steps) -> list[tuple[str, float, float, float]]:
    return [
        (SOURCES[source], start / 60, end / 60, count)
        for source, start, end, count in zip(
            merged.source.tolist(),
            merged.start_s.tolist(),
            merged.end_s.tolist(),
            merged.steps.tolist(),
            strict=True,
        )
    ]


def test_one_device_counts_as_it_is() -> None:
    rows = [("phone", 0.0, 1.0, 100.0), ("phone", 1.0, 2.0, 90.0)]
    assert told(merge(steps(*rows))) == rows


def test_of_two_devices_at_the_same_time_the_first_counts() -> None:
    both = steps(("phone", 0, 10, 1000), ("watch", 0, 10, 1030))
    assert told(merge(both)) == [("watch", 0, 10, 1030)]
    assert told(merge(both, ["phone"])) == [("phone", 0, 10, 1000)]


def test_a_sample_that_is_partly_covered_counts_for_the_rest_of_its_time() -> None:
    both = steps(("watch", 0, 6, 600), ("phone", 4, 10, 600))
    assert told(merge(both)) == [("watch", 0, 6, 600), ("phone", 6, 10, 400)]


def test_a_sample_around_another_is_cut_in_two() -> None:
    both = steps(("phone", 0, 10, 1000), ("watch", 2, 4, 200))
    assert told(merge(both)) == [
        ("phone", 0, 2, 200), ("watch", 2, 4, 200), ("phone", 4, 10, 600),
    ]  # fmt: skip


def test_what_is_there_twice_counts_once() -> None:
    twice = steps(("phone", 0, 1, 100), ("phone", 0, 1, 100))
    assert told(merge(twice)) == [("phone", 0, 1, 100)]


def test_of_one_device_the_finer_sample_counts() -> None:
    both = steps(("phone", 0, 60, 1200), ("phone", 10, 11, 110), ("phone", 11, 12, 90))
    assert [row for row in told(merge(both)) if row[2] - row[1] < 2] == [
        ("phone", 10, 11, 110), ("phone", 11, 12, 90),
    ]  # fmt: skip
    assert merge(both).steps.sum() == pytest.approx(1200)


def test_an_hour_holds_the_steps_of_its_minutes_whichever_device_tells_them() -> None:
    """All steps of the hour were made in its first five minutes."""
    for device in ("phone", "watch"):
        both = steps(("phone", 0, 60, 600), (device, 0, 5, 600))
        assert merge(both).steps.sum() == pytest.approx(600)


def test_a_device_that_saw_more_leaves_nothing_for_the_other() -> None:
    both = steps(("phone", 0, 10, 500), ("watch", 0, 8, 900))
    assert told(merge(both)) == [("watch", 0, 8, 900), ("phone", 8, 10, 0)]


def test_a_sample_without_length_counts_where_nothing_else_is() -> None:
    both = steps(("watch", 0, 5, 500), ("phone", 2, 2, 30), ("phone", 7, 7, 20))
    assert told(merge(both)) == [("watch", 0, 5, 500), ("phone", 7, 7, 20)]


def test_nothing_is_nothing() -> None:
    assert len(merge(steps())) == 0


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("phone", 2, 1, 10), "end_s must be at or after start_s"),
        (("phone", 0, 1, -1), "steps must be a number, at least 0"),
        (("phone", 0, 1, float("nan")), "steps must be a number, at least 0"),
        (("phone", float("nan"), 1, 1), "start_s must be a number of seconds"),
    ],
)
def test_samples_that_cannot_be_are_refused(
    row: tuple[str, float, float, float], sentence: str
) -> None:
    with pytest.raises(SampleError, match=sentence):
        merge(steps(row))


# ---------------------------------------------------------------- against the truth

#: True steps of each minute of two hours; devices record stretches of whole minutes.
_TRUTH = st.lists(st.integers(0, 130), min_size=20, max_size=120)


@given(_TRUTH, st.data())
def test_devices_that_record_the_truth_minute_by_minute_add_up_to_it(
    truth: list[int], data: st.DataObject
) -> None:
    rows: list[tuple[str, float, float, float]] = []
    seen = [False] * len(truth)
    for name in SOURCES:
        worn = data.draw(st.lists(st.booleans(), min_size=len(truth), max_size=len(truth)))
        for minute, on in enumerate(worn):
            if on:
                seen[minute] = True
                rows.append((name, minute, minute + 1, truth[minute]))
    merged = merge(steps(*rows), data.draw(st.permutations(SOURCES)))
    expected = sum(count for count, on in zip(truth, seen, strict=True) if on)
    assert merged.steps.sum() == pytest.approx(expected)


@st.composite
def _overlaps(draw: st.DrawFn) -> list[tuple[str, float, float, float]]:
    """A steady walk of a hundred a minute, recorded in stretches of any length by any device."""
    rows: list[tuple[str, float, float, float]] = []
    for name in SOURCES:
        for _ in range(draw(st.integers(0, 6))):
            begin = draw(st.integers(0, 100))
            end = begin + draw(st.integers(1, 40))
            rows.append((name, begin, end, 100.0 * (end - begin)))
    return rows


@pytest.mark.hazard("H-29")
@given(_overlaps(), st.permutations(SOURCES))
def test_a_steady_walk_is_counted_exactly_once_whatever_overlaps(
    rows: list[tuple[str, float, float, float]], priority: list[str]
) -> None:
    walked = {minute for _, begin, end, _ in rows for minute in range(int(begin), int(end))}
    merged = merge(steps(*rows), priority)
    assert merged.steps.sum() == pytest.approx(100 * len(walked))
    assert (merged.start_s[1:] >= merged.end_s[:-1]).all()


@given(_TRUTH, st.data())
def test_short_samples_within_long_ones_add_up_to_an_uneven_truth(
    truth: list[int], data: st.DataObject
) -> None:
    """The phone tells stretches of minutes, the watch single minutes: each minute counts once."""
    rows: list[tuple[str, float, float, float]] = []
    minute, seen = 0, [False] * len(truth)
    while minute < len(truth):
        end = min(minute + data.draw(st.integers(1, 15)), len(truth))
        if data.draw(st.booleans()):
            rows.append(("phone", minute, end, sum(truth[minute:end])))
            seen[minute:end] = [True] * (end - minute)
        minute = end
    for minute, count in enumerate(truth):
        if data.draw(st.booleans()):
            seen[minute] = True
            rows.append(("watch", minute, minute + 1, count))
    merged = merge(steps(*rows), ["watch", "phone"])
    expected = sum(count for count, on in zip(truth, seen, strict=True) if on)
    assert merged.steps.sum() == pytest.approx(expected)


@given(_overlaps())
def test_the_same_again_adds_nothing(rows: list[tuple[str, float, float, float]]) -> None:
    once, twice = merge(steps(*rows)), merge(steps(*rows, *rows))
    assert told(once) == told(twice)


@given(_overlaps())
def test_merging_what_is_merged_changes_nothing(
    rows: list[tuple[str, float, float, float]],
) -> None:
    once = merge(steps(*rows))
    assert told(merge(once)) == told(once)
