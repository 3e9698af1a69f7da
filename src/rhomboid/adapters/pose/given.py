"""Landmarks as somebody recorded them: in shares of a picture, pixels or metres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
import numpy as np

from rhomboid.adapters.pose.aspect import likeliest_aspect
from rhomboid.app.coaching import Note, Unit
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.frame import Frame, Seen, from_normalised
from rhomboid.core.movement.sight.landmark import Landmark

#: Landmarks further from the picture than this are no shares of it.
_FAR: Final = 8.0
#: Hips stay so near to the origin in metres from the hips.
_AT_ORIGIN_M: Final = 0.02
#: A picture of somebody given in metres: its height and where the hips are put.
_METRES_HIGH: Final = 2.6
_HIPS_AT: Final = 0.55
#: Heights of pictures that cameras make.
_HEIGHTS: Final = (240, 360, 480, 600, 720, 768, 960, 1080, 1280, 1440, 1920, 2160, 3840)
_DEFAULT_ASPECT: Final = 16 / 9


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One recorded frame.

    Attributes:
        t_s: seconds.
        people: shape (33, 4) each, x, y, z and visibility as recorded.
        width, height: of the picture in pixels, where told.
        aspect: width by height, where told.
        light: mean brightness, where told.
    """

    t_s: float
    people: tuple[Array, ...]
    width: float | None = None
    height: float | None = None
    aspect: float | None = None
    light: float | None = None

    @property
    def shape(self) -> float | None:
        """Width by height, from whichever is told."""
        if self.aspect is not None:
            return self.aspect
        if self.width and self.height:
            return self.width / self.height
        return None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How recorded landmarks become those of a picture.

    Attributes:
        unit: what they were recorded in.
        aspect: of the picture, where a frame does not tell.
        fixed: the aspect was named by the person and counts before what a frame tells.
        height: of the picture in pixels, for landmarks in pixels.
    """

    unit: Unit
    aspect: float
    fixed: bool = False
    height: float = 1.0

    def frame(self, given: Given) -> Frame:
        """A frame in heights of the picture, from numbers of 32 bits, as the model gives them.

        Rounded so, a frame that is saved and read again is the same to the last bit.
        """
        shape = None if self.fixed else given.shape
        aspect = self.aspect if shape is None else shape
        people = tuple(self._seen(points, given, aspect) for points in given.people)
        return Frame(t_s=given.t_s, people=people, aspect=aspect, light=given.light)

    def _seen(self, recorded: Array, given: Given, aspect: float) -> Seen:
        points = recorded.copy()
        if self.unit == "pixels":
            height = given.height or self.height
            points[:, :3] /= np.array([height * aspect, height, height * aspect])
        elif self.unit == "metres":
            points[:, :3] /= np.array([_METRES_HIGH * aspect, _METRES_HIGH, _METRES_HIGH * aspect])
            points[:, :2] += np.array([0.5, _HIPS_AT])
        return exact(points, aspect)


def exact(normalised: Array, aspect: float) -> Seen:
    """A person from landmarks in shares of the picture, shape (33, 4), rounded to 32 bits."""
    rounded = normalised.astype(np.float32).astype(np.float64)
    return from_normalised(rounded, aspect)


def understood(probe: Sequence[Given], aspect: float | None) -> tuple[Reading, tuple[Note, ...]]:
    """How to read a recording, from its first frames, and what had to be assumed.

    Args:
        probe: the first frames.
        aspect: what the person named, if anything.
    """
    people = [points for given in probe for points in given.people[:1]]
    unit = _unit(people)
    told = next((given.shape for given in probe if given.shape is not None), None)
    fixed = aspect is not None
    if unit == "metres":
        return Reading(unit=unit, aspect=aspect or told or _DEFAULT_ASPECT, fixed=fixed), ()
    if unit == "pixels":
        return _in_pixels(probe, people, aspect or told, fixed=fixed)
    known = aspect or told
    if known is not None:
        return Reading(unit=unit, aspect=known, fixed=fixed), ()
    assumed, name = likeliest_aspect(np.array(people)) if people else (_DEFAULT_ASPECT, "16:9")
    return Reading(unit=unit, aspect=assumed), (Note("aspect_assumed", {"aspect": name}),)


def _unit(people: Sequence[Array]) -> Unit:
    if not people:
        return "picture"
    every = np.array(people)
    hips = (every[:, Landmark.LEFT_HIP, :2] + every[:, Landmark.RIGHT_HIP, :2]) / 2
    if np.abs(hips).max() < _AT_ORIGIN_M and every[:, :, 1].min() < -_AT_ORIGIN_M:
        return "metres"
    shown = every[:, :, :2][every[:, :, 3] >= np.median(every[:, :, 3])]
    return "pixels" if np.median(np.abs(shown)) > _FAR else "picture"


def _in_pixels(
    probe: Sequence[Given], people: Iterable[Array], aspect: float | None, *, fixed: bool
) -> tuple[Reading, tuple[Note, ...]]:
    told = next((given.height for given in probe if given.height), None)
    if told is not None:
        return Reading(unit="pixels", aspect=aspect or 1.0, fixed=fixed, height=told), ()
    every = np.array(list(people))
    shown = every[every[:, :, 3] >= np.median(every[:, :, 3])]
    right, low = np.percentile(shown[:, :2], 99, axis=0)
    shape = aspect or (_DEFAULT_ASPECT if right > low else 1 / _DEFAULT_ASPECT)
    wanted = max(float(low), float(right) / shape)
    height = next((h for h in _HEIGHTS if h >= wanted), wanted)
    size = {"width": round(height * shape), "height": round(height)}
    reading = Reading(unit="pixels", aspect=shape, fixed=fixed, height=float(height))
    return reading, (Note("height_assumed", size),)
