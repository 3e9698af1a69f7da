"""Lines of the diary in words: what a report says, without its codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rhomboid.core.diary import bodies
from rhomboid.core.diary.body import Body
from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.kinds import read_body
from rhomboid.wording import strain_lines, walk_lines
from rhomboid.wording.wording import Wording

_MINUTES_PER_HOUR = 60
_DAY_MIN = 1440


def kind_name(kind: str, w: Wording, body: Body | None = None) -> str:
    """The name of a kind of entry; two minutes in between and single sets have their own."""
    part = body.part if isinstance(body, bodies.Session | bodies.SessionBegun) else "session"
    return w.say(f"diary.kind.{kind if part == 'session' else part}")


def entry_words(entry: Entry, w: Wording) -> str:
    """What an entry says, as one phrase.

    Raises:
        EntryError: if this version cannot read its body.
    """
    return body_words(read_body(entry.kind, entry.body), w)


def body_words(body: Body, w: Wording) -> str:
    """What a report says, as one phrase; empty for what has no words of its own."""
    say = _SAYS.get(type(body))
    return "" if say is None else say(body, w)


def movement_words(result: bodies.MovementResult, w: Wording) -> str:
    """How one movement of a session went: "12, 12 and 10 repetitions, pain 2"."""
    parts: list[str] = []
    if result.skipped:
        parts.append(w.say("diary.line.movement.skipped"))
    elif result.sets:
        parts.append(_sets(result.sets, w))
    else:
        parts.append(w.say("diary.line.movement.nothing"))
    if result.pain is not None:
        parts.append(w.say("diary.line.movement.pain", score=result.pain))
    if result.sharp:
        parts.append(w.say("diary.line.movement.sharp"))
    if result.stopped:
        parts.append(w.say("diary.line.movement.stopped"))
    return ", ".join(parts)


def length_words(minutes: int, w: Wording) -> str:
    """A span of minutes as a person would say it."""
    if minutes >= 2 * _DAY_MIN:
        return w.duration(minutes / _DAY_MIN)
    if minutes >= 2 * _MINUTES_PER_HOUR and minutes % _MINUTES_PER_HOUR == 0:
        return w.say("diary.length.hours", count=minutes // _MINUTES_PER_HOUR)
    return w.say("diary.length.minutes", count=minutes)


def place_names(places: Iterable[str], w: Wording) -> str:
    """Places of the body map, as a sentence of their own."""
    return "; ".join(w.say(f"questions.places.choice.{place}") for place in places)


def _sets(sets: tuple[bodies.SetResult, ...], w: Wording) -> str:
    sides = list(dict.fromkeys(one.side for one in sets))
    if sides == [None]:
        return _amounts(sets, w)
    return "; ".join(
        f"{w.say(f'diary.line.movement.{side}')} {_amounts(some, w)}" if side else _amounts(some, w)
        for side in sides
        if (some := tuple(one for one in sets if one.side == side))
    )


def _amounts(sets: tuple[bodies.SetResult, ...], w: Wording) -> str:
    if all(one.reps is None for one in sets):
        return w.list([_hold(one.hold_s or 0, w) for one in sets])
    reps = [one.reps or 0 for one in sets]
    last = w.say("diary.line.movement.reps", count=reps[-1])
    return w.list([*map(str, reps[:-1]), last])


def _hold(seconds: int, w: Wording) -> str:
    if seconds >= 2 * 60 and seconds % 60 == 0:
        return length_words(seconds // 60, w)
    return w.say("diary.line.movement.hold", seconds=seconds)


def _sentence(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _sentences(*sentences: str) -> str:
    return ". ".join(one.removesuffix(".") for one in sentences if one)


def _scored(w: Wording, **scores: tuple[str, int | None]) -> Iterator[str]:
    for key, score in scores.values():
        if score is not None:
            yield w.say(key, score=score)


def _pain(body: bodies.Pain, w: Wording) -> str:
    told = [name for name in ("now", "average", "worst") if getattr(body, name) is not None]
    first, later = told[0], told[1:]
    key = "now" if first == "now" else f"only_{first}"
    parts = [w.say(f"diary.line.pain.{key}", score=getattr(body, first))]
    parts += [w.say(f"diary.line.pain.{name}", score=getattr(body, name)) for name in later]
    if body.moment != "now":
        parts.append(w.say(f"diary.line.pain.{body.moment}"))
    limited = w.say("diary.line.pain.limited") if body.limited else ""
    return _sentences(_sentence(parts), place_names(body.place, w), limited)


def _spasm(body: bodies.Spasm, w: Wording) -> str:
    parts = [w.say("diary.line.spasm.strength", score=body.strength)]
    if body.lasted_min:
        duration = length_words(body.lasted_min, w)
        parts.append(w.say("diary.line.spasm.lasted", duration=duration))
    before = ""
    if body.set_off != "nothing_known":
        what = w.inside(w.say(f"diary.set_off.{body.set_off}"))
        before = w.say("diary.line.spasm.set_off", what=what)
    return _sentences(_sentence(parts), place_names(body.place, w), before)


def _flare(body: bodies.Flare, w: Wording) -> str:
    return w.say(f"diary.line.flare.{body.state}")


def _symptom(body: bodies.Symptom, w: Wording) -> str:
    return "; ".join(w.say(f"diary.symptom.{one}") for one in body.symptoms)


def _session(body: bodies.Session, w: Wording) -> str:
    done = sum(bool(result.sets) and not result.skipped for result in body.movements)
    parts = [w.say("diary.line.session.of", count=done)]
    if body.minutes is not None:
        parts.insert(0, length_words(body.minutes, w))
    if not body.finished:
        parts.append(w.say("diary.line.session.broken_off"))
    scores = _scored(
        w,
        before=("diary.line.session.before", body.pain_before),
        after=("diary.line.session.after", body.pain_after),
        effort=("diary.line.session.effort", body.effort),
    )
    return _sentence([*parts, *scores])


def _begun(body: bodies.SessionBegun, w: Wording) -> str:
    return w.say("diary.line.begun.planned", count=len(body.planned))


def _set(body: bodies.SetDone, w: Wording) -> str:
    name = w.maybe(f"movements.{body.movement}.name") or body.movement
    result = bodies.SetResult(body.reps, body.hold_s, body.side)
    what = _sets((result,), w)
    pain = "" if body.pain is None else w.say("diary.line.movement.pain", score=body.pain)
    said = w.say(f"diary.line.set.{body.event}", movement=name, number=body.number, what=what)
    return _sentence((said, pain))


def _walk(body: bodies.Walk, w: Wording) -> str:
    steps = "" if body.steps is None else w.say("diary.line.walk.steps", count=body.steps)
    pain = "" if body.pain_after is None else w.say("diary.line.walk.pain", score=body.pain_after)
    unseen = w.say("diary.line.walk.unseen") if body.unseen else ""
    return _sentence((length_words(body.minutes, w), steps, pain, unseen))


def _walk_skipped(body: bodies.WalkSkipped, w: Wording) -> str:
    why = w.say(f"diary.because.{body.because}")
    if body.pain is None:
        return why
    if body.because == "pain":
        return w.say("diary.line.walk.kept", score=body.pain)
    return _sentence((why, w.say("diary.line.movement.pain", score=body.pain)))


def _position(body: bodies.PositionChange, w: Wording) -> str:
    name = w.maybe(f"movements.{body.movement}.name") if body.movement else ""
    if not body.seconds:
        return name or w.say("diary.line.position.plain")
    return _sentence((name, w.say("diary.line.position.seconds", seconds=body.seconds)))


def _supplement(body: bodies.Supplement, w: Wording) -> str:
    taken = w.say(f"diary.line.supplement.{'taken' if body.taken else 'not_taken'}")
    return f"{w.say(f'diary.analyte.{body.analyte}')}: {w.inside(taken)}"


def _sleep(body: bodies.Sleep, w: Wording) -> str:
    quality = w.say("diary.line.sleep.quality", score=body.quality)
    hours = (
        "" if body.hours is None else w.say("diary.line.sleep.hours", hours=w.number(body.hours))
    )
    return "; ".join(filter(None, (quality, hours)))


def _medicine(body: bodies.Medicine, w: Wording) -> str:
    taken = w.say(f"diary.line.medicine.{'taken' if body.taken else 'not_taken'}")
    return _sentence((taken, body.name or ""))


def _measure(body: bodies.Measure, w: Wording) -> str:
    parts = [w.say(f"diary.pgic.{body.pgic}")] if body.pgic is not None else []
    if body.limited_days is not None:
        parts.append(w.say("diary.line.measure.limited", count=body.limited_days))
    parts += [
        w.say("diary.line.measure.goal", activity=goal.activity, score=goal.ability)
        for goal in body.psfs
    ]
    return "; ".join(parts)


def _note(body: bodies.Note, w: Wording) -> str:  # noqa: ARG001 - the shape of all these
    return body.text


_SAYS: dict[type[Body], Callable[[Any, Wording], str]] = {
    bodies.Pain: _pain,
    bodies.Spasm: _spasm,
    bodies.Flare: _flare,
    bodies.Symptom: _symptom,
    bodies.Session: _session,
    bodies.SessionBegun: _begun,
    bodies.SetDone: _set,
    bodies.Walk: _walk,
    bodies.WalkSkipped: _walk_skipped,
    bodies.PositionChange: _position,
    bodies.Supplement: _supplement,
    bodies.Sleep: _sleep,
    bodies.Medicine: _medicine,
    bodies.Measure: _measure,
    bodies.Note: _note,
    **strain_lines.SAYS,
    **walk_lines.SAYS,
}
