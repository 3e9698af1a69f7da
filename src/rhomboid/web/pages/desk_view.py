"""The desk in words: minutes, the day, the last seven as bars, a suggestion."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from django.urls import reverse

from rhomboid.app.desk.records import State, Suggested, Ticked
from rhomboid.app.journal import Journal
from rhomboid.core.ergonomics.desk.day import DayDose
from rhomboid.core.ergonomics.desk.offers import WALK
from rhomboid.core.ergonomics.desk.prompt import Wait
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.wording import Wording
from rhomboid.wording.desk import desk_length, desk_reason

_DAY: Final = timedelta(days=1)
_WEEK_DAYS: Final = 7
#: After so many minutes without a told change the time is said, not the minutes.
_LONGEST_MIN: Final = 180
#: The week's drawing: heights in its own units.
_HIGH: Final = 100
_BAR_LEAST: Final = 12
_STILL_LEAST_MIN: Final = 120.0
_STEP: Final = 48


class PromptView(msgspec.Struct, frozen=True):
    """A suggestion as it is shown.

    Attributes:
        root: its line in the diary.
        title, text: what is suggested.
        why: reasons as sentences.
        movement: to be drawn; empty for a walk or none.
        name: of the movement.
        offers: whether something is offered that can be declined by itself.
        snooze: minutes to choose from.
        asks: where the questions are that movements wait for; empty where they wait for none.
    """

    root: str
    title: str
    text: str
    why: tuple[str, ...]
    movement: str
    name: str
    offers: bool
    snooze: tuple[int, ...]
    asks: str = ""


class DayView(msgspec.Struct, frozen=True):
    """Today: short facts, and the longest stretch."""

    facts: tuple[str, ...]
    longest: str


class BarView(msgspec.Struct, frozen=True):
    """One day as a bar and as a row; `x`, `y` and heights in units of the drawing."""

    name: str
    short: str
    words: str
    known: bool
    x: int
    height: int
    y: int
    still_y: int
    changes: str = ""
    desk: str = ""
    rate: str = ""
    longest: str = ""


def title_words(state: State, w: Wording) -> str:
    """How long without a change, in one sentence."""
    since = state.since
    if since.minutes is None:
        return w.say("desk.since.none")
    if since.counted:
        return w.say("desk.since.minutes", count=since.minutes)
    if since.minutes > _LONGEST_MIN and since.at is not None:
        return w.say("desk.since.long_ago", time=f"{since.at:%H:%M}")
    return w.say("desk.since.told", count=since.minutes)


def line_words(state: State, ticked: Ticked | None, w: Wording, *, camera: bool = False) -> str:
    """Whether it counts, and when it may ask."""
    since = state.since
    if not state.counting or since.at is None:
        return w.say("desk.count.off")
    said = [w.say(f"desk.count.{'camera' if camera else 'on'}", time=f"{since.at:%H:%M}")]
    if state.quiet_until is not None:
        said.append(quiet_words(state, w))
    elif ticked is not None and isinstance(ticked.decision.outcome, Wait):
        until = ticked.decision.outcome.until
        if until is not None and until > state.now:
            said.append(w.say("desk.count.next", time=f"{_minute(until):%H:%M}"))
    return " ".join(said)


def _minute(at: datetime) -> datetime:
    """Rounded up, so that nothing comes earlier than it is said."""
    down = at.replace(second=0, microsecond=0)
    return down if down == at else down + timedelta(minutes=1)


def quiet_words(state: State, w: Wording) -> str:
    """Until when nothing is suggested; empty when it may come."""
    until = state.quiet_until
    if until is None:
        return ""
    if until.date() == state.now.date():
        return w.say("desk.quiet.until", time=f"{until:%H:%M}")
    return w.say("desk.quiet.until_day", date=w.weekday(until.date()), time=f"{until:%H:%M}")


def prompt_view(
    state: State, suggested: Suggested | None, journal: Journal, w: Wording
) -> PromptView | None:
    """The suggestion that waits for an answer."""
    waiting, knowledge = state.open, journal.knowledge
    if waiting is None:
        return None
    offer = waiting.body.offer
    movement = offer if offer in knowledge.movements else ""
    seconds = knowledge.prescription.positions.seconds_to
    if suggested is not None:
        seconds = suggested.seconds
    long = suggested is not None and suggested.kind == "long_break"
    reasons = suggested.decision.reasons if suggested is not None else ()
    name = w.say(f"movements.{movement}.name") if movement else ""
    return PromptView(
        root=waiting.root,
        title=w.say(f"desk.prompt.{'long' if long else 'title'}"),
        text=_offer(offer, name, seconds, w)
        if not long
        else w.say(f"desk.prompt.break{'_walk' if offer == WALK else ''}", count=seconds // 60),
        why=tuple(desk_reason(reason, w) for reason in reasons),
        movement="" if long else movement or "",
        name=name,
        offers=offer is not None,
        snooze=knowledge.strain.desk.snooze.minutes,
        asks=_questions(journal) if offer is None else "",
    )


def _questions(journal: Journal) -> str:
    """Where the questions are that movements wait for; empty where they wait for none."""
    present = journal.present()
    if present.force.mode not in ("danger_questions", "open_questions"):
        return ""
    return reverse("intake_page", args=[present.assessment.progress.next_page or "danger"])


def _offer(offer: str | None, name: str, seconds: int, w: Wording) -> str:
    if offer is None:
        return w.say("desk.prompt.stand", seconds=seconds)
    if offer == WALK:
        return w.say("desk.prompt.walk", seconds=seconds)
    return w.say("desk.prompt.movement", name=name, seconds=seconds)


def day_view(state: State, w: Wording) -> DayView | None:
    """Today's dose; `None` when nothing is known."""
    day = state.today
    if day is None:
        return None
    facts = [w.say("desk.day.changes", count=day.changes)]
    if day.desk_min >= 1:
        facts.append(w.say("desk.day.desk", time=desk_length(day.desk_min, w)))
    if day.changes_per_hour is not None:
        rate = w.number(round(day.changes_per_hour, 1))
        facts.append(w.say("desk.day.rate", rate=rate))
    if day.prompts:
        facts.append(w.say("desk.day.prompts", count=day.prompts))
    return DayView(tuple(facts), _longest(day, w))


def _longest(day: DayDose, w: Wording) -> str:
    spell = day.longest
    if spell is None:
        return w.say("desk.day.longest_none")
    return w.say(
        "desk.day.longest",
        time=desk_length(spell.desk_min, w),
        start=f"{spell.start:%H:%M}",
        end=f"{spell.end:%H:%M}",
    )


def week_view(state: State, w: Wording) -> tuple[BarView, ...]:
    """The last seven days, today the last; none while nothing is known of any."""
    days = {day.day: day for day in state.lately}
    if not days:
        return ()
    most = max([day.changes for day in state.lately] + [_BAR_LEAST])
    still = max([_still(day) for day in state.lately] + [_STILL_LEAST_MIN])
    first = state.now.date() - (_WEEK_DAYS - 1) * _DAY
    return tuple(
        _bar(number, on, days.get(on), (most, still), w)
        for number in range(_WEEK_DAYS)
        for on in (first + number * _DAY,)
    )


def _still(day: DayDose) -> float:
    return 0.0 if day.longest is None else day.longest.desk_min


def _bar(
    number: int, on: date, day: DayDose | None, most: tuple[int, float], w: Wording
) -> BarView:
    name = w.weekday(on)
    short = w.date(on, "EEEEEE")
    if day is None:
        words = f"{name}: {w.say('desk.week.missing')}"
        return BarView(name, short, words, False, number * _STEP, 0, _HIGH, _HIGH)
    height = round(day.changes / most[0] * _HIGH)
    still = round(_still(day) / most[1] * _HIGH)
    longest = "" if day.longest is None else desk_length(day.longest.desk_min, w)
    rate = day.changes_per_hour
    return BarView(
        name=name,
        short=short,
        words=w.say("desk.week.bar", day=name, count=day.changes, time=longest or "–"),
        known=True,
        x=number * _STEP,
        height=height,
        y=_HIGH - height,
        still_y=_HIGH - still,
        changes=str(day.changes),
        desk=desk_length(day.desk_min, w),
        rate="" if rate is None else w.number(round(rate, 1)),
        longest=longest,
    )


def desk_values(state: State, knowledge: Knowledge, w: Wording) -> dict[str, Any]:
    """Values for the template."""
    rules = knowledge.prescription.positions
    return {
        "nav": "desk",
        "date": w.weekday(state.now.date()),
        "title": title_words(state, w),
        "line": line_words(state, None, w),
        "quiet": quiet_words(state, w),
        "day": day_view(state, w),
        "bars": week_view(state, w),
        "every": state.every_min,
        "everies": range(rules.every_min, rules.every_most_min + 1, 5),
    }
