"""Which device counted, minute by minute, and what the others saw at the same time."""

from __future__ import annotations

from datetime import date

import msgspec
import numpy as np

from rhomboid.core.activity.days import Material, cut_at_midnight, on_day, with_workouts
from rhomboid.core.activity.merge import alone, merge
from rhomboid.core.activity.samples import Floats, Ints, Steps

_MINUTE_S = 60
#: Less than this is the rounding of a share, not a step.
_NOTHING = 1e-6


class DeviceCount(msgspec.Struct, frozen=True, kw_only=True):
    """Steps of one device in one minute.

    Attributes:
        source: the device.
        seen: what it saw.
        counted: what of it counts.
    """

    source: str
    seen: float
    counted: float


class AuditMinute(msgspec.Struct, frozen=True, kw_only=True):
    """One minute in which at least one device saw steps.

    Attributes:
        start_s: when it begins, seconds since 1970 in UTC.
        offset_s: local time less UTC, in seconds.
        devices: what each saw, those that count first.
    """

    start_s: int
    offset_s: int
    devices: tuple[DeviceCount, ...]


def audit(material: Material, day: date) -> tuple[AuditMinute, ...]:
    """Every minute of a local day in which a device saw steps, in order.

    Steps of a sample are spread evenly over its time; what a device tells twice it saw once.

    Raises:
        SampleError: if the samples cannot be counted.
    """
    whole = with_workouts(material)
    merged = on_day(cut_at_midnight(merge(whole, material.priority)), day)
    own = [
        on_day(cut_at_midnight(alone(whole.pick(whole.source == place))), day)
        for place in range(len(whole.sources))
    ]
    spans = [samples for samples in (merged, *own) if len(samples)]
    if not spans:
        return ()
    first = int(min(samples.start_s.min() for samples in spans) // _MINUTE_S)
    last = int(max(samples.end_s.max() for samples in spans) // _MINUTE_S) + 1
    edges: Floats = np.arange(first, last + 1, dtype=np.float64) * _MINUTE_S
    seen = np.stack([by_minute(samples, edges) for samples in own])
    counted = np.stack(
        [by_minute(merged.pick(merged.source == place), edges) for place in range(len(own))]
    )
    offsets = _offsets(spans, edges[:-1])
    return tuple(
        AuditMinute(
            start_s=int(edges[minute]),
            offset_s=int(offsets[minute]),
            devices=_devices(whole.sources, seen[:, minute], counted[:, minute]),
        )
        for minute in np.flatnonzero((seen > _NOTHING).any(axis=0)).tolist()
    )


def by_minute(samples: Steps, edges_s: Floats) -> Floats:
    """Steps in each span between edges, of samples that don't overlap; shape (edges - 1,)."""
    spans = samples.pick(samples.end_s > samples.start_s)
    total = np.zeros(len(edges_s) - 1)
    if len(spans):
        times = np.column_stack((spans.start_s, spans.end_s)).ravel()
        sums = np.column_stack((np.concatenate([[0.0], np.cumsum(spans.steps)[:-1]]),
                                np.cumsum(spans.steps))).ravel()  # fmt: skip
        total += np.diff(np.interp(edges_s, times, sums))
    points = samples.pick(samples.end_s == samples.start_s)
    place = np.searchsorted(edges_s, points.start_s, "right") - 1
    inside = (place >= 0) & (place < len(total))
    np.add.at(total, place[inside], points.steps[inside])
    return total


def _offsets(spans: list[Steps], minutes_s: Floats) -> Ints:
    """Local time less UTC in each minute: that of the sample that began last."""
    starts = np.concatenate([samples.start_s for samples in spans])
    offsets = np.concatenate([samples.offset_s for samples in spans])
    rows = np.argsort(starts, kind="stable")
    place = np.searchsorted(starts[rows], minutes_s + _MINUTE_S, "left") - 1
    found: Ints = offsets[rows][np.maximum(place, 0)]
    return found


def _devices(sources: tuple[str, ...], seen: Floats, counted: Floats) -> tuple[DeviceCount, ...]:
    found = [
        DeviceCount(source=name, seen=float(saw), counted=float(counts))
        for name, saw, counts in zip(sources, seen, counted, strict=True)
        if saw > _NOTHING
    ]
    return tuple(sorted(found, key=lambda one: -one.counted))
