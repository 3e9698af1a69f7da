"""Today as the page shows it."""

from __future__ import annotations

from typing import Any

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.present import Present
from rhomboid.app.reviews import Past
from rhomboid.core.base.decision import Reason
from rhomboid.core.course.today import Today
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Item
from rhomboid.web.pages.lines import LineView, last_changes, line_of, walk_words
from rhomboid.web.pages.reasons import source_names
from rhomboid.web.pages.strain_view import recheck_view
from rhomboid.web.pages.today_blocks import pain_block, position_block, walk_block
from rhomboid.web.pages.today_notice import notice
from rhomboid.web.pages.today_opening import BLOCKED, Scene, micro_waits, opening, session_waits
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

_SOURCES = 3


class Button(msgspec.Struct, frozen=True):
    """One way to begin: the part of the programme, and the words of the button."""

    part: str
    label: str


class Plate(msgspec.Struct, frozen=True):
    """The session as it can be begun.

    Attributes:
        title, text: what it is, how long it takes.
        main: the main button; `None` when nothing waits to be done.
        others: further ways to begin.
        lines: its movements.
    """

    title: str
    text: str
    main: Button | None
    others: tuple[Button, ...]
    lines: tuple[LineView, ...]


class WhyView(msgspec.Struct, frozen=True):
    """A reason in the margin with what it rests on."""

    text: str
    source: str


def today_values(journal: Journal, present: Present, query: Any, w: Wording) -> dict[str, Any]:
    """Values for the template of today.

    Args:
        journal: the use cases.
        present: the present.
        query: what the address says of the last entry: `saved`, `undone` or `reviewed`.
        w: the language.
    """
    today, last = journal.today(present), journal.reviews.last(present)
    scene = Scene(present, today, last, w, journal.knowledge.pain_rules.value("strength_apart_h"))
    blocked = scene.mode in BLOCKED
    plan = present.force.plan
    begun = present.course.plan is not None
    return {
        "nav": "today",
        "today": today,
        "begun": begun,
        "week": today.week,
        "date": w.weekday(today.on),
        "opening": opening(scene),
        "plate": None if blocked else _plate(scene),
        "why": _why(scene, journal.knowledge),
        "review_note": today.review_due and not blocked,
        "reviewed": last is not None,
        "standard": begun and not blocked and plan is not None and plan.template == "standard",
        "unconfirmed": w.list(
            [w.inside(w.say(f"questions.{name}.short")) for name in plan.unconfirmed]
        )
        if plan is not None and begun
        else "",
        "notice": notice(present, query, w),
        "pain": pain_block(present, today, w),
        "walk": walk_block(present, today, w) if begun and not blocked else None,
        "position": None
        if blocked or not begun
        else position_block(present, today, journal.desk.since(), w),
        "flare": present.flare.active,
        "keeping": keeping(present, today, w) if not blocked else None,
        "first_sign": today.phase == "first_sign",
        "recheck": None if blocked else recheck_view(present, journal.knowledge, w),
        "sign_from": w.number(journal.knowledge.outcomes.prevention.first_sign_from),
    }


def _plate(scene: Scene) -> Plate | None:
    today, w = scene.today, scene.w
    micro = today.micro or next(iter(today.items), None)
    if not today.items and micro is None:
        return None
    number, of = today.this_week.sessions, today.this_week.sessions_planned
    text = w.say("today.plate.minutes", count=today.session_min)
    two = Button("micro_dose", w.say("today.begin.two_minutes"))
    anyway = Button("session", w.say("today.begin.anyway"))
    spare = () if micro is None or today.micro_done else (two,)
    lines = _lines(scene, today.items)
    if today.open_session is not None:
        main = Button("session", w.say("today.begin.resume"))
        return Plate(w.say("today.plate.under_way"), text, main, (), lines)
    if session_waits(today):
        main = Button("session", w.say("today.begin.session"))
        small = scene.mode in ("flare", "red_day", "cautious")
        title = w.say("today.plate.small") if small else _title(number + 1, of, w)
        return Plate(title, text, main, spare, lines)
    more = (anyway,) if today.session_allowed and today.items else ()
    if micro_waits(today) and micro is not None:
        main = Button("micro_dose", w.say("today.begin.micro"))
        title = w.say("today.plate.micro")
        return Plate(title, w.say("today.plate.micro_text"), main, more, _lines(scene, (micro,)))
    if today.session_done:
        title = w.say("today.plate.done", number=max(1, number), count=of)
    elif not today.items:
        title = w.say("today.plate.micro")
    else:
        title = w.say("today.plate.next")
    return Plate(title, text if today.items else "", None, (*more, *spare), lines)


def _title(number: int, of: int, w: Wording) -> str:
    key = "number" if number <= of else "more"
    return w.say(f"today.plate.{key}", number=number, count=of)


def _lines(scene: Scene, items: tuple[Item, ...]) -> tuple[LineView, ...]:
    changes = last_changes(scene.last)
    plan = scene.present.course.plan
    whole = () if plan is None else (*plan.items, *filter(None, (plan.micro_dose,)))
    usual = {item.movement: item for item in whole}
    differs = scene.present.force.mode == "sore_morning"
    return tuple(
        line_of(
            item,
            changes.get(item.movement),
            usual.get(item.movement) if differs else None,
            scene.w,
        )
        for item in items
    )


def _why(scene: Scene, knowledge: Knowledge) -> list[WhyView]:
    """Why today is as it is: what differs, what the last review decided, what the kind rests on."""
    present, w = scene.present, scene.w
    reasons = [hit.reason for hit in present.hits]
    reasons += list(scene.today.reasons)
    if not reasons:
        reasons += _last_decisive(scene.last)
    if not present.hits and present.course.plan is not None:
        reasons += [r for r in present.course.plan.reasons if r.decisive][:1]
    unique = {reason.rule: reason for reason in reasons}
    return [
        WhyView(reason_sentence(reason, w), source_of(reason, knowledge, w))
        for reason in unique.values()
    ]


def _last_decisive(last: Past | None) -> list[Reason]:
    if last is None or last.decision == "declined":
        return []
    return [change.reasons[0] for change in last.review.changes if change.changes][:2]


def source_of(reason: Reason, knowledge: Knowledge, w: Wording) -> str:
    """What a reason rests on: our own rule after whom, or the sources by name."""
    facts = [knowledge.facts[name] for name in reason.facts if name in knowledge.facts]
    names = ", ".join(source_names([fact.id for fact in facts], knowledge)[:_SOURCES])
    rules = ", ".join(reason.facts)
    if any(fact.status.value == "product_rule" for fact in facts[:1]):
        key = "our_rule_after" if names else "our_rule"
        return w.say(f"today.source.{key}", names=names, rules=rules)
    return w.say("today.source.named" if names else "today.source.bare", names=names, rules=rules)


class Keeping(msgspec.Struct, frozen=True):
    """What keeps it away after recovery: dose, next check-in, next review."""

    dose: str
    walks: str
    check_in: str


def keeping(present: Present, today: Today, w: Wording) -> Keeping | None:
    """What is said of keeping it up; `None` outside prevention."""
    plan = present.course.plan
    if plan is None or (plan.template != "prevention" and today.phase == "episode"):
        return None
    dose = w.say("today.keep.dose", minutes=plan.session_min, count=plan.sessions_per_week)
    walks = ""
    if plan.walking is not None:
        now = plan.walking
        walks = walk_words(now.minutes, now.days_per_week, now.brisk_min, w)
    key = "check_in_today" if today.ask_pain else "check_in"
    return Keeping(dose, walks, w.say(f"today.keep.{key}", date=w.weekday(today.next_check_in)))
