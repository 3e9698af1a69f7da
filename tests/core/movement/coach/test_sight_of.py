"""What a picture shows of a person, and why not more."""

from __future__ import annotations

import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.sight_of import why_unseen
from rhomboid.core.movement.sight.frame import Seen
from rhomboid.core.movement.sight.landmark import of

ELBOWS = np.array([of("elbow", "left"), of("elbow", "right")])


def person(elbows_y: float, elbows_visibility: float) -> Seen:
    points: Array = np.full((33, 3), 0.5)
    visibility = np.ones(33)
    points[ELBOWS, 1] = elbows_y
    visibility[ELBOWS] = elbows_visibility
    return Seen(points, visibility)


def why(elbows_y: float, elbows_visibility: float, size: float = 0.3) -> str | None:
    return why_unseen(person(elbows_y, elbows_visibility), ELBOWS, size, 0.5, 4 / 3)


def test_what_lies_in_the_picture_is_seen() -> None:
    assert why(0.6, 0.9) is None


def test_what_the_model_places_below_the_picture_is_not_seen_however_sure_it_is() -> None:
    assert why(1.2, 0.76) == "out_of_frame"
    assert why(1.2, 0.99) == "out_of_frame"
    assert why(1.2, 0.99, size=0.6) == "too_near"


def test_a_hair_outside_the_border_is_still_in_it() -> None:
    assert why(1.01, 0.9) is None


def test_what_is_guessed_inside_the_picture_is_covered() -> None:
    assert why(0.6, 0.3) == "covered"
