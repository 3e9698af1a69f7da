"""A session under way as the page shows it, and as its script needs it."""

from __future__ import annotations

from typing import Any

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.session_steps import Step, next_step
from rhomboid.app.sessions import UnderWay
from rhomboid.core.diary.bodies import Planned, Variant
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.movements import Phase
from rhomboid.core.plan.model import Amount
from rhomboid.core.review.evidence import PainLimits, pain_limits
from rhomboid.wording import Wording
from rhomboid.wording.amounts import amount_words

SCORES = range(11)
#: Sentences that the script fills by itself: key -> placeholders left open.
_SCRIPT_WORDS = {
    "over": (), "paused": (), "extra": ("count",), "rest": ("number", "count"), "once_more": (),
    "go_on_counting": (), "other_side": (), "next_set": ("number", "count"),
    "form_easier": ("words",), "form_harder": ("words",), "easier": ("words",),
    "harder": ("words",), "rest_under": (),
    "of_seconds": ("count",), "of_minutes": ("count",), "start": (), "start_hold": (), "pause": (),
    "go_on": (), "next_now": (), "enough": (), "count": (), "done": (), "skip": (), "next": (),
    "skip_rest": (), "of": ("number", "count"), "set_of": ("number", "count"), "side.left": (),
    "side.right": (), "not_saved": (), "voice": (), "no_voice": (), "pain.pick": (),
    "pain.to_next": (), "pain.to_end": (), "heading": ("title", "name"),
}  # fmt: skip


class PhaseView(msgspec.Struct, frozen=True):
    """One phase: its words and its seconds, in words too."""

    words: str
    seconds: tuple[int, int]
    shown: str


class MovementView(msgspec.Struct, frozen=True):
    """One movement of the session: what is written and what is counted.

    Attributes:
        extra: repetitions that may follow the last set while it feels easy (EX-34).
        hold_at: place of the phase that is held; `None` where nothing is held.
        variants: words of each form that may be taken, easiest first.
        level: whether pain asked to hold the level.
        after_stop: what is said when pain stops it.
    """

    id: str
    name: str
    dose: str
    start: str
    sets: int
    reps: int | None
    hold_s: int | None
    minutes: int | None
    per_side: bool
    extra: int
    hold_at: int | None
    phases: tuple[PhaseView, ...]
    variant: Variant
    variants: dict[Variant, str]
    level: bool
    after_stop: str


class Place(msgspec.Struct, frozen=True):
    """Where the session stands, as the script counts: movements from 0, sets from 1."""

    movement: int
    set: int
    side: str | None


def session_values(
    here: UnderWay, journal: Journal, w: Wording, voice: str | None
) -> dict[str, Any]:
    """Values for the page; `step` is `None` when every set was told."""
    step = next_step(here.begun.planned, here.sets)
    views = [_movement(line, here, journal, w) for line in here.begun.planned]
    title = w.say("session.title_micro" if here.begun.part == "micro_dose" else "session.title")
    place = Place(len(views), 1, None)
    if step is not None:
        place = Place(step.place, step.number, step.side)
    return {
        "session": here.session,
        "title": title,
        "views": views,
        "step": step,
        "view": None if step is None else views[step.place],
        "rest_s": journal.knowledge.prescription.session.rest_between_sets_s,
        "scores": SCORES,
        "limits": limit_words(journal.knowledge, w),
        "data": {
            "session": here.session,
            "rest_s": journal.knowledge.prescription.session.rest_between_sets_s,
            "movements": [msgspec.to_builtins(view) for view in views],
            "place": msgspec.to_builtins(place),
            "answers": answers(here, journal, w),
            "words": _script_words(title, w),
            "voice": voice == "on",
        },
    }


def limit_words(knowledge: Knowledge, w: Wording) -> dict[str, str]:
    """The numbers of the pain rule for sentences."""
    limits = pain_limits(knowledge)
    return {
        "green": w.number(limits.green_at_most),
        "amber": w.number(limits.amber_at_most),
        "rise": w.number(limits.stop_rise),
        "above": w.number(limits.morning_above),
    }


def answers(here: UnderWay, journal: Journal, w: Wording) -> list[list[dict[str, str]]]:
    """What follows from every score, dull and sharp: so it is there without a connection too."""
    return [
        [_answer(here, journal, w, pain=pain, sharp=sharp) for sharp in (False, True)]
        for pain in SCORES
    ]


def answer_words(rule: str, limits: dict[str, str], w: Wording) -> str:
    """The sentence for one rule of the pain during a session; nothing for an unknown one."""
    return w.maybe(f"session.answer.{rule.removeprefix('during.')}", **limits)


def after_stop(planned: Planned, knowledge: Knowledge, w: Wording) -> str:
    """What becomes of a movement that pain stopped."""
    row = knowledge.movements.get(planned.movement)
    eased = row is not None and row.easier and planned.variant != "easier"
    return w.say("session.answer.stop_easier" if eased else "session.answer.stop_review")


def variant_now(here: UnderWay, planned: Planned) -> Variant:
    """The form of the last set of a movement, else the one it was planned in."""
    told = [one for one in here.sets if one.movement == planned.movement]
    return told[-1].variant if told else planned.variant


def plain_values(here: UnderWay, step: Step, form: str, journal: Journal) -> dict[str, Any]:
    """What the form without script needs besides: the form taken, what it is filled with."""
    line = here.begun.planned[step.place]
    allowed = journal.sessions.variants(line, here.begun.mode)
    wanted = [variant for variant in allowed if variant == form]
    last = step.number == line.dose.sets
    variant = wanted[0] if wanted else variant_now(here, line)
    return {
        "variant": variant,
        "other_forms": [other for other in allowed if other != variant],
        "extra": _extra(line, journal) if last else 0,
        "rests": not last and step.side != "left",
    }


def _answer(
    here: UnderWay, journal: Journal, w: Wording, *, pain: int, sharp: bool
) -> dict[str, str]:
    decision = journal.sessions.advice(pain, sharp=sharp, before=here.begun.pain_before)
    words = answer_words(decision.reasons[0].rule, limit_words(journal.knowledge, w), w)
    return {"advice": decision.outcome, "words": words}


def _movement(planned: Planned, here: UnderWay, journal: Journal, w: Wording) -> MovementView:
    row = journal.knowledge.movements[planned.movement]
    words = f"movements.{planned.movement}"
    dose = planned.dose
    limits = pain_limits(journal.knowledge)
    held = _hold_at(row.phases) if dose.hold_s is not None else None
    forms = {
        variant: w.say("session.standard") if variant == "standard" else w.say(f"{words}.{variant}")
        for variant in journal.sessions.variants(planned, here.begun.mode)
    }
    return MovementView(
        id=planned.movement,
        name=w.say(f"{words}.name"),
        dose=amount_words(Amount(**msgspec.structs.asdict(dose)), w),
        start=w.say(f"{words}.start"),
        sets=dose.sets,
        reps=dose.reps,
        hold_s=dose.hold_s,
        minutes=dose.minutes,
        per_side=dose.per_side,
        extra=_extra(planned, journal),
        hold_at=held,
        phases=tuple(
            _phase(phase, words, dose.hold_s if place == held else None, w)
            for place, phase in enumerate(row.phases)
        ),
        variant=variant_now(here, planned),
        variants=forms,
        level=_holds_level(planned, here, limits),
        after_stop=after_stop(planned, journal.knowledge, w),
    )


def _extra(planned: Planned, journal: Journal) -> int:
    """Repetitions that may follow while it feels easy, within the bounds of the movement."""
    knowledge = journal.knowledge
    ladder = knowledge.review.ladder_of(knowledge.movements[planned.movement].kind)
    if planned.dose.reps is None or not ladder.two_for_two:
        return 0
    extra = int(knowledge.pain_rules.value("progress_extra_reps"))
    return max(0, min(extra, journal.sessions.most_reps(planned) - planned.dose.reps))


def _hold_at(phases: tuple[Phase, ...]) -> int:
    named = [place for place, phase in enumerate(phases) if phase.id == "hold"]
    longest = max(range(len(phases)), key=lambda place: phases[place].seconds[1])
    return named[0] if named else longest


def _phase(phase: Phase, words: str, hold_s: int | None, w: Wording) -> PhaseView:
    """One phase; the one that is held lasts as long as the dose says."""
    least, most = (hold_s, hold_s) if hold_s is not None else phase.seconds
    shown = w.say("session.seconds_range", least=least, most=most)
    if least == most:
        shown = w.say("session.seconds", seconds=least)
    return PhaseView(w.say(f"{words}.phase.{phase.id}"), (least, most), shown)


def _holds_level(planned: Planned, here: UnderWay, limits: PainLimits) -> bool:
    return any(
        one.movement == planned.movement
        and one.pain is not None
        and one.pain > limits.green_at_most
        for one in here.sets
    )


def _script_words(title: str, w: Wording) -> dict[str, str]:
    words = {
        key: w.say(f"session.{key}", **{name: f"{{{name}}}" for name in names})
        for key, names in _SCRIPT_WORDS.items()
    }
    return {**words, "title": title}
