"""Episodes and recurrences, by the definitions of PR-01, PR-02 and PR-04."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rhomboid.core.knowledge.outcomes import EpisodeRules
from rhomboid.core.outcomes.history import History

_DAY = timedelta(days=1)


class Episode(msgspec.Struct, frozen=True):
    """One episode.

    Attributes:
        began: its first day.
        ended: its last day in pain; `None` while it goes on.
        recovered_on: day on which enough quiet days had passed; `None` before.
        worst: highest rating (0-10), 0 when none was told.
        days_told: days on which pain was told.
        days_above_five: days whose pain was above 5.
        limited_days: days on which pain kept the person from usual activities.
        recurrence: whether an earlier episode went before it.
    """

    began: date
    ended: date | None = None
    recovered_on: date | None = None
    worst: int = 0
    days_told: int = 0
    days_above_five: int = 0
    limited_days: int = 0
    recurrence: bool = False


_HIGH = 5


class _Tracker:
    """Walks over the told days, oldest first; one episode open at most."""

    def __init__(self, rules: EpisodeRules, first: Episode | None) -> None:
        self.rules = rules
        self.done: list[Episode] = []
        self.open = first
        self.last_pain = first.began if first else None
        self.quiet: list[date] = []
        self.high_run: list[date] = []

    def settle(self, today: date) -> None:
        """End the open episode when enough quiet days have passed and were told by `today`."""
        if self.open is None or self.last_pain is None or not self.quiet:
            return
        span = timedelta(days=self.rules.quiet_days)
        recovered = max(self.quiet[-1], self.last_pain + span)
        self.quiet = [on for on in self.quiet if on > recovered - span]
        if recovered <= today and len(self.quiet) >= self.rules.told_days:
            self.done.append(
                msgspec.structs.replace(self.open, ended=self.last_pain, recovered_on=recovered)
            )
            self.open = None

    def day(self, on: date, pain: float, worst: int, *, limited: bool) -> None:
        """One more told day."""
        self.settle(on - _DAY)
        if pain <= self.rules.quiet_at_most:
            self.quiet.append(on)
        if self.open is not None:
            if pain >= self.rules.pain_from:
                self.last_pain, self.quiet = on, []
            self.open = _with_day(self.open, pain, worst, limited=limited)
            return
        self.high_run = [*self.high_run, on] if pain >= self.rules.pain_from else []
        if len(self.high_run) > 1:  # told on two days: at least 24 hours
            self.open = _with_day(
                Episode(began=self.high_run[0], recurrence=bool(self.done)),
                pain,
                worst,
                limited=limited,
            )
            self.last_pain, self.quiet, self.high_run = on, [], []


def _with_day(episode: Episode, pain: float, worst: int, *, limited: bool) -> Episode:
    return msgspec.structs.replace(
        episode,
        worst=max(episode.worst, worst),
        days_told=episode.days_told + 1,
        days_above_five=episode.days_above_five + (pain > _HIGH),
        limited_days=episode.limited_days + limited,
    )


def episodes(
    history: History, today: date, rules: EpisodeRules, present_since: date | None
) -> tuple[Episode, ...]:
    """Every episode up to `today`, oldest first.

    Args:
        history: the days.
        today: local day; nothing after it counts.
        rules: the table.
        present_since: day on which the spell told in the intake began; the first episode.
    """
    first = None if present_since is None else Episode(began=present_since)
    tracker = _Tracker(rules, first)
    for on, day in history.days():
        if on > today:
            break
        if day.pain is not None and (present_since is None or on >= present_since):
            tracker.day(on, day.pain, day.worst or 0, limited=day.limited)
    tracker.settle(today)
    return (*tracker.done, *((tracker.open,) if tracker.open else ()))


def begins_again(found: tuple[Episode, ...]) -> bool:
    """Whether a new episode goes on after an earlier one was over."""
    return bool(found) and found[-1].recurrence and found[-1].recovered_on is None
