"""Episodes and recurrence by PR-01, PR-02 and PR-04."""

from __future__ import annotations

from datetime import date

import pytest

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.outcomes.episodes import Episode, episodes
from tests.core.outcomes.days import day, history_of, pains

RULES = load_knowledge().outcomes.episode


def found(
    scores: list[int | None], since: date | None = None, today: int | None = None
) -> list[Episode]:
    last = len(scores) - 1 if today is None else today
    return list(episodes(history_of(pains(scores)), day(last), RULES, since))


@pytest.mark.parametrize(("quiet", "recovered"), [(29, False), (30, True), (40, True)])
def test_thirty_quiet_days_end_an_episode(quiet: int, recovered: bool) -> None:
    (episode,) = found([4, 4, *[1] * quiet])
    assert (episode.recovered_on is not None) is recovered
    if recovered:
        assert (episode.ended, episode.recovered_on) == (day(1), day(31))


@pytest.mark.parametrize(("told", "recovered"), [(19, False), (20, True)])
def test_twenty_of_the_thirty_days_must_have_been_told(told: int, recovered: bool) -> None:
    quiet: list[int | None] = [0] * told + [None] * (30 - told)
    (episode,) = found([4, 4, *quiet], today=31)
    assert (episode.recovered_on is not None) is recovered


def test_one_day_of_pain_starts_the_quiet_days_anew() -> None:
    (episode,) = found([4, 4, *[1] * 29, 2, *[1] * 29])
    assert episode.recovered_on is None
    assert episode.ended is None


def test_one_day_of_pain_after_recovery_is_no_recurrence_yet_and_two_are() -> None:
    once = found([4, 4, *[1] * 30, 3, 1])
    assert [one.recurrence for one in once] == [False]
    twice = found([4, 4, *[1] * 30, 3, 3])
    assert [(one.recurrence, one.began) for one in twice] == [(False, day(0)), (True, day(32))]


def test_the_spell_of_the_intake_is_the_first_episode() -> None:
    (episode,) = found([4, 6, 5], since=day(-20))
    assert (episode.began, episode.worst, episode.days_told) == (day(-20), 6, 3)
    assert episode.days_above_five == 1


def test_days_after_today_do_not_count() -> None:
    assert found([4, 4, *[1] * 40], today=20)[0].recovered_on is None
