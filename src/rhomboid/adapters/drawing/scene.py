"""What is around the figure: its props, and the shadow under its feet."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing import furniture
from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.held import held
from rhomboid.adapters.drawing.outline import hull
from rhomboid.adapters.drawing.plain import plain
from rhomboid.adapters.drawing.shape import Shape
from rhomboid.adapters.drawing.solid import Drawn
from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.props import (
    Band,
    Chair,
    Disc,
    Mat,
    Pole,
    Post,
    Prop,
    Rod,
    Roller,
    Slab,
    Table,
    Wall,
    Weight,
)

#: Ankles higher than this don't stand; hips lower than this lie or kneel. In statures.
_STANDING, _LYING = 0.06, 0.20


def draw_prop(prop: Prop, body: Skeleton, camera: Camera) -> Drawn:
    """One prop around a body."""
    match prop:
        case Band() | Weight() | Pole():
            return held(prop, body, camera).drawn()
        case Slab() | Rod() | Disc():
            return plain(prop, body, camera)
        case _:
            return _on_the_floor(prop, camera)


def _on_the_floor(prop: Wall | Chair | Table | Post | Roller | Mat, camera: Camera) -> Drawn:
    match prop:
        case Wall():
            return furniture.wall(prop, camera)
        case Chair():
            return furniture.chair(prop, camera)
        case Table():
            return furniture.table(prop, camera)
        case Post():
            return furniture.post(prop, camera)
        case Roller():
            return furniture.roller(prop, camera)
        case Mat():
            return furniture.mat(prop, camera)


def shadow(body: Skeleton, camera: Camera) -> Shape:
    """A soft patch on the floor under feet that stand on it."""
    ankles = [body.leg(side).ankle for side in SIDES]
    if max(float(ankle[2]) for ankle in ankles) > _STANDING or body.trunk.pelvis[2] < _LYING:
        return Shape("fg-shadow", {})
    t = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    blob = np.column_stack([np.cos(t) * 0.09 + 0.03, np.sin(t) * 0.05, np.zeros(12)])
    spots = np.concatenate([blob + ankle * np.array([1, 1, 0]) for ankle in ankles])
    return Shape("fg-shadow", {"shadow": hull(camera.page(spots), 16)})
