"""Which positions to change first, how much each counts, and the simplest change to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.ergonomics.between import Score, Span
from rhomboid.core.ergonomics.positions.told import Told, check, is_long
from rhomboid.core.ergonomics.reba.score import Reba, RebaPosture, reba
from rhomboid.core.knowledge.positions import Fix, Position, PositionRules
from rhomboid.core.knowledge.posture_scores import RebaRules


class Change(msgspec.Struct, frozen=True):
    """One change to a position, and what it would do.

    Attributes:
        fix: its id.
        effort: 1 at once and for nothing, to 3.
        after: REBA with it.
        saves: share of the position's points that it takes away, 0 to 1.
        shorter: whether it ends long stretches.
    """

    fix: str
    effort: int
    after: Score
    saves: float
    shorter: bool


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One position of the day.

    Attributes:
        told: what was told of it.
        score: REBA, lowest to highest, all steps.
        points: what it counts, at least 0.
        share: of the points of the whole day, 0 to 1.
        long: whether it is kept up for long without a change.
        likely: id of the likely cause that it feeds; `None` if of none.
        changes: what can be changed, the best first.
        movements: movements of the programme that do it good.
        reasons: why it stands where it stands.
    """

    told: Told
    score: Reba
    points: float
    share: float
    long: bool
    likely: str | None
    changes: tuple[Change, ...]
    movements: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Day(msgspec.Struct, frozen=True):
    """The positions of a day, the one to change first at the head.

    Attributes:
        positions: in order.
        recheck_days: when to look again after a change.
    """

    positions: tuple[Judged, ...]
    recheck_days: int


def judge(
    tasks: Sequence[Told],
    rules: PositionRules,
    scores: RebaRules,
    likely: Sequence[str] = (),
    programme: Iterable[str] = (),
) -> Day:
    """Put the positions of a day in order.

    Points are hours times (REBA of the usual posture less 1, plus `long_adds` in long stretches),
    and count more where a position feeds what most likely drives the pain. The usual posture is
    the middle of what people have; what differs too much counts half. Points order what a person
    told; they measure no risk.

    Args:
        tasks: the day.
        rules: positions and weights.
        scores: the tables of REBA.
        likely: likely causes, most likely first.
        programme: movements of the programme.

    Raises:
        InputError: if a task cannot be scored.
    """
    check(tasks, rules.positions)
    scales, shown = _Scales(rules, scores), frozenset(programme)
    found = [_judged(task, scales, likely, shown) for task in tasks]
    whole = sum(one.points for one in found)
    shared = [
        msgspec.structs.replace(one, share=one.points / whole if whole else 0.0) for one in found
    ]
    shared.sort(key=lambda one: (-one.points, one.told.position))
    return Day(tuple(shared), rules.weights.recheck_days)


def posture_of(inputs: Mapping[str, Any], load_kg: float | None) -> RebaPosture:
    """The inputs of a position as a posture; pairs are spans, what is not named is unseen."""
    values = {
        name: Span(*map(float, value)) if isinstance(value, list | tuple) else value
        for name, value in inputs.items()
    }
    if load_kg is not None:
        values["load_kg"] = load_kg
    return RebaPosture(**values)  # type: ignore[arg-type]  # the table is checked by a test


def usual(posture: RebaPosture) -> RebaPosture:
    """The same posture in the middle of its spans."""
    middles = {
        name: (value.low + value.high) / 2
        for name in posture.__struct_fields__
        if isinstance(value := getattr(posture, name), Span)
    }
    return msgspec.structs.replace(posture, **middles)


class _Scales(msgspec.Struct, frozen=True):
    """What positions are weighed with."""

    rules: PositionRules
    scores: RebaRules

    def an_hour(self, inputs: Mapping[str, Any], load_kg: float | None, *, long: bool) -> float:
        """What an hour counts: nothing in the best posture there is."""
        score = reba(usual(posture_of(inputs, load_kg)), self.scores).reba
        adds = self.rules.weights.long_adds if long else 0.0
        return (score.low + score.high) / 2 - 1 + adds


def _judged(
    task: Told, scales: _Scales, likely: Sequence[str], programme: frozenset[str]
) -> Judged:
    position = scales.rules.positions[task.position]
    weights = scales.rules.weights
    feeds = next((cause for cause in likely if cause in position.causes), None)
    long = is_long(task, weights)
    hourly = scales.an_hour(position.inputs, task.load_kg, long=long)
    times = weights.likely_times if feeds is not None else 1.0
    judged = Judged(
        told=task,
        score=reba(posture_of(position.inputs, task.load_kg), scales.scores),
        points=task.hours * hourly * times,
        share=0.0,
        long=long,
        likely=feeds,
        changes=_changes(task, position, scales, hourly),
        movements=tuple(one for one in position.movements if one in programme),
        reasons=(),
    )
    reasons = tuple(_reasons(judged, position, scales.rules))
    return msgspec.structs.replace(judged, reasons=reasons)


def _changes(task: Told, position: Position, scales: _Scales, hourly: float) -> tuple[Change, ...]:
    """The changes that take something away, the largest saving for the least effort first."""
    found = [_change(task, position, fix, scales, hourly) for fix in position.fixes]
    useful = [change for change in found if change.saves > 0]
    useful.sort(key=lambda change: (-change.saves / change.effort, change.effort, change.fix))
    return tuple(useful)


def _change(task: Told, position: Position, fix: Fix, scales: _Scales, hourly: float) -> Change:
    load = None if task.load_kg is None else task.load_kg * fix.load_share
    inputs = {**position.inputs, **fix.set}
    weights = scales.rules.weights
    long = is_long(task, weights)
    ends = fix.unbroken_min is not None and fix.unbroken_min <= weights.long_from_min
    then = fix.times * scales.an_hour(inputs, load, long=long and not ends)
    return Change(
        fix=fix.id,
        effort=fix.effort,
        after=reba(posture_of(inputs, load), scales.scores).reba,
        saves=max(0.0, 1 - then / hourly) if hourly > 0 else 0.0,
        shorter=long and ends,
    )


def _reasons(judged: Judged, position: Position, rules: PositionRules) -> Iterator[Reason]:
    task, weights = judged.told, rules.weights
    yield Reason("positions.hours", weights.facts, (Finding("hours", task.hours, "h"),))
    low, high = judged.score.reba
    yield Reason("positions.load", position.facts, (Finding("low", low), Finding("high", high)))
    if judged.long:
        findings = (
            Finding("unbroken_min", task.unbroken_min, "min"),
            Finding("from_min", weights.long_from_min, "min"),
        )
        yield Reason("positions.long", ("ER-50", "ER-53"), findings)
    if judged.likely is not None:
        yield Reason("positions.likely", weights.facts, (Finding("cause", judged.likely),))
