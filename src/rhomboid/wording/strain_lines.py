"""Lines of the diary about positions and the desk, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rhomboid.core.diary import strain_bodies
from rhomboid.core.diary.body import Body
from rhomboid.wording.wording import Wording

_MINUTE_S = 60


def _prompt(body: strain_bodies.DeskPrompt, w: Wording) -> str:
    said = w.say(f"diary.line.desk_prompt.{body.answer}", minutes=body.snooze_min or 0)
    why = w.say(f"diary.line.desk_prompt.{body.reason}") if body.reason else ""
    offer = _offer(body.offer, w)
    return ", ".join(part for part in (said, why, offer) if part)


def _offer(offer: str | None, w: Wording) -> str:
    if offer is None:
        return ""
    if offer == "walk":
        return w.say("diary.line.desk_prompt.walk")
    return w.maybe(f"movements.{offer}.name") or offer


def _time(body: strain_bodies.DeskTime, w: Wording) -> str:
    minutes = round(body.seconds / _MINUTE_S)
    return w.say(f"diary.line.desk_time.{body.use}", count=minutes)


def _import(body: strain_bodies.DeskImport, w: Wording) -> str:
    first, last = w.date(body.first), w.date(body.last)
    said = w.say("diary.line.desk_import.days", count=body.days, first=first, last=last)
    zone = w.say("diary.line.desk_import.zone", zone=body.zone) if body.zone else ""
    return " ".join(part for part in (said, zone) if part)


def _tried(body: strain_bodies.PositionTried, w: Wording) -> str:
    return f"{_position(body.position, w)}: {_fix(body.fix, w)}"


def _checked(body: strain_bodies.PositionChecked, w: Wording) -> str:
    said = [w.say(f"diary.line.position_checked.{body.changed}")]
    if body.strain is not None:
        said.append(w.say(f"diary.line.position_checked.{body.strain}"))
    return f"{_position(body.position, w)}: {_fix(body.fix, w)} {', '.join(said)}."


def _position(position: str, w: Wording) -> str:
    return w.maybe(f"questions.day_tasks.field.position.choice.{position}") or position


def _fix(fix: str, w: Wording) -> str:
    return w.maybe(f"positions.fix.{fix}") or fix


SAYS: dict[type[Body], Callable[[Any, Wording], str]] = {
    strain_bodies.DeskPrompt: _prompt,
    strain_bodies.DeskTime: _time,
    strain_bodies.DeskImport: _import,
    strain_bodies.PositionTried: _tried,
    strain_bodies.PositionChecked: _checked,
}
