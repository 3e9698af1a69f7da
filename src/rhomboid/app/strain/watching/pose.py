"""A seen posture as a pose that can be drawn: as it looks in the picture.

What is hidden is drawn like the other side, and legs that are not seen at rest. The curve of the
back is not seen either: a trunk that leans forward is drawn bent evenly (XL-92).
"""

from __future__ import annotations

import math
from typing import Final, Literal

import msgspec

from rhomboid.app.strain.watching.angles import Seeing
from rhomboid.core.movement.body.pose import SIDES, Axial, Limbs, Pose, Side
from rhomboid.core.movement.observe.segments import landmarks_of

#: A thigh this far from hanging with a shank this near to it is that of somebody who sits.
_THIGH_DEG, _SHANK_DEG = 50.0, 40.0
#: How a forward lean is spread: pelvis, lumbar and thoracic part of it.
_SPREAD: Final = (0.5, 0.54, 0.27)
#: From ear to nose the model's face points down by 7 degrees with the head upright.
_FACE_DEG: Final = -7.0
#: The chest where the arms hang leans by so much of it.
_CHEST: Final = 1.25


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """How a posture is drawn.

    Attributes:
        pose: the body.
        of: the side of the person that is seen.
        sits: whether on a chair.
    """

    pose: Pose
    of: Literal["front", "back", "left", "right"]
    sits: bool


def drawn(at: Seeing, place: int, *, sits: bool | None = None) -> Drawn:
    """One frame.

    Args:
        at: what was seen.
        place: of the frame.
        sits: whether the person sits, where that is told.
    """
    frame = _Frame(at, place)
    return frame.from_the_front(bool(sits)) if at.who.front[place] else frame.from_the_side(sits)


def _kept(value: float, least: float, most: float) -> float:
    return min(max(float(value), least), most)


class _Frame:
    """Directions of one frame, forward positive, 0 hanging down."""

    def __init__(self, at: Seeing, place: int) -> None:
        self.at, self.place = at, place
        self.toward = float(at.who.toward[place])
        #: Of somebody who is upside down in the picture nothing better can be drawn.
        self.trunk = _kept(at.leaning[place], -100, 100)

    def shown(self, name: str) -> bool:
        return bool(self.at.who.shown[self.place, landmarks_of(name)].all())

    def angle(self, name: str) -> float:
        return float(self.at.lines.angle(name)[self.place])

    def hanging(self, name: str) -> float:
        """A limb's direction from hanging, forward positive, -90 up to 270."""
        return float((180.0 - self.angle(name) * self.toward + 90.0) % 360.0 - 90.0)

    def own(self, part: str, side: Side) -> str | None:
        """The limb of this side, else of the other, `None` if neither is shown."""
        other: Side = "right" if side == "left" else "left"
        for one in (side, other):
            if self.shown(f"{part}_{one}"):
                return f"{part}_{one}"
        return None

    def from_the_side(self, sits: bool | None) -> Drawn:
        share = _SPREAD if self.trunk > 0 else (1.0, 0.0, 0.0)
        tilt, lumbar, thoracic = (part * self.trunk for part in share)
        chest = self.trunk * (_CHEST if self.trunk > 0 else 1.0)
        neck = self._head() - (tilt + lumbar + thoracic)
        limbs = {side: self._limbs(side, tilt, chest, sits) for side in SIDES}
        near: Side = "right" if self.toward > 0 else "left"
        thigh, shank = self.own("thigh", near), self.own("shank", near)
        if sits is None:
            sits = (
                thigh is not None
                and shank is not None
                and self.hanging(thigh) > _THIGH_DEG
                and abs(self.hanging(shank)) < _SHANK_DEG
            )
        axial = Axial(
            pelvis_tilt_deg=tilt,
            lumbar_flexion_deg=_kept(lumbar, -60, 60),
            thoracic_flexion_deg=_kept(thoracic, -60, 60),
            neck_flexion_deg=_kept(neck, -60, 60),
        )
        return Drawn(pose=Pose(axial=axial, **limbs), of=near, sits=sits)

    def _head(self) -> float:
        """The head's direction in the world, 0 upright; the trunk's where it is not shown."""
        if not (self.shown("neck") and self.shown("face")):
            return self.trunk
        face = self.at.lines.vector("face")[self.place]
        return math.degrees(math.atan2(float(face[1]), float(face[0]) * self.toward)) + _FACE_DEG

    def _limbs(self, side: Side, tilt: float, chest: float, sits: bool | None) -> Limbs:
        upper, fore = self.own("upper_arm", side), self.own("forearm", side)
        thigh, shank = self.own("thigh", side), self.own("shank", side)
        arm = self.hanging(upper) if upper else 0.0
        elbow = self.hanging(fore) - self.hanging(upper) if upper and fore else 20.0
        leg = self.hanging(thigh) if thigh else (90.0 if sits else 0.0)
        knee = leg - self.hanging(shank) if shank else (90.0 if sits else 0.0)
        return Limbs(
            shoulder_flexion_deg=_kept(arm + chest, -60, 185),
            elbow_flexion_deg=_kept(elbow, 0, 150),
            hip_flexion_deg=_kept(leg + tilt, -40, 150),
            knee_flexion_deg=_kept(knee, 0, 160),
        )

    def from_the_front(self, sits: bool) -> Drawn:
        lean = _kept(self.angle("trunk") * self.toward, -60, 60)
        limbs = {side: self._limbs_across(side, sits) for side in SIDES}
        axial = Axial(lumbar_lateral_flexion_deg=lean / 2, thoracic_lateral_flexion_deg=lean / 2)
        of: Literal["front", "back"] = "front" if self.toward > 0 else "back"
        return Drawn(pose=Pose(axial=axial, **limbs), of=of, sits=sits)

    def _limbs_across(self, side: Side, sits: bool) -> Limbs:
        """Limbs in the plane of the picture; the forearm may bend out or in."""
        out = (1.0 if side == "left" else -1.0) * self.toward
        upper, fore = self.own("upper_arm", side), self.own("forearm", side)

        def raised(name: str) -> float:
            own = out if name.endswith(side) else -out
            off = (self.angle(name) - self.angle("trunk") - 180.0) * -own
            return float((off + 90.0) % 360.0 - 90.0)

        arm = raised(upper) if upper else 0.0
        bend = raised(fore) - arm if upper and fore else 0.0
        return Limbs(
            shoulder_abduction_deg=_kept(arm, -50, 185),
            shoulder_external_rotation_deg=90.0 if bend > 0 else -90.0,
            elbow_flexion_deg=_kept(abs(bend), 0, 150),
            hip_flexion_deg=90.0 if sits else 0.0,
            knee_flexion_deg=90.0 if sits else 0.0,
        )
