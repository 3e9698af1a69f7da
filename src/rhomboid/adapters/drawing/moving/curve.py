"""Path data of smooth outlines on a grid of whole numbers, half as long as with all controls.

Of a quadratic B-spline each control point is the one before it mirrored at the joint between
them, which is what the command `t` takes for granted; only the joints are written.
"""

from __future__ import annotations

import numpy as np

from rhomboid.core.movement.body.rotation import Array


def smooth_data(points: Array, *, closed: bool) -> str:
    """The smooth curve with these control points, shape (n, 2), in units of the grid."""
    if len(points) < 3:
        return straight_data(points, closed=False)
    if closed:
        start = np.rint((points[-1] + points[0]) / 2)
        controls, last = points, start
    else:
        start = np.rint(points[0])
        controls, last = points[1:-1], np.rint(points[-1])
    joints = _joints(controls, last)
    control = np.rint(controls[0])
    first = np.concatenate([control - start, joints[0] - start])
    steps = np.diff(joints, axis=0)
    data = f"M{_row(start)}q{_row(first)}" + (f"t{_row(steps)}" if len(steps) else "")
    return data + ("z" if closed else "")


def _joints(controls: Array, last: Array) -> Array:
    """Joints on the grid; each makes good what rounding did to the control before it."""
    along = [_along(axis) for axis in controls.T.tolist()]
    return np.vstack([np.array(along).reshape(2, -1).T, last])


def _along(controls: list[float]) -> list[int]:
    """Joints on one axis; plain numbers are quicker here than arrays."""
    control, joints = round(controls[0]), []
    for after in controls[1:]:
        joint = round((control + after) / 2)
        joints.append(joint)
        control = 2 * joint - control
    return joints


def straight_data(points: Array, *, closed: bool) -> str:
    """Straight lines through points of shape (n, 2), in units of the grid."""
    grid = np.rint(points)
    return f"M{_row(grid[0])}l{_row(np.diff(grid, axis=0))}" + ("z" if closed else "")


def _row(values: Array) -> str:
    numbers = values.astype(int).ravel().tolist()
    return " ".join(map(str, numbers)).replace(" -", "-")
