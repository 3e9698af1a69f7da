"""A pose of the whole body in clinical joint angles.

Angles are in degrees. Every bound is a limit of the body model, wide enough for a supple
person; none of them is a norm. Zero everywhere is upright stance with hanging arms and the
thumbs forward.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from rhomboid.core.base.errors import RhomboidError

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

Turn = Annotated[float, Meta(ge=-180, le=180)]
Bend = Annotated[float, Meta(ge=-60, le=60)]
Share = Annotated[float, Meta(ge=0, le=1)]


class PoseError(RhomboidError):
    """A pose cannot be read; `name` and `problem` say which and why."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        self.problem = problem
        super().__init__(f"pose {name}: {problem}")


class Axial(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Pelvis, spine and head. Flexion is forward, lateral flexion and rotation to the left."""

    pelvis_tilt_deg: Turn = 0.0
    pelvis_list_deg: Turn = 0.0
    pelvis_rotation_deg: Turn = 0.0
    lumbar_flexion_deg: Bend = 0.0
    lumbar_lateral_flexion_deg: Bend = 0.0
    lumbar_rotation_deg: Bend = 0.0
    thoracic_flexion_deg: Bend = 0.0
    thoracic_lateral_flexion_deg: Bend = 0.0
    thoracic_rotation_deg: Bend = 0.0
    neck_flexion_deg: Bend = 0.0
    neck_lateral_flexion_deg: Bend = 0.0
    neck_rotation_deg: Annotated[float, Meta(ge=-85, le=85)] = 0.0
    head_nod_deg: Annotated[float, Meta(ge=-40, le=40)] = 0.0


class Limbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Arm and leg of one side.

    Shoulder and hip elevation is the root of the sum of the squares of flexion and abduction;
    their ratio gives its plane. `shoulder_horizontal_abduction_deg` then turns the raised arm
    backwards about the upright axis of the chest.
    """

    scapula_elevation_deg: Annotated[float, Meta(ge=-10, le=30)] = 0.0
    scapula_retraction_deg: Annotated[float, Meta(ge=-30, le=30)] = 0.0
    shoulder_flexion_deg: Annotated[float, Meta(ge=-60, le=185)] = 0.0
    shoulder_abduction_deg: Annotated[float, Meta(ge=-50, le=185)] = 0.0
    shoulder_horizontal_abduction_deg: Annotated[float, Meta(ge=-60, le=110)] = 0.0
    shoulder_external_rotation_deg: Annotated[float, Meta(ge=-100, le=110)] = 0.0
    elbow_flexion_deg: Annotated[float, Meta(ge=0, le=155)] = 0.0
    forearm_pronation_deg: Annotated[float, Meta(ge=-95, le=95)] = 0.0
    wrist_flexion_deg: Annotated[float, Meta(ge=-90, le=90)] = 0.0
    wrist_radial_deviation_deg: Annotated[float, Meta(ge=-35, le=35)] = 0.0
    grip_share: Share = 0.2
    hip_flexion_deg: Annotated[float, Meta(ge=-40, le=150)] = 0.0
    hip_abduction_deg: Annotated[float, Meta(ge=-30, le=60)] = 0.0
    hip_external_rotation_deg: Annotated[float, Meta(ge=-45, le=60)] = 0.0
    knee_flexion_deg: Annotated[float, Meta(ge=0, le=160)] = 0.0
    ankle_dorsiflexion_deg: Annotated[float, Meta(ge=-75, le=40)] = 0.0


Part = TypeVar("Part", Axial, Limbs)


class Pose(msgspec.Struct, frozen=True, kw_only=True):
    """A whole body."""

    axial: Axial = Axial()
    left: Limbs = Limbs()
    right: Limbs = Limbs()

    def limbs(self, side: Side) -> Limbs:
        """Arm and leg of one side."""
        return self.left if side == "left" else self.right


AXIAL_ANGLES = Axial.__struct_fields__
LIMB_ANGLES = Limbs.__struct_fields__


def read_pose(name: str, raw: dict[str, Any], onto: Pose | None = None) -> Pose:
    """Read a pose from plain data; what is not named stays as it is in `onto`.

    A key without a side holds for both sides; the tables `left` and `right` come after.

    Raises:
        PoseError: for a name that is no angle, or an angle beyond its bounds.
    """
    base = onto or Pose()
    shared = {key: value for key, value in raw.items() if key not in SIDES}
    unknown = set(shared) - {*AXIAL_ANGLES, *LIMB_ANGLES}
    if unknown:
        raise PoseError(name, f"no joint angle is called {', '.join(sorted(unknown))}")
    both = {key: value for key, value in shared.items() if key in LIMB_ANGLES}
    axial = {key: value for key, value in shared.items() if key in AXIAL_ANGLES}
    return Pose(
        axial=_overlay(name, base.axial, axial),
        left=_overlay(name, base.left, {**both, **raw.get("left", {})}),
        right=_overlay(name, base.right, {**both, **raw.get("right", {})}),
    )


def _overlay(name: str, base: Part, values: dict[str, Any]) -> Part:
    try:
        return msgspec.convert({**msgspec.structs.asdict(base), **values}, type(base))
    except msgspec.ValidationError as error:
        raise PoseError(name, str(error)) from error


def blend(a: Pose, b: Pose, share: float) -> Pose:
    """The pose `share` (0 to 1) of the way from `a` to `b`, angle by angle."""
    return Pose(
        axial=_blend(a.axial, b.axial, share),
        left=_blend(a.left, b.left, share),
        right=_blend(a.right, b.right, share),
    )


def _blend(a: Part, b: Part, share: float) -> Part:
    values = {
        key: getattr(a, key) * (1 - share) + getattr(b, key) * share for key in a.__struct_fields__
    }
    return type(a)(**values)


#: Angles that change their sign when left and right change places.
_MIRRORED = tuple(key for key in AXIAL_ANGLES if "lateral" in key or "rot" in key or "list" in key)


def mirrored(pose: Pose) -> Pose:
    """The same pose with left and right in each other's place."""
    flipped = {key: -getattr(pose.axial, key) for key in _MIRRORED}
    return Pose(
        axial=msgspec.structs.replace(pose.axial, **flipped), left=pose.right, right=pose.left
    )
