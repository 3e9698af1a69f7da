"""Walks and minutes: stretches at a walking cadence over short pauses, and recorded walks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec
import numpy as np

from rhomboid.core.activity.records import Activity, Workout
from rhomboid.core.activity.samples import Floats, Steps
from rhomboid.core.activity.spans import NO_TIME, Spans, both, either, length_s, spans_of, without
from rhomboid.core.activity.stretches import stretches
from rhomboid.core.knowledge.walking import StepRules

_MINUTE_S = 60
#: What counts as walked (WK-06: every move counts); others are no walks.
WALKED: Final[frozenset[Activity]] = frozenset(("walk", "hike", "run"))
#: Of a recorded walk that another one covers for the rest, less than this is no walk of its own.
_REST_LEAST_S = 60


class Bout(msgspec.Struct, frozen=True, kw_only=True):
    """One walk.

    Attributes:
        start_s, end_s: seconds since 1970 in UTC.
        walked_s: seconds walked, pauses left out.
        moderate_s: of them at a moderate cadence or faster.
        recorded_by: who recorded it as a walk or a run; empty if steps alone tell of it.
    """

    start_s: float
    end_s: float
    walked_s: float
    moderate_s: float
    recorded_by: str = ""


class Walked(msgspec.Struct, frozen=True, kw_only=True):
    """What was walked in some time.

    Attributes:
        bouts: the walks, in order of time, apart.
        alone: moderate time outside of them.
    """

    bouts: tuple[Bout, ...]
    alone: Spans

    @property
    def walked_s(self) -> float:
        """Seconds walked, brisk minutes outside of walks included (WK-06)."""
        return sum(bout.walked_s for bout in self.bouts) + length_s(self.alone)

    @property
    def moderate_s(self) -> float:
        """Seconds at a moderate cadence or faster (WK-04)."""
        return sum(bout.moderate_s for bout in self.bouts) + length_s(self.alone)


def walked(
    merged: Steps,
    workouts: Sequence[Workout],
    rules: StepRules,
    *,
    age_years: int | None = None,
    borders_s: Sequence[float] = (),
) -> Walked:
    """Walks and minutes of some time.

    Stretches at a walking cadence make a walk when at least `least_min` minutes of them follow each
    other with pauses of at most `pause_most_s`. What was recorded as a walk, a hike or a run counts
    for its time in motion, however short; steps in that time are not counted again. A moderate
    minute counts wherever it stands (WK-06).

    Args:
        merged: samples that don't overlap, in order of time.
        workouts: in any order; other activities say nothing.
        rules: numbers.
        age_years: the cadence of a moderate minute depends on it (WK-04).
        borders_s: midnights: a walk across one is cut in two, and each part counts however short.
    """
    midnights = np.unique(np.array(borders_s, float))
    even = stretches(merged, rules)
    steady = even.at_least(rules.cadence.walking_from_spm)
    brisk = even.at_least(rules.cadence.moderate_spm(age_years))
    seen = spans_of(zip(merged.start_s.tolist(), merged.end_s.tolist(), strict=True))
    recorded = [
        _as_bout(one, brisk, seen, rules.cadence.moderate_spm(age_years)) for one in apart(workouts)
    ]
    taken = spans_of((bout.start_s, bout.end_s) for bout in recorded)
    stepped = [
        Bout(
            start_s=float(spans[0][0]),
            end_s=float(spans[1][-1]),
            walked_s=length_s(spans),
            moderate_s=length_s(both(spans, brisk)),
        )
        for spans in _joined(without(steady, taken), taken, rules)
        for spans in _cut_spans(spans, midnights)
    ]
    bouts = [*(part for one in recorded for part in _cut(one, midnights)), *stepped]
    inside = either(taken, spans_of((bout.start_s, bout.end_s) for bout in stepped))
    return Walked(
        bouts=tuple(sorted(bouts, key=lambda bout: bout.start_s)), alone=without(brisk, inside)
    )


def apart(workouts: Sequence[Workout]) -> list[Workout]:
    """Recorded walks without overlap: of two of the same time the earlier, then the longer, counts.

    What of the other lies outside counts by its share, if it is a minute or more.
    """
    walks = [one for one in workouts if one.activity in WALKED and one.end_s > one.start_s]
    kept: list[Workout] = []
    covered = NO_TIME
    for one in sorted(walks, key=lambda one: (one.start_s, -one.end_s, one.source)):
        rest = without(spans_of([(one.start_s, one.end_s)]), covered)
        for start, end in zip(rest[0].tolist(), rest[1].tolist(), strict=True):
            whole = end - start == one.end_s - one.start_s
            if whole or end - start >= _REST_LEAST_S:
                kept.append(_part(one, start, end))
        covered = either(covered, rest)
    return kept


def _part(one: Workout, start_s: float, end_s: float) -> Workout:
    share = (end_s - start_s) / (one.end_s - one.start_s)
    return msgspec.structs.replace(
        one,
        start_s=start_s,
        end_s=end_s,
        moving_s=None if one.moving_s is None else one.moving_s * share,
        distance_m=None if one.distance_m is None else one.distance_m * share,
        steps=None if one.steps is None else one.steps * share,
    )


def _as_bout(one: Workout, brisk: Spans, seen: Spans, moderate_spm: int) -> Bout:
    """A recorded walk; its moderate time from steps seen in it, else from its own mean cadence."""
    length = one.end_s - one.start_s
    moving = length if one.moving_s is None else min(one.moving_s, length)
    own = spans_of([(one.start_s, one.end_s)])
    if len(both(own, seen)[0]):
        moderate = min(length_s(both(own, brisk)), moving)
    elif one.activity == "run":
        moderate = moving
    else:
        mean = one.steps * _MINUTE_S / moving if one.steps is not None and moving else 0.0
        moderate = moving if mean >= moderate_spm else 0.0
    return Bout(
        start_s=one.start_s,
        end_s=one.end_s,
        walked_s=moving,
        moderate_s=moderate,
        recorded_by=one.source,
    )


def _joined(steady: Spans, taken: Spans, rules: StepRules) -> Iterator[Spans]:
    """Spans that belong to one walk each: long enough, with short pauses and no recorded walk."""
    start, end = steady
    if not len(start):
        return
    pauses = start[1:] - end[:-1]
    between = np.searchsorted(taken[0], start[1:]) != np.searchsorted(taken[0], end[:-1])
    breaks = np.flatnonzero((pauses > rules.bout.pause_most_s) | between) + 1
    for rows in np.split(np.arange(len(start)), breaks):
        if (end[rows] - start[rows]).sum() >= rules.bout.least_min * _MINUTE_S:
            yield start[rows], end[rows]


def _cut_spans(spans: Spans, borders_s: Floats) -> Iterator[Spans]:
    begin, end = float(spans[0][0]), float(spans[1][-1])
    if not len(inside := _inside(borders_s, begin, end)):
        yield spans
        return
    for low, high in pairwise([begin, *inside.tolist(), end]):
        part = both(spans, (np.array([low]), np.array([high])))
        if len(part[0]):
            yield part


def _cut(bout: Bout, borders_s: Floats) -> Iterator[Bout]:
    inside = _inside(borders_s, bout.start_s, bout.end_s).tolist()
    for low, high in pairwise([bout.start_s, *inside, bout.end_s]):
        share = (high - low) / (bout.end_s - bout.start_s)
        yield msgspec.structs.replace(
            bout,
            start_s=low,
            end_s=high,
            walked_s=bout.walked_s * share,
            moderate_s=bout.moderate_s * share,
        )


def _inside(borders_s: Floats, begin_s: float, end_s: float) -> Floats:
    first, last = np.searchsorted(borders_s, [begin_s, end_s])
    found = borders_s[first:last]
    return found[found > begin_s]
