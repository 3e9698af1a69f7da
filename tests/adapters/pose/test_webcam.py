"""A webcam's pictures; the camera is played, so that nothing need be installed or plugged in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from rhomboid.adapters.pose import pictures
from rhomboid.adapters.pose.errors import PoseInputError
from rhomboid.adapters.pose.pictures import WebcamPictures

PICTURE = np.full((480, 640, 3), (255, 0, 0), dtype=np.uint8)  # blue first, as OpenCV has it


class Camera:
    """Gives the pictures it holds, `None` where it stutters, and is unplugged after them."""

    def __init__(self, given: list[object] | None) -> None:
        self._given = given
        self.is_released = False

    def isOpened(self) -> bool:  # noqa: N802 - the name that OpenCV has
        return self._given is not None

    def read(self) -> tuple[bool, object]:
        picture = self._given.pop(0) if self._given else None
        return picture is not None, picture

    def release(self) -> None:
        self.is_released = True


Plug = Callable[[list[object] | None], Camera]


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Plug:
    monkeypatch.setattr(pictures, "_PAUSE_S", 0.0)

    def plugged(given: list[object] | None) -> Camera:
        camera = Camera(given)
        monkeypatch.setitem(sys.modules, "cv2", SimpleNamespace(VideoCapture=lambda _: camera))
        return camera

    return plugged


def test_pictures_come_red_first_with_times_that_grow(plug: Plug) -> None:
    camera = plug([PICTURE] * 5)
    webcam = WebcamPictures(0)
    seen = list(webcam)
    webcam.close()
    assert len(seen) == 5
    assert all(tuple(one.pixels[0, 0]) == (0, 0, 255) for one in seen)
    assert all(a.t_s < b.t_s for a, b in pairwise(seen))
    assert seen[0].aspect == pytest.approx(4 / 3)
    assert camera.is_released


def test_a_camera_that_stutters_goes_on(plug: Plug) -> None:
    plug([PICTURE, *[None] * 10, PICTURE])
    assert len(list(WebcamPictures(0))) == 2


def test_a_camera_that_is_unplugged_ends_the_set_and_loses_nothing_of_it(plug: Plug) -> None:
    plug([PICTURE] * 3)
    assert len(list(WebcamPictures(0))) == 3


def test_a_camera_that_is_not_there_is_said(plug: Plug) -> None:
    plug(None)
    with pytest.raises(PoseInputError, match="got 3; close other programs"):
        WebcamPictures(3)
