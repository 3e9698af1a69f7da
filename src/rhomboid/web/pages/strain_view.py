"""The positions of a usual day as the page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from rhomboid.app.present import Present
from rhomboid.app.strain.day import CHANGED, FELT, Standing, Standings, Trial, due
from rhomboid.core.ergonomics.positions.judge import Change, Judged
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.positions import Position
from rhomboid.web.pages.strain_pictures import picture
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence
from rhomboid.wording.strain_day import (
    level_words,
    position_name,
    reba_words,
    saves_words,
    share_key,
    share_percent,
    told_words,
)

#: Length of the bar of a whole, in its own units.
BAR = 320
#: How far its end leans.
_LEAN = 5
_BAR_HEIGHT = 12
#: A change that is asked for so often can be asked for at a desk.
_DESK_MIN = 30


class FixView(msgspec.Struct, frozen=True):
    """One change that can be tried."""

    id: str
    text: str
    effort: str
    saves: str
    after: str
    again: bool


class TrialView(msgspec.Struct, frozen=True):
    """A change that is tried, or was."""

    root: str
    position: str
    name: str
    fix: str
    text: str
    since: str
    ask_on: str
    due: bool
    changes: tuple[str, ...] = CHANGED
    strains: tuple[str, ...] = FELT


class OverView(msgspec.Struct, frozen=True):
    """A trial that is over: what was told of it."""

    text: str
    since: str
    told: str
    strain: str
    check: str


class BeforeView(msgspec.Struct, frozen=True):
    """What a position counted when it was told, and what it counts with the changes made."""

    before: str
    now: str
    bar: str
    percent: int


class PositionView(msgspec.Struct, frozen=True, kw_only=True):
    """One position of the day, with everything the page says of it."""

    id: str
    name: str
    rank: str
    picture: str
    percent: int
    bar: str
    told: str
    strains: str
    reba: str
    level: str
    reasons: tuple[tuple[str, str], ...]
    likely: str
    movements: str
    trying: TrialView | None
    over: tuple[OverView, ...]
    compared: BeforeView | None
    first: FixView | None
    main: bool
    others: tuple[FixView, ...]
    lifting: bool
    desk: bool


def bar(share: float) -> str:
    """Corners of a bar with a leaning end, for a drawing `BAR` wide."""
    right = max(2 * _LEAN, round(BAR * min(1.0, share)))
    return f"0,0 {right},0 {right - _LEAN},{_BAR_HEIGHT} 0,{_BAR_HEIGHT}"


def strain_values(
    found: Standings, today: date, knowledge: Knowledge, w: Wording
) -> dict[str, Any]:
    """Values for the template of the result."""
    words = _Words(knowledge, w, today, found.recheck_days)
    tried = [one.trying for one in found.positions if one.trying is not None]
    trials = [trial_view(trial, today, found.recheck_days, w) for trial in tried]
    views = [
        words.position(number, one, asks=bool(trials))
        for number, one in enumerate(found.positions, start=1)
    ]
    asked = next((trial for trial in trials if trial.due), None)
    headline, lead = _opening(views, found.positions, trials, w)
    return {
        "nav": "strain",
        "told_on": w.date(found.told_on),
        "headline": headline,
        "lead": lead,
        "positions": views,
        "recheck": asked,
        "bar_width": BAR,
        "whole_bar": bar(1),
    }


def asking_values(running: Sequence[Trial], position: str, fix: str, w: Wording) -> dict[str, Any]:
    """Values for the question which change goes on."""
    return {
        "nav": "strain",
        "running": [
            {
                "root": trial.root,
                "name": position_name(trial.position, w),
                "text": w.say(f"positions.fix.{trial.fix}"),
                "since": w.day_month(trial.on),
            }
            for trial in running
        ],
        "position": position,
        "fix": fix,
        "name": position_name(position, w),
        "text": w.say(f"positions.fix.{fix}"),
    }


def trial_view(trial: Trial, today: date, recheck_days: int, w: Wording) -> TrialView:
    """A change that is being tried, and when it is asked about."""
    ask_on = trial.on + timedelta(days=recheck_days)
    return TrialView(
        root=trial.root,
        position=trial.position,
        name=position_name(trial.position, w),
        fix=trial.fix,
        text=w.say(f"positions.fix.{trial.fix}"),
        since=w.day_month(trial.on),
        ask_on=w.weekday(ask_on),
        due=ask_on <= today,
    )


def recheck_view(present: Present, knowledge: Knowledge, w: Wording) -> TrialView | None:
    """The change to ask about today; `None` if none is."""
    trial = due(present, knowledge)
    days = knowledge.strain.positions.weights.recheck_days
    return None if trial is None else trial_view(trial, present.today, days, w)


def _opening(
    views: Sequence[PositionView],
    standings: Sequence[Standing],
    trials: Sequence[TrialView],
    w: Wording,
) -> tuple[str, str]:
    """The headline and the sentence under it."""
    say = "strain_day.result"
    if any(trial.due for trial in trials):
        return w.say(f"{say}.headline_due"), ""
    if trials:
        return w.say(f"{say}.headline_trying", date=trials[0].ask_on), w.say(f"{say}.lead_trying")
    if not any(one.now.points for one in standings):
        return w.say(f"{say}.headline_calm"), w.say(f"{say}.lead_calm")
    if len(views) == 1:
        return w.say(f"{say}.headline_alone"), w.say(f"{say}.lead_alone")
    share = w.say(f"strain_day.share.{share_key(standings[0].now.share)}")
    name = w.inside(views[0].name)
    return w.say(f"{say}.headline", name=name), w.say(f"{say}.lead", share=share)


class _Words(msgspec.Struct, frozen=True):
    """What every position is worded with."""

    knowledge: Knowledge
    w: Wording
    today: date
    recheck_days: int

    def position(self, number: int, one: Standing, *, asks: bool) -> PositionView:
        """One position of the list; `asks` whether something else is the next thing to do."""
        w, judged = self.w, one.now
        row = self.knowledge.strain.positions.positions[judged.told.position]
        over = {trial.fix for trial in one.tried}
        fixes = tuple(self._fix(change, judged, again=change.fix in over) for change in one.offered)
        return PositionView(
            id=row.id,
            name=position_name(row.id, w),
            rank=w.say(f"strain_day.result.number.{number}"),
            picture=picture(row.id),
            percent=share_percent(judged.share),
            bar=bar(judged.share),
            told=told_words(judged, w),
            strains=w.list([w.say(f"positions.strains.{name}") for name in row.strains]),
            reba=reba_words(judged.score.reba, w),
            level=level_words(judged.score.action_level, w),
            reasons=tuple(_reasons(judged, w)),
            likely="" if judged.likely is None else w.say(f"causes.{judged.likely}.name"),
            movements=w.list([w.say(f"movements.{name}.name") for name in judged.movements]),
            trying=self._trying(one.trying),
            over=tuple(self._over(trial) for trial in one.tried),
            compared=self._compared(one),
            first=fixes[0] if fixes and one.trying is None else None,
            main=number == 1 and not asks,
            others=fixes[1:] if one.trying is None else fixes,
            lifting=row.id.startswith("lift_"),
            desk=_at_a_desk(row),
        )

    def _fix(self, change: Change, judged: Judged, *, again: bool) -> FixView:
        w = self.w
        after = reba_words(change.after, w) if change.after != judged.score.reba else ""
        return FixView(
            id=change.fix,
            text=w.say(f"positions.fix.{change.fix}"),
            effort=w.say(f"positions.effort.{change.effort}"),
            saves=saves_words(change, w),
            after=w.say("strain_day.result.after", reba=after) if after else "",
            again=again,
        )

    def _trying(self, trial: Trial | None) -> TrialView | None:
        return None if trial is None else trial_view(trial, self.today, self.recheck_days, self.w)

    def _over(self, trial: Trial) -> OverView:
        w, check = self.w, trial.check
        if check is None:
            raise ValueError(f"the trial {trial.root} is not over")
        felt = check.body.strain
        return OverView(
            text=w.say(f"positions.fix.{trial.fix}"),
            since=w.day_month(trial.on),
            told=w.say(f"strain_day.trial.ended.{check.body.changed}", date=w.day_month(check.on)),
            strain=w.say(f"strain_day.trial.strain.{felt}") if felt is not None else "",
            check=check.root,
        )

    def _compared(self, one: Standing) -> BeforeView | None:
        if one.before is None:
            return None
        w = self.w
        left = one.now.points / one.before.points if one.before.points else 1.0
        return BeforeView(
            before=reba_words(one.before.score.reba, w),
            now=reba_words(one.now.score.reba, w),
            bar=bar(left),
            percent=share_percent(left),
        )


def _reasons(judged: Judged, w: Wording) -> Iterator[tuple[str, str]]:
    """Each reason as a sentence, with the facts it rests on."""
    for reason in judged.reasons:
        if reason.rule == "positions.load":
            yield f"{reba_words(judged.score.reba, w)}.", ", ".join(reason.facts)
        elif reason.rule != "positions.likely":  # said with its cause, beside the list
            yield reason_sentence(reason, w), ", ".join(reason.facts)


def _at_a_desk(row: Position) -> bool:
    """Whether changes of position are what helps, and can be reminded of."""
    often = (fix.unbroken_min for fix in row.fixes if fix.unbroken_min is not None)
    return row.kind == "still" and any(minutes <= _DESK_MIN for minutes in often)
