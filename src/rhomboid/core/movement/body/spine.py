"""From the angles of pelvis, back and neck to the points of the spine."""

from __future__ import annotations

import numpy as np

from rhomboid.core.movement.body.pose import Axial
from rhomboid.core.movement.body.proportions import (
    LUMBAR_SHARES,
    NECK_SHARES,
    SPINE,
    THORACIC_SHARES,
)
from rhomboid.core.movement.body.rotation import Array, about_x, about_y, about_z, vector
from rhomboid.core.movement.body.skeleton import Trunk


def pelvis_frame(axial: Axial) -> Array:
    """Rotation, then list (left side up), then tilt (the top goes forward)."""
    turned = about_z(axial.pelvis_rotation_deg) @ about_x(axial.pelvis_list_deg)
    return np.asarray(turned @ about_y(axial.pelvis_tilt_deg))


def _joint_turns(axial: Axial) -> list[Array]:
    """The turn at each of the nine joints of the spine, from below."""
    regions = (
        (
            LUMBAR_SHARES,
            axial.lumbar_flexion_deg,
            axial.lumbar_lateral_flexion_deg,
            axial.lumbar_rotation_deg,
        ),
        (
            THORACIC_SHARES,
            axial.thoracic_flexion_deg,
            axial.thoracic_lateral_flexion_deg,
            axial.thoracic_rotation_deg,
        ),
        (
            NECK_SHARES,
            axial.neck_flexion_deg,
            axial.neck_lateral_flexion_deg,
            axial.neck_rotation_deg,
        ),
    )
    turns = [
        about_y(flexion * share) @ about_x(-lateral * share) @ about_z(rotation * share)
        for shares, flexion, lateral, rotation in regions
        for share in shares
    ]
    turns[-1] = about_y(axial.head_nod_deg) @ turns[-1]
    return turns


def trunk(axial: Axial, pelvis: Array) -> Trunk:
    """Pelvis at `pelvis`, and the spine that stands on it."""
    frame = pelvis_frame(axial)
    point = pelvis + frame @ vector(SPINE[0, 0], 0, SPINE[0, 1])
    points, frames = [point], [frame]
    turns = _joint_turns(axial)
    for joint, turn in enumerate(turns):
        frame = frame @ turn
        frames.append(frame)
        if joint < len(turns) - 1:
            step = SPINE[joint + 1] - SPINE[joint]
            point = point + frame @ vector(step[0], 0, step[1])
            points.append(point)
    return Trunk(pelvis, frames[0], np.array(points), np.array(frames))
