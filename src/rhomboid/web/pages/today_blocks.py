"""The blocks under the session: pain, walks, positions."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from django.utils.safestring import mark_safe

from rhomboid import bootstrap
from rhomboid.app.desk.records import Since
from rhomboid.app.present import Present
from rhomboid.core.course.today import Today, this_week
from rhomboid.core.diary import bodies
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

_NOON = 12
_MINUTE_S = 60
#: After so many minutes without a told change we speak of the time, not of the minutes.
_LONGEST_MIN = 180
_DAY = timedelta(days=1)


class PainBlock(msgspec.Struct, frozen=True):
    """The scale: what it asks, for which moment, what was told last."""

    ask: str
    moment: str
    told: int | None
    note: str
    scores: tuple[int, ...] = tuple(range(11))


class WalkBlock(msgspec.Struct, frozen=True):
    """The week's walks.

    Attributes:
        title, text: how many, and what comes next.
        ring: the drawing of the week.
        suggest: minutes that the form begins with.
        why: why today's walk is shorter than in the programme; empty when it is not.
        skip: whether a walk stands on today that can still be left out.
        scores: for how much it hurts, where pain keeps from walking.
    """

    title: str
    text: str
    ring: str
    suggest: int
    why: str = ""
    skip: bool = False
    scores: tuple[int, ...] = tuple(range(11))


class PositionBlock(msgspec.Struct, frozen=True):
    """How long one position has lasted, as far as it was told."""

    title: str
    text: str


def pain_block(present: Present, today: Today, w: Wording) -> PainBlock:
    """The scale for now, or for the morning after a session."""
    moment = "morning" if today.ask_morning else "now"
    late = moment == "morning" and present.now.hour >= _NOON
    ratings = [
        report
        for report in present.course.history.day(today.on).reports
        if isinstance(report.body, bodies.Pain) and report.body.moment != "morning"
    ]
    last = ratings[-1] if ratings and moment == "now" else None
    body = last.body if last is not None and isinstance(last.body, bodies.Pain) else None
    return PainBlock(
        ask=w.say(f"today.pain.ask.{'morning_late' if late else moment}"),
        moment=moment,
        told=None if body is None else body.now,
        note=_pain_note(present, today, w),
    )


def _pain_note(present: Present, today: Today, w: Wording) -> str:
    parts: list[str] = []
    told = [
        (report.entry.about, report.body.now)
        for report in present.course.history.day(today.on).reports
        if isinstance(report.body, bodies.Pain) and report.body.now is not None
    ]
    if told:
        at, score = told[-1]
        parts.append(w.say("today.pain.told_today", score=score, time=f"{at:%H:%M}"))
    if today.last_pain is not None:
        on, pain = today.last_pain
        key = "yesterday" if on == today.on - _DAY else "last"
        parts.append(w.say(f"today.pain.{key}", score=w.number(round(pain, 1)), date=w.weekday(on)))
    if today.usual_pain is not None:
        parts.append(w.say("today.pain.usual", score=w.number(round(today.usual_pain, 1))))
    if present.course.start_pain is not None:
        parts.append(w.say("today.pain.start", score=w.number(present.course.start_pain)))
    if not told and not today.ask_pain and today.phase == "quiet":
        parts.append(w.say("today.pain.not_asked", date=w.weekday(today.next_check_in)))
    return " ".join(parts) or w.say("today.pain.first")


def walk_block(present: Present, today: Today, w: Wording) -> WalkBlock | None:
    """The ring and what comes next; `None` where the programme has no walks."""
    minutes = today.walk_min
    if minutes is None:
        return None
    # Held against the programme, not against a day on which walks are shorter.
    percent = bootstrap.knowledge().review.walking.full_percent
    week = this_week(present.course, today.on, present.course.plan, percent)
    summary = w.say(
        "today.walk.summary",
        count=week.walks,
        of=week.walks_planned,
        minutes=week.walk_min,
        planned=week.walk_planned_min,
    )
    ring = bootstrap.week_ring(
        week, summary, lambda planned: w.say("today.walk.of_minutes", minutes=planned)
    )
    why = today.walk_reason
    return WalkBlock(
        title=w.say("today.walk.title", count=week.walks, of=week.walks_planned),
        text=_walk_text(today, minutes, week.walks_planned - week.walks, w),
        ring=mark_safe(ring),  # noqa: S308 - our own SVG, words escaped
        suggest=minutes,
        why="" if why is None else reason_sentence(why, w),
        skip=today.walk_waits,
    )


def _walk_text(today: Today, minutes: int, left: int, w: Wording) -> str:
    """What comes next: today's walk, or the next one; with its brisk minutes, if any are asked."""
    if left <= 0 and not today.walk_waits:
        return w.say("today.walk.free")
    if today.walk_skipped and not today.walk_done:
        return w.say("today.walk.skipped", minutes=minutes)
    key = "today" if today.walk_waits else "next"
    brisk = today.walk_brisk_min
    return w.say(f"today.walk.{key}{'_brisk' if brisk else ''}", minutes=minutes, brisk=brisk)


def position_block(
    present: Present, today: Today, since: Since, w: Wording
) -> PositionBlock | None:
    """How long without a change: as it is counted at the desk, else since the last one told."""
    plan = present.force.plan
    if plan is None or plan.positions is None:
        return None
    every = plan.positions
    low, high = every.seconds
    text = w.say("today.position.text", minutes=every.every_min, from_s=low, to_s=high)
    if since.counted and since.minutes is not None:
        passed = since.minutes
    elif today.last_change_at is None:
        return PositionBlock(w.say("today.position.none"), text)
    else:
        passed = int((present.now - today.last_change_at).total_seconds() // _MINUTE_S)
    if today.last_change_at is not None and not since.counted and passed > _LONGEST_MIN:
        at = f"{today.last_change_at:%H:%M}"
        return PositionBlock(w.say("today.position.long_ago", time=at), text)
    title = w.say("today.position.minutes", count=max(0, passed))
    if passed >= every.every_min:
        text = w.say("today.position.now", from_s=low, to_s=high)
    return PositionBlock(title, text)
