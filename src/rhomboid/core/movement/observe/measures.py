"""What a camera can measure of a movement, in clinical terms, each with where it can be read.

Errors are those of the pose model against motion capture and Kinect, 5 to 10 degrees in the plane
of the picture (XL-92); they grow as a limb leaves that plane.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import msgspec

from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.observe import readers
from rhomboid.core.movement.observe.readers import Sight, plane_error
from rhomboid.core.movement.observe.segments import landmarks_of

Facing = Literal["front", "back", "left", "right"]
#: What a movement is seen in: across the body, or along it.
View = Literal["front", "side"]
Unit = Literal["deg", "percent"]
Paired = Callable[[Sight, Side], Array]
Single = Callable[[Sight], Array]


def view_of(facing: Facing) -> View:
    """The view of a person who is seen from there."""
    return "front" if facing in {"front", "back"} else "side"


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity that a camera reads.

    Attributes:
        single, paired: reads its value, of the whole body or of one side.
        views: from where it can be read; `any` is everywhere.
        segments: what must be seen; `{side}` stands for the side.
        error_deg: in the plane of the picture, 95 % of readings; in the unit of the measure.
        plane: the segment that must lie in the plane of the picture, if one must.
        more_error: what this frame adds to the error; by default what leaving the plane adds.
        by_trunk: the trunk is only what a limb is measured against, so that hips below the
            picture, which the pose model guesses well, need not be seen.
        faces: whether a trunk that turns away from the front spoils it.
        relative: counts from the person's own rest, not from the model's zero.
    """

    id: str
    single: Single | None = None
    paired: Paired | None = None
    views: tuple[View | Literal["any"], ...] = ("any",)
    segments: tuple[str, ...]
    unit: Unit = "deg"
    error_deg: float = 8.0
    plane: str | None = None
    more_error: Paired | None = None
    by_trunk: bool = False
    faces: bool = False
    relative: bool = False

    def value(self, sight: Sight, side: Side) -> Array:
        """Its value; `side` counts only where left and right have their own."""
        if self.paired is not None:
            return self.paired(sight, side)
        if self.single is None:
            raise TypeError(f"the measure {self.id} has no reader")
        return self.single(sight)

    def error(self, sight: Sight, side: Side) -> float:
        """The error of one reading, in the unit of the measure."""
        if self.more_error is not None:
            return self.error_deg + float(self.more_error(sight, side))
        if self.plane is not None:
            return self.error_deg + float(plane_error(sight, self.plane.format(side=side)))
        return self.error_deg

    def landmarks(self, side: Side) -> tuple[int, ...]:
        """Landmarks that must be seen."""
        seen = (name for name in self.segments if not (self.by_trunk and name == "trunk"))
        return landmarks_of(*(name.format(side=side) for name in seen))

    def readable_from(self, facing: Facing) -> bool:
        """Whether it can be read from there."""
        return "any" in self.views or view_of(facing) in self.views


_UPPER, _FORE = "upper_arm_{side}", "forearm_{side}"
_ALL: Final = (
    Measure(
        id="shoulder_elevation",
        paired=readers.shoulder_elevation,
        segments=("trunk", _UPPER),
        plane=_UPPER,
        more_error=readers.shoulder_elevation_error,
        by_trunk=True,
        faces=True,
    ),
    Measure(
        id="elbow_flexion",
        paired=readers.elbow_flexion,
        segments=(_UPPER, _FORE),
        plane=_FORE,
        error_deg=10.0,
    ),
    Measure(
        id="elbow_bend",
        paired=readers.elbow_bend,
        segments=(_UPPER, _FORE),
        error_deg=10.0,
    ),
    Measure(
        id="knee_flexion",
        paired=readers.knee_flexion,
        segments=("thigh_{side}", "shank_{side}"),
        plane="thigh_{side}",
    ),
    Measure(
        id="hip_flexion",
        paired=readers.hip_flexion,
        segments=("trunk", "thigh_{side}"),
        plane="thigh_{side}",
    ),
    Measure(
        id="shoulder_horizontal_abduction",
        paired=readers.horizontal_abduction,
        segments=(_UPPER,),
        error_deg=10.0,
    ),
    Measure(
        id="shoulder_off_level",
        paired=readers.shoulder_off_level,
        segments=("trunk", _UPPER),
        plane=_UPPER,
        more_error=readers.shoulder_elevation_error,
        by_trunk=True,
        faces=True,
    ),
    Measure(
        id="hand_out",
        paired=readers.hand_out,
        segments=("arm_{side}",),
        views=("front",),
        unit="percent",
        error_deg=10.0,
    ),
    Measure(
        id="hand_lift",
        paired=readers.hand_lift,
        segments=("arm_{side}",),
        unit="percent",
        error_deg=10.0,
    ),
    Measure(
        id="trunk_inclination",
        single=readers.trunk_inclination,
        segments=("trunk",),
        views=("side",),
    ),
    Measure(
        id="trunk_extension",
        single=readers.trunk_extension,
        segments=("trunk",),
        views=("side",),
        relative=True,
    ),
    Measure(
        id="trunk_lateral_flexion",
        single=readers.trunk_lateral_flexion,
        segments=("trunk",),
        views=("front",),
    ),
    Measure(id="trunk_sway", single=readers.trunk_sway, segments=("trunk",), relative=True),
    Measure(
        id="trunk_rotation",
        single=readers.trunk_rotation,
        segments=("shoulder_line", "gaze"),
        views=("front",),
        error_deg=25.0,
    ),
    Measure(
        id="head_lateral_flexion",
        single=readers.head_lateral_flexion,
        segments=("ear_line", "shoulder_line"),
        views=("front",),
    ),
    Measure(
        id="head_rotation",
        single=readers.head_rotation,
        segments=("face",),
        views=("front",),
        error_deg=12.0,
    ),
    Measure(id="head_pitch", single=readers.head_pitch, segments=("face",), relative=True),
    Measure(
        id="head_extension",
        single=readers.head_extension,
        segments=("face", "trunk"),
        views=("side",),
        relative=True,
    ),
    Measure(
        id="head_shift",
        single=readers.head_shift,
        segments=("neck", "trunk"),
        views=("side",),
        relative=True,
    ),
    Measure(
        id="head_trunk",
        single=readers.head_trunk,
        segments=("neck", "trunk"),
        views=("side",),
        relative=True,
    ),
    Measure(
        id="head_height",
        single=readers.head_height,
        segments=("neck",),
        views=("side",),
        unit="percent",
    ),
    Measure(
        id="ear_shoulder",
        paired=readers.ear_shoulder,
        segments=("neck_{side}", "trunk"),
        unit="percent",
        by_trunk=True,
        relative=True,
        error_deg=14.0,
    ),
    Measure(
        id="body_line",
        paired=readers.line,
        segments=("leg_{side}", "trunk"),
        views=("side",),
        relative=True,
    ),
    Measure(
        id="foot_lift",
        paired=readers.foot_lift,
        segments=("ankle_line",),
        unit="percent",
    ),
    Measure(
        id="knees_apart",
        single=readers.knees_apart,
        segments=("knee_line", "ankle_line"),
        views=("front",),
        unit="percent",
        error_deg=15.0,
    ),
    Measure(
        id="hips_ahead",
        single=readers.hips_ahead,
        segments=("leg_left", "leg_right"),
        views=("side",),
        unit="percent",
    ),
    Measure(
        id="standing_height",
        single=readers.stand,
        segments=("leg_left", "leg_right"),
        unit="percent",
    ),
)
MEASURES: Final[dict[str, Measure]] = {measure.id: measure for measure in _ALL}
