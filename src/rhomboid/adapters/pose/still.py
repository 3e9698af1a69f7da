"""One picture seen through the pose model."""

from __future__ import annotations

from pathlib import Path

from rhomboid.adapters.pose.given import exact
from rhomboid.adapters.pose.landmarker import found, image_of, opened, quiet
from rhomboid.adapters.pose.pictures import read_image
from rhomboid.core.movement.coach.person import place
from rhomboid.core.movement.sight.frame import Seen

_MOST_PEOPLE = 2


def person_in(image: Path, model: Path) -> tuple[Seen | None, int, float]:
    """The largest person in an image, how many there are, and width by height of the picture.

    Raises:
        PoseInputError: if it is no picture, or the pose model cannot run.
    """
    picture = read_image(image)
    landmarker = opened(model, people=_MOST_PEOPLE, video=False)
    with quiet():
        try:
            everybody = found(landmarker.detect(image_of(picture.pixels)))
        finally:
            landmarker.close()
    people = [exact(points, picture.aspect) for points in everybody]
    largest = max(people, key=lambda seen: place(seen).size, default=None)
    return largest, len(people), picture.aspect
