"""The report of a set, from what was read in each frame and the turns of the signal."""

from __future__ import annotations

from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.counting import Counting, counters
from rhomboid.core.movement.coach.hold import finished
from rhomboid.core.movement.coach.plan import Plan
from rhomboid.core.movement.coach.ranges import difference, range_of, steadiness, tempo
from rhomboid.core.movement.coach.records import Counted, Hold, Repetition, SetReport
from rhomboid.core.movement.coach.repetition import lasts, repetition
from rhomboid.core.movement.coach.trace import FIRST, Trace, span_of

#: Where more of the time than this was unseen, what was seen says no range of the set.
MOST_UNSEEN: Final = 0.5


def report(
    plan: Plan, counting: Counting, trace: Trace, seconds: float, *, last_only: bool = False
) -> SetReport:
    """The report of a set of `seconds`; with `last_only` its last repetition alone."""
    done = counting.done[-1:] if last_only else counting.done
    table = trace.table(plan)
    each = tuple(repetition(plan, table, channel, peak) for channel, peak in done)
    whole = [repetition for repetition in each if repetition.whole]
    holds = () if last_only else _holds(plan, counting)
    unseen_share = min(sum(trace.unseen.values()) / seconds, 1.0) if seconds > 0 else 0.0
    range_deg, error_deg, none = range_of(plan, table, whole, holds)
    if unseen_share > MOST_UNSEEN and none in {None, "nothing_counted"}:
        range_deg, error_deg, none = None, None, "unseen"
    difference_deg, difference_error_deg = difference(plan, table, whole, error_deg)
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
        difference_deg=difference_deg,
        difference_error_deg=difference_error_deg,
        steadiness=steadiness(whole),
        tempo=tempo(whole),
        faults=faults,
        faulty_repetitions=sum(1 for rep in each if _counting_faults(plan, rep.faults)),
        not_judged=_not_judged(plan, table),
        seconds=seconds,
        frames=len(trace.rows) + trace.blind_frames,
        unseen_share=unseen_share,
        unseen={reason: round(time, 2) for reason, time in trace.unseen.items()},
    )


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


def _tallied(each: tuple[Repetition, ...]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for rep in each:
        for fault in rep.faults:
            tally[fault] = tally.get(fault, 0) + 1
    return tally


def _in_holds(plan: Plan, table: Array, holds: tuple[Hold, ...]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for hold in holds:
        frames = span_of(plan, table, hold.channel, hold.start_s, hold.start_s + hold.seconds)
        for index, watching in enumerate(plan.watching):
            if watching.measure is not None and lasts(
                watching, frames.t_s, frames.faults[:, index]
            ):
                tally[watching.fault.id] = tally.get(watching.fault.id, 0) + 1
    return tally


def _counting_faults(plan: Plan, shown: tuple[str, ...]) -> bool:
    counts = {watching.fault.id for watching in plan.watching if watching.fault.counts}
    return any(fault in counts for fault in shown)


def _not_judged(plan: Plan, table: Array) -> tuple[str, ...]:
    """Faults that no camera judges, and those that could not be read in this set."""
    first = FIRST + len(plan.channels)
    unread = [
        watching.fault.id
        for index, watching in enumerate(plan.watching)
        if watching.measure is not None
        and (not len(table) or not np.isfinite(table[:, first + index]).any())
    ]
    return (*plan.unjudged, *unread)
