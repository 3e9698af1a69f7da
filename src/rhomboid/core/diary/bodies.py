"""What each kind of entry holds: strict types, checked where an entry comes in.

Scores are whole numbers from 0 to 10 (NPRS and its relatives, OM-01). Ids of movements, places and
symptoms are those of the tables. Nothing here decides anything.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from rhomboid.core.diary.body import Body, Count, Minutes, Name, Score, Seconds, Side, Text
from rhomboid.core.diary.measured import Measured
from rhomboid.core.diary.strain_bodies import Source
from rhomboid.core.knowledge.movements import Dose

Variant = Literal["easier", "standard", "harder"]
#: `single` is a set done outside a session; it counts as no session.
Part = Literal["session", "micro_dose", "single"]
SymptomId = Literal[
    "night_pain",
    "fever_or_weight_loss",
    "fall_or_crash",
    "new_medicine",
    "pregnancy",
    "arm_symptoms",
    "other_new",
]
SkipId = Literal["weather", "pain", "no_time", "other"]
SetOffId = Literal[
    "lifting",
    "twist_or_reach",
    "cough_or_sneeze",
    "woke_with_it",
    "long_position",
    "exercise",
    "cold",
    "nothing_known",
]


class Pain(Body, frozen=True):
    """Pain as the person rates it.

    Attributes:
        now, worst, average: at this moment, and over the day; at least one of them.
        place: ids of places of the body map.
        moment: what the rating is for; `morning` is the check after a session's night.
        limited: whether pain kept the person from usual activities that day (PR-04).
    """

    now: Score | None = None
    worst: Score | None = None
    average: Score | None = None
    place: tuple[Name, ...] = ()
    moment: Literal["now", "morning", "evening"] = "now"
    limited: bool = False

    def __post_init__(self) -> None:
        if self.now is None and self.worst is None and self.average is None:
            raise ValueError("must have at least one of `now`, `worst` and `average`")


class Spasm(Body, frozen=True):
    """One spasm: how strong, how long (minutes), what set it off."""

    strength: Score
    lasted_min: Annotated[int, msgspec.Meta(ge=0, le=20160)] | None = None
    set_off: SetOffId = "nothing_known"
    place: tuple[Name, ...] = ()


class Flare(Body, frozen=True):
    """A flare that the person tells of: it began, or it is over (PR-03)."""

    state: Literal["began", "over"]


class Symptom(Body, frozen=True):
    """Something new that asks for the danger questions once more (RF-40, SF-03)."""

    symptoms: Annotated[tuple[SymptomId, ...], msgspec.Meta(min_length=1)]


class SetResult(Body, frozen=True):
    """One set: repetitions, or seconds held; and what a camera saw of it, if one looked."""

    reps: Count | None = None
    hold_s: Seconds | None = None
    side: Side | None = None
    measured: Measured | None = None


class MovementResult(Body, frozen=True):
    """One movement of a session.

    Attributes:
        movement, variant, asked: what was asked.
        sets: what was done; empty when skipped.
        pain: highest pain during it.
        sharp: whether the pain was sharp, electric, radiating, or with pins and needles.
        stopped: whether the person stopped it because of pain.
        skipped: whether it was left out.
        faulty_reps: repetitions with a fault that counts, as far as a camera saw them; 0 without
            one.
    """

    movement: Name
    asked: Dose
    variant: Variant = "standard"
    sets: tuple[SetResult, ...] = ()
    pain: Score | None = None
    sharp: bool = False
    stopped: bool = False
    skipped: bool = False
    faulty_reps: Count = 0


class Planned(Body, frozen=True):
    """One movement as a session begins with it."""

    movement: Name
    slot: Name
    dose: Dose
    variant: Variant = "standard"


class SessionBegun(Body, frozen=True):
    """A session is begun; its sets follow as entries of their own."""

    session: Name
    planned: tuple[Planned, ...]
    part: Part = "session"
    mode: Name = "normal"
    pain_before: Score | None = None


class SetDone(Body, frozen=True):
    """One set of a session under way, kept at once so that an interruption loses nothing."""

    session: Name
    movement: Name
    number: Annotated[int, msgspec.Meta(ge=1, le=99)]
    event: Literal["done", "skipped", "hurt"] = "done"
    variant: Variant = "standard"
    reps: Count | None = None
    hold_s: Seconds | None = None
    side: Side | None = None
    pain: Score | None = None
    sharp: bool = False
    measured: Measured | None = None


class Session(Body, frozen=True):
    """A session as it went; `pain_after` and `effort` are asked at its end."""

    session: Name
    movements: tuple[MovementResult, ...]
    part: Part = "session"
    mode: Name = "normal"
    minutes: Minutes | None = None
    pain_before: Score | None = None
    pain_after: Score | None = None
    effort: Score | None = None
    finished: bool = True


class Walk(Body, frozen=True):
    """A walk, told by hand or timed on the page.

    Attributes:
        minutes: how long.
        steps: how many, where known.
        pain_after: pain after it.
        timed: whether a clock ran with it; then it is about the time at which it began.
        unseen: whether no phone or watch was along; then it adds to what they saw that day.
    """

    minutes: Minutes
    steps: Annotated[int, msgspec.Meta(ge=0, le=200_000)] | None = None
    pain_after: Score | None = None
    timed: bool = False
    unseen: bool = False


class WalkSkipped(Body, frozen=True):
    """A walk that was left out, and why; a day without one is never held against anybody.

    Attributes:
        because: what stood against it.
        pain: pain at that moment; it must be told where pain was the reason.
    """

    because: SkipId
    pain: Score | None = None

    def __post_init__(self) -> None:
        if self.because == "pain" and self.pain is None:
            raise ValueError("must have `pain`, 0 to 10, where pain was the reason")


class PositionChange(Body, frozen=True):
    """A change of position; with which movement, if any.

    Attributes:
        seconds: how long it took.
        movement: what was done, if anything.
        source: what saw it; a person, if nothing is said.
    """

    seconds: Seconds | None = None
    movement: Name | None = None
    source: Source | None = None


class Supplement(Body, frozen=True):
    """A supplement that a clinician prescribed, taken or not (VT-14); never a dose."""

    taken: bool = True
    analyte: Literal["vitamin_d", "vitamin_b12", "other"] = "vitamin_d"


class Sleep(Body, frozen=True):
    """Last night: how well (0 very badly, 10 very well), and hours where known."""

    quality: Score
    hours: Annotated[float, msgspec.Meta(ge=0, le=24)] | None = None


class Medicine(Body, frozen=True):
    """Whether a pain medicine was taken that day; own words, never a dose (SF-12)."""

    taken: bool = True
    name: Name | None = None


class Goal(Body, frozen=True):
    """One thing the person wants to do again: 0 cannot, 10 as before (OM-02)."""

    activity: Name
    ability: Score


class Measure(Body, frozen=True):
    """The weekly measures.

    Attributes:
        psfs: the person's own activities.
        pgic: global impression of change, 1 very much better to 7 very much worse (OM-09).
        limited_days: days in the past week on which pain limited usual activities.
    """

    psfs: Annotated[tuple[Goal, ...], msgspec.Meta(max_length=5)] = ()
    pgic: Annotated[int, msgspec.Meta(ge=1, le=7)] | None = None
    limited_days: Annotated[int, msgspec.Meta(ge=0, le=7)] | None = None

    def __post_init__(self) -> None:
        if not self.psfs and self.pgic is None and self.limited_days is None:
            raise ValueError("must have at least one of `psfs`, `pgic` and `limited_days`")


class Note(Body, frozen=True):
    """Own words."""

    text: Text


class Undone(Body, frozen=True):
    """The entry that this one supersedes counts no more; it stays readable."""


class Rules(Body, frozen=True):
    """Which rules decided: version of rhomboid, and a digest of its tables."""

    version: Name
    tables: Name


class ReviewDecided(Body, frozen=True):
    """A weekly review with what the person made of it.

    Attributes:
        on: the local day that the review was about to the end of.
        decision: whether the person took it.
        review: the review as it was shown, with numbers and reasons.
        plan: the programme in force from then on.
        changed: movements whose line the person changed.
        confirmed: movements for which the person confirmed more than is recommended.
        rules: which rules decided.
    """

    on: date
    decision: Literal["adopted", "declined"]
    review: dict[str, Any]
    plan: dict[str, Any]
    rules: Rules
    changed: tuple[Name, ...] = ()
    confirmed: tuple[Name, ...] = ()
