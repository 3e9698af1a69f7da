from __future__ import annotations

import pytest

from rhomboid.core.movement.coach.hold import Holding, finished, held

RANGE, LEAST = 100.0, 15.0


def hold(values: list[tuple[float, float]]) -> Holding:
    """Values as (seconds, signal) stretches at 30 frames a second, each kept still."""
    holding = Holding()
    now = 0.0
    for seconds, value in values:
        for _ in range(round(seconds * 30)):
            holding = held(holding, (now, value), RANGE, LEAST)
            now += 1 / 30
    return holding


def seconds(holding: Holding) -> list[float]:
    return [end - begin for begin, end in finished(holding)]


def test_a_position_kept_for_five_seconds_is_a_hold_of_five_seconds() -> None:
    assert seconds(hold([(2, 0), (5, 90), (2, 0)])) == pytest.approx([5], abs=0.15)


def test_the_hold_that_lasts_still_is_shown() -> None:
    assert hold([(1, 0), (3, 90)]).seconds() == pytest.approx(3, abs=0.15)


def test_resting_is_no_hold() -> None:
    assert seconds(hold([(20, 3)])) == []


def test_a_short_slip_out_of_the_position_does_not_end_the_hold() -> None:
    assert seconds(hold([(1, 0), (4, 90), (0.4, 60), (4, 90), (1, 0)])) == pytest.approx(
        [8.4], abs=0.2
    )


def test_leaving_the_position_for_a_second_makes_two_holds() -> None:
    assert len(seconds(hold([(1, 0), (4, 90), (1.5, 10), (4, 90), (1, 0)]))) == 2


def test_a_slow_drift_stays_one_hold() -> None:
    drift = [(0.1, 90 - index * 0.2) for index in range(150)]
    assert seconds(hold([(1, 0), *drift, (1, 0)])) == pytest.approx([15], abs=0.3)


def test_passing_through_is_no_hold() -> None:
    sweep = [(1 / 30, abs(90 - index * 6)) for index in range(31)]
    assert seconds(hold([(1, 0), *sweep, *sweep, (1, 0)])) == []


def test_a_hold_goes_on_over_a_second_that_could_not_be_seen() -> None:
    holding = hold([(1, 0), (3, 90)])
    since = holding.since_s
    after = held(holding, (5.2, 90.0), RANGE, LEAST)
    assert after.since_s == since
    assert after.seconds() == pytest.approx(4.2, abs=0.15)


def test_a_longer_gap_ends_the_hold_where_it_was_last_seen() -> None:
    holding = hold([(1, 0), (3, 90)])
    after = held(holding, (9.0, 90.0), RANGE, LEAST)
    assert seconds(after)[0] == pytest.approx(3, abs=0.15)
