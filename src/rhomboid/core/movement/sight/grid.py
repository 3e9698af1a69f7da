"""The landmarks of a movement on a grid of shares, built once and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import msgspec
import numpy as np

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.pose import LIMB_ANGLES, SIDES, Side, read_pose
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.motion.figure import Figure, read_figure
from rhomboid.core.movement.sight.model import Build, model_points

#: Steps from start to end; half a step leaves the arc of an arm by less than 0.001 of its length.
STEPS: Final = 40
_AXIAL: Final = tuple(
    f"{region}_{way}_deg"
    for region in ("lumbar", "thoracic", "neck")
    for way in ("lateral_flexion", "rotation")
)
_LEG: Final = tuple(name for name in LIMB_ANGLES if name.startswith(("hip", "knee")))
_ARM: Final = tuple(name for name in LIMB_ANGLES if name.startswith(("shoulder", "elbow")))
#: Less of a turn or bend than this is no sign of a side, in degrees.
_ONE_SIDED: Final = 10.0


def points_by_share(movement: Movement, person: Build, changed: dict[str, Any]) -> Array:
    """Landmarks from start (0) to end (`STEPS`), shape (STEPS + 1, 33, 3) in statures.

    Args:
        changed: angles of the end that this person does differently, as in a pose table.
    """
    packed = msgspec.msgpack.encode((movement, person, changed))
    return _kept(packed)


@lru_cache(maxsize=256)
def _kept(packed: bytes) -> Array:
    movement, person, changed = msgspec.msgpack.decode(
        packed, type=tuple[Movement, Build, dict[str, Any]]
    )
    figure = read_figure(movement)
    if changed:
        end = read_pose(movement.id, changed, onto=figure.end)
        figure = msgspec.structs.replace(figure, end=end)
    points = np.array(
        [model_points(figure.between(step / STEPS), person) for step in range(STEPS + 1)]
    )
    points.flags.writeable = False
    return points


def between(grid: Array, share: Array) -> Array:
    """Values of a grid (STEPS + 1, ...) at shares (n,), by straight lines; shape (n, ...)."""
    place = np.clip(share, 0.0, 1.0) * (len(grid) - 1)
    low = np.minimum(place.astype(np.intp), len(grid) - 2)
    rest = (place - low).reshape(-1, *([1] * (grid.ndim - 1)))
    return np.asarray(grid[low] * (1 - rest) + grid[low + 1] * rest)


def shown_side(figure: Figure) -> Side | None:
    """The side that a figure of a one-sided movement shows; `None` where both work together.

    A trunk or neck that bends or turns gives its direction; else the leg, else the arm that moves
    more.
    """
    if not figure.both_sides:
        return None
    start, end = figure.start, figure.end
    bend = sum(getattr(end.axial, name) - getattr(start.axial, name) for name in _AXIAL)
    if abs(bend) > _ONE_SIDED:
        return "left" if bend > 0 else "right"
    for names in (_LEG, _ARM):
        moved = {
            side: sum(
                abs(getattr(end.limbs(side), name) - getattr(start.limbs(side), name))
                for name in names
            )
            for side in SIDES
        }
        if abs(moved["left"] - moved["right"]) > _ONE_SIDED:
            return "left" if moved["left"] > moved["right"] else "right"
    return "left"
