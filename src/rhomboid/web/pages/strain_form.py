"""The two forms of a usual day: which pictures, then how much of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from django.http import QueryDict
from msgspec.structs import asdict

from rhomboid.app.strain.day_read import read_tasks
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.positions.told import Told
from rhomboid.core.intake.errors import AnswerError, Problem
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.web.pages.strain_pictures import picture
from rhomboid.wording import Wording
from rhomboid.wording.problems import problem_sentence
from rhomboid.wording.strain_day import position_name

MOST = 5
_FIELDS = ("hours", "unbroken_min", "load_kg")
#: The pictures stand in two groups: what is held, and what is moved or carried.
_GROUPS = (("still", ("still",)), ("moving", ("moving", "load")))


class Card(msgspec.Struct, frozen=True):
    """One picture that can be chosen."""

    id: str
    name: str
    picture: str
    chosen: bool


class Row(msgspec.Struct, frozen=True):
    """One chosen position with its fields as they were filled in.

    Attributes:
        id, name, picture: the position.
        load: whether a weight is asked for.
        hours, unbroken_min, load_kg: what the fields hold.
        problems: what is wrong, by field.
    """

    id: str
    name: str
    picture: str
    load: bool
    hours: str
    unbroken_min: str
    load_kg: str
    problems: Mapping[str, str]


class Read(msgspec.Struct, frozen=True):
    """The day as it was sent.

    Attributes:
        records: as `day_tasks` takes them.
        problems: position and field -> what is wrong.
        whole: what is wrong with all of them together; empty otherwise.
    """

    records: tuple[dict[str, Any], ...]
    problems: Mapping[tuple[str, str], str]
    whole: str

    @property
    def good(self) -> bool:
        """Whether it can be kept."""
        return not self.problems and not self.whole


def chosen_of(data: QueryDict, knowledge: Knowledge) -> tuple[str, ...]:
    """Positions that were chosen, each once, as far as the table has them."""
    known = knowledge.strain.positions.positions
    return tuple(dict.fromkeys(one for one in data.getlist("position") if one in known))


def wrong_choice(chosen: Sequence[str], w: Wording) -> str:
    """What is wrong with a choice; empty when nothing is."""
    if not chosen:
        return w.say("strain_day.choose.none")
    return w.say("strain_day.choose.many", count=len(chosen)) if len(chosen) > MOST else ""


def card_groups(
    chosen: Iterable[str], knowledge: Knowledge, w: Wording
) -> list[tuple[str, list[Card]]]:
    """Every picture in its group, in the order of the question."""
    rows, taken = knowledge.strain.positions.positions, frozenset(chosen)
    field = next(f for f in knowledge.questions["day_tasks"].fields if f.id == "position")
    return [
        (
            group,
            [
                Card(one, position_name(one, w), picture(one), one in taken)
                for one in field.choices
                if rows[one].kind in kinds
            ],
        )
        for group, kinds in _GROUPS
    ]


def hour_rows(
    chosen: Iterable[str], told: Iterable[Told], knowledge: Knowledge, w: Wording
) -> list[Row]:
    """A row for each chosen position, with what was told of it before."""
    before = {task.position: task for task in told}
    return [
        _row(
            one,
            {name: _text(getattr(before.get(one), name, None), w) for name in _FIELDS},
            knowledge,
            w,
        )
        for one in chosen
    ]


def sent_rows(
    chosen: Iterable[str], data: QueryDict, read: Read, knowledge: Knowledge, w: Wording
) -> list[Row]:
    """The rows as they were sent, with what is wrong."""
    return [
        _row(
            one,
            {name: data.get(f"{name}-{one}", "") for name in _FIELDS},
            knowledge,
            w,
            {name: text for (position, name), text in read.problems.items() if position == one},
        )
        for one in chosen
    ]


def _row(
    position: str,
    values: Mapping[str, str],
    knowledge: Knowledge,
    w: Wording,
    problems: Mapping[str, str] | None = None,
) -> Row:
    return Row(
        id=position,
        name=position_name(position, w),
        picture=picture(position),
        load=knowledge.strain.positions.positions[position].load,
        problems=problems or {},
        **values,
    )


def _text(value: object, w: Wording) -> str:
    # As a person would type it: with the decimal sign of the language and no other.
    if not isinstance(value, int | float):
        return ""
    return f"{value:g}".replace(".", w.number(0.5).strip("05"))


def read_day(
    chosen: Sequence[str], data: QueryDict, knowledge: Knowledge, on: date, w: Wording
) -> Read:
    """Read what was filled in for each chosen position.

    Args:
        chosen: positions, at least one.
        data: the form.
        knowledge: the tables.
        on: local day.
        w: the language.
    """
    records = tuple(_record(one, data) for one in chosen)
    problems: dict[tuple[str, str], str] = {}
    for record in records:
        try:
            read_tasks([record], knowledge, on)
        except AnswerError as error:
            for problem in error.problems:
                field = problem.field.rpartition(".")[2]
                problems[record["position"], field] = _sentence(problem, knowledge, w)
        except InputError:  # alone, a task can only be kept up for longer than it lasts
            hours = w.number(float(record["hours"].replace(",", ".")))
            too_long = w.say("strain_day.hours.longer", hours=hours)
            problems[record["position"], "unbroken_min"] = too_long
    if problems:
        return Read(records, problems, "")
    try:
        tasks = read_tasks(list(records), knowledge, on)
    except InputError as error:
        hours = w.number(float(error.got)) if isinstance(error.got, int | float) else ""
        return Read(records, {}, w.say("strain_day.hours.sum", hours=hours))
    return Read(tuple(_plain(task) for task in tasks), {}, "")


def _plain(task: Told) -> dict[str, Any]:
    return {name: value for name, value in asdict(task).items() if value is not None}


def _record(position: str, data: QueryDict) -> dict[str, Any]:
    values = {name: data.get(f"{name}-{position}", "").strip() for name in _FIELDS}
    return {"position": position, **{name: value for name, value in values.items() if value}}


def _sentence(problem: Problem, knowledge: Knowledge, w: Wording) -> str:
    if problem.code == "missing_field":
        return w.say("strain_day.hours.missing")
    return problem_sentence(problem, knowledge.questions["day_tasks"], w, raw=False)
