"""Surfaces of chest, hips, neck and shoulders, from the skeleton."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.loft import Loft, rows_at
from rhomboid.adapters.drawing.sections import NECK, PELVIS, TRUNK, TRUNK_STATIONS, YOKE
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.proportions import C1, C7, SPINE, T4
from rhomboid.core.movement.body.rotation import Array, about_y, between, cross, unit, vector
from rhomboid.core.movement.body.skeleton import Skeleton, Trunk, sign


def trunk_loft(trunk: Trunk) -> Loft:
    """Chest and belly, from below the belt to the collar."""
    centres, frames = spine_line(trunk, TRUNK_STATIONS)
    collar = np.interp(TRUNK_STATIONS, [0.24, 0.33], [0, 24])
    frames = np.array([f @ about_y(c) for f, c in zip(frames, collar, strict=True)])
    rows = rows_at(TRUNK, TRUNK_STATIONS)
    return Loft(centres, frames, rows[:, [0, 1, 2, 2]], 2.5)


def spine_line(trunk: Trunk, heights: Array) -> tuple[Array, Array]:
    """Points and frames of a smooth line along the spine, at neutral heights above the hips."""
    levels = np.concatenate([[0.0], SPINE[:, 1]])
    root = trunk.pelvis + trunk.pelvis_frame @ vector(SPINE[0, 0], 0, 0)
    points = np.vstack([root, trunk.points])
    frames = [trunk.frames[0]]
    frames += [between(trunk.frames[k], trunk.frames[k + 1], 0.5) for k in range(len(SPINE) - 1)]
    frames.append(trunk.frames[-1])
    centres, turned = [], []
    for height in heights:
        k = int(np.clip(np.searchsorted(levels, height, side="right") - 1, 0, len(levels) - 2))
        step = levels[k + 1] - levels[k]
        u = (height - levels[k]) / step
        centres.append(
            (2 * u**3 - 3 * u**2 + 1) * points[k]
            + (u**3 - 2 * u**2 + u) * frames[k][:, 2] * step
            + (-2 * u**3 + 3 * u**2) * points[k + 1]
            + (u**3 - u**2) * frames[k + 1][:, 2] * step
        )
        turned.append(between(frames[k], frames[k + 1], u))
    return np.array(centres), np.array(turned)


def pelvis_loft(trunk: Trunk) -> Loft:
    """Hips in trousers."""
    up = trunk.pelvis_frame[:, 2]
    centres = trunk.pelvis + PELVIS[:, :1] * up
    frames = np.broadcast_to(trunk.pelvis_frame, (len(PELVIS), 3, 3))
    return Loft(centres, frames, PELVIS[:, [1, 2, 3, 3]], 2.4)


def neck_loft(trunk: Trunk) -> Loft:
    """From the collar into the head."""
    low, high = trunk.frames[6], trunk.head_frame
    start = trunk.points[C7] + low @ vector(0.018, 0, -0.004)
    end = trunk.points[C1] + high @ vector(0.004, 0, 0.012)
    reach = float(np.linalg.norm(end - start))
    leave = low @ unit(vector(0.35, 0, 1)) * reach
    arrive = high @ unit(vector(0.15, 0, 1)) * reach
    shares = np.linspace(0, 1, 7)
    u = shares[:, None]
    centres = (
        (2 * u**3 - 3 * u**2 + 1) * start
        + (u**3 - 2 * u**2 + u) * leave
        + (-2 * u**3 + 3 * u**2) * end
        + (u**3 - u**2) * arrive
    )
    frames = [between(low, high, s) @ about_y(26 * (1 - s) + 12 * s) for s in shares]
    rows = rows_at(NECK, shares)
    return Loft(centres, np.array(frames), rows[:, [0, 1, 2, 2]], 2.1)


def yoke_loft(body: Skeleton, side: Side) -> Loft:
    """Trapezius and cap of the shoulder in cloth, from the neck to the shoulder joint."""
    s = sign(side)
    thorax = body.trunk.thorax_frame
    chest = vector(SPINE[T4, 0], 0, SPINE[T4, 1])
    start = body.trunk.points[T4] + thorax @ (vector(-0.012, 0.010 * s, 0.300) - chest)
    end = body.arm(side).shoulder + thorax @ vector(0, 0.010 * s, 0)
    axis = unit(end - start)
    fore = unit(thorax[:, 0] - axis * float(thorax[:, 0] @ axis))
    up = cross(axis, fore)
    up = up if float(up @ thorax[:, 2]) > 0 else -up
    frame = np.column_stack([fore, up, cross(fore, up)])
    shares = np.array([0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 1.0])
    centres = start + shares[:, None] * (end - start)
    return Loft(centres, np.broadcast_to(frame, (len(shares), 3, 3)), rows_at(YOKE, shares), 2.1)
