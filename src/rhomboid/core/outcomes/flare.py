"""Flares: pain clearly above what was usual, for a day or more (PR-03, PR-04)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.knowledge.outcomes import FlareRules
from rhomboid.core.outcomes.episodes import Episode
from rhomboid.core.outcomes.history import History

_DAY = timedelta(days=1)
#: A flare is looked for this far back.
_LOOK_BACK_DAYS = 42


class FlareState(msgspec.Struct, frozen=True):
    """Whether a flare is in force, and the last one.

    Attributes:
        active: whether it is in force.
        began: day from which the last flare counts; `None` when there was none lately.
        ended: day on which it was over; `None` while it is in force.
        usual: median pain before it (0-10), where known.
        reasons: what made it one.
    """

    active: bool = False
    began: date | None = None
    ended: date | None = None
    usual: float | None = None
    reasons: tuple[Reason, ...] = ()


NO_FLARE = FlareState()


class Told(msgspec.Struct, frozen=True):
    """What flares are looked for in.

    Attributes:
        history: the days.
        episodes: every episode, oldest first; a flare lies within one.
        start_pain: average pain at the start of the programme (0-10), the usual before the
            diary knows better.
    """

    history: History
    episodes: tuple[Episode, ...]
    start_pain: float


def flare_state(told: Told, today: date, rules: FlareRules) -> FlareState:
    """The state of the last flare on `today`."""
    state, history = NO_FLARE, told.history
    calm = 0
    silent = 0
    on = today - timedelta(days=_LOOK_BACK_DAYS)
    while on <= today:
        day = history.day(on)
        if not day.reports or (day.pain is None and day.flare is None):
            silent += 1
            if state.active and silent >= rules.silent_days:
                state = _over(state, on)
        else:
            silent = 0
            if state.active:
                near = day.pain is not None and day.pain <= (state.usual or 0) + rules.over_within
                calm = calm + 1 if near else 0 if day.pain is not None else calm
                if day.flare == "over" or calm >= rules.over_days:
                    state = _over(state, on)
            else:
                found = _begins(told, on, rules)
                if found is not None and (state.ended is None or on > state.ended):
                    state, calm = found, 0
        on += _DAY
    return state


def _inside(found: tuple[Episode, ...], first: date, rules: FlareRules) -> bool:
    """Whether a day lies so far within an episode that the usual is the episode's own (PR-04).

    The beginning of a recurrence is no flare of what was quiet.
    """
    begun = timedelta(days=rules.usual_days)
    return any(
        first >= (one.began + begun if one.recurrence else one.began)
        and (one.ended is None or first <= one.ended)
        for one in found
    )


def rising(
    history: History, today: date, rules: FlareRules, start_pain: float
) -> tuple[float, float] | None:
    """Pain told last and the usual pain, when it is as high as on a flare's first day."""
    last = history.last_pain_on(today, rules.usual_days)
    if last is None:
        return None
    pain = history.day(last).pain or 0.0
    told = history.usual_pain(last, rules.usual_days)
    usual = start_pain if told is None else told
    return (pain, usual) if pain >= usual + rules.above_usual else None


def _over(state: FlareState, on: date) -> FlareState:
    return msgspec.structs.replace(state, active=False, ended=on)


def _begins(told: Told, on: date, rules: FlareRules) -> FlareState | None:
    history = told.history
    day = history.day(on)
    first = on - timedelta(days=rules.lasting_days - 1)
    last = history.pains(first, on)
    if day.flare != "began" and (
        len(last) < rules.lasting_days or min(last) < rules.above_usual or day.flare == "over"
    ):
        return None
    before = history.usual_pain(first, rules.usual_days)
    usual = told.start_pain if before is None else before
    if day.flare == "began":
        reason = Reason("flare.told", ("PR-03",), (Finding("flare", True),))
        return FlareState(True, on, None, usual, (reason,))
    if min(last) < usual + rules.above_usual or not _inside(told.episodes, first, rules):
        return None
    findings = (Finding("pain_day", round(min(last), 1), "0-10"), Finding("pain_usual", usual))
    return FlareState(True, on, None, usual, (Reason("flare.measured", rules.facts, findings),))
