"""Days of walking out of everything that devices recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
import numpy as np

from rhomboid.core.activity.bouts import Bout, apart, walked
from rhomboid.core.activity.merge import merge
from rhomboid.core.activity.records import DayTotal, Workout
from rhomboid.core.activity.samples import Floats, Ints, Steps, empty, together
from rhomboid.core.activity.stretches import hidden_steps
from rhomboid.core.knowledge.walking import StepRules

DAY_S = 86_400
_EPOCH = date(1970, 1, 1).toordinal()


class LocalBout(msgspec.Struct, frozen=True, kw_only=True):
    """A walk with the local time less UTC where it was, in seconds."""

    bout: Bout
    offset_s: int


class WalkedDay(msgspec.Struct, frozen=True, kw_only=True):
    """One local day of walking; what is not known is `None`, never 0.

    Attributes:
        day: the local day.
        steps: counted once.
        walked_s, moderate_s: seconds walked, and of them at a moderate cadence or faster.
        distance_m: walked, counted once.
        bouts: the walks, in order of time.
        shares: steps of each device that counted, the most first.
        hidden_steps: steps that say nothing about when they were made.
        total_from: the source whose total of the day counts, because more was not seen; or empty.
    """

    day: date
    steps: float | None = None
    walked_s: float = 0.0
    moderate_s: float = 0.0
    distance_m: float | None = None
    bouts: tuple[LocalBout, ...] = ()
    shares: tuple[tuple[str, float], ...] = ()
    hidden_steps: float = 0.0
    total_from: str = ""


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What devices recorded over some days.

    Attributes:
        steps, distances: samples of all devices (distances in metres, as `steps`).
        workouts, totals: in any order.
        priority: devices, the one to believe first.
    """

    steps: Steps = msgspec.field(default_factory=empty)
    distances: Steps = msgspec.field(default_factory=empty)
    workouts: tuple[Workout, ...] = ()
    totals: tuple[DayTotal, ...] = ()
    priority: tuple[str, ...] = ()


def days_of(material: Material, rules: StepRules, age_years: int | None = None) -> list[WalkedDay]:
    """Every day of which something is known, in order. A day of which nothing is known is missing.

    Samples and walks across a local midnight are split there, samples by time. Where the totals
    of a day say more than what was seen of it, the largest total counts: a total holds what was
    seen, so that the two are never added.

    Raises:
        SampleError: if the samples cannot be counted.
    """
    counted = cut_at_midnight(merge(with_workouts(material), material.priority))
    steps = _by_day(counted)
    distances = _by_day(cut_at_midnight(merge(material.distances, material.priority)))
    clock = Clock(counted, material.workouts)
    found = walked(
        counted, material.workouts, rules, age_years=age_years, borders_s=clock.midnights_s
    )
    bouts: dict[int, list[LocalBout]] = {}
    for bout in found.bouts:
        local = LocalBout(bout=bout, offset_s=clock.offset_s(bout.start_s))
        bouts.setdefault(clock.day(bout.start_s), []).append(local)
    alone: dict[int, float] = {}
    for start, end in zip(*(times.tolist() for times in found.alone), strict=True):
        day = clock.day(start)
        alone[day] = alone.get(day, 0.0) + end - start
    walks = _distances(material.workouts, clock)
    totals: dict[int, list[DayTotal]] = {}
    for total in material.totals:
        totals.setdefault(total.day.toordinal() - _EPOCH, []).append(total)
    days = sorted(steps.keys() | distances.keys() | bouts.keys() | alone.keys() | totals.keys())
    return [
        _with_totals(
            WalkedDay(
                day=date.fromordinal(day + _EPOCH),
                steps=float(steps[day].steps.sum()) if day in steps else None,
                walked_s=sum(one.bout.walked_s for one in bouts.get(day, ())) + alone.get(day, 0.0),
                moderate_s=sum(one.bout.moderate_s for one in bouts.get(day, ()))
                + alone.get(day, 0.0),
                distance_m=_distance(distances.get(day), walks.get(day)),
                bouts=tuple(bouts.get(day, ())),
                shares=_shares(steps[day]) if day in steps else (),
                hidden_steps=hidden_steps(steps[day], rules) if day in steps else 0.0,
            ),
            totals.get(day, ()),
        )
        for day in days
    ]


class Clock:
    """Local time, as the recordings tell it: the offset that was in force when they were made."""

    def __init__(self, counted: Steps, workouts: Iterable[Workout]) -> None:
        told = tuple(workouts)
        times = np.concatenate([counted.start_s, [one.start_s for one in told]])
        offsets = np.concatenate([counted.offset_s, [one.offset_s for one in told]])
        rows = np.argsort(times, kind="stable")
        self._times: Floats = times[rows]
        self._offsets: Ints = offsets[rows].astype(np.int64)
        ends = np.concatenate([counted.end_s, [one.end_s for one in told]])[rows]
        days = [np.floor((at + self._offsets) / DAY_S) for at in (self._times, ends)]
        self.midnights_s: tuple[float, ...] = tuple(
            np.unique(np.concatenate([day * DAY_S - self._offsets for day in days])).tolist()
        )

    def offset_s(self, at_s: float) -> int:
        """Local time less UTC in the recording that began last; of the first, before any."""
        place = int(np.searchsorted(self._times, at_s, "right")) - 1
        return int(self._offsets[max(place, 0)])

    def day(self, at_s: float) -> int:
        """The local day of a time, in days since 1970."""
        return int(np.floor((at_s + self.offset_s(at_s)) / DAY_S))


def cut_at_midnight(merged: Steps) -> Steps:
    """Samples cut where a local day ends, their steps shared by time."""
    parts: list[Steps] = []
    rest = merged
    while len(rest):
        midnight = _local_day(rest) * DAY_S + DAY_S - rest.offset_s
        over = rest.end_s > midnight
        if not over.any():
            parts.append(rest)
            break
        parts.append(rest.pick(~over))
        crossing, at = rest.pick(over), midnight[over].astype(float)
        share = (at - crossing.start_s) / (crossing.end_s - crossing.start_s)
        columns = {"steps": crossing.steps * share, "end_s": at}
        parts.append(msgspec.structs.replace(crossing, **columns))
        columns = {"steps": crossing.steps * (1 - share), "start_s": at}
        rest = msgspec.structs.replace(crossing, **columns)
    if not parts:
        return merged
    whole = together(parts, merged.sources)
    return whole.pick(np.lexsort((whole.end_s, whole.start_s)))


def with_workouts(material: Material) -> Steps:
    """Steps, and those of recorded walks whose device tells of none in that time otherwise."""
    samples = material.steps
    extra: list[Workout] = []
    for one in apart(material.workouts):
        if not one.steps or one.end_s <= one.start_s:
            continue
        own = (samples.start_s < one.end_s) & (samples.end_s > one.start_s)
        names = {samples.sources[place] for place in np.unique(samples.source[own]).tolist()}
        if one.source not in names:
            extra.append(one)
    if not extra:
        return samples
    names_all = tuple(dict.fromkeys((*samples.sources, *(one.source for one in extra))))
    added = Steps(
        start_s=np.array([one.start_s for one in extra]),
        end_s=np.array([one.end_s for one in extra]),
        steps=np.array([one.steps for one in extra], float),
        source=np.array([names_all.index(one.source) for one in extra], np.int64),
        offset_s=np.array([one.offset_s for one in extra], np.int64),
        sources=names_all,
    )
    return together([samples, added], names_all)


def on_day(samples: Steps, day: date) -> Steps:
    """Samples that begin on a local day."""
    return samples.pick(_local_day(samples) == day.toordinal() - _EPOCH)


def _local_day(samples: Steps) -> Ints:
    days: Ints = np.floor((samples.start_s + samples.offset_s) / DAY_S).astype(np.int64)
    return days


def _by_day(samples: Steps) -> dict[int, Steps]:
    days = _local_day(samples)
    rows = np.argsort(days, kind="stable")
    numbers, first = np.unique(days[rows], return_index=True)
    parts = np.split(rows, first[1:]) if len(numbers) else []
    return {int(day): samples.pick(part) for day, part in zip(numbers, parts, strict=True)}


def _shares(samples: Steps) -> tuple[tuple[str, float], ...]:
    total = np.bincount(samples.source, weights=samples.steps, minlength=len(samples.sources))
    order = sorted(np.flatnonzero(total).tolist(), key=lambda place: (-total[place], place))
    return tuple((samples.sources[place], float(total[place])) for place in order)


def _distances(workouts: Sequence[Workout], clock: Clock) -> dict[int, float]:
    """Metres of recorded walks by the day on which they began."""
    told: dict[int, float] = {}
    for one in apart(workouts):
        if one.distance_m is not None:
            day = clock.day(one.start_s)
            told[day] = told.get(day, 0.0) + one.distance_m
    return told


def _distance(samples: Steps | None, recorded: float | None) -> float | None:
    """The larger of what the samples and the recorded walks of a day say: each may lack some."""
    told = [] if samples is None else [float(samples.steps.sum())]
    return max([*told, *([] if recorded is None else [recorded])], default=None)


def _with_totals(day: WalkedDay, totals: Sequence[DayTotal]) -> WalkedDay:
    """A day with what its totals say beyond what was seen."""
    steps = max(
        (one for one in totals if one.steps is not None),
        key=lambda one: (one.steps or 0, one.source),
        default=None,
    )
    walked_s = max((one.walking_s for one in totals if one.walking_s is not None), default=0.0)
    metres = [one.distance_m for one in totals if one.distance_m is not None]
    told = [*metres, *([] if day.distance_m is None else [day.distance_m])]
    day = msgspec.structs.replace(
        day, distance_m=max(told, default=None), walked_s=max(day.walked_s, walked_s)
    )
    if steps is None or (day.steps is not None and day.steps >= (steps.steps or 0)):
        return day
    rest = (steps.steps or 0.0) - (day.steps or 0.0)
    shares = dict(day.shares)
    shares[steps.source] = shares.get(steps.source, 0.0) + rest
    return msgspec.structs.replace(
        day,
        steps=steps.steps,
        total_from=steps.source,
        shares=tuple(sorted(shares.items(), key=lambda one: -one[1])),
        hidden_steps=day.hidden_steps + (0.0 if walked_s else rest),
    )
