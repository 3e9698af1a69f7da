"""Flares by PR-03 and PR-04: two points above the usual for a day or more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from rhomboid.core.diary.entry import Entry
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.outcomes.episodes import Episode
from rhomboid.core.outcomes.flare import FlareState, Told, flare_state, rising
from tests.core.outcomes.days import day, history_of, pains, report

RULES = load_knowledge().outcomes.flare
QUIET = [3, 3, 4, 3, 3, 4, 3]  # a usual of 3


def seen(
    entries: Sequence[Entry],
    today: date,
    start_pain: float = 3,
    episodes: tuple[Episode, ...] = (Episode(began=day(0)),),
) -> FlareState:
    return flare_state(Told(history_of(entries), episodes, start_pain), today, RULES)


def state(scores: Sequence[int | None], today: int | None = None) -> FlareState:
    last = len(scores) - 1 if today is None else today
    return seen(pains(scores), day(last))


@pytest.mark.parametrize(
    ("after", "active"),
    [
        ([5], False),  # one day is not yet a flare
        ([5, 5], True),
        ([5, 4], False),
        ([4, 4], False),  # one point above is not
        ([5, None, 5], False),  # a day between was not told
        ([7, 9], True),
    ],
)
def test_a_flare_is_two_points_above_the_usual_on_two_days(
    after: list[int | None], active: bool
) -> None:
    assert state([*QUIET, *after]).active is active


def test_a_flare_is_over_after_two_days_near_the_usual() -> None:
    assert state([*QUIET, 6, 6, 4]).active
    over = state([*QUIET, 6, 6, 4, 4])
    assert (over.active, over.began, over.ended) == (False, day(8), day(10))


def test_a_person_can_say_that_it_began_and_that_it_is_over() -> None:
    told = [*pains(QUIET), report("flare", {"state": "began"}, day(7))]
    assert seen(told, day(7)).active
    told.append(report("flare", {"state": "over"}, day(8)))
    assert not seen(told, day(8)).active


def test_a_flare_of_which_nothing_is_told_any_more_is_not_in_force() -> None:
    scores = [*QUIET, 6, 6]
    assert state(scores, 8 + 13).active
    assert not state(scores, 8 + 14).active


def test_before_anything_was_told_the_pain_at_the_start_is_the_usual() -> None:
    assert state([5, 5]).active
    assert not seen(pains([5, 5]), day(1), start_pain=5).active


def test_the_first_high_day_is_seen_as_rising() -> None:
    history = history_of(pains([*QUIET, 5]))
    assert rising(history, day(7), RULES, 3) == (5, 3)
    assert rising(history_of(pains([*QUIET, 4])), day(7), RULES, 3) is None


def test_the_beginning_of_a_recurrence_is_no_flare_of_what_was_quiet() -> None:
    quiet = pains([0] * 7 + [3, 3, 3])
    earlier = Episode(began=day(-90), ended=day(-40), recovered_on=day(-10))
    again = (earlier, Episode(began=day(7), recurrence=True))
    assert not seen(quiet, day(9), start_pain=0, episodes=again).active
    later = pains([0] * 7 + [3] * 8 + [6, 6])
    assert seen(later, day(16), start_pain=0, episodes=again).active
