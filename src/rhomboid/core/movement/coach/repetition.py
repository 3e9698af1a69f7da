"""One repetition: its tempo, its range and the faults that it shows."""

from __future__ import annotations

from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.hints import LASTS_S
from rhomboid.core.movement.coach.plan import Plan, Watching
from rhomboid.core.movement.coach.records import Channel, Repetition
from rhomboid.core.movement.coach.trace import Span, span_of
from rhomboid.core.movement.coach.zigzag import Peak

#: The top of a repetition is where the signal is within this share of its height.
TOP_SHARE: Final = 0.15


def repetition(plan: Plan, table: Array, channel: Channel, peak: Peak) -> Repetition:
    frames = span_of(plan, table, channel, peak.before.t_s, peak.after.t_s)
    top = _top(frames, peak)
    up_s, down_s = _ways(frames, peak, top)
    low = min(peak.before.value, peak.after.value)
    shown = [
        watching.fault.id
        for index, watching in enumerate(plan.watching)
        if _shows(watching, frames, index, top, (up_s, down_s))
    ]
    return Repetition(
        channel=channel,
        start_s=peak.before.t_s,
        top_s=peak.top.t_s,
        end_s=peak.after.t_s,
        low=low,
        high=peak.top.value,
        up_s=up_s,
        hold_s=top[1] - top[0],
        down_s=down_s,
        whole=peak.whole,
        faults=tuple(shown),
    )


def _top(frames: Span, peak: Peak) -> tuple[float, float]:
    """When the signal came near its furthest point, and when it left it."""
    near = np.flatnonzero(frames.signal >= peak.top.value - TOP_SHARE * peak.height)
    if not len(near):
        return peak.top.t_s, peak.top.t_s
    return float(frames.t_s[near[0]]), float(frames.t_s[near[-1]])


def _ways(frames: Span, peak: Peak, top: tuple[float, float]) -> tuple[float, float]:
    """Seconds of the way out and the way back, without the rest before and after."""
    low = min(peak.before.value, peak.after.value) + TOP_SHARE * peak.height
    below = frames.signal <= low
    before = frames.t_s[below & (frames.t_s < top[0])]
    after = frames.t_s[below & (frames.t_s > top[1])]
    begin = float(before[-1]) if len(before) else peak.before.t_s
    end = float(after[0]) if len(after) else peak.after.t_s
    return max(top[0] - begin, 0.0), max(end - top[1], 0.0)


def _shows(
    watching: Watching,
    frames: Span,
    index: int,
    top: tuple[float, float],
    ways: tuple[float, float],
) -> bool:
    """Whether a repetition shows a fault: long enough in one of its parts."""
    if watching.measure is None:
        return _shows_whole(watching, frames, top, ways)
    values = frames.faults[:, index]
    for part, mask in frames.parts(top).items():
        if part in watching.parts and lasts(watching, frames.t_s[mask], values[mask]):
            return True
    return False


def _shows_whole(
    watching: Watching, frames: Span, top: tuple[float, float], ways: tuple[float, float]
) -> bool:
    if watching.fault.measure == "up_time":
        return watching.beyond(ways[0])
    if watching.fault.measure == "down_time":
        return watching.beyond(ways[1])
    held = (frames.t_s >= top[0]) & (frames.t_s <= top[1])
    both = held & np.isfinite(frames.left) & np.isfinite(frames.right)
    if not both.any():
        return False
    return watching.beyond(float(abs(np.median(frames.left[both] - frames.right[both]))))


def lasts(watching: Watching, t_s: Array, values: Array) -> bool:
    """Whether a fault is there for `LASTS_S`, or for half of a part that is shorter."""
    if len(t_s) < 3:
        return False
    steps = np.diff(t_s, prepend=t_s[0])
    beyond = np.array([bool(np.isfinite(v)) and watching.beyond(float(v)) for v in values])
    whole = float(t_s[-1] - t_s[0])
    return float(steps[beyond].sum()) >= min(LASTS_S, max(whole / 2, 0.1))
