"""Days of walking from what is kept, and what the diary must be told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final

import msgspec

from rhomboid.app.recorder import Draft, Recorder
from rhomboid.app.walks.ports import Held, SampleStore
from rhomboid.core.activity.days import LocalBout, Material, WalkedDay, days_of
from rhomboid.core.activity.records import Samples, steps_of
from rhomboid.core.activity.samples import Steps, empty
from rhomboid.core.activity.sources import believed
from rhomboid.core.course.course import Course
from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.walk_bodies import DeviceSteps, MeasuredWalk, WalkDay
from rhomboid.core.knowledge.walking import StepRules

#: Name of the setting that holds the order of devices, as a JSON list.
ORDER_SETTING: Final = "walk_sources"
_DAY: Final = timedelta(days=1)
#: What begins this long before a day may still reach into it.
_MARGIN: Final = timedelta(days=7)
#: Days worked out at a time: bounds memory whatever the years.
_AT_ONCE: Final = 60
_MINUTE_S: Final = 60
_NOON: Final = time(12)


class Counting:
    """What is kept of one person, as days.

    Args:
        recorder: the diary.
        store: where samples are kept.
        rules: numbers.
    """

    def __init__(self, recorder: Recorder, store: SampleStore, rules: StepRules) -> None:
        self._recorder = recorder
        self._store = store
        self._rules = rules

    def order(self) -> tuple[str, ...]:
        """Devices, the one to believe first."""
        said = _said(self._recorder.course().settings)
        names = self._store.sources(self._recorder.person_id)
        rank = {name: float(len(names) - place) for place, name in enumerate(names)}
        return believed(rank, self._rules, said)

    def days(self, wanted: Iterable[date]) -> Iterator[WalkedDay]:
        """Days, in order; a day of which nothing is kept is missing."""
        order, age = self.order(), age_years(self._recorder.course())
        for first, last, some in _windows(sorted(set(wanted))):
            found = days_of(self._material(first, last, order), self._rules, age)
            yield from (day for day in found if day.day in some)

    def material(self, day: date) -> Material:
        """What is kept around one day."""
        return self._material(day, day, self.order())

    def changes(self, wanted: Iterable[date]) -> Iterator[tuple[list[Draft], list[WalkedDay]]]:
        """What the diary must be told so that it says what is kept, and the days themselves.

        Some weeks at a time. Days that have not come yet are left out. A day of which nothing is
        kept any more is taken back.
        """
        now = self._recorder.clock.now()
        days = sorted({day for day in wanted if day <= now.date()})
        for _, _, some in _windows(days):
            yield self._changes(sorted(some), now)

    def drafts(self, wanted: Iterable[date]) -> list[Draft]:
        """The same of all days at once, without the days."""
        return [draft for drafts, _ in self.changes(wanted) for draft in drafts]

    def _changes(self, days: list[date], now: datetime) -> tuple[list[Draft], list[WalkedDay]]:
        found = {day.day: day for day in self.days(days)}
        course = self._recorder.course()
        told = {day: _told(course, day) for day in days}
        drafts: list[Draft] = []
        for day in days:
            entry = told[day]
            root = None if entry is None else entry[0]
            if day in found:
                body = plain(body_of(found[day]))
                if entry is None or entry[1].body != body:
                    drafts.append(Draft("walk_day", body, _about(found[day], now), root))
            elif entry is not None:
                drafts.append(Draft("undone", {}, entry[1].about, root))
        return drafts, [found[day] for day in days if day in found]

    def _material(self, first: date, last: date, order: tuple[str, ...]) -> Material:
        held = self._store.read(
            self._recorder.person_id, first - _MARGIN, last + _DAY, ("steps", "distance_m")
        )
        return material_of(held, order)


def material_of(held: Held, order: tuple[str, ...]) -> Material:
    """What is kept, ready to be counted."""
    lots = {samples.kind: samples for samples in held.samples}
    return Material(
        steps=_columns(lots.get("steps")),
        distances=_columns(lots.get("distance_m")),
        workouts=held.workouts,
        totals=held.totals,
        priority=order,
    )


def body_of(day: WalkedDay) -> WalkDay:
    """A day as the diary holds it: whole steps and metres, minutes to the hundredth."""
    return WalkDay(
        minutes=_minutes(day.walked_s),
        moderate_minutes=_minutes(day.moderate_s),
        steps=None if day.steps is None else round(day.steps),
        distance_m=None if day.distance_m is None else round(day.distance_m),
        walks=tuple(
            MeasuredWalk(
                at=f"{local_time(one):%H:%M}",
                minutes=_minutes(one.bout.walked_s),
                moderate_minutes=_minutes(one.bout.moderate_s),
                recorded_by=one.bout.recorded_by,
            )
            for one in day.bouts
        ),
        shares=tuple(DeviceSteps(source, round(steps)) for source, steps in day.shares),
        hidden_steps=round(day.hidden_steps),
        total_from=day.total_from,
    )


def local_time(one: LocalBout) -> datetime:
    """When a walk began, where it was."""
    zone = timezone(timedelta(seconds=one.offset_s))
    return datetime.fromtimestamp(one.bout.start_s, zone)


def age_years(course: Course) -> int | None:
    """The age that was told, in whole years."""
    told = course.answers.get("age_years")
    return int(told) if isinstance(told, int | float) and not isinstance(told, bool) else None


def plain(body: WalkDay) -> Mapping[str, Any]:
    """A body as it is read back."""
    whole: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(body))
    return whole


def _said(settings: Mapping[str, str]) -> tuple[str, ...]:
    told = settings.get(ORDER_SETTING, "")
    names = json.loads(told) if told.startswith("[") else []
    return tuple(name for name in names if isinstance(name, str))


def _told(course: Course, day: date) -> tuple[str, Entry] | None:
    """What the diary holds of a day that devices saw: the line and its entry in force."""
    for report in course.history.day(day).reports:
        if isinstance(report.body, WalkDay):
            return report.root, report.entry
    return None


def _about(day: WalkedDay, now: datetime) -> datetime:
    """Where in its day a line stands: when the first walk began, else noon; never ahead."""
    noon = datetime.combine(day.day, _NOON, now.tzinfo)
    begun = local_time(day.bouts[0]) if day.bouts else noon
    return begun if begun <= now else now


def _windows(days: list[date]) -> Iterator[tuple[date, date, set[date]]]:
    while days:
        limit = days[0] + _AT_ONCE * _DAY
        some = {day for day in days if day < limit}
        yield min(some), max(some), some
        days = [day for day in days if day >= limit]


def _columns(samples: Samples | None) -> Steps:
    """Samples of any kind that adds up over time, to be counted once like steps."""
    if samples is None:
        return empty()
    return steps_of(msgspec.structs.replace(samples, kind="steps"))


def _minutes(seconds: float) -> float:
    return round(seconds / _MINUTE_S, 2)
