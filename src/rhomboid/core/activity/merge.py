"""Steps counted once: where devices overlap, one of them counts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from rhomboid.core.activity.samples import Ints, Steps, check, empty, together
from rhomboid.core.activity.spans import NO_TIME, Spans, either, joined, within


def merge(samples: Steps, priority: Sequence[str] = ()) -> Steps:
    """Steps counted once.

    Where a device of higher priority has a sample, it counts and the others don't; a sample that
    lies partly under it counts for the rest of its time, at its own rate. Of one device that
    contradicts itself the finer sample counts. A sample that is there twice counts once.

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
        left = outside(own, covered)
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


def outside(own: Steps, covered: Spans) -> Steps:
    """What of samples that don't overlap lies outside of spans that don't either.

    Args:
        own: in order of time.
        covered: begins and ends of the spans, in order.
    """
    if not len(covered[0]):
        return own
    points = own.start_s == own.end_s
    spans = own.pick(~points)
    borders = np.unique(np.concatenate([spans.start_s, spans.end_s, *covered]))
    low, high = borders[:-1], borders[1:]
    middle = (low + high) / 2
    holder = np.searchsorted(spans.start_s, middle, "right") - 1
    inside = (holder >= 0) & (middle < spans.end_s[np.maximum(holder, 0)]) if len(spans) else None
    parts = [own.pick(points & ~within(own.start_s, covered))]
    if inside is not None:
        keep = inside & ~within(middle, covered)
        whose = holder[keep]
        length = spans.end_s[whose] - spans.start_s[whose]
        cut = spans.pick(whose)
        parts.append(
            Steps(
                start_s=low[keep],
                end_s=high[keep],
                steps=cut.steps * (high[keep] - low[keep]) / length,
                source=cut.source,
                offset_s=cut.offset_s,
                sources=own.sources,
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
    runs = np.flatnonzero(np.diff(holder, prepend=-2))
    begin, end = borders[:-1][runs], borders[np.append(runs[1:], len(holder))]
    held = holder[runs]
    begin, end, held = begin[held >= 0], end[held >= 0], held[held >= 0]
    cut = spans.pick(held)
    share = (end - begin) / length[held]
    cut = msgspec.structs.replace(cut, start_s=begin, end_s=end, steps=cut.steps * share)
    covered = joined(spans.start_s, spans.end_s)
    lone = tangled.pick(points & ~within(tangled.start_s, covered))
    return together([cut, lone], tangled.sources)
