"""The lifting equation on many lifts and jobs written as text, and on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from rhomboid.app.strain.cells import Column
from rhomboid.core.base.decision import Reason
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.equation import Rated, rate
from rhomboid.core.ergonomics.lifting.given import Lift
from rhomboid.core.ergonomics.lifting.jobs import Composite, Task, composite
from rhomboid.core.knowledge.lifting import COUPLINGS, LiftingRules

_COUPLING = Column("coupling", "choice", tuple(COUPLINGS))
_PLACE = tuple(Column(name, "number") for name in ("h_cm", "v_cm", "d_cm", "a_deg"))
_OFTEN = Column("lifts_per_min", "number")
_HOURS = Column("duration_h", "number")
#: Columns of a table of lifts.
LIFT_COLUMNS = (Column("load_kg", "number"), *_PLACE, _OFTEN, _HOURS, _COUPLING)
#: Columns of a table of jobs, a row for each of their tasks.
JOB_COLUMNS = (
    Column("job", "text"),
    _HOURS,
    Column("task", "text"),
    Column("load_max_kg", "number"),
    Column("load_avg_kg", "number"),
    *_PLACE,
    _OFTEN,
    _COUPLING,
)
#: What a batch adds to a lift, and to each row of a job.
LIFT_ADDS = ("hm", "vm", "dm", "am", "fm", "cm", "rwl_kg", "li", "reason", "error")
JOB_ADDS = ("cli", "reason", "error")
_FIELDS = {
    "load_kg": "load",
    "load_avg_kg": "load",
    "h_cm": "h",
    "v_cm": "v",
    "d_cm": "d",
    "a_deg": "a_deg",
    "lifts_per_min": "per_min",
    "duration_h": "duration_h",
    "coupling": "coupling",
}
#: The equation's own names back to those of the columns.
_COLUMNS = {"load_most": "load_max_kg", **{field: name for name, field in _FIELDS.items()}}


class LiftRow(msgspec.Struct, frozen=True):
    """What comes of one row.

    Attributes:
        rated: the lift; None where the row is bad.
        error: what is wrong with the row.
    """

    rated: Rated | None = None
    error: str = ""


class JobRow(msgspec.Struct, frozen=True):
    """What comes of one row of a job.

    Attributes:
        cli: the job's composite index; None where there is none.
        reasons: why there is none.
        error: what is wrong with this row, or with another of the same job.
    """

    cli: float | None = None
    reasons: tuple[Reason, ...] = ()
    error: str = ""


def rate_rows(cases: Sequence[Mapping[str, str]], rules: LiftingRules) -> list[LiftRow]:
    """Rate lifts written as text, metric; a bad row says why and stops no other."""
    return [_rated(case, rules) for case in cases]


def rate_one(given: Mapping[str, object], rules: LiftingRules) -> Rated:
    """Rate one lift.

    Args:
        given: what `LIFT_COLUMNS` name, and `conditions`, ids of what forbids the equation.
        rules: the table.

    Raises:
        InputError: naming what is absent or cannot be used.
    """
    known = {column.name for column in LIFT_COLUMNS} | {"conditions"}
    for name, value in given.items():
        if name not in known:
            raise InputError(name, f"one of {', '.join(sorted(known))}", str(value))
    conditions = given.get("conditions", ())
    if not isinstance(conditions, list | tuple):
        raise InputError("conditions", "a list", str(conditions))
    texts = {name: "" if value is None else str(value) for name, value in given.items()}
    lift = _lift(texts, "load_kg", tuple(map(str, conditions)))
    try:
        return rate(lift, rules)
    except InputError as error:
        raise _named(error, "load_kg") from error


def _rated(case: Mapping[str, str], rules: LiftingRules) -> LiftRow:
    try:
        return LiftRow(rate(_lift(case, "load_kg"), rules))
    except InputError as error:
        return LiftRow(error=str(_named(error, "load_kg")))


def _lift(case: Mapping[str, str], load: str, conditions: tuple[str, ...] = ()) -> Lift:
    columns = {column.name: column for column in (*LIFT_COLUMNS, *JOB_COLUMNS)}
    values: dict[str, Any] = {
        field: columns[name].read(case.get(name) or "")
        for name, field in _FIELDS.items()
        if name == load or not name.startswith("load")
    }
    return Lift(**values, conditions=conditions)


def _named(error: InputError, load: str) -> InputError:
    """The error with the name of its column; `load` is that of the load."""
    field = error.name.rpartition(".")[2]
    column = load if field == "load" else _COLUMNS.get(field, field)
    value = error.got
    several = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    return InputError(column, error.must_be, several)


def rate_jobs(cases: Sequence[Mapping[str, str]], rules: LiftingRules) -> list[JobRow]:
    """Rate jobs written as text, metric, a row for each task; rows of a job need not be together.

    A job with a bad row has no index: its other rows name that row.
    """
    jobs: dict[str, list[int]] = {}
    found: list[JobRow] = [JobRow()] * len(cases)
    for number, case in enumerate(cases):
        jobs.setdefault((case.get("job") or "").strip(), []).append(number)
    for job, numbers in jobs.items():
        if not job:
            for number in numbers:
                found[number] = JobRow(error="job must be text, got ''")
            continue
        for number, row in zip(numbers, _job([cases[n] for n in numbers], rules), strict=True):
            found[number] = row
    return found


def _job(cases: Sequence[Mapping[str, str]], rules: LiftingRules) -> list[JobRow]:
    tasks: list[Task] = []
    errors: list[str] = []
    for case in cases:
        try:
            tasks.append(_task(case))
            errors.append("")
        except InputError as error:
            errors.append(str(error))
    if any(errors):
        other = next(
            f"task {case.get('task', '')!r} of the same job: {error}"
            for case, error in zip(cases, errors, strict=True)
            if error
        )
        return [JobRow(error=error or other) for error in errors]
    try:
        rated: Composite = composite(tasks, rules)
    except InputError as error:
        return [JobRow(error=_in_task(error, tasks)) for _ in cases]
    return [JobRow(rated.cli, rated.reasons) for _ in cases]


def _task(case: Mapping[str, str]) -> Task:
    columns = {column.name: column for column in JOB_COLUMNS}
    return Task(
        name=columns["task"].read(case.get("task") or ""),
        lift=_lift(case, "load_avg_kg"),
        load_most=columns["load_max_kg"].read(case.get("load_max_kg") or ""),
    )


def _in_task(error: InputError, tasks: Sequence[Task]) -> str:
    """The error with the name of its task."""
    head, _, field = error.name.partition(".")
    if head == "tasks":
        return "task must have a name of its own in each row of a job"
    if not head.startswith("tasks["):
        return str(_named(error, "load_avg_kg"))
    name = tasks[int(head[6:-1])].name
    named = _named(InputError(field, error.must_be, error.got), "load_avg_kg")
    return f"task {name!r}: {named}"
