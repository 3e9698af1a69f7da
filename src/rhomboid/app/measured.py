"""What the coach reports of a set, as the diary keeps it; and sets outside a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import isfinite
from statistics import median, pstdev
from typing import Literal

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary import bodies
from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.measured import (
    MOST_EACH,
    MOST_S,
    Measured,
    MeasuredBy,
    MeasuredHold,
    MeasuredRep,
    MeasuredTempo,
    NoRange,
)
from rhomboid.core.knowledge.movements import Dose, Movement
from rhomboid.core.movement.coach.coached import read_coached
from rhomboid.core.movement.coach.records import Hold, Repetition, SetReport, Tempo, Versions

_DEG, _S = 1, 2
#: Names that one set keeps; the shape of an entry allows no more.
_MOST_NAMES = 24
#: Where no part of a set has a range, the reason that says most.
_REASONS: tuple[NoRange, ...] = (
    "out_of_plane", "not_an_angle", "timed_only", "nothing_counted", "unseen",
)  # fmt: skip


class MergeError(RhomboidError):
    """Parts of a set cannot be put together."""


def measured_of(report: SetReport, movement: Movement, versions: Versions) -> Measured:
    """A report as the diary keeps it: rounded, bounded, with what measured it.

    Args:
        report: what the coach saw.
        movement: the row of its movement.
        versions: what measured.
    """
    measure = read_coached(movement).measure
    counted = report.repetitions
    held = not report.each and bool(report.holds)
    faulty = _faulty_holds(report, movement) if held else report.faulty_repetitions
    judged = len(report.holds) if held else counted.total + counted.half
    return Measured(
        by=MeasuredBy(versions.software, versions.tables, versions.model),
        unit=None if measure is None else measure.unit,
        counted=counted.total,
        left=counted.left,
        right=counted.right,
        half=counted.half,
        each=tuple(_rep(one) for one in report.each[:MOST_EACH]),
        holds=tuple(_hold(one) for one in report.holds[:MOST_EACH]),
        range_deg=_rounded(report.range_deg, _DEG),
        error_deg=_rounded(report.error_deg, _DEG),
        no_range=report.no_range,
        difference_deg=_rounded(report.difference_deg, _DEG),
        steadiness=_rounded(report.steadiness, 3),
        tempo=_tempo_of(report.tempo),
        faults=_named(report.faults),
        faulty_reps=min(faulty, judged),
        not_judged=report.not_judged[:_MOST_NAMES],
        seconds=min(round(report.seconds, _S), MOST_S),
        unseen_share=round(report.unseen_share, 3),
        unseen={reason: min(round(s, _S), MOST_S) for reason, s in report.unseen.items()},
    )


def merged(parts: Sequence[Measured]) -> Measured:
    """One set from several recordings of it: the connection was lost, the camera was moved.

    Counts, times and faults add up. The range is the median over all whole repetitions, its error
    the largest of the parts: what is put together is never surer than its worst part. A fault is
    judged where any part could judge it.

    Raises:
        MergeError: if there is no part.
    """
    if not parts:
        raise MergeError("a set must have at least one part, got none")
    if len(parts) == 1:
        return parts[0]
    each = tuple(rep for part in parts for rep in part.each)
    seconds = round(sum(part.seconds for part in parts), _S)
    unseen = _added(part.unseen for part in parts)
    reach = _range(parts)
    return msgspec.structs.replace(
        parts[-1],
        unit=next((part.unit for part in parts if part.unit is not None), None),
        counted=sum(part.counted for part in parts),
        left=sum(part.left for part in parts),
        right=sum(part.right for part in parts),
        half=sum(part.half for part in parts),
        each=each[:MOST_EACH],
        holds=tuple(hold for part in parts for hold in part.holds)[:MOST_EACH],
        range_deg=reach[0],
        error_deg=reach[1],
        no_range=reach[2],
        difference_deg=_difference(parts),
        steadiness=_steadiness(each),
        tempo=_tempo(each),
        faults=_added_counts(part.faults for part in parts),
        faulty_reps=sum(part.faulty_reps for part in parts),
        not_judged=_unjudged(parts),
        seconds=min(seconds, MOST_S),
        unseen_share=min(round(sum(unseen.values()) / seconds, 3), 1.0) if seconds else 0.0,
        unseen={reason: min(spent, MOST_S) for reason, spent in unseen.items()},
        parts=sum(part.parts for part in parts),
    )


class SingleSet(msgspec.Struct, frozen=True):
    """A set done outside a session.

    Attributes:
        movement, variant: which.
        measured: what the coach saw of it.
        asked: what was asked; `None` for one set of what was done.
        side: where one side was trained.
        about: local time of its end; `None` for now.
    """

    movement: str
    measured: Measured
    variant: bodies.Variant = "standard"
    asked: Dose | None = None
    side: Literal["left", "right"] | None = None
    about: datetime | None = None


def keep_measured(journal: Journal, single: SingleSet) -> Entry:
    """Keep a set done outside a session as an entry of its own; nothing is asked.

    It is a `session` of one movement with `part` "single": the diary and the chart of ranges show
    it, and it counts neither as a session of the week nor towards a step of the dose.

    Raises:
        ReportError: if it is about a time that has not come.
    """
    seen = single.measured
    reps, hold_s = _done(seen, single.side)
    result = bodies.MovementResult(
        movement=single.movement,
        asked=single.asked or Dose(sets=1, reps=reps, hold_s=hold_s),
        variant=single.variant,
        sets=(bodies.SetResult(reps, hold_s, single.side, seen),),
        faulty_reps=seen.faulty_reps,
    )
    body = bodies.Session(
        session=journal.new_id(),
        movements=(result,),
        part="single",
        mode="single",
        minutes=max(1, round(seen.seconds / 60)),
    )
    return journal.reports.tell("session", msgspec.to_builtins(body), single.about)


def _done(seen: Measured, side: Literal["left", "right"] | None) -> tuple[int | None, int | None]:
    """Repetitions, or the seconds held, or the length of the set where only time guides."""
    if seen.counted or seen.half:
        return seen.count_of(side), None
    if seen.holds:
        return None, round(sum(hold.seconds for hold in seen.holds))
    return (None, round(seen.seconds)) if seen.unit is None else (0, None)


def _rep(one: Repetition) -> MeasuredRep:
    return MeasuredRep(
        range=max(0.0, round(one.high - one.low, _DEG)),
        up_s=_span(one.up_s),
        hold_s=_span(one.hold_s),
        down_s=_span(one.down_s),
        channel=one.channel,
        whole=one.whole,
        faults=one.faults[:_MOST_NAMES],
    )


def _hold(one: Hold) -> MeasuredHold:
    return MeasuredHold(seconds=_span(one.seconds), channel=one.channel)


def _span(seconds: float) -> float:
    return min(max(round(seconds, _S), 0.0), MOST_S)


def _tempo_of(tempo: Tempo | None) -> MeasuredTempo | None:
    if tempo is None:
        return None
    return MeasuredTempo(_span(tempo.up_s), _span(tempo.hold_s), _span(tempo.down_s))


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None or not isfinite(value) else round(value, digits)


def _faulty_holds(report: SetReport, movement: Movement) -> int:
    """Holds that showed a fault that counts: at least as many as the most frequent one."""
    counts = {fault.id for fault in movement.faults if fault.counts}
    return max((count for fault, count in report.faults.items() if fault in counts), default=0)


def _named(counts: Mapping[str, int]) -> dict[str, int]:
    """The most frequent names, as many as an entry holds."""
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return dict(most[:_MOST_NAMES])


def _added(tallies: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for tally in tallies:
        for name, value in tally.items():
            total[name] = round(total.get(name, 0.0) + value, _S)
    return total


def _added_counts(tallies: Iterable[Mapping[str, int]]) -> dict[str, int]:
    return _named({name: int(value) for name, value in _added(tallies).items()})


def _range(parts: Sequence[Measured]) -> tuple[float | None, float | None, NoRange | None]:
    known = [part for part in parts if part.range_deg is not None]
    if not known:
        reasons = {part.no_range for part in parts}
        return None, None, next((one for one in _REASONS if one in reasons), "unseen")
    ranges = [rep.range for part in known for rep in part.each if rep.whole]
    whole = ranges or [part.range_deg or 0.0 for part in known]
    error = max(part.error_deg or 0.0 for part in known)
    return round(median(whole), _DEG), error, None


def _difference(parts: Sequence[Measured]) -> float | None:
    """Left less right: of all repetitions where sides are counted apart, else of the parts."""
    reps = [rep for part in parts if part.range_deg is not None for rep in part.each if rep.whole]
    left = [rep.range for rep in reps if rep.channel == "left"]
    right = [rep.range for rep in reps if rep.channel == "right"]
    if left and right:
        return round(median(left) - median(right), _DEG)
    known = [part for part in parts if part.difference_deg is not None]
    if not known:
        return None
    weights = [max(part.counted, 1) for part in known]
    total = sum(w * (p.difference_deg or 0.0) for w, p in zip(weights, known, strict=True))
    return round(total / sum(weights), _DEG)


def _steadiness(each: Sequence[MeasuredRep]) -> float | None:
    ranges = [rep.range for rep in each if rep.whole]
    mean = sum(ranges) / len(ranges) if ranges else 0.0
    return round(pstdev(ranges) / mean, 3) if len(ranges) > 1 and mean > 0 else None


def _tempo(each: Sequence[MeasuredRep]) -> MeasuredTempo | None:
    whole = [rep for rep in each if rep.whole]
    if not whole:
        return None
    return MeasuredTempo(
        round(median(rep.up_s for rep in whole), _S),
        round(median(rep.hold_s for rep in whole), _S),
        round(median(rep.down_s for rep in whole), _S),
    )


def _unjudged(parts: Sequence[Measured]) -> tuple[str, ...]:
    """Faults that no part could judge."""
    return tuple(name for name in parts[0].not_judged if all(name in p.not_judged for p in parts))
