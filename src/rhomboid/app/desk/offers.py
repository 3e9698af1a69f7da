"""What a suggestion at the desk may offer: movements of the programme in force, and a walk."""

from __future__ import annotations

from typing import Final

from rhomboid.app.present import Present
from rhomboid.core.diary import bodies
from rhomboid.core.ergonomics.desk.offers import WALK, Offer
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.day import Day
from rhomboid.core.plan.dosing import amount_of, minutes_of

_MINUTE_S: Final = 60


def offers_of(present: Present, knowledge: Knowledge) -> tuple[Offer, ...]:
    """Movements for a change of position, in the order of the programme; a walk last.

    Nothing is offered while danger is asked about or found, no movement that today's programme
    leaves out, that rests, or that was sharp or stopped today.
    """
    plan = present.force.plan
    if plan is None or plan.positions is None:
        return ()
    rules, session = knowledge.prescription.positions, knowledge.prescription.session
    out = present.course.resting | {left.movement for left in plan.left_out if left.hard}
    out |= _hurt_today(present)
    offers = []
    for name in plan.positions.movements:
        movement = knowledge.movements.get(name)
        if movement is None or name in out:
            continue
        once = minutes_of(amount_of(movement.dose.start), session) * _MINUTE_S
        seconds = min(max(round(once), rules.seconds_from), rules.seconds_to)
        offers.append(Offer(name, seconds))
    if plan.walking is not None:
        offers.append(Offer(WALK, rules.seconds_to))
    return tuple(offers)


def pain_of(today: Day) -> int | None:
    """Pain as it was last told today, 0 to 10; `None` when it was not."""
    told = [
        next(score for score in (r.body.now, r.body.average, r.body.worst) if score is not None)
        for r in today.reports
        if isinstance(r.body, bodies.Pain)
    ]
    return told[-1] if told else None


def _hurt_today(present: Present) -> frozenset[str]:
    day = present.course.history.day(present.today)
    return frozenset(
        result.movement
        for session in (*day.sessions, *day.single)
        for result in session.movements
        if result.sharp or result.stopped
    )
