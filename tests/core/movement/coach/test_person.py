from __future__ import annotations

import numpy as np

from rhomboid.core.movement.coach.person import chosen, place
from rhomboid.core.movement.sight.frame import Seen
from rhomboid.core.movement.sight.landmark import Landmark


def someone(x: float, size: float = 0.3) -> Seen:
    """A person upright at `x` with a trunk of `size`."""
    points = np.zeros((33, 3))
    points[:, 0] = x
    points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER], 1] = 0.4
    points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 1] = 0.4 + size
    return Seen(points, np.ones(33))


def test_the_largest_person_is_taken_first() -> None:
    near, far = someone(0.5, 0.3), someone(1.2, 0.1)
    assert chosen((far, near), None, 0.0) is near


def test_the_one_who_was_coached_is_followed_when_another_comes_nearer_to_the_camera() -> None:
    me, other = someone(0.5, 0.2), someone(1.2, 0.4)
    assert chosen((other, me), place(someone(0.48, 0.2)), 1 / 30) is me


def test_another_person_alone_is_not_taken_for_the_one_who_left() -> None:
    assert chosen((someone(1.6, 0.2),), place(someone(0.3, 0.2)), 0.1) is None


def test_nobody_is_nobody() -> None:
    assert chosen((), place(someone(0.3)), 0.1) is None
