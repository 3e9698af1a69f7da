"""Steps counted once: where devices overlap, one of them counts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from rhomboid.core.activity.samples import Floats, Ints, Steps, check, empty, together
from rhomboid.core.activity.spans import NO_TIME, Spans, either, joined, within


def merge(samples: Steps, priority: Sequence[str] = ()) -> Steps:
    """Steps counted once.

    Where a device of higher priority has a sample, it counts and the others don't. A sample that
    lies partly under it counts for the rest of its time, with the steps that are left when those
    that count already in its time are taken off: what a long sample tells of an hour holds what a
    short one tells of its minutes. Of one device that contradicts itself the finer sample counts.
    A sample that is there twice counts once.

    Args:
        samples: of all devices.
        priority: names of devices, the one to believe first; those that are not named come after,
            in the order of `samples.sources`.

    Returns:
        Samples that don't overlap, in order of time.

    Raises:
        SampleError: if the samples cannot be counted.
    """
    check(samples)
    parts: list[Steps] = []
    covered = NO_TIME
    for place in order(samples.sources, priority):
        own = alone(samples.pick(samples.source == place))
        if not len(own):
            continue
        left = outside(own, covered, Counted(parts))
        parts.append(left)
        covered = either(covered, (own.start_s, own.end_s))
    if not parts:
        return empty(samples.sources)
    whole = together(parts, samples.sources)
    return whole.pick(np.lexsort((whole.end_s, whole.start_s)))


def order(sources: Sequence[str], priority: Sequence[str]) -> list[int]:
    """Places in `sources`, the device to believe first."""
    first = [sources.index(name) for name in dict.fromkeys(priority) if name in sources]
    return [*first, *(place for place in range(len(sources)) if place not in first)]


def alone(own: Steps) -> Steps:
    """Samples of one device, none of which overlaps another, in order of time.

    Where samples overlap the shortest counts, of two as long the earlier; a sample without length
    counts where no other is.
    """
    own = _once(own)
    clusters = _clusters(own)
    if clusters is None:
        return own
    numbers, sizes = np.unique(clusters, return_counts=True)
    single = np.isin(clusters, numbers[sizes == 1])
    whole = together([own.pick(single), _finer_first(own.pick(~single))], own.sources)
    return whole.pick(np.lexsort((whole.end_s, whole.start_s)))


class Counted:
    """Steps that count already, to be asked for by time.

    Args:
        parts: samples that don't overlap, within a part or between parts.
    """

    def __init__(self, parts: Sequence[Steps]) -> None:
        none = np.zeros(0)
        start = np.concatenate([none, *(part.start_s for part in parts)])
        end = np.concatenate([none, *(part.end_s for part in parts)])
        steps = np.concatenate([none, *(part.steps for part in parts)])
        rows = np.argsort(start, kind="stable")
        start, end, steps = start[rows], end[rows], steps[rows]
        long = end > start
        total = np.concatenate([[0.0], np.cumsum(steps[long])])
        self._times = np.column_stack((start[long], end[long])).ravel()
        self._totals = np.column_stack((total[:-1], total[1:])).ravel()
        self._points = start[~long]
        self._point_totals = np.concatenate([[0.0], np.cumsum(steps[~long])])

    def between(self, start_s: Floats, end_s: Floats) -> Floats:
        """Steps in each of some spans, their ends left out; of a sample its share by time."""
        found = np.zeros(len(start_s))
        if len(self._times):
            found += np.interp(end_s, self._times, self._totals)
            found -= np.interp(start_s, self._times, self._totals)
        first, last = (np.searchsorted(self._points, at, "left") for at in (start_s, end_s))
        found += self._point_totals[last] - self._point_totals[first]
        return found


def outside(own: Steps, covered: Spans, counted: Counted) -> Steps:
    """What of samples that don't overlap lies outside of spans that don't either.

    Args:
        own: in order of time.
        covered: the spans, in order.
        counted: the steps that count in these spans.
    """
    points = own.start_s == own.end_s
    spans = own.pick(~points)
    parts = [own.pick(points & ~within(own.start_s, covered))]
    if len(spans):
        borders = np.unique(np.concatenate([spans.start_s, spans.end_s, *covered]))
        low, high = borders[:-1], borders[1:]
        middle = (low + high) / 2
        holder = np.searchsorted(spans.start_s, middle, "right") - 1
        inside = (holder >= 0) & (middle < spans.end_s[np.maximum(holder, 0)])
        keep = inside & ~within(middle, covered)
        whose, length = holder[keep], (high - low)[keep]
        left_s = np.bincount(whose, length, len(spans))
        rest = np.maximum(spans.steps - counted.between(spans.start_s, spans.end_s), 0.0)
        cut = spans.pick(whose)
        parts.append(
            msgspec.structs.replace(
                cut,
                start_s=low[keep],
                end_s=high[keep],
                steps=rest[whose] * length / left_s[whose],
            )
        )
    return together(parts, own.sources)


def _once(own: Steps) -> Steps:
    """Each sample once, in order of time."""
    rows = np.lexsort((own.steps, own.end_s, own.start_s))
    own = own.pick(rows)
    if len(own) < 2:
        return own
    twin = (
        (own.start_s[1:] == own.start_s[:-1])
        & (own.end_s[1:] == own.end_s[:-1])
        & (own.steps[1:] == own.steps[:-1])
    )
    return own.pick(np.concatenate([[True], ~twin]))


def _clusters(own: Steps) -> Ints | None:
    """Which samples hang together by overlapping; None if none overlaps another."""
    if not len(own):
        return None
    reach = np.maximum.accumulate(own.end_s)
    new = np.concatenate([[True], own.start_s[1:] >= reach[:-1]])
    return None if new.all() else np.cumsum(new)


def _finer_first(tangled: Steps) -> Steps:
    """Samples of one device that overlap, cut so that in each moment the shortest counts."""
    points = tangled.start_s == tangled.end_s
    spans = tangled.pick(~points)
    borders = np.unique(np.concatenate([spans.start_s, spans.end_s]))
    first = np.searchsorted(borders, spans.start_s).tolist()
    last = np.searchsorted(borders, spans.end_s).tolist()
    length = spans.end_s - spans.start_s
    holder = np.full(max(len(borders) - 1, 0), -1, np.int64)
    for row in np.lexsort((spans.start_s, length))[::-1].tolist():
        holder[first[row] : last[row]] = row
    made = _painted(spans, holder, np.diff(borders), (first, last))
    runs = np.flatnonzero(np.diff(holder, prepend=-2))
    begin, end = borders[:-1][runs], borders[np.append(runs[1:], len(holder))]
    held, steps = holder[runs], np.add.reduceat(made, runs) if len(runs) else made
    here = held >= 0
    cut = msgspec.structs.replace(
        spans.pick(held[here]), start_s=begin[here], end_s=end[here], steps=steps[here]
    )
    covered = joined(spans.start_s, spans.end_s)
    lone = tangled.pick(points & ~within(tangled.start_s, covered))
    return together([cut, lone], tangled.sources)


def _painted(
    spans: Steps, holder: Ints, length_s: Floats, places: tuple[list[int], list[int]]
) -> Floats:
    """Steps of each piece of time: of its holder, less what finer samples made in its time."""
    made = np.zeros(len(holder))
    for row in np.lexsort((spans.start_s, spans.end_s - spans.start_s)).tolist():
        piece = slice(places[0][row], places[1][row])
        own = holder[piece] == row
        own_s = length_s[piece][own]
        if len(own_s):
            rest = max(float(spans.steps[row] - made[piece].sum()), 0.0)
            made[piece][own] = rest * own_s / own_s.sum()
    return made
