"""The diary folded into the present: answers, programme, days, all that is in force.

`fold` is pure, and `step` adds one entry at the cost of one day: the days are kept by month, so
that the ten-thousandth entry copies no more than the tenth. Replaying the same entries with the
same tables gives the same course on any machine, in whatever order they arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

import msgspec

from rhomboid.core.course.reports import Filed, Key, file
from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.kinds import REPORTS
from rhomboid.core.outcomes.history import History
from rhomboid.core.plan.model import Plan, Swap


class Decided(msgspec.Struct, frozen=True):
    """A review that the person took or declined."""

    on: date
    decision: Literal["adopted", "declined"]
    template: str | None
    changes: int


class Target(msgspec.Struct, frozen=True):
    """What a programme asked of a week from a day on."""

    on: date
    sessions: int
    walk_min: int


class Course(msgspec.Struct, frozen=True):
    """What is in force.

    Attributes:
        answers: question id -> answer as it was given.
        answered_on: question id -> local day on which it was given.
        answered_at: question id -> moment at which it was written (UTC).
        settings: name -> value.
        swaps: movement -> the swap in force.
        adopted: the body of the newest adopted plan.
        adopted_at: when that was (UTC).
        plan: the programme in force: the adopted one with every adopted review.
        began_on: local day on which the first programme since the last start was begun.
        block_on, block_at: local day and moment of the last change of the kind of session.
        changed_on: movement, or `walking` -> local day of its last change.
        resting: movements that rest since the last review.
        start_pain: average pain when the programme was begun (0-10), where told.
        spell_began_on: first day of the spell told in the intake.
        reviews: every decided review, oldest first.
        last_decided: the body of the newest decided review.
        targets: what each programme in force asked of a week, oldest first.
        filed: what every day holds, and what was corrected.
        unread: entries whose body this version cannot read.
        count: number of entries.
        last: key of the newest entry.
    """

    answers: Mapping[str, Any] = {}
    answered_on: Mapping[str, date] = {}
    answered_at: Mapping[str, datetime] = {}
    settings: Mapping[str, str] = {}
    swaps: Mapping[str, Swap] = {}
    adopted: Mapping[str, Any] | None = None
    adopted_at: datetime | None = None
    plan: Plan | None = None
    began_on: date | None = None
    block_on: date | None = None
    block_at: datetime | None = None
    changed_on: Mapping[str, date] = {}
    resting: frozenset[str] = frozenset()
    start_pain: float | None = None
    spell_began_on: date | None = None
    reviews: tuple[Decided, ...] = ()
    last_decided: Mapping[str, Any] | None = None
    targets: tuple[Target, ...] = ()
    filed: Filed = Filed()
    unread: int = 0
    count: int = 0
    last: Key | None = None

    def answers_on(
        self, today: date, asked_again: frozenset[str] = frozenset(), after_days: float = 28
    ) -> dict[str, Any]:
        """The answers as they read today: what lasted 3 days on Monday lasts 5 on Wednesday.

        Answers to the questions `asked_again` hold for `after_days` days and then count as not
        given, so that they are asked once more (RF-40).
        """
        answers = {
            key: value
            for key, value in self.answers.items()
            if key not in asked_again or (today - self.answered_on[key]).days < after_days
        }
        lasted = answers.get("duration_days")
        if isinstance(lasted, int | float):
            passed = (today - self.answered_on["duration_days"]).days
            answers["duration_days"] = lasted + max(0, passed)
        return answers

    @property
    def history(self) -> History:
        """What every day holds."""
        return self.filed.history

    @property
    def last_review_on(self) -> date | None:
        """The day of the last decided review."""
        return self.reviews[-1].on if self.reviews else None


def fold(entries: Iterable[Entry]) -> Course:
    """Fold entries into the present; their order of arrival does not matter."""
    course = Course()
    for entry in sorted(entries, key=key_of):
        course = step(course, entry)
    return course


def key_of(entry: Entry) -> Key:
    """Where an entry stands among the others."""
    return entry.recorded_at, entry.id


def can_step(course: Course, entry: Entry) -> bool:
    """Whether an entry comes after all that were folded, so that `step` suffices."""
    return course.last is None or key_of(entry) > course.last


def step(course: Course, entry: Entry) -> Course:
    """The course after one more entry, which must come after all folded so far."""
    changed = _stepped(course, entry)
    return msgspec.structs.replace(changed, count=course.count + 1, last=key_of(entry))


def _stepped(course: Course, entry: Entry) -> Course:
    if entry.kind in REPORTS:
        return _with_report(course, entry)
    match entry.kind:
        case "answers":
            return _with_answers(course, entry)
        case "setting":
            settings = {**course.settings, str(entry.body["name"]): str(entry.body["value"])}
            return msgspec.structs.replace(course, settings=settings)
        case "swap":
            return msgspec.structs.replace(course, swaps=_swaps(course, entry.body))
        case "plan_adopted":
            return _with_plan(course, entry)
        case "review_decided":
            return _with_review(course, entry)
    return msgspec.structs.replace(course, unread=course.unread + 1)


def _with_report(course: Course, entry: Entry) -> Course:
    filed = file(course.filed, entry)
    if filed is None:
        return msgspec.structs.replace(course, unread=course.unread + 1)
    return msgspec.structs.replace(course, filed=filed)


def _with_answers(course: Course, entry: Entry) -> Course:
    given: Mapping[str, Any] = entry.body.get("answers", {})
    withdrawn = frozenset(entry.body.get("withdrawn", ()))
    answers = {**course.answers, **given}
    days = {**course.answered_on, **dict.fromkeys(given, entry.about.date())}
    moments = {**course.answered_at, **dict.fromkeys(given, entry.recorded_at)}
    return msgspec.structs.replace(
        course,
        answers={key: value for key, value in answers.items() if key not in withdrawn},
        answered_on={key: day for key, day in days.items() if key not in withdrawn},
        answered_at={key: at for key, at in moments.items() if key not in withdrawn},
    )


def _swaps(course: Course, body: Mapping[str, Any]) -> dict[str, Swap]:
    swaps = dict(course.swaps)
    movement = str(body["movement"])
    if body.get("to") is None:
        swaps.pop(movement, None)
    else:
        swaps[movement] = Swap(movement, body["kind"], str(body["to"]))
    return swaps


def read_plan(raw: object) -> Plan | None:
    """A programme as it stands in an entry; `None` when it cannot be read."""
    try:
        return msgspec.convert(raw, Plan)
    except msgspec.ValidationError:
        return None


def _with_plan(course: Course, entry: Entry) -> Course:
    plan = read_plan(entry.body.get("plan"))
    on = entry.about.date()
    kept = course.plan is not None and plan is not None and course.plan.template == plan.template
    lasted = course.answers.get("duration_days")
    pain = course.answers.get("pain_average")
    start = course.start_pain
    if isinstance(pain, int | float) and start is None:
        start = float(pain)
    began = course.spell_began_on
    if began is None and isinstance(lasted, int | float) and course.answers.get("course") != "gone":
        began = course.answered_on["duration_days"] - timedelta(days=int(lasted))
    return msgspec.structs.replace(
        course,
        adopted=entry.body,
        adopted_at=entry.recorded_at,
        plan=plan,
        began_on=course.began_on or on,
        block_on=course.block_on if kept else on,
        block_at=course.block_at if kept else entry.recorded_at,
        resting=frozenset(),
        start_pain=start,
        spell_began_on=began,
        targets=course.targets if plan is None else (*course.targets, _target(plan, on)),
    )


def _target(plan: Plan, on: date) -> Target:
    walking = plan.walking
    minutes = walking.minutes * walking.days_per_week if walking else 0
    return Target(on, plan.sessions_per_week, minutes)


def _with_review(course: Course, entry: Entry) -> Course:
    body = entry.body
    on = date.fromisoformat(body["on"])
    changes = body.get("review", {}).get("changes", ())
    took = body["decision"] == "adopted"
    plan = read_plan(body.get("plan")) if took else course.plan
    changed = [change for change in changes if change.get("verb") != "hold"] if took else []
    decided = Decided(on, body["decision"], None if plan is None else plan.template, len(changed))
    now = msgspec.structs.replace(course, reviews=(*course.reviews, decided), last_decided=body)
    if not took or plan is None:
        return now
    new_kind = course.plan is None or course.plan.template != plan.template
    return msgspec.structs.replace(
        now,
        plan=plan,
        block_on=on if new_kind else course.block_on,
        block_at=entry.recorded_at if new_kind else course.block_at,
        changed_on={**course.changed_on, **dict.fromkeys((c["target"] for c in changed), on)},
        resting=frozenset(c["target"] for c in changed if c["verb"] == "rest"),
        targets=(*course.targets, _target(plan, on + timedelta(days=1))),
    )
