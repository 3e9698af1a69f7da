"""The positions of a person's usual day: in order, with what the person tries about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from rhomboid.app.assess import day_told
from rhomboid.app.present import Present
from rhomboid.core.diary.strain_bodies import PositionChecked, PositionTried
from rhomboid.core.ergonomics.positions import judge as judging
from rhomboid.core.ergonomics.positions.judge import Change, Judged, judge
from rhomboid.core.ergonomics.positions.told import DAY_H, Told
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.positions import Fix, Position, PositionRules
from rhomboid.core.outcomes.day import Day

#: A trial that was never asked about for so long is not asked about any more.
_FORGOTTEN_DAYS = 120
#: What can be told of a trial: whether the change was made, and how the position feels now.
CHANGED = ("yes", "partly", "no")
FELT = ("less", "same", "more")


class Trial(msgspec.Struct, frozen=True):
    """A change that the person tries.

    Attributes:
        root: its line in the diary.
        position, fix: what is changed about what.
        on: local day on which it began.
        check: how it went; `None` while it is tried.
    """

    root: str
    position: str
    fix: str
    on: date
    check: Check | None = None


class Check(msgspec.Struct, frozen=True):
    """How a trial went, as it was told.

    Attributes:
        root: its line in the diary.
        on: local day on which it was told.
        body: what was told.
    """

    root: str
    on: date
    body: PositionChecked


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One position of the day with what was tried about it.

    Attributes:
        now: as it is with the changes that were made.
        before: as it was told, where a change that was made since takes something away; `None`
            otherwise.
        trying: the change that is being tried.
        tried: trials that are over, the last first.
        offered: what can be changed next, the best first; what was tried without success last.
    """

    now: Judged
    before: Judged | None
    trying: Trial | None
    tried: tuple[Trial, ...]
    offered: tuple[Change, ...]


class Standings(msgspec.Struct, frozen=True):
    """The day, the position to change first at the head.

    Attributes:
        positions: in order.
        told_on: local day on which it was told.
        recheck_days: when a trial is asked about.
    """

    positions: tuple[Standing, ...]
    told_on: date
    recheck_days: int


def standings(present: Present, knowledge: Knowledge) -> Standings | None:
    """The positions of the day as they stand; `None` if nobody told.

    Raises:
        InputError: if what was told cannot be scored.
    """
    tasks = day_told(present.assessment.answers)
    if not tasks:
        return None
    told_on = present.course.answered_on.get("day_tasks", present.today)
    found = trials(present.course.history.days())
    made = [t for t in found if t.check is not None and t.check.body.changed == "yes"]
    first = _judged(tasks, knowledge.strain.positions, present, knowledge)
    changed = _with_changes(tasks, made, told_on, knowledge.strain.positions)
    day = _judged(*changed, present, knowledge) if made else first
    before = {one.told.position: one for one in first.positions}
    return Standings(
        tuple(_standing(one, before[one.told.position], found) for one in day.positions),
        told_on,
        day.recheck_days,
    )


def _judged(
    tasks: Sequence[Told], rules: PositionRules, present: Present, knowledge: Knowledge
) -> judging.Day:
    causes = present.assessment.causes
    likely = [cause.id for cause in causes if cause.band == "most_consistent"]
    return judge(tasks, rules, knowledge.strain.reba, likely, _programme(present))


def _programme(present: Present) -> Iterator[str]:
    plan = present.course.plan or present.fresh
    if plan.offered:
        yield from (item.movement for item in plan.items)
        if plan.micro_dose is not None:
            yield plan.micro_dose.movement


def _with_changes(
    tasks: Sequence[Told], made: Sequence[Trial], told_on: date, rules: PositionRules
) -> tuple[tuple[Told, ...], PositionRules]:
    """The day and the rules with the changes that were made.

    What was told after a change holds its load and its stretches already.
    """
    positions, told = dict(rules.positions), []
    spare_h = DAY_H - sum(task.hours for task in tasks)
    for task in tasks:
        fixes = {fix.id: fix for fix in positions[task.position].fixes}
        mine = [t for t in made if t.position == task.position and t.fix in fixes]
        for trial in mine:
            position = positions[task.position]
            positions[task.position] = _with_fix(position, fixes[trial.fix])
        fresh = [fixes[t.fix] for t in mine if t.check is not None and told_on <= t.check.on]
        after = _lightened(task, fresh, spare_h)
        spare_h -= after.hours - task.hours
        told.append(after)
    return tuple(told), PositionRules(rules.weights, positions)


def _with_fix(position: Position, fix: Fix) -> Position:
    return msgspec.structs.replace(
        position,
        inputs={**position.inputs, **fix.set},
        fixes=tuple(other for other in position.fixes if other.id != fix.id),
    )


def _lightened(task: Told, fixes: Iterable[Fix], spare_h: float) -> Told:
    """The task with its changes; what takes longer now does so as far as the day has room."""
    hours, load, stretch = task.hours, task.load_kg, task.unbroken_min
    for fix in fixes:
        hours = min(hours * fix.times, task.hours + spare_h)
        load = None if load is None else load * fix.load_share
        if stretch is not None and fix.unbroken_min is not None:
            stretch = min(stretch, fix.unbroken_min)
    return msgspec.structs.replace(task, hours=hours, load_kg=load, unbroken_min=stretch)


def _standing(now: Judged, before: Judged, found: Sequence[Trial]) -> Standing:
    mine = [trial for trial in found if trial.position == now.told.position]
    over = {t.fix for t in mine if t.check is not None and t.check.body.changed != "no"}
    trying = next((trial for trial in reversed(mine) if trial.check is None), None)
    left = [c for c in now.changes if trying is None or c.fix != trying.fix]
    left.sort(key=lambda change: change.fix in over)
    return Standing(
        now=now,
        before=before if now.points < before.points else None,
        trying=trying,
        tried=tuple(t for t in reversed(mine) if t.check is not None),
        offered=tuple(left),
    )


def trials(days: Iterable[tuple[date, Day]]) -> list[Trial]:
    """What was tried, the earliest first; a change that was tried twice counts once, the last time.

    Args:
        days: the days of the diary that are looked at, the earliest first.
    """
    found: dict[tuple[str, str], Trial] = {}
    for on, day in days:
        for report in day.reports:
            body = report.body
            if isinstance(body, PositionTried):
                key = (body.position, body.fix)
                found.pop(key, None)
                found[key] = Trial(report.root, body.position, body.fix, on)
            elif isinstance(body, PositionChecked) and (body.position, body.fix) in found:
                key = (body.position, body.fix)
                check = Check(report.root, on, body)
                found[key] = msgspec.structs.replace(found[key], check=check)
    return list(found.values())


def running(present: Present) -> list[Trial]:
    """The changes that are being tried at positions of the day, the one that waits longest first.

    What was never asked about for four months is left in peace.
    """
    told = {task.position for task in day_told(present.assessment.answers) or ()}
    since = present.today - timedelta(days=_FORGOTTEN_DAYS)
    found = trials(present.course.history.span(since, present.today)) if told else []
    return [trial for trial in found if trial.check is None and trial.position in told]


def due(present: Present, knowledge: Knowledge) -> Trial | None:
    """The trial to ask about today: the one that has waited longest; `None` if none is."""
    after = timedelta(days=knowledge.strain.positions.weights.recheck_days)
    waiting = (trial for trial in running(present) if trial.on + after <= present.today)
    return next(waiting, None)


def is_known(position: str, fix: str, positions: Mapping[str, Position]) -> bool:
    """Whether the table has this change of this position."""
    row = positions.get(position)
    return row is not None and any(one.id == fix for one in row.fixes)
