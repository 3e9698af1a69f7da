"""What a story tells of a day, as reports; sessions as they are in force that day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from rhomboid.app.present import Present
from rhomboid.app.replay.story import SeenTold, SessionTold, WeekTold
from rhomboid.app.sessions import dose_of
from rhomboid.core.diary import bodies
from rhomboid.core.diary.entry import EntryKind
from rhomboid.core.diary.measured import Measured, MeasuredBy
from rhomboid.core.plan.model import WEEKDAYS, Item, Weekday

#: Length of a set in a story, in seconds, and what measured it.
_SET_S = 40.0
_STORY = MeasuredBy(software="story", tables="story")
#: What a story's "extra" session does beyond the asked repetitions of the last set.
_EXTRA_REPS = 2


def reports_of(told: WeekTold, name: Weekday) -> Iterator[tuple[EntryKind, dict[str, Any]]]:
    """The reports of one day, sessions and walks left out."""
    score = told.pain[WEEKDAYS.index(name)] if told.pain else "-"
    if isinstance(score, int):
        yield "pain", {"average": score, **({"limited": True} if name in told.limited else {})}
    if name in told.spasms:
        yield "spasm", told.spasms[name]
    if name in told.symptoms:
        yield "symptom", {"symptoms": list(told.symptoms[name])}
    if name in told.flare:
        yield "flare", {"state": told.flare[name]}
    if name in told.sleep:
        yield "sleep", {"quality": told.sleep[name]}
    if name in told.measure:
        yield "measure", told.measure[name]
    if name in told.notes:
        yield "note", {"text": told.notes[name]}
    yield from _marks(told, name)


def _marks(told: WeekTold, name: Weekday) -> Iterator[tuple[EntryKind, dict[str, Any]]]:
    if name in told.skips:
        why = told.skips[name]
        kept_by_pain = {"because": "pain", "pain": why}
        yield "walk_skipped", kept_by_pain if isinstance(why, int) else {"because": why}
    if name in told.supplement:
        yield "supplement", {"taken": True}
    if name in told.medicine:
        yield "medicine", {"taken": True}
    for _ in range(told.position_changes.get(name, 0)):
        yield "position_change", {}


def session_body(
    present: Present, part: str, went: SessionTold, session: str
) -> dict[str, Any] | None:
    """The entry of a session as it went; `None` when nothing is in force."""
    plan = present.force.plan
    if plan is None or present.course.plan is None:
        return None
    items = plan.items if part == "session" else tuple(filter(None, (plan.micro_dose,)))
    if not items:
        return None
    kept = items[:1] if went.done == "stopped" else items
    after = went.pain if went.after is None else went.after
    body: dict[str, Any] = msgspec.to_builtins(
        bodies.Session(
            session=session,
            movements=tuple(_result(item, went) for item in kept),
            part="session" if part == "session" else "micro_dose",
            mode=present.force.mode,
            minutes=max(1, round(sum(item.minutes for item in kept))),
            pain_after=after,
            effort=went.effort,
            finished=went.done != "stopped",
        )
    )
    return body


def _result(item: Item, went: SessionTold) -> bodies.MovementResult:
    amount = item.amount
    sides: tuple[Any, ...] = ("left", "right") if amount.per_side else (None,)
    count = max(1, amount.sets - 1) if went.done == "partly" else amount.sets
    stopped = went.done == "stopped"
    sets: list[bodies.SetResult] = []
    seen = went.seen.get(item.movement)
    for number in range(1, (1 if stopped else count) + 1):
        last = number == count and went.done == "extra"
        reps = None if amount.reps is None else amount.reps + (_EXTRA_REPS if last else 0)
        hold_s = amount.hold_s if amount.minutes is None else amount.minutes * 60
        one = bodies.SetResult(reps, hold_s)
        one = one if seen is None else _as_seen(one, seen)
        sets.extend(msgspec.structs.replace(one, side=side) for side in sides)
    return bodies.MovementResult(
        movement=item.movement,
        asked=dose_of(amount),
        variant=item.variant,
        sets=tuple(sets),
        pain=went.pains.get(item.movement, went.pain),
        sharp=item.movement in went.sharp,
        stopped=stopped,
        faulty_reps=went.faulty.get(item.movement, 0) if seen is None else seen.faulty * len(sets),
    )


def _as_seen(one: bodies.SetResult, seen: SeenTold) -> bodies.SetResult:
    """A set with what a camera saw of it."""
    counted = (one.reps or 0) if seen.counted is None else seen.counted
    unseen_s = round(_SET_S * seen.unseen_percent / 100, 2)
    measured = Measured(
        by=_STORY,
        unit="deg",
        counted=counted,
        range_deg=seen.range_deg,
        error_deg=None if seen.range_deg is None else seen.error_deg,
        no_range="out_of_plane" if seen.range_deg is None else None,
        difference_deg=seen.difference_deg,
        faulty_reps=seen.faulty,
        seconds=_SET_S,
        unseen_share=seen.unseen_percent / 100,
        unseen={"out_of_frame": unseen_s} if unseen_s else {},
    )
    return msgspec.structs.replace(
        one, reps=None if one.reps is None else counted, measured=measured
    )
