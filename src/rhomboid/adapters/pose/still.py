"""One picture seen through the pose model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rhomboid.adapters.pose.given import exact
from rhomboid.adapters.pose.landmarker import found, image_of, opened, quiet
from rhomboid.adapters.pose.pictures import read_image
from rhomboid.core.movement.coach.person import chosen, place
from rhomboid.core.movement.sight.frame import Seen
from rhomboid.core.movement.sight.model import PARTNER

_MOST_PEOPLE = 2


def person_in(image: Path, model: Path) -> tuple[tuple[Seen, ...], int, float]:
    """The largest person in an image, how many there are, and width by height of the picture.

    The person is read twice, from the picture and from its mirror image, for the pose model does
    not see the same in both; the second is missing where nobody is found there in that place.

    Raises:
        PoseInputError: if it is no picture, or the pose model cannot run.
    """
    picture = read_image(image)
    aspect = picture.aspect
    landmarker = opened(model, people=_MOST_PEOPLE, video=False)
    with quiet():
        try:
            everybody, mirrored = (
                [exact(points, aspect) for points in found(landmarker.detect(image_of(pixels)))]
                for pixels in (picture.pixels, picture.pixels[:, ::-1])
            )
        finally:
            landmarker.close()
    if not everybody:
        return (), 0, aspect
    largest = max(everybody, key=lambda seen: place(seen).size)
    again = chosen(tuple(mirror_image(seen, aspect) for seen in mirrored), place(largest), 0.0)
    both = (largest,) if again is None else (largest, again)
    return both, len(everybody), aspect


def mirror_image(seen: Seen, aspect: float) -> Seen:
    """A person in a picture as the mirror image of that picture shows them."""
    points = seen.points[PARTNER] * np.array([-1.0, 1.0, 1.0]) + np.array([aspect, 0.0, 0.0])
    return Seen(points, seen.visibility[PARTNER])
