"""What the camera saw of a session, in words: counts, ranges, holds, what it could not see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

import msgspec

from rhomboid.core.diary.bodies import MovementResult, Session, SetResult
from rhomboid.core.diary.measured import Channel, Measured
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.knowledge.review import FormRules
from rhomboid.core.movement.coach.coached import read_coached
from rhomboid.core.review.form import well_seen
from rhomboid.wording import Wording

#: Shorter blind moments are not worth a sentence.
_WORTH_SAYING_S = 3
#: Most holds that are named one by one.
_MOST_HOLDS = 6
#: A hold shorter than this share of what was asked was left early; the page asks to stay then.
_EARLY_SHARE = 0.8
_ORDER: tuple[Channel, ...] = ("both", "left", "right")


class SeenLine(msgspec.Struct, frozen=True):
    """One movement: its name and sentences."""

    name: str
    words: tuple[str, ...]


def seen_values(
    session: Session, movements: Mapping[str, Movement], rules: FormRules, w: Wording
) -> dict[str, Any]:
    """Values for the part of the page; without a camera both are empty."""
    lines = [
        SeenLine(_name(result, w), tuple(_words(result, movements.get(result.movement), w)))
        for result in session.movements
        if _measured(result.sets)
    ]
    return {"lines": lines, "next": _next_time(session, movements, rules, w)}


def _words(result: MovementResult, row: Movement | None, w: Wording) -> list[str]:
    measured = _measured(result.sets)
    parts = (
        _counted(measured, w),
        _range(result, w),
        _held(result, w),
        _by_hand(result, w),
        _unseen(measured, row, w),
    )
    return [part for part in parts if part]


def _counted(measured: list[Measured], w: Wording) -> str:
    counted, half = sum(one.counted for one in measured), sum(one.half for one in measured)
    if not counted and not half:
        return ""
    said = w.say("seen.counted", count=counted)
    return f"{said} {w.say('seen.half', count=half)}" if half else said


def _range(result: MovementResult, w: Wording) -> str:
    """The middle of the ranges with the largest error of them, each side by itself."""
    by_side: dict[Channel, list[Measured]] = {}
    for one in result.sets:
        if one.measured is not None and one.measured.range_deg is not None:
            by_side.setdefault(one.side or "both", []).append(one.measured)
    said = [
        w.say(
            f"seen.range.{side}",
            range=w.number(round(median(m.range_deg or 0.0 for m in by_side[side]))),
            error=w.number(round(max(m.error_deg or 0.0 for m in by_side[side]))),
        )
        for side in _ORDER
        if side in by_side
    ]
    if said:
        return " ".join(said)
    reasons = [m.no_range for m in _measured(result.sets)]
    return w.say("seen.range.out_of_plane") if "out_of_plane" in reasons else ""


def _held(result: MovementResult, w: Wording) -> str:
    """How long was held, and how long was asked where that was more."""
    measured, asked = _measured(result.sets), result.asked.hold_s
    holds = [hold.seconds for one in measured for hold in one.holds]
    if not holds:
        moved = any(one.counted for one in measured) and _blind_s(measured) < _WORTH_SAYING_S
        return w.say("session.held.none", count=asked) if asked and moved else ""
    seconds = [round(one) for one in holds]
    if len(seconds) > _MOST_HOLDS:
        said = w.say(
            "seen.holds_many",
            count=len(seconds),
            least=min(seconds),
            most=max(seconds),
        )
    else:
        said = w.say("seen.holds", seconds=w.list([str(one) for one in seconds]))
    if asked and min(holds) < _EARLY_SHARE * asked:
        said = f"{said} {w.say('session.held.asked', count=asked)}"
    return said


def _by_hand(result: MovementResult, w: Wording) -> str:
    told = [
        (one.reps or 0, one.measured.count_of(one.side))
        for one in result.sets
        if one.measured is not None and one.measured.counted_by == "person"
    ]
    if not told:
        return ""
    return w.say(
        "seen.by_hand", told=sum(mine for mine, _ in told), counted=sum(its for _, its in told)
    )


def _unseen(measured: list[Measured], row: Movement | None, w: Wording) -> str:
    """For how long it could not see, and the reason that took longest."""
    total = round(_blind_s(measured))
    if total < _WORTH_SAYING_S:
        return ""
    spent = _spent(measured)
    reason = max(spent, key=lambda one: spent[one])
    parts = [w.say("seen.unseen", count=total), w.maybe(f"seen.why.{reason}")]
    if reason == "wrong_side" and row is not None:
        parts.append(_from_where(row, w))
    return " ".join(part for part in parts if part)


def _spent(measured: list[Measured]) -> dict[str, float]:
    """Seconds in which it could not see, by reason."""
    spent: dict[str, float] = {}
    for one in measured:
        for reason, seconds in one.unseen.items():
            spent[reason] = spent.get(reason, 0.0) + seconds
    return spent


def _blind_s(measured: list[Measured]) -> float:
    return sum(_spent(measured).values())


def _from_where(row: Movement, w: Wording) -> str:
    """From which side the camera should see this movement."""
    views = read_coached(row).views
    return w.say(f"live.place.{views[0] if len(views) == 1 else 'either'}")


def _next_time(
    session: Session, movements: Mapping[str, Movement], rules: FormRules, w: Wording
) -> str:
    """One thing to try, from the fault that counts and was seen most often; often nothing."""
    tally: dict[tuple[str, str], int] = {}
    for result in session.movements:
        row = movements.get(result.movement)
        counting = {fault.id for fault in row.faults if fault.counts} if row else set()
        for one in _measured(result.sets):
            if not well_seen(one, rules):
                continue
            for fault, count in one.faults.items():
                if fault in counting:
                    key = (result.movement, fault)
                    tally[key] = tally.get(key, 0) + count
    for movement, fault in sorted(tally, key=lambda key: (-tally[key], key)):
        cue = _cue(movement, fault, w)
        if cue:
            return w.say("seen.next", name=w.say(f"movements.{movement}.name"), cue=cue)
    return ""


def _cue(movement: str, fault: str, w: Wording) -> str:
    """What to say for a fault: of this movement, else of the fault wherever it is seen."""
    keys = (f"cues.movements.{movement}.cue.{fault}", f"movements.fault.{fault}")
    return next((said for key in keys if (said := w.maybe(key))), "")


def _measured(sets: Iterable[SetResult]) -> list[Measured]:
    return [one.measured for one in sets if one.measured is not None]


def _name(result: MovementResult, w: Wording) -> str:
    return w.maybe(f"movements.{result.movement}.name") or result.movement
