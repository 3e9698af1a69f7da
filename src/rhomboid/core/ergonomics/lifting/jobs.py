"""Jobs of several lifts: the composite lifting index (ER-25).

The index of the most stressful task, and for each further task what its share of the summed
frequency adds to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.equation import Rated, rate, rate_ends
from rhomboid.core.ergonomics.lifting.given import (
    End,
    Lift,
    checked,
    constants_of,
)
from rhomboid.core.ergonomics.lifting.multipliers import frequency, is_high, most_per_min
from rhomboid.core.knowledge.lifting import DurationClass, LiftingRules, Units

#: Sums and indices are rounded to this before they are compared: 8.7 + 3.3 meets the row of 12,
#: and 9.4 / (20 x 0.94) ties with 9.1 / (20 x 0.91).
_DIGITS = 9


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One of the lifts of a job.

    Attributes:
        name: what it is called; reasons and results name it so.
        lift: where `load` is the mean of the weights that are lifted.
        load_most: the heaviest of them; `lift.load` if not given.
        end: the hands at the destination, if the load needs control there; the end with the
            lower limit counts.
    """

    name: str
    lift: Lift
    load_most: float | None = None
    end: End | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What the composite index needs of a task.

    Attributes:
        name: of the task.
        firwl: its limit without regard to frequency, above 0; kg or pounds.
        load_mean, load_most: the weights lifted; kg or pounds.
        per_min: lifts a minute.
        high: whether the hands at the origin are at or above the height that splits FM.
    """

    name: str
    firwl: float
    load_mean: float
    load_most: float
    per_min: float
    high: bool


class PartRated(msgspec.Struct, frozen=True, kw_only=True):
    """One task of a rated job.

    Attributes:
        name: of the task.
        fm: its own frequency multiplier.
        firwl: limit without regard to frequency; kg or pounds.
        strwl: limit of the task alone: firwl x fm.
        fili: load_most / firwl: demands on strength.
        stli: load_mean / strwl: demands of the task alone; `None` if `strwl` is 0.
        adds: its share of the composite index; `None` if there is none.
    """

    name: str
    fm: float
    firwl: float
    strwl: float
    fili: float
    stli: float | None
    adds: float | None = None


class Composite(msgspec.Struct, frozen=True, kw_only=True):
    """A rated job.

    Attributes:
        units: of the limits.
        tasks: the most stressful first (by `stli`, then frequency, then as given); none when a
            task has no limit at all.
        cli: composite index; `None` when a task is refused or a multiplier is 0.
        reasons: why there is no index, naming the task.
    """

    units: Units
    tasks: tuple[PartRated, ...] = ()
    cli: float | None = None
    reasons: tuple[Reason, ...] = ()


def composite(tasks: Sequence[Task], rules: LiftingRules, units: Units = "metric") -> Composite:
    """Rate a job.

    Raises:
        InputError: if there is no task, a name is used twice, tasks differ in their hours, a
            `load_most` is below its mean, or a value can't be used (`tasks[0].h`).
    """
    constants = constants_of(rules, units)
    _check_job(tasks)
    parts: list[Part] = []
    reasons: list[Reason] = []
    for number, task in enumerate(tasks):
        try:
            rated = _at_deciding_end(task, rules, units)
            load_most = _load_most(task, constants.mass_unit)
            v_origin = task.lift.v if task.lift.v_origin is None else task.lift.v_origin
            high = is_high(checked("v", v_origin, constants.length_unit), constants)
        except InputError as error:
            field = f"tasks[{number}].{error.name}"
            raise InputError(field, error.must_be, error.got) from error
        if not rated.rwl:
            reasons += (_named(reason, task.name) for reason in rated.reasons if reason.decisive)
        firwl = _without_frequency(rated, constants.load_constant)
        if firwl:
            parts.append(
                Part(
                    name=task.name,
                    firwl=firwl,
                    load_mean=checked("load", task.lift.load, constants.mass_unit),
                    load_most=load_most,
                    per_min=checked("per_min", task.lift.per_min, "lifts a minute"),
                    high=high,
                )
            )
    hours = checked("duration_h", tasks[0].lift.duration_h, "hours")
    duration = rules.duration.class_of(hours)
    if duration is None or len(parts) < len(tasks):
        return Composite(units=units, reasons=tuple(reasons))
    return composite_of(parts, duration, rules, units)


def composite_of(
    parts: Sequence[Part], duration: DurationClass, rules: LiftingRules, units: Units = "metric"
) -> Composite:
    """The composite index of tasks whose limits without frequency are known.

    CLI = STLI of the first + sum of FILI_n (1 / FM of the frequencies summed up to n - 1 / FM of
    those summed up to n - 1), both FM in task n's own column.

    Raises:
        InputError: if there is no part, or a `firwl` is not above 0.
    """
    if not parts:
        raise InputError("parts", "at least one part", ())
    for part in parts:
        if not part.firwl > 0.0:
            raise InputError(f"{part.name}.firwl", "above 0", part.firwl)
    rated = [(part, _rated(part, duration, rules)) for part in parts]
    never = [
        _too_often("f_too_often", p, p.per_min, duration, rules) for p, r in rated if not r.strwl
    ]
    if never:
        return Composite(units=units, tasks=tuple(r for _, r in rated), reasons=tuple(never))
    rated.sort(key=lambda pair: (-round(pair[1].stli or 0.0, _DIGITS), -pair[0].per_min))
    tasks: list[PartRated] = []
    reasons: list[Reason] = []
    summed = 0.0
    for part, alone in rated:
        before, summed = summed, round(summed + part.per_min, _DIGITS)
        adds = alone.stli
        if tasks:
            fm_before = frequency(before, duration, rules, high=part.high)
            fm = frequency(summed, duration, rules, high=part.high)
            adds = alone.fili * (1.0 / fm - 1.0 / fm_before) if fm and fm_before else None
        if adds is None:
            reasons.append(_too_often("summed_f_too_often", part, summed, duration, rules))
        tasks.append(msgspec.structs.replace(alone, adds=adds))
    cli = None if reasons else sum(task.adds or 0.0 for task in tasks)
    return Composite(units=units, tasks=tuple(tasks), cli=cli, reasons=tuple(reasons))


def _check_job(tasks: Sequence[Task]) -> None:
    if not tasks:
        raise InputError("tasks", "at least one task", ())
    names = [task.name for task in tasks]
    for name in names:
        if names.count(name) > 1:
            raise InputError("tasks", "tasks with a name of their own each", name)
    hours = tuple(task.lift.duration_h for task in tasks)
    if any(value != hours[0] for value in hours):
        raise InputError("duration_h", "the same for all tasks of a job", hours)


def _at_deciding_end(task: Task, rules: LiftingRules, units: Units) -> Rated:
    if task.end is None:
        return rate(task.lift, rules, units)
    ends = rate_ends(task.lift, task.end, rules, units)
    return ends.deciding


def _load_most(task: Task, unit: str) -> float:
    mean = checked("load", task.lift.load, unit)
    if task.load_most is None:
        return mean
    most = checked("load_most", task.load_most, unit)
    if most < mean:
        raise InputError("load_most", f"at least the mean load of {mean} {unit}", most)
    return most


def _without_frequency(rated: Rated, load_constant: float) -> float | None:
    """FIRWL: the product without FM; `None` if refused."""
    product = load_constant
    for multiplier in (rated.hm, rated.vm, rated.dm, rated.am, rated.cm):
        if multiplier is None:
            return None
        product *= multiplier
    return product


def _rated(part: Part, duration: DurationClass, rules: LiftingRules) -> PartRated:
    fm = frequency(part.per_min, duration, rules, high=part.high)
    strwl = part.firwl * fm
    return PartRated(
        name=part.name,
        fm=fm,
        firwl=part.firwl,
        strwl=strwl,
        fili=part.load_most / part.firwl,
        stli=part.load_mean / strwl if strwl else None,
    )


def _too_often(
    rule: str, part: Part, per_min: float, duration: DurationClass, rules: LiftingRules
) -> Reason:
    """Lifts a minute, its own or summed up to this task, beyond the last FM above 0."""
    findings = (
        Finding("task", part.name),
        Finding("per_min", per_min, "1/min"),
        Finding("border", most_per_min(duration, rules, high=part.high), "1/min"),
        Finding("duration", duration),
    )
    return Reason(f"lifting.{rule}", rules.job.facts, findings)


def _named(reason: Reason, task: str) -> Reason:
    return msgspec.structs.replace(reason, findings=(Finding("task", task), *reason.findings))
