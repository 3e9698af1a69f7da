"""Trials of the KERAAL dataset: one movement seen by BlazePose and, at the same time, by Kinect.

The recordings lie beside the checkout where they are at hand, and are not part of it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.frame import Recording, from_normalised

FOLDER = Path(__file__).parents[5] / "shared" / "data" / "keraal"
#: Pictures of the dataset are 16:9; both recordings have a frame each 1/25 s.
ASPECT = 16 / 9
FRAMES_A_SECOND = 25
#: Joints of the Kinect: base and top of the spine; shoulders and elbows of both sides.
_BASE, _TOP = 0, 20
_ARMS = {"left": (4, 5), "right": (8, 9)}


def blazepose(trial: str) -> Recording:
    """The trial as the pose model saw it."""
    raw = json.loads((FOLDER / f"G3-BP-{trial}-P1T1-Unknown-C-0.json").read_text())["positions"]
    frames = [raw[key] for key in sorted(raw, key=float)]
    seen = [
        from_normalised(np.column_stack([np.array(list(frame.values())), np.ones(33)]), ASPECT)
        for frame in frames
    ]
    return Recording(
        t_s=np.arange(len(seen)) / FRAMES_A_SECOND,
        points=np.array([one.points for one in seen]),
        visibility=np.array([one.visibility for one in seen]),
        aspect=ASPECT,
    )


def kinect_elevation_deg(trial: str, side: str) -> Array:
    """Upper arm against the spine, degrees, shape (n,). Left and right are mirrored there."""
    path = FOLDER / f"G3-Kinect-{trial}-P1T1-Unknown-C-0.txt"
    rows = [[float(x) for x in line.split()] for line in path.read_text().splitlines() if line]
    joints = np.array(rows).reshape(len(rows), 25, 7)[..., :3]
    shoulder, elbow = _ARMS[side]
    arm, down = joints[:, elbow] - joints[:, shoulder], joints[:, _BASE] - joints[:, _TOP]
    lengths = np.linalg.norm(arm, axis=1) * np.linalg.norm(down, axis=1)
    return np.asarray(np.degrees(np.arccos(np.sum(arm * down, axis=1) / lengths)))
