"""The report of a set, from what was read in each frame and the turns of the signal."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.coach.counting import Counting, counters
from rhomboid.core.movement.coach.hints import LASTS_S
from rhomboid.core.movement.coach.hold import finished
from rhomboid.core.movement.coach.plan import Part, Plan, Watching
from rhomboid.core.movement.coach.records import (
    Channel,
    Counted,
    Hold,
    NoRange,
    Repetition,
    SetReport,
    Tempo,
    Unseen,
)
from rhomboid.core.movement.coach.zigzag import Peak

#: The top of a repetition is where the signal is within this share of its height.
_TOP_SHARE: Final = 0.15
#: A range with a larger error is not said (degrees).
LARGEST_ERROR_DEG: Final = 20.0


class Trace:
    """What was read in each frame that could be judged; grows as a set goes on."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, ...]] = []
        self.unseen: dict[Unseen, float] = {}
        self.blind_frames = 0

    def add(
        self,
        t_s: float,
        channels: tuple[float | None, ...],
        error: float,
        faults: tuple[float | None, ...],
        sides: dict[Side, float],
    ) -> None:
        """Keep one frame: time, error, both sides, channels, faults; NaN where not read."""
        nan = float("nan")
        pair = (sides.get("left", nan), sides.get("right", nan))
        rest = tuple(nan if value is None else value for value in (*channels, *faults))
        self.rows.append((t_s, error, *pair, *rest))

    def blind(self, reason: Unseen, seconds: float) -> None:
        """Keep that a frame could not be judged."""
        self.unseen[reason] = self.unseen.get(reason, 0.0) + seconds
        self.blind_frames += 1


class _Window(msgspec.Struct, frozen=True):
    """The frames of one repetition."""

    t_s: Array
    error: Array
    left: Array
    right: Array
    signal: Array
    faults: Array

    def parts(self, top: tuple[float, float]) -> dict[Part, Mask]:
        begin, end = top
        return {
            "up": np.asarray(self.t_s < begin),
            "top": np.asarray((self.t_s >= begin) & (self.t_s <= end)),
            "down": np.asarray(self.t_s > end),
        }


def report(
    plan: Plan, counting: Counting, trace: Trace, seconds: float, *, last_only: bool = False
) -> SetReport:
    """The report of a set of `seconds`; with `last_only` its last repetition alone."""
    done = counting.done[-1:] if last_only else counting.done
    table = np.array(trace.rows) if trace.rows else np.zeros((0, 4 + len(plan.channels)))
    each = tuple(_repetition(plan, table, channel, peak) for channel, peak in done)
    whole = [repetition for repetition in each if repetition.whole]
    holds = () if last_only else _holds(plan, counting)
    range_deg, error_deg, none = _range(plan, table, whole, holds)
    faults = _tallied(each)
    if not each and holds:
        faults = _in_holds(plan, table, holds)
    return SetReport(
        movement=plan.movement.id,
        judged=plan.measure is not None,
        repetitions=counting.counted if plan.measure is not None else Counted(),
        each=each,
        holds=holds,
        range_deg=range_deg,
        error_deg=error_deg,
        no_range=none,
        difference_deg=_difference(plan, table, whole),
        steadiness=_steadiness(whole),
        tempo=_tempo(whole),
        faults=faults,
        faulty_repetitions=sum(1 for rep in each if _counting_faults(plan, rep.faults)),
        not_judged=_not_judged(plan, table),
        seconds=seconds,
        frames=len(trace.rows) + trace.blind_frames,
        unseen_share=min(sum(trace.unseen.values()) / seconds, 1.0) if seconds > 0 else 0.0,
        unseen={reason: round(time, 2) for reason, time in trace.unseen.items()},
    )


def _window(plan: Plan, table: Array, channel: Channel, begin: float, end: float) -> _Window:
    t_s = table[:, 0]
    rows = table[np.searchsorted(t_s, begin) : np.searchsorted(t_s, end, side="right")]
    first = 4 + len(plan.channels)
    signal = rows[:, 4 + plan.channels.index(channel)]
    return _Window(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], signal, rows[:, first:])


def _repetition(plan: Plan, table: Array, channel: Channel, peak: Peak) -> Repetition:
    window = _window(plan, table, channel, peak.before.t_s, peak.after.t_s)
    top = _top(window, peak)
    up_s, down_s = _ways(window, peak, top)
    low = min(peak.before.value, peak.after.value)
    shown = [
        watching.fault.id
        for index, watching in enumerate(plan.watching)
        if _shows(watching, window, index, top, (up_s, down_s))
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


def _top(window: _Window, peak: Peak) -> tuple[float, float]:
    """When the signal came near its furthest point, and when it left it."""
    near = np.flatnonzero(window.signal >= peak.top.value - _TOP_SHARE * peak.height)
    if not len(near):
        return peak.top.t_s, peak.top.t_s
    return float(window.t_s[near[0]]), float(window.t_s[near[-1]])


def _ways(window: _Window, peak: Peak, top: tuple[float, float]) -> tuple[float, float]:
    """Seconds of the way out and the way back, without the rest before and after."""
    low = min(peak.before.value, peak.after.value) + _TOP_SHARE * peak.height
    below = window.signal <= low
    before = window.t_s[below & (window.t_s < top[0])]
    after = window.t_s[below & (window.t_s > top[1])]
    begin = float(before[-1]) if len(before) else peak.before.t_s
    end = float(after[0]) if len(after) else peak.after.t_s
    return max(top[0] - begin, 0.0), max(end - top[1], 0.0)


def _shows(
    watching: Watching,
    window: _Window,
    index: int,
    top: tuple[float, float],
    ways: tuple[float, float],
) -> bool:
    """Whether a repetition shows a fault: long enough in one of its parts."""
    if watching.measure is None:
        return _shows_whole(watching, window, top, ways)
    values = window.faults[:, index]
    for part, mask in window.parts(top).items():
        if part in watching.parts and _lasts(watching, window.t_s[mask], values[mask]):
            return True
    return False


def _shows_whole(
    watching: Watching, window: _Window, top: tuple[float, float], ways: tuple[float, float]
) -> bool:
    if watching.fault.measure == "up_time":
        return watching.beyond(ways[0])
    if watching.fault.measure == "down_time":
        return watching.beyond(ways[1])
    held = (window.t_s >= top[0]) & (window.t_s <= top[1])
    both = held & np.isfinite(window.left) & np.isfinite(window.right)
    if not both.any():
        return False
    return watching.beyond(float(abs(np.median(window.left[both] - window.right[both]))))


def _lasts(watching: Watching, t_s: Array, values: Array) -> bool:
    """Whether a fault is there for `LASTS_S`, or for half of a part that is shorter."""
    if len(t_s) < 3:
        return False
    steps = np.diff(t_s, prepend=t_s[0])
    beyond = np.array([bool(np.isfinite(v)) and watching.beyond(float(v)) for v in values])
    whole = float(t_s[-1] - t_s[0])
    return float(steps[beyond].sum()) >= min(LASTS_S, max(whole / 2, 0.1))


def _holds(plan: Plan, counting: Counting) -> tuple[Hold, ...]:
    if not plan.holds:
        return ()
    counted = {plan.channels[index] for index in counters(plan, counting.zigzags)}
    found = [
        Hold(channel=channel, start_s=begin, seconds=end - begin)
        for channel, holding in zip(plan.channels, counting.holdings, strict=True)
        if channel in counted
        for begin, end in finished(holding)
    ]
    return tuple(sorted(found, key=lambda hold: hold.start_s))


def _range(
    plan: Plan, table: Array, whole: list[Repetition], holds: tuple[Hold, ...]
) -> tuple[float | None, float | None, NoRange | None]:
    """Median range of the repetitions with its error, or why there is none."""
    measure = plan.measure
    if measure is None:
        return None, None, "timed_only"
    if measure.unit != "deg":
        return None, None, "not_an_angle"
    if not len(table):
        return None, None, "unseen"
    if not whole and not holds:
        return None, None, "nothing_counted"
    ranges, errors = [], []
    for rep in whole:
        window = _window(plan, table, rep.channel, rep.start_s, rep.end_s)
        ranges.append(rep.high - rep.low)
        errors.append(_error(window))
    if not whole:
        for hold in holds:
            window = _window(plan, table, hold.channel, hold.start_s, hold.start_s + hold.seconds)
            low = float(np.nanmin(table[:, 4 + plan.channels.index(hold.channel)]))
            ranges.append(float(np.nanmedian(window.signal)) - low)
            errors.append(
                float(np.median(window.error)) if len(window.error) else measure.error_deg
            )
    error = float(np.median(errors))
    if error > LARGEST_ERROR_DEG:
        return None, None, "out_of_plane"
    return round(float(np.median(ranges)), 1), round(error, 1), None


def _error(window: _Window) -> float:
    """The error that four fifths of a repetition's frames stay below."""
    return float(np.quantile(window.error, 0.8)) if len(window.error) else 0.0


def _difference(plan: Plan, table: Array, whole: list[Repetition]) -> float | None:
    """Left less right: of the ranges where sides are counted apart, else at the tops."""
    if not whole:
        return None
    if all(rep.channel == "both" for rep in whole):
        tops = [_side_difference(plan, table, rep) for rep in whole]
        seen = [value for value in tops if value is not None]
        return round(float(np.median(seen)), 1) if seen else None
    sides = {
        side: [rep.high - rep.low for rep in whole if rep.channel == side]
        for side in ("left", "right")
    }
    if not all(sides.values()):
        return None
    return round(float(np.median(sides["left"]) - np.median(sides["right"])), 1)


def _side_difference(plan: Plan, table: Array, rep: Repetition) -> float | None:
    window = _window(plan, table, rep.channel, rep.start_s, rep.end_s)
    top = window.signal >= rep.high - _TOP_SHARE * (rep.high - rep.low)
    both = top & np.isfinite(window.left) & np.isfinite(window.right)
    if not both.any():
        return None
    return float(np.median(window.left[both] - window.right[both]))


def _steadiness(whole: list[Repetition]) -> float | None:
    ranges = [rep.high - rep.low for rep in whole]
    if len(ranges) < 2:
        return None
    return round(float(np.std(ranges) / np.mean(ranges)), 3)


def _tempo(whole: list[Repetition]) -> Tempo | None:
    if not whole:
        return None
    return Tempo(*(
        round(float(np.median([getattr(rep, name) for rep in whole])), 2)
        for name in ("up_s", "hold_s", "down_s")
    ))  # fmt: skip


def _tallied(each: tuple[Repetition, ...]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for rep in each:
        for fault in rep.faults:
            tally[fault] = tally.get(fault, 0) + 1
    return tally


def _in_holds(plan: Plan, table: Array, holds: tuple[Hold, ...]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for hold in holds:
        window = _window(plan, table, hold.channel, hold.start_s, hold.start_s + hold.seconds)
        for index, watching in enumerate(plan.watching):
            if watching.measure is not None and _lasts(
                watching, window.t_s, window.faults[:, index]
            ):
                tally[watching.fault.id] = tally.get(watching.fault.id, 0) + 1
    return tally


def _counting_faults(plan: Plan, shown: tuple[str, ...]) -> bool:
    counts = {watching.fault.id for watching in plan.watching if watching.fault.counts}
    return any(fault in counts for fault in shown)


def _not_judged(plan: Plan, table: Array) -> tuple[str, ...]:
    """Faults that no camera judges, and those that could not be read in this set."""
    first = 4 + len(plan.channels)
    unread = [
        watching.fault.id
        for index, watching in enumerate(plan.watching)
        if watching.measure is not None
        and (not len(table) or not np.isfinite(table[:, first + index]).any())
    ]
    return (*plan.unjudged, *unread)
