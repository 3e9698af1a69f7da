"""What sessions say about each movement: done in full, pain during, the morning after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

import msgspec

from rhomboid.core.diary.bodies import MovementResult, Session, SetResult
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.history import History

_DAY = timedelta(days=1)
Light = Literal["green", "amber", "red"]
#: Modes of sessions whose morning after says something about their dose.
_ORDINARY = frozenset(("normal", "sore_morning"))
#: Sessions are looked at this far back.
LOOK_BACK_DAYS = 28


class PainLimits(msgspec.Struct, frozen=True):
    """The numbers of the pain rule (EX-42, SF-02), 0 to 10."""

    green_at_most: float
    amber_at_most: float
    stop_rise: float
    morning_above: float


def pain_limits(knowledge: Knowledge) -> PainLimits:
    """The numbers of the pain rule from the tables."""
    value = knowledge.pain_rules.value
    return PainLimits(
        green_at_most=value("green_at_most"),
        amber_at_most=value("amber_at_most"),
        stop_rise=value("stop_rise"),
        morning_above=value("morning_above_baseline"),
    )


class Result(msgspec.Struct, frozen=True):
    """One movement in one session, judged.

    Attributes:
        on: the day.
        result: what was told.
        light: green, amber or red by the pain during it; `None` when no pain was told.
        pain: the pain that was judged (0-10).
        sore: whether the next morning was sore; `None` when nothing was told of it.
        morning, usual: the next morning's pain and the usual pain before (0-10).
        normal: whether the session was the ordinary one, not cut down for a day.
    """

    on: date
    result: MovementResult
    light: Light | None
    pain: int | None
    sore: bool | None
    morning: int | None
    usual: float
    normal: bool

    @property
    def full(self) -> bool:
        """Whether every set was done with everything that was asked."""
        return self.every_set and all(self.is_full(one) for one in self.result.sets)

    @property
    def every_set(self) -> bool:
        """Whether each set was done, no matter how much of it."""
        asked, sets = self.result.asked, self.result.sets
        wanted = asked.sets * (2 if asked.per_side else 1)
        if asked.minutes is not None:
            return bool(sets) and not self.result.stopped
        return not self.result.stopped and len(sets) >= wanted

    def is_full(self, one: SetResult) -> bool:
        """Whether one set was done with everything that was asked."""
        asked = self.result.asked
        if asked.minutes is not None:
            return True
        held = asked.hold_s is None or asked.reps is not None or (one.hold_s or 0) >= asked.hold_s
        return (one.reps or 0) >= (asked.reps or 0) and held

    @property
    def extra_reps(self) -> int:
        """Repetitions beyond the asked ones in the last set, on the weaker side."""
        sets = self.result.sets
        if not sets or self.result.asked.reps is None:
            return 0
        sides = {one.side: one.reps or 0 for one in sets}
        return min(sides.values()) - self.result.asked.reps


class Evidence(msgspec.Struct, frozen=True):
    """What the last four weeks say.

    Attributes:
        results: movement -> its results, oldest first; skipped ones left out.
        sessions: days with a session.
        mornings: day of an ordinary session -> whether the next morning was sore, where told.
        red_days: days with pain above the amber limit in a session or over the day.
    """

    results: dict[str, list[Result]]
    sessions: tuple[date, ...]
    mornings: dict[date, bool]
    red_days: tuple[date, ...]


def gather(history: History, today: date, start_pain: float, limits: PainLimits) -> Evidence:
    """Judge every session of the last four weeks."""
    results: dict[str, list[Result]] = {}
    sessions: list[date] = []
    mornings: dict[date, bool] = {}
    red_days: list[date] = []
    for on, day in history.span(today - timedelta(days=LOOK_BACK_DAYS - 1), today):
        red = day.pain is not None and day.pain > limits.amber_at_most
        if day.sessions:
            sessions.append(on)
            morning, usual, sore = morning_after(history, on, today, start_pain, limits)
            if sore is not None and any(one.mode in _ORDINARY for one in day.sessions):
                mornings[on] = sore
            for session in day.sessions:
                red = red or _hurt(session, limits)
                for result in session.movements:
                    if not result.skipped:
                        judged = _judge(on, session, result, limits)
                        results.setdefault(result.movement, []).append(
                            msgspec.structs.replace(judged, sore=sore, morning=morning, usual=usual)
                        )
        if red:
            red_days.append(on)
    return Evidence(results, tuple(sessions), mornings, tuple(red_days))


def morning_after(
    history: History, on: date, today: date, start_pain: float, limits: PainLimits
) -> tuple[int | None, float, bool | None]:
    """The morning after a session: its pain, the usual pain before, and whether it was sore."""
    told = history.usual_pain(on)
    usual = start_pain if told is None else told
    following = on + _DAY
    if following > today:
        return None, usual, None
    day = history.day(following)
    morning = day.morning if day.morning is not None else day.first_pain
    return morning, usual, None if morning is None else morning > usual + limits.morning_above


def _hurt(session: Session, limits: PainLimits) -> bool:
    if session.pain_after is not None and session.pain_after > limits.amber_at_most:
        return True
    return any(light_of(result, session, limits) == "red" for result in session.movements)


def light_of(result: MovementResult, session: Session, limits: PainLimits) -> Light | None:
    """Green, amber or red (EX-42, SF-02): by the pain during it, else by the pain after all."""
    pain = _pain_of(result, session)
    before = session.pain_before
    risen = before is not None and pain is not None and pain - before >= limits.stop_rise
    if result.sharp or (pain is not None and pain > limits.amber_at_most):
        return "red"
    if risen and pain is not None and pain > limits.green_at_most:
        return "red"
    if pain is None:
        return None
    return "green" if pain <= limits.green_at_most else "amber"


def _pain_of(result: MovementResult, session: Session) -> int | None:
    return result.pain if result.pain is not None else session.pain_after


def _judge(on: date, session: Session, result: MovementResult, limits: PainLimits) -> Result:
    return Result(
        on=on,
        result=result,
        light=light_of(result, session, limits),
        pain=_pain_of(result, session),
        sore=None,
        morning=None,
        usual=0.0,
        normal=session.mode == "normal",
    )


def since(results: Iterable[Result], after: date | None) -> list[Result]:
    """Results later than a day; all of them when there is none."""
    return [result for result in results if after is None or result.on > after]
