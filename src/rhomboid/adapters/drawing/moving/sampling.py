"""The shapes of a figure at moments along every way of its cycle."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.hand_surface import is_fist
from rhomboid.adapters.drawing.held import held
from rhomboid.adapters.drawing.layers import Layers, turned_away
from rhomboid.adapters.drawing.moving.course import Course
from rhomboid.adapters.drawing.moving.track import Piece, track
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.people import Person
from rhomboid.adapters.drawing.scene import shadow
from rhomboid.adapters.drawing.shape import Shape
from rhomboid.core.movement.body.pose import SIDES, Pose, blend
from rhomboid.core.movement.body.proportions import T4
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.figure import Figure
from rhomboid.core.movement.motion.props import Band, Pole, Weight

#: Samples on each way.
SAMPLES = 17
SHARES: Array = np.linspace(0, 1, SAMPLES)
#: Shades and washes that never grow larger are left out, in square pixels.
_SMALLEST = 14.0
_SOFT = frozenset({"fg-shade", "fg-muscle"})


class Group(NamedTuple):
    """Pieces of one colour, one over the other; their line runs round all of them."""

    name: str
    pieces: list[Piece]


def sampled(figure: Figure, course: Course, camera: Camera, person: Person) -> list[Group]:
    """The drawing from the back to the front, each piece at all samples of all ways."""
    away = turned_away(Parts(figure.body("end"), figure.end, camera))
    moments = []
    for way in course.ways:
        for share in SHARES:
            pose = _same_hands(blend(way.a.pose, way.b.pose, float(share)), figure.end)
            breath = float(share) if figure.breathes else 0.0
            parts = Parts(way.body(float(share)), pose, camera, person, breath)
            moments.append(_shapes(figure, Layers(figure, parts, thin=True, from_behind=away)))
    return _grouped(moments)


def _same_hands(pose: Pose, end: Pose) -> Pose:
    """The pose with hands that don't change between open and fist on the way."""
    if all(is_fist(pose.limbs(s).grip_share) == is_fist(end.limbs(s).grip_share) for s in SIDES):
        return pose
    return Pose(axial=pose.axial, left=end.left, right=end.right)


def _shapes(figure: Figure, layers: Layers) -> dict[str, Shape]:
    """Every shape of one moment by a name that stays the same."""
    body, camera = layers.parts.body, layers.parts.camera
    out = {"shadow": shadow(body, camera)}
    things = _held(figure, body, camera)
    out |= {f"behind {k}": shape for k, (over, shape) in things.items() if not over}
    for layer in layers.order:
        if layer.startswith("hand") and _is_behind(layer, layers.parts):
            continue
        out |= {f"{layer} {i}": shape for i, shape in enumerate(layers.shapes(layer))}
    return out | {f"over {k}": shape for k, (over, shape) in things.items() if over}


def _is_behind(hand: str, parts: Parts) -> bool:
    """Whether a hand that lies on the body at the end is still on its far side."""
    middle = parts.seen[hand].loft.centres.mean(0) - parts.body.trunk.points[T4]
    return float(middle @ parts.camera.toward) < 0


def _held(figure: Figure, body: Skeleton, camera: Camera) -> dict[str, tuple[bool, Shape]]:
    """What is held, by name, and whether it is drawn over the figure."""
    out: dict[str, tuple[bool, Shape]] = {}
    for i, prop in enumerate(figure.props):
        if isinstance(prop, Band | Weight | Pole):
            thing = held(prop, body, camera)
            both = [(False, shape) for shape in thing.behind] + [(True, s) for s in thing.over]
            out |= {f"{i} {j}": shape for j, shape in enumerate(both)}
    return out


def _grouped(moments: list[dict[str, Shape]]) -> list[Group]:
    names = sorted({name: 0 for moment in moments for name in moment}, key=_place)
    groups = []
    for name in names:
        found = [moment.get(name) for moment in moments]
        first = next(shape for shape in found if shape is not None)
        keys = dict.fromkeys(key for shape in found if shape for key in shape.pieces)
        pieces = []
        for key in keys:
            samples = [shape.pieces.get(key) if shape else None for shape in found]
            pieces.append(
                track(first.name, key, samples, closed=first.closed, straight=first.straight)
            )
        if kept := [p for p in pieces if p.name not in _SOFT or _largest(p.points) > _SMALLEST]:
            groups.append(Group(first.name, kept))
    return groups


def _place(name: str) -> int:
    """Things behind the figure come first, those over it last; the rest stays as it is."""
    kind = name.partition(" ")[0]
    return {"shadow": -2, "behind": -1, "over": 1}.get(kind, 0)


def _largest(points: Array) -> float:
    """The largest area of an outline over time."""
    x, y = points[..., 0], points[..., 1]
    twice = (x * np.roll(y, -1, 1) - y * np.roll(x, -1, 1)).sum(1)
    return float(np.abs(twice).max() / 2)
