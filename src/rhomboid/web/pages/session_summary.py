"""A session that has ended: what was done, what it says, what comes next."""

from __future__ import annotations

from typing import Any

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.core.diary.bodies import MovementResult, Session, SetResult
from rhomboid.core.review.evidence import light_of, pain_limits
from rhomboid.web.pages.session_seen import seen_values
from rhomboid.web.pages.session_view import limit_words
from rhomboid.wording import Wording

_NUMBERS = range(13)


class Line(msgspec.Struct, frozen=True):
    """One movement: its name, what was done or why not, and whether it counts as done."""

    name: str
    words: str
    done: bool
    stopped: bool


def summary_values(session: Session, journal: Journal, w: Wording) -> dict[str, Any]:
    """Values for the last page of a session."""
    limits = pain_limits(journal.knowledge)
    words = limit_words(journal.knowledge, w)
    lines = [_line(result, w) for result in session.movements]
    done = sum(line.done for line in lines)
    above = session.pain_after is not None and session.pain_after > limits.amber_at_most
    eased = [
        _name(result, w)
        for result in session.movements
        if light_of(result, session, limits) == "red"
        and journal.knowledge.movements[result.movement].easier
        and result.variant == "standard"
    ]
    return {
        "headline": _headline(done, w),
        "lead": _lead(session, w) if done or session.movements else "",
        "pain": _pain(session, words, w, above=above),
        "lines": lines,
        "sharp": any(result.sharp for result in session.movements),
        "easier": [w.say("session.summary.next.easier", name=name) for name in eased],
        "limits": words,
        "told": bool(session.movements),
        "seen": seen_values(session, journal.knowledge.movements, journal.knowledge.review.form, w),
    }


def _headline(done: int, w: Wording) -> str:
    if done == 0:
        return w.say("session.summary.none")
    number = w.say(f"session.number.{done}") if done in _NUMBERS else str(done)
    return w.say("session.summary.title", number=number)


def _lead(session: Session, w: Wording) -> str:
    minutes = session.minutes or 1
    if session.effort is None:
        said = w.say("session.summary.lead", count=minutes)
    else:
        said = w.say("session.summary.lead_effort", count=minutes, effort=session.effort)
    # Counted by a tap, it took less time than it is written with.
    if _held_s(session) > (minutes + 1) * 60:
        said = f"{said} {w.say('session.summary.assumed')}"
    return said


def _held_s(session: Session) -> int:
    """Seconds that were told of positions and minutes."""
    return sum(
        one.hold_s or 0 for result in session.movements for one in result.sets if one.reps is None
    )


def _pain(session: Session, limits: dict[str, str], w: Wording, *, above: bool) -> str:
    before, after = session.pain_before, session.pain_after
    if after is None:
        return ""
    said = w.say("session.summary.pain_after", after=after)
    if before is not None:
        said = w.say("session.summary.pain", before=before, after=after)
    what = "above" if above else "fine"
    return f"{said} {w.say(f'session.summary.{what}', **limits)}"


def _line(result: MovementResult, w: Wording) -> Line:
    done = w.list([_amount(one, result, w) for one in result.sets])
    parts = [done] if done else []
    if result.stopped:
        parts.append(_stopped(result, w))
    elif not result.sets:
        parts.append(w.say("session.summary.skipped" if result.skipped else "session.summary.open"))
    return Line(
        _name(result, w), ", ".join(parts), bool(result.sets) and not result.stopped, result.stopped
    )


def _stopped(result: MovementResult, w: Wording) -> str:
    if result.sharp:
        return w.say("session.summary.stopped_sharp")
    if result.pain is None:
        return w.say("session.summary.stopped_plain")
    return w.say("session.summary.stopped", pain=result.pain)


def _amount(one: SetResult, result: MovementResult, w: Wording) -> str:
    if one.reps is not None:
        amount = w.say("session.summary.reps", count=one.reps)
    elif result.asked.minutes is not None:
        amount = w.say("session.summary.minutes", count=round((one.hold_s or 0) / 60))
    else:
        amount = w.say("session.summary.seconds", count=one.hold_s or 0)
    return amount if one.side is None else w.say(f"session.summary.{one.side}", amount=amount)


def _name(result: MovementResult, w: Wording) -> str:
    return w.say(f"movements.{result.movement}.name")
