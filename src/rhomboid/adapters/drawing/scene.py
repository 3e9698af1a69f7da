"""What stands around the figure: walls, chairs, bands, weights, the mat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.outline import hull
from rhomboid.adapters.drawing.solid import box, disc_rod, rod
from rhomboid.adapters.drawing.svg import path, smooth, straight
from rhomboid.core.movement.landmarks import landmarks
from rhomboid.core.movement.proportions import C1
from rhomboid.core.movement.props import (
    Band,
    Chair,
    Mat,
    Point,
    Pole,
    Post,
    Prop,
    Roller,
    Table,
    Wall,
    Weight,
)
from rhomboid.core.movement.rotation import Array, unit, vector
from rhomboid.core.movement.skeleton import Skeleton


class Drawn(NamedTuple):
    """A prop as SVG.

    Attributes:
        behind, over: what is drawn before the figure, and what after it.
        points: every point of it on the page, shape (n, 2), for the size of the picture.
    """

    behind: str
    over: str
    points: Array


def draw_prop(prop: Prop, body: Skeleton, camera: Camera) -> Drawn:
    """One prop around a body."""
    marks = landmarks(body)
    match prop:
        case Wall():
            return _wall(prop, camera)
        case Band():
            return _band(prop, marks, camera)
        case Weight():
            return _weight(prop, body, marks, camera)
        case Chair():
            return _chair(prop, camera)
        case Table():
            return _table(prop, camera)
        case Post():
            return _post(prop, camera)
        case Roller():
            ends = (vector(prop.x, -prop.half_length, prop.radius + prop.z), vector(0, 1, 0))
            return _solid(disc_rod(ends[0], ends[1], (2 * prop.half_length, prop.radius), camera))
        case Pole():
            return _pole(prop, body, camera)
        case Mat():
            return _mat(prop, camera)


def _solid(faces: list[Array], over: bool = False) -> Drawn:
    data = path("fg-solid", "".join(straight(face) for face in faces))
    return Drawn("" if over else data, data if over else "", np.concatenate(faces))


def _wall(wall: Wall, camera: Camera) -> Drawn:
    """Seen from the side a line; seen face on the edge where it meets the floor."""
    x, half = wall.x, wall.half_width
    if abs(float(camera.toward[0])) < 0.5:
        ends = np.array([[x, 0.0, 0.0], [x, 0.0, wall.height]])
        return _lines("fg-wall", [camera.page(ends)])
    skirting = 0.035
    low = np.array([[x, -half, 0.0], [x, half, 0.0]])
    sides = np.array([[x, -half, wall.height], [x, -half, 0], [x, half, 0], [x, half, wall.height]])
    lines = [camera.page(sides), camera.page(low + vector(0, 0, skirting))]
    return _lines("fg-wall", lines)


def _lines(name: str, lines: list[Array], over: bool = False) -> Drawn:
    data = path(name, "".join(straight(line, closed=False) for line in lines))
    return Drawn("" if over else data, data if over else "", np.concatenate(lines))


def _band(band: Band, marks: Mapping[str, Array], camera: Camera) -> Drawn:
    line = camera.page(np.array([_place(point, marks) for point in band.points]))
    return _lines("fg-band", [line], over=band.over)


def _place(point: Point, marks: Mapping[str, Array]) -> Array:
    return marks[point] if isinstance(point, str) else np.array(point, dtype=np.float64)


def _weight(weight: Weight, body: Skeleton, marks: Mapping[str, Array], camera: Camera) -> Drawn:
    """A handle across the palm with a round weight at each end."""
    side = "left" if weight.hand.endswith("left") else "right"
    frame = body.arm("left" if side == "left" else "right").hand_frame
    middle, axis = marks[f"hand_{side}"], frame[:, 0]
    ends = []
    for sign in (-1.0, 1.0):
        start = middle + axis * (sign * 0.027)
        ends.append((disc_rod(start, axis * sign, (0.024, 0.021), camera), sign))
    near = max((-1.0, 1.0), key=lambda s: float(camera.depth(axis * s)))
    behind = "".join(
        path("fg-solid", "".join(straight(f) for f in faces)) for faces, s in ends if s != near
    )
    over = "".join(
        path("fg-solid", "".join(straight(f) for f in faces)) for faces, s in ends if s == near
    )
    across = abs(float(axis @ camera.toward)) < 0.4
    points = np.concatenate([face for faces, _ in ends for face in faces])
    return Drawn("" if across else behind, behind + over if across else over, points)


def _chair(chair: Chair, camera: Camera) -> Drawn:
    """Four legs, a seat and, if it has one, a back."""
    d, w, z = chair.depth / 2, chair.half_width, chair.seat_height
    leg = 0.011
    spots = [(x, y) for x in (-d + leg, d - leg) for y in (-w + leg, w - leg)]
    boxes = [((x - leg, x + leg), (y - leg, y + leg), (0.0, z - 0.02)) for x, y in spots]
    seat = ((-d, d), (-w, w), (z - 0.022, z))
    back: list[tuple[tuple[float, float], ...]] = []
    if chair.back_height > 0:
        top = z + chair.back_height
        back = [((-d - 0.016, -d), (y - leg, y + leg), (0.0, top)) for y in (-w + leg, w - leg)]
        back.append(((-d - 0.016, -d), (-w, w), (top - 0.10, top)))
    where = (vector(chair.at[0], chair.at[1], 0), chair.turn_deg)
    far_first = sorted(boxes, key=lambda b: float(camera.depth(_middle(b, where))))
    back.sort(key=lambda b: float(camera.depth(_middle(b, where))))
    near_back = float(camera.depth(_middle(((-d, -d), (0, 0), (z, z)), where))) > float(
        camera.depth(_middle(((d, d), (0, 0), (z, z)), where))
    )
    under = "".join(_box_path(b, where, camera) for b in far_first)
    top = _box_path(seat, where, camera)
    rest = "".join(_box_path(b, where, camera) for b in back)
    points = np.concatenate([np.concatenate(box(b, where, camera)) for b in [*boxes, seat, *back]])
    if near_back and chair.back_height > 0:
        return Drawn(under + top, rest, points)
    return Drawn(rest + under + top, "", points)


def _middle(sides: tuple[tuple[float, float], ...], where: tuple[Array, float]) -> Array:
    from rhomboid.core.movement.rotation import about_z

    centre = np.array([(a + b) / 2 for a, b in sides])
    return np.asarray(where[0] + about_z(where[1]) @ centre)


def _box_path(
    sides: tuple[tuple[float, float], ...], where: tuple[Array, float], camera: Camera
) -> str:
    return path("fg-solid", "".join(straight(face) for face in box(sides, where, camera)))


def _table(table: Table, camera: Camera) -> Drawn:
    """A top on two pairs of legs; the body stands before it."""
    x0, x1, y, z = table.x, table.x + table.depth, table.half_width, table.height
    where = (np.zeros(3), 0.0)
    legs = [
        ((a - 0.012, a + 0.012), (b - 0.012, b + 0.012), (0.0, z - 0.02))
        for a in (x0 + 0.03, x1 - 0.02)
        for b in (-y + 0.02, y - 0.02)
    ]
    legs.sort(key=lambda b: float(camera.depth(_middle(b, where))))
    every = [*legs, ((x0, x1), (-y, y), (z - 0.026, z))]
    data = "".join(_box_path(b, where, camera) for b in every)
    points = np.concatenate([np.concatenate(box(b, where, camera)) for b in every])
    return Drawn(data, "", points)


def _post(post: Post, camera: Camera) -> Drawn:
    w = post.width / 2
    x, y = post.at
    faces = box(((x - w, x + w), (y - w, y + w), (0.0, post.height)), (np.zeros(3), 0.0), camera)
    return _solid(faces, over=post.over)


def _pole(pole: Pole, body: Skeleton, camera: Camera) -> Drawn:
    trunk = body.trunk
    low = trunk.pelvis + trunk.pelvis_frame @ vector(-0.090, 0, 0.02)
    high = trunk.points[C1] + trunk.head_frame @ vector(-0.078, 0, 0.05)
    way = unit(high - low)
    faces = rod(low - way * pole.below, high + way * pole.above, 0.008, camera)
    return _solid(faces)


def _mat(mat: Mat, camera: Camera) -> Drawn:
    """A thin mat; its near edge is where the picture's floor is."""
    x0, x1 = mat.x
    y0, y1 = mat.y - mat.half_width, mat.y + mat.half_width
    corners = np.array([[x0, y0, 0], [x1, y0, 0], [x1, y1, 0], [x0, y1, 0.0]])
    ring = camera.page(corners)
    return Drawn(path("fg-mat", straight(ring)), "", ring)


def shadow(body: Skeleton, camera: Camera) -> str:
    """A soft patch on the floor under what touches it."""
    marks = [p for p in landmarks(body).values() if p[2] < 0.12]
    if not marks:
        return ""
    t = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    blob = np.column_stack([np.cos(t) * 0.06, np.sin(t) * 0.045, np.zeros(12)])
    spots = np.concatenate([blob + p * np.array([1, 1, 0]) for p in marks])
    return path("fg-shadow", smooth(hull(camera.page(spots), 16)))
