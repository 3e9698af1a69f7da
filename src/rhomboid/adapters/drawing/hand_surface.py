"""Surfaces of hands, thumbs and feet."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.loft import Loft
from rhomboid.adapters.drawing.sections import FIST, FOOT, HAND
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array, about_x, cross, unit, vector
from rhomboid.core.movement.body.skeleton import Skeleton, sign

#: From this share on, a grip is drawn as a fist.
FIST_FROM = 0.9
#: How far fully curled fingers turn at their end.
_CURL_DEG = 62.0


def is_fist(grip_share: float) -> bool:
    return grip_share >= FIST_FROM


def hand_loft(body: Skeleton, side: Side, grip_share: float) -> Loft:
    """From the wrist to the finger tips, or a fist."""
    s, arm = sign(side), body.arm(side)
    frame, wrist = arm.hand_frame, arm.wrist
    if is_fist(grip_share):
        centres = wrist - FIST[:, :1] * frame[:, 2] + FIST[:, 3:4] * s * frame[:, 1]
        frames = np.broadcast_to(frame, (len(FIST), 3, 3))
        return Loft(centres, frames, FIST[:, [1, 1, 2, 2]], 2.5)
    along = HAND[:, 0]
    bent = np.interp(along, [-0.01, 0.048, 0.056, 0.074, 0.08, 0.105], [0, 0, 0.45, 0.5, 1, 1.15])
    frames = np.array([frame @ about_x(-b * grip_share * _CURL_DEG * s) for b in bent])
    steps = np.diff(along, prepend=0.0)
    centres = wrist - np.cumsum(steps[:, None] * frames[:, :, 2], axis=0)
    return Loft(centres, frames, HAND[:, [1, 2, 3, 3]], 2.4)


def thumb_loft(body: Skeleton, side: Side, grip_share: float) -> Loft:
    """The thumb, along a bent line beside the hand."""
    s, arm = sign(side), body.arm(side)
    if is_fist(grip_share):
        points = ((0.010, -0.006, -0.012), (0.0175, -0.016, -0.028), (0.006, -0.0225, -0.040))
    else:
        points = (
            (0.009, -0.004, -0.012),
            (0.024, -0.010, -0.034),
            (0.030, -0.014 - 0.006 * grip_share, -0.058),
        )
    start, middle, end = (arm.wrist + arm.hand_frame @ vector(x, y * s, z) for x, y, z in points)
    u = np.linspace(0, 1, 6)[:, None]
    control = middle * 1.5 - 0.25 * (start + end)
    centres = (1 - u) ** 2 * start + 2 * u * (1 - u) * control + u * u * end
    frames = []
    for i in range(6):
        d = unit(centres[min(i + 1, 5)] - centres[max(i - 1, 0)])
        x = arm.hand_frame[:, 1]
        x = unit(x - d * float(x @ d))
        frames.append(np.column_stack([x, cross(-d, x), -d]))
    half = np.array([0.0102, 0.0097, 0.0082, 0.0075, 0.0069, 0.0047])
    return Loft(centres, np.array(frames), np.column_stack([half] * 4), 2.0)


def finger_lines(hand: Loft) -> list[Array]:
    """Lines between the fingers of an open hand, each of shape (3, 3)."""
    return [
        np.array(
            [
                hand.centres[i] + hand.frames[i][:, 0] * x * k
                for i, k in ((4, 1), (6, 0.95), (9, 0.82))
            ]
        )
        for x in (0.0105, 0.0005, -0.0095)
    ]


def foot_points(body: Skeleton, side: Side) -> Array:
    """Points on the surface of a bare foot, shape (240, 3); its outline is their hull."""
    s, leg = sign(side), body.leg(side)
    t = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    e = 2 / 2.6
    wide = np.sign(np.cos(t)) * np.abs(np.cos(t)) ** e
    high = np.sign(np.sin(t)) * np.abs(np.sin(t)) ** e
    points = []
    for x, outside, inside, top in FOOT:
        bottom = -0.0385 if x > -0.03 else (-0.036 if x > -0.035 else -0.031)
        bottom = -0.0375 if x > 0.11 else bottom
        middle = top * 0.45 + bottom * 0.55
        y = wide * np.where(wide > 0, outside, inside)
        z = middle + np.where(high > 0, high * (top - middle), high * (middle - bottom))
        points.append(np.column_stack([np.full(20, x), s * y, z]))
    return np.asarray(leg.ankle + np.concatenate(points) @ leg.foot_frame.T)
