"""A story as it stands in a case file: weeks in words that a physiotherapist can read.

A week holds one value for each day, Monday first, or values by the name of the day. What is not
told did not happen. Sessions are played as they are in force on that day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary.bodies import SymptomId
from rhomboid.core.diary.body import Score
from rhomboid.core.diary.entry import EntryKind
from rhomboid.core.plan.model import Weekday

Told = Score | Literal["-"]
How = Literal["full", "extra", "partly", "stopped"]
Answer = Literal["adopt", "decline", "ignore"]


class StoryError(RhomboidError):
    """A story cannot be played."""


class SeenTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a camera saw of each set of a movement.

    Attributes:
        counted: repetitions that it counted; the set is told with them. `None` for all.
        faulty: repetitions with a fault.
        unseen_percent: share of the time in which it could not see.
        range_deg, error_deg: how far it went.
        difference_deg: left less right.
    """

    counted: int | None = None
    faulty: int = 0
    unseen_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    range_deg: float | None = None
    error_deg: float = 6.0
    difference_deg: float | None = None


class SessionTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a session went.

    Attributes:
        done: `full` as asked, `extra` two repetitions more in the last set, `partly` one set
            less, `stopped` broken off in the first movement.
        pain: highest pain during the movements (0-10).
        pains: movement -> its own pain.
        sharp: movements with sharp or electric pain.
        faulty: movement -> repetitions that had to be corrected.
        seen: movement -> what a camera saw of its sets.
        after: pain after the session; `pain` when it is not told.
        effort: effort (0-10).
    """

    done: How = "full"
    pain: Score = 1
    pains: dict[str, Score] = {}
    sharp: tuple[str, ...] = ()
    faulty: dict[str, int] = {}
    seen: dict[str, SeenTold] = {}
    after: Score | None = None
    effort: Score | None = None


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is expected of a week; what is not named is not checked.

    Attributes:
        today: day -> mode in force that day.
        disposition: day -> how urgent the answers are that day.
        asks: triggers that ask for the danger questions in this week.
        headline: id of the review's headline.
        mode: kind of session that the review changes to.
        grows, stays, back, rests, returns, left_out: targets by what the review does with them;
            `grows = []` says that nothing grows.
        dose: movement -> dose after the week, as "3x12" or "2x20s"; `walking` as "5x12min",
            or "5x30min+10" with ten brisk minutes.
        why: target -> rule of the deciding reason.
        phase: `episode`, `quiet` or `first_sign` on Sunday.
        template: kind of session in force on Sunday night.
        advice: ids of advice in the review.
        suggests: ids of what suggests further questions in the review.
    """

    today: dict[Weekday, str] = {}
    disposition: dict[Weekday, str] = {}
    asks: tuple[str, ...] | None = None
    headline: str | None = None
    mode: str | None = None
    grows: tuple[str, ...] | None = None
    stays: tuple[str, ...] = ()
    back: tuple[str, ...] | None = None
    rests: tuple[str, ...] | None = None
    returns: tuple[str, ...] | None = None
    left_out: tuple[str, ...] | None = None
    dose: dict[str, str] = {}
    why: dict[str, str] = {}
    phase: str | None = None
    template: str | None = None
    advice: tuple[str, ...] | None = None
    suggests: tuple[str, ...] | None = None


class WeekTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One week, or several alike.

    Attributes:
        number: number of the week, from 1.
        until: number of the last week alike; the same week when it is left out.
        words: what happens, for people.
        pain: average pain of each day, Monday first; "-" where none was told.
        morning: the check of each morning; left out, it is the day's pain after a session.
        sessions, micro: day -> how it went.
        walks: day -> minutes.
        skips: day -> why a walk was left out; a number says that pain of so much kept from it.
        spasms, measure, sleep, answers: day -> body.
        symptoms: day -> new symptoms.
        flare: day -> `began` or `over`.
        position_changes: day -> how many.
        supplement, medicine, limited: days.
        notes: day -> own words.
        danger: days on which every danger question is answered with no.
        begins: day on which the programme that follows from the answers is begun.
        review: what the person makes of Sunday's review.
        expect: what is expected.
    """

    number: int
    until: int | None = None
    words: str = ""
    pain: tuple[Told, ...] = ()
    morning: tuple[Told, ...] = ()
    sessions: dict[Weekday, How | SessionTold] = {}
    micro: dict[Weekday, How | SessionTold] = {}
    walks: dict[Weekday, int] = {}
    skips: dict[Weekday, Literal["weather", "no_time", "other"] | Score] = {}
    spasms: dict[Weekday, dict[str, Any]] = {}
    symptoms: dict[Weekday, tuple[SymptomId, ...]] = {}
    flare: dict[Weekday, Literal["began", "over"]] = {}
    answers: dict[Weekday, dict[str, Any]] = {}
    danger: tuple[Weekday, ...] = ()
    measure: dict[Weekday, dict[str, Any]] = {}
    sleep: dict[Weekday, Score] = {}
    position_changes: dict[Weekday, int] = {}
    supplement: tuple[Weekday, ...] = ()
    medicine: tuple[Weekday, ...] = ()
    limited: tuple[Weekday, ...] = ()
    notes: dict[Weekday, str] = {}
    begins: Weekday | None = None
    review: Answer = "adopt"
    expect: Expected = Expected()


class EntryTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One report at a local time, for what weeks cannot say."""

    at: datetime
    kind: EntryKind
    body: dict[str, Any]


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole story.

    Attributes:
        title, words: what it is about.
        starts: the Monday of week 1.
        answers: what was answered on that day; `danger = "no"` stands for every danger question.
        begins: whether the programme is begun on that day.
        week: the weeks.
        entry: further reports.
    """

    title: str
    starts: date
    answers: dict[str, Any]
    week: tuple[WeekTold, ...]
    words: str = ""
    begins: bool = True
    entry: tuple[EntryTold, ...] = ()


_DAYS = 7


def read_story(raw: object) -> Story:
    """A story from plain data.

    Raises:
        StoryError: with the place that is wrong.
    """
    try:
        story = msgspec.convert(raw, Story)
    except msgspec.ValidationError as error:
        raise StoryError(f"the story must be of its shape: {error}") from error
    if story.starts.weekday() != 0:
        raise StoryError(f"`starts` must be a Monday, got {story.starts:%A %Y-%m-%d}")
    following = 1
    for week in story.week:
        if week.number != following or (week.until or week.number) < week.number:
            raise StoryError(
                f"weeks must follow each other, got {week.number} after {following - 1}"
            )
        following = (week.until or week.number) + 1
        for name in ("pain", "morning"):
            told = getattr(week, name)
            if told and len(told) != _DAYS:
                raise StoryError(
                    f"`{name}` of week {week.number} must have 7 values, got {len(told)}"
                )
    return story
