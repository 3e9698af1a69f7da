"""The middle of a signal that goes both ways."""

from __future__ import annotations

import numpy as np

from rhomboid.core.movement.coach.middle import MIDDLE_S, Middle, averaged


def after(values: list[float], step_s: float = 0.1, least: float = 10.0) -> Middle:
    middle = Middle()
    for index, value in enumerate(values):
        middle = averaged(middle, index * step_s, value, least)
    return middle


def test_it_is_the_mean_of_the_first_second() -> None:
    noise = np.random.default_rng(3).normal(14.0, 3.0, 60)
    middle = after(noise.tolist())
    assert middle.settled
    assert middle.count == round(MIDDLE_S / 0.1)
    assert abs(middle.value - 14.0) < 3.0


def test_what_comes_later_does_not_move_it() -> None:
    assert after([5.0] * 20 + [60.0] * 50) == after([5.0] * 20)


def test_a_turn_that_begins_early_ends_it() -> None:
    middle = after([2.0, 2.0, 4.0, 30.0, 60.0])
    assert middle.settled
    assert middle.value < 4.0


def test_a_camera_that_stands_askew_does_not_make_one_side_half() -> None:
    askew = after([-13.0] * 20 + [32.0, -58.0])
    assert abs(32.0 - askew.value) == abs(-58.0 - askew.value)
