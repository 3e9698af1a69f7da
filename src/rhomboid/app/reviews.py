"""The weekly review: proposed, looked at, taken or declined."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from rhomboid.app.present import Present, situation_of
from rhomboid.app.recorder import Recorder
from rhomboid.core.base.decision import Reason
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.course.today import next_review_on
from rhomboid.core.diary.bodies import ReviewDecided, Rules
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.episodes import begins_again
from rhomboid.core.plan.model import Amount
from rhomboid.core.review.ladder import bound_of
from rhomboid.core.review.mode import with_changes
from rhomboid.core.review.model import Change, Review
from rhomboid.core.review.review import review


class ReviewError(RhomboidError):
    """A review cannot be taken as it was asked; `movement` and `bound` say what is beyond."""

    def __init__(self, text: str, movement: str = "", bound: str = "") -> None:
        self.movement = movement
        self.bound = bound
        super().__init__(text)


class Past(msgspec.Struct, frozen=True):
    """A review that was decided, as it was shown.

    Attributes:
        decision: whether the person took it.
        review: what was shown, with the programme in force from then on.
        changed: movements whose line the person changed.
    """

    decision: Literal["adopted", "declined"]
    review: Review
    changed: tuple[str, ...]


class Reviews:
    """Reviews of one person."""

    def __init__(self, recorder: Recorder, knowledge: Knowledge) -> None:
        self._recorder = recorder
        self._knowledge = knowledge

    def last(self, present: Present) -> Past | None:
        """The newest decided review in full; `None` when there is none that can be read."""
        body = present.course.last_decided
        return None if body is None else _past(body)

    def propose(self, present: Present) -> Review | None:
        """The review up to today; `None` before a programme was begun."""
        situation = situation_of(present)
        if situation is None:
            return None
        return review(situation, self._knowledge, present.evidence)

    def next_on(self, present: Present) -> date | None:
        """The day from which the next review is due."""
        if present.course.plan is None:
            return None
        again = begins_again(present.episodes)
        return next_review_on(present.course, self._knowledge, again=again)

    def adopt(
        self,
        present: Present,
        own: Mapping[str, Amount] | None = None,
        confirmed: frozenset[str] = frozenset(),
    ) -> Review:
        """Take the review, with the person's own dose for some lines.

        Args:
            present: the present, as the review was shown.
            own: movement -> dose that the person wants instead.
            confirmed: movements for which the person confirmed more than is recommended.

        Raises:
            ReviewError: if there is no review, or a dose is beyond its bounds.
        """
        proposed = self._needed(present)
        wanted = self._with_own(proposed, own or {}, confirmed)
        self._decide(wanted, "adopted", tuple(own or {}), confirmed)
        return wanted

    def decline(self, present: Present) -> Review:
        """Keep the programme as it is; the review stays in the diary with its reasons."""
        proposed = self._needed(present)
        kept = msgspec.structs.replace(proposed, plan=present.course.plan or proposed.plan)
        self._decide(kept, "declined", (), frozenset())
        return kept

    def _needed(self, present: Present) -> Review:
        proposed = self.propose(present)
        if proposed is None:
            raise ReviewError("there is no programme to review yet; begin one first")
        return proposed

    def _with_own(
        self, proposed: Review, own: Mapping[str, Amount], confirmed: frozenset[str]
    ) -> Review:
        changes = list(proposed.changes)
        for movement, amount in own.items():
            self._check(movement, amount, confirmed)
            place = next((n for n, c in enumerate(changes) if c.target == movement), None)
            if place is None or movement == "walking":
                raise ReviewError(f"{movement!r} must be a movement of the programme", movement)
            changes[place] = _own(changes[place], amount)
        if not own:
            return proposed
        lines = [change for change in changes if change.target in own]
        plan = with_changes(proposed.plan, lines, self._knowledge)
        return msgspec.structs.replace(proposed, changes=tuple(changes), plan=plan)

    def _check(self, movement: str, amount: Amount, confirmed: frozenset[str]) -> None:
        row = self._knowledge.movements.get(movement)
        if row is None:
            raise ReviewError(f"{movement!r} must be a movement of the programme", movement)
        bound = bound_of(amount, row)
        if bound == "never":
            most = row.dose.max
            raise ReviewError(
                f"{movement} must be at most {most.sets} sets"
                + (f" of {most.reps}" if most.reps else "")
                + (f", held {most.hold_s} s" if most.hold_s else "")
                + "; choose less",
                movement,
                bound,
            )
        if bound == "confirm" and movement not in confirmed:
            raise ReviewError(
                f"{movement} is more than is recommended; confirm it to take it", movement, bound
            )

    def _decide(
        self, decided: Review, decision: str, changed: tuple[str, ...], confirmed: frozenset[str]
    ) -> None:
        shown = msgspec.to_builtins(decided)
        plan = shown.pop("plan")
        body = ReviewDecided(
            on=decided.on,
            decision="adopted" if decision == "adopted" else "declined",
            review=shown,
            plan=plan,
            rules=Rules(self._recorder.version, self._knowledge.digest),
            changed=changed,
            confirmed=tuple(sorted(confirmed)),
        )
        self._recorder.write("review_decided", msgspec.to_builtins(body))


def _past(raw: Mapping[str, Any]) -> Past | None:
    try:
        body = msgspec.convert(raw, ReviewDecided)
        shown = msgspec.convert({**body.review, "plan": body.plan}, Review)
    except msgspec.ValidationError:
        return None
    return Past(body.decision, shown, body.changed)


def _own(change: Change, amount: Amount) -> Change:
    same = amount == change.amount and change.to_variant == change.variant
    return msgspec.structs.replace(
        change,
        verb="hold" if same else "progress",
        to_amount=amount,
        reasons=(Reason("movement.own_choice", ("EX-34",)), *change.reasons),
    )
