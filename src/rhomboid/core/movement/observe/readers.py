"""Readers of measures: segments and scale in, one clinical quantity out.

They take one frame (numbers) or n frames (shape (n,)) alike. Angles in degrees; flexion and
forward are positive, as are left for lateral flexion and rotation.
"""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.observe.scale import Scale
from rhomboid.core.movement.observe.segments import Segments, turned_deg

#: Below this share of the longest length seen a segment has left the plane of the picture.
_IN_PLANE: Final = 0.84
#: Distance of ear and shoulder of the body model at rest, by the length of the trunk.
_EAR_SHOULDER: Final = 0.42
#: How well the shortening of a limb is known, as a share of its length.
_SHORTENING: Final = 0.08


class Sight(msgspec.Struct, frozen=True):
    """What a measure is read from.

    Attributes:
        toward: seen from the side 1 if the person faces right in the picture and -1 if left; seen
            from the front 1, from behind -1.
        across: whether the person is seen from the front or from behind.
    """

    segments: Segments
    scale: Scale
    toward: float | Array = 1.0
    across: bool | Mask = True


def flatness(sight: Sight, segment: str) -> Array:
    """Share of a segment's length that lies in the plane of the picture, 0 to 1."""
    ratio = sight.segments.length(segment) / (sight.scale.of(segment) * _IN_PLANE + 1e-9)
    return np.minimum(ratio, 1.0)


def _lifted(sight: Sight, segment: str) -> tuple[Array, Array, Array]:
    """A segment with its depth from its shortening, its sign from the model; length is 1."""
    vector = sight.segments.vector(segment)
    flat = flatness(sight, segment)
    length = sight.segments.length(segment) + 1e-9
    depth = np.sqrt(np.maximum(1.0 - flat * flat, 0.0)) * np.sign(vector[..., 2])
    return vector[..., 0] / length * flat, vector[..., 1] / length * flat, depth


def _between(a: tuple[Array, Array, Array], b: tuple[Array, Array, Array]) -> Array:
    dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return np.degrees(np.arccos(np.minimum(np.maximum(dot, -1.0), 1.0)))


def shoulder_elevation(sight: Sight, side: Side) -> Array:
    """Upper arm against the trunk: 0 hanging, 180 overhead, whatever the plane of elevation."""
    upper, trunk = f"upper_arm_{side}", sight.segments.angle("trunk")
    off = np.radians(sight.segments.angle(upper) - trunk)
    cosine = -np.cos(off) * flatness(sight, upper)
    return np.degrees(np.arccos(np.minimum(np.maximum(cosine, -1.0), 1.0)))


def shoulder_elevation_error(sight: Sight, side: Side) -> Array:
    """What leaving the plane adds to the error of the elevation, in degrees.

    The shortening is known to about 8 percent; how much that matters depends on the elevation. A
    trunk that turns away from the camera adds up to 25 degrees (seen beside Kinect: 20 to 33).
    """
    upper = f"upper_arm_{side}"
    off = np.radians(sight.segments.angle(upper) - sight.segments.angle("trunk"))
    flat = flatness(sight, upper)
    cosine = np.abs(np.cos(off))
    slope = cosine / np.sqrt(np.maximum(1 - (flat * cosine) ** 2, 0.04))
    depth = np.degrees(np.minimum(_SHORTENING, 1.0 - flat) * slope)
    return np.asarray(depth + np.where(sight.across, 25.0 * turned_away(sight), 0.0))


def turned_away(sight: Sight) -> Array:
    """How far a trunk that was seen from the front has turned, from its narrowing: 0 to 1.

    Raised arms narrow the shoulders too, to about 0.7 of their width.
    """
    wide = sight.segments.length("shoulder_line") / (sight.scale.of("shoulder_line") + 1e-9)
    return np.minimum(np.maximum((0.68 - wide) / 0.15, 0.0), 1.0)


def plane_error(sight: Sight, segment: str) -> Array:
    """What a segment adds to the error of an angle when it leaves the plane, in degrees."""
    return np.degrees(np.arccos(np.minimum(flatness(sight, segment), 1.0))) / 3


def elbow_flexion(sight: Sight, side: Side) -> Array:
    return _between(_lifted(sight, f"upper_arm_{side}"), _lifted(sight, f"forearm_{side}"))


def elbow_bend(sight: Sight, side: Side) -> Array:
    """What of the elbow's flexion shows for sure: in the picture, and with depths as well.

    Much less shaken than `elbow_flexion` by an arm that is nearly straight; a forearm that bends
    towards the camera is missed.
    """
    across = sight.segments.angle(f"forearm_{side}") - sight.segments.angle(f"upper_arm_{side}")
    return np.minimum(elbow_flexion(sight, side), np.abs(turned_deg(across)))


def knee_flexion(sight: Sight, side: Side) -> Array:
    return _between(_lifted(sight, f"thigh_{side}"), _lifted(sight, f"shank_{side}"))


def hip_flexion(sight: Sight, side: Side) -> Array:
    """Thigh against the trunk: 0 standing."""
    trunk = sight.segments.angle("trunk")
    cosine = -np.cos(np.radians(sight.segments.angle(f"thigh_{side}") - trunk))
    cosine = cosine * flatness(sight, f"thigh_{side}")
    return np.degrees(np.arccos(np.minimum(np.maximum(cosine, -1.0), 1.0)))


def shoulder_off_level(sight: Sight, side: Side) -> Array:
    """How far the upper arm is above or below a right angle with the trunk."""
    return np.abs(shoulder_elevation(sight, side) - 90.0)


def horizontal_abduction(sight: Sight, side: Side) -> Array:
    """Upper arm pointing forward 0, to the side 90, behind the body more; for a raised arm.

    Seen from the front by how far the elbow is out, from the side by how far it is ahead.
    """
    upper = f"upper_arm_{side}"
    across = np.where(sight.across, 1.0 if side == "left" else -1.0, -1.0) * sight.toward
    way = across * sight.segments.vector(upper)[..., 0] / (sight.scale.of(upper) * _IN_PLANE + 1e-9)
    angle = np.degrees(np.arcsin(np.minimum(np.maximum(way, -1.0), 1.0)))
    return np.asarray(angle + np.where(sight.across, 0.0, 90.0))


def hand_out(sight: Sight, side: Side) -> Array:
    """Seen from the front: how far the hand is out from its shoulder, percent of the arm."""
    s = sight.toward if side == "left" else -sight.toward
    arm = sight.scale.of(f"upper_arm_{side}") + sight.scale.of(f"forearm_{side}") + 1e-9
    return 100 * s * sight.segments.vector(f"arm_{side}")[..., 0] / arm


def hand_lift(sight: Sight, side: Side) -> Array:
    """Height of the hand against its shoulder, percent of the arm; above is positive."""
    arm = sight.scale.of(f"upper_arm_{side}") + sight.scale.of(f"forearm_{side}") + 1e-9
    return -100 * sight.segments.vector(f"arm_{side}")[..., 1] / arm


def trunk_inclination(sight: Sight) -> Array:
    """Seen from the side: trunk against the upright, forward positive."""
    return turned_deg(sight.segments.angle("trunk") * sight.toward)


def trunk_extension(sight: Sight) -> Array:
    return -trunk_inclination(sight)


def trunk_lateral_flexion(sight: Sight) -> Array:
    """Seen from the front: trunk against the upright, to the person's left positive."""
    return turned_deg(sight.segments.angle("trunk") * sight.toward)


def trunk_rotation(sight: Sight) -> Array:
    """Seen from the front: how far chest and face have turned, to the left positive.

    For counting only. The nose leaves the middle of the shoulders as the chest turns with the
    head; with a head that stays, only the guessed depth of the shoulders tells, from 25 degrees on,
    where its noise ends.
    """
    across = sight.segments.vector("gaze")[..., 0] / (sight.scale.of("trunk") * 0.33 + 1e-9)
    face = np.degrees(np.arcsin(np.minimum(np.maximum(across, -1.0), 1.0)))
    line = sight.segments.vector("shoulder_line")
    deep = np.degrees(np.arctan2(line[..., 2], np.abs(line[..., 0]) + 1e-9))
    sure = np.sign(deep) * np.maximum(np.abs(deep) - 25.0, 0.0)
    return np.asarray(0.8 * face * sight.toward + 0.4 * sure * sight.toward)


def trunk_sway(sight: Sight) -> Array:
    """Trunk against the upright, whichever way it leans in the picture."""
    return np.abs(sight.segments.angle("trunk"))


def head_lateral_flexion(sight: Sight) -> Array:
    """Seen from the front: ear line against the shoulder line, to the left positive."""
    off = sight.segments.angle("ear_line") - sight.segments.angle("shoulder_line")
    return turned_deg(off) * sight.toward


def head_rotation(sight: Sight) -> Array:
    """Seen from the front: the nose beside the middle of the ears, to the left positive."""
    off = sight.segments.vector("face")[..., 0] * sight.toward
    half = sight.scale.of("trunk") * 0.16
    return np.degrees(np.arcsin(np.minimum(np.maximum(off / half, -1.0), 1.0)))


def head_pitch(sight: Sight) -> Array:
    """From ear to nose against the level; looking up is positive. Only changes mean anything."""
    face = sight.segments.vector("face")
    return np.degrees(np.arctan2(-face[..., 1], np.hypot(face[..., 0], face[..., 2]) + 1e-9))


def head_extension(sight: Sight) -> Array:
    """Seen from the side: head against the trunk, looking up positive."""
    face = turned_deg(sight.segments.angle("face") * sight.toward - 90.0)
    trunk = sight.segments.angle("trunk") * sight.toward
    return -turned_deg(face - trunk)


def head_shift(sight: Sight) -> Array:
    """Seen from the side: line from shoulder to ear against the trunk, head forward positive."""
    neck, trunk = sight.segments.angle("neck"), sight.segments.angle("trunk")
    return turned_deg((neck - trunk) * sight.toward)


def head_trunk(sight: Sight) -> Array:
    """How far the line from shoulder to ear has left the line of the trunk, either way."""
    return np.abs(head_shift(sight))


def head_height(sight: Sight) -> Array:
    """Seen from the side: how much higher the ears are than the shoulders, percent of the trunk."""
    return -100 * sight.segments.vector("neck")[..., 1] / (sight.scale.of("trunk") + 1e-9)


def ear_shoulder(sight: Sight, side: Side) -> Array:
    """Distance of ear and shoulder along the trunk, negated, percent of what is usual at rest.

    A rising shoulder makes it larger. What a raised arm lifts the shoulder by itself is taken off.
    """
    neck, trunk = sight.segments.vector(f"neck_{side}"), sight.segments.angle("trunk")
    up_x, up_y = np.sin(np.radians(trunk)), -np.cos(np.radians(trunk))
    along = (neck[..., 0] * up_x + neck[..., 1] * up_y) / (sight.scale.of("trunk") + 1e-9)
    raised = np.minimum(np.maximum((shoulder_elevation(sight, side) - 25) / 150, 0.0), 1.0)
    natural = 0.10 * raised * raised * (3 - 2 * raised)
    return np.asarray(-100 * (along + natural) / _EAR_SHOULDER)


def line(sight: Sight, side: Side) -> Array:
    """Shoulder, hip and ankle: how far from one line, 0 straight."""
    return np.abs(
        turned_deg(sight.segments.angle(f"leg_{side}") - sight.segments.angle("trunk") - 180)
    )


def foot_lift(sight: Sight, side: Side) -> Array:
    """How much higher this ankle is than the other, percent of the shank; 0 for the lower one."""
    s = 1.0 if side == "left" else -1.0
    rise = np.maximum(-s * sight.segments.vector("ankle_line")[..., 1], 0.0)
    return 100 * rise / (sight.scale.of(f"shank_{side}") + 1e-9)


def knees_apart(sight: Sight) -> Array:
    """Seen from the front: distance of the knees by that of the ankles, percent."""
    ankles = np.abs(sight.segments.vector("ankle_line")[..., 0]) + 1e-9
    return 100 * np.abs(sight.segments.vector("knee_line")[..., 0]) / ankles


def hips_ahead(sight: Sight) -> Array:
    """Seen from the side: how far the hips are ahead of the ankles, percent of the legs' length."""
    s = sight.scale
    ahead = -(sight.segments.vector("leg_left") + sight.segments.vector("leg_right"))[..., 0] / 2
    full = s.of("thigh_left") + s.of("shank_left") + 1e-9
    return 100 * ahead * sight.toward / full


def stand(sight: Sight) -> Array:
    """How far the hips are above the ankles, percent of both legs' length."""
    s = sight.scale
    drop = (sight.segments.vector("leg_left") + sight.segments.vector("leg_right"))[..., 1] / 2
    full = s.of("thigh_left") + s.of("shank_left") + 1e-9
    return 100 * drop / full
