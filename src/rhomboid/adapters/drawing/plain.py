"""Plain shapes that the things of a day are put together from: slabs, rods and discs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.outline import hull
from rhomboid.adapters.drawing.solid import CORNERS, FACES, Drawn, cylinder, filled, rod
from rhomboid.adapters.drawing.svg import path, same_way, smooth
from rhomboid.core.movement.body.points import landmarks
from rhomboid.core.movement.body.rotation import Array, about_y, unit
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.props import Disc, Point, Rod, Shaped, Slab


def plain(item: Shaped, body: Skeleton, camera: Camera) -> Drawn:
    """One shape; what lies between body and arm comes as what lies behind."""
    marks = landmarks(body)
    match item:
        case Slab():
            faces = slab(item, marks, camera)
            svg = filled(faces)
        case Rod():
            faces = _strips(item, marks, camera)
            svg = filled(faces)
        case Disc():
            svg, faces = _disc(item, marks, camera)
    points = np.concatenate(faces)
    return Drawn("", svg, points) if item.place == "over" else Drawn(svg, "", points)


def _place(point: Point, marks: Mapping[str, Array]) -> Array:
    return marks[point] if isinstance(point, str) else np.array(point, dtype=np.float64)


def slab(item: Slab, marks: Mapping[str, Array], camera: Camera) -> list[Array]:
    """The faces of a slab that are seen, each of shape (4, 2)."""
    turn = about_y(item.pitch_deg)
    middle = _place(item.at, marks) + np.array(item.shift)
    page = camera.page(middle + ((CORNERS - 0.5) * np.array(item.size)) @ turn.T)
    return [
        page[list(face)] for face, normal in FACES if float(turn @ normal @ camera.toward) > 0.01
    ]


def _strips(item: Rod, marks: Mapping[str, Array], camera: Camera) -> list[Array]:
    places = [_place(point, marks) for point in item.points]
    return [rod(a, b, item.radius, camera) for a, b in pairwise(places)]


def _disc(item: Disc, marks: Mapping[str, Array], camera: Camera) -> tuple[str, list[Array]]:
    axis = unit(np.array(item.axis, dtype=np.float64))
    start = _place(item.at, marks) - axis * item.width / 2
    outer = cylinder(start, axis, (item.width, item.radius), camera)
    if not item.hole:
        return filled(outer), outer
    inner = cylinder(start, axis, (item.width, item.hole), camera)[0]
    ring = smooth(same_way(outer[0])) + smooth(same_way(inner)[::-1])
    return path("fg-solid", ring), [hull(outer[0])]
