"""Where a session stands: which set of which movement comes next, and how long it has taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec

from rhomboid.core.diary.bodies import Planned, SetDone
from rhomboid.core.diary.body import Side
from rhomboid.core.diary.measured import settled

#: A gap between two sets counts this much at most: whoever comes back later was away.
_LONGEST_GAP = timedelta(minutes=10)


class Step(msgspec.Struct, frozen=True):
    """One set of one movement.

    Attributes:
        place: place of the movement in the session, from 0.
        movement: its id.
        number: number of the set, from 1.
        side: `left` or `right` where each side is counted by itself.
    """

    place: int
    movement: str
    number: int
    side: Side | None = None


def steps_of(planned: Sequence[Planned]) -> tuple[Step, ...]:
    """Every set of a session in order, the left side before the right one."""
    sides: tuple[Side, ...] = ("left", "right")
    return tuple(
        Step(place, line.movement, number, side)
        for place, line in enumerate(planned)
        for number in range(1, line.dose.sets + 1)
        for side in (sides if line.dose.per_side else (None,))
    )


def next_step(planned: Sequence[Planned], sets: Iterable[SetDone]) -> Step | None:
    """The first set that is still to do; `None` when the session is through.

    A movement that was skipped or stopped is over; pain told without a result is no set yet.
    """
    told = {key_of(one): one for one in sets}
    over = {one.movement for one in told.values() if one.event in ("skipped", "hurt")}
    done = {key for key, one in told.items() if has_result(one)}
    return next(
        (
            step
            for step in steps_of(planned)
            if step.movement not in over and (step.movement, step.number, step.side) not in done
        ),
        None,
    )


def key_of(one: SetDone) -> tuple[str, int, Side | None]:
    """What makes two tellings the same set."""
    return one.movement, one.number, one.side


def has_result(one: SetDone) -> bool:
    """Whether repetitions or seconds were told, not only pain."""
    return one.reps is not None or one.hold_s is not None


def merged(before: SetDone | None, told: SetDone) -> SetDone:
    """A set told once more: the newest result counts; pain and what was measured are kept.

    A count that differs from the camera's is one by hand; both stay.
    """
    if before is None:
        return msgspec.structs.replace(
            told, measured=settled(told.measured, told.reps, told.side)
        )  # fmt: skip
    pains = [pain for pain in (before.pain, told.pain) if pain is not None]
    old = not has_result(told)
    reps = before.reps if old else told.reps
    measured = before.measured if told.measured is None else told.measured
    return msgspec.structs.replace(
        told,
        event="hurt" if before.event == "hurt" else told.event,
        measured=settled(measured, reps, told.side),
        reps=reps,
        hold_s=before.hold_s if old else told.hold_s,
        pain=max(pains, default=None),
        sharp=before.sharp or told.sharp,
    )


def minutes_between(times: Iterable[datetime]) -> int:
    """Whole minutes, at least one, from the first to the last; long gaps are cut."""
    pairs = pairwise(sorted(times))
    spent = sum((min(later - earlier, _LONGEST_GAP) for earlier, later in pairs), timedelta())
    return max(1, round(spent.total_seconds() / 60))
