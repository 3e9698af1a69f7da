"""What stands on the floor: chairs, tables, posts, walls, rolls and mats."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.solid import Box, Drawn, boxes, cylinder, filled, lines, solid
from rhomboid.adapters.drawing.svg import path, straight
from rhomboid.core.movement.body.rotation import Array, about_z, vector
from rhomboid.core.movement.motion.props import Chair, Mat, Post, Roller, Table, Wall

#: Half the thickness of a leg, thickness of a seat, of a back and of a table's top, height of a
#: back's board, height of a skirting board; all in statures.
_LEG, _SEAT, _BACK, _TOP, _BOARD, _SKIRTING = 0.011, 0.022, 0.016, 0.026, 0.10, 0.035


def chair(item: Chair, camera: Camera) -> Drawn:
    """Four legs, a seat and, if it has one, a back, which may come in front of the figure."""
    d, w, z = item.depth / 2, item.half_width, item.seat_height
    where = (item.at, item.turn_deg)
    spots = [(x, y) for x in (_LEG - d, d - _LEG) for y in (_LEG - w, w - _LEG)]
    legs = [_leg(x, y, z - _SEAT, where) for x, y in spots]
    seat = Box((-d, d), (-w, w), (z - _SEAT, z), *where)
    from_behind = float(about_z(item.turn_deg)[:, 0] @ camera.toward) < 0
    under, top = boxes(legs, camera), boxes([seat], camera)
    svg = under.behind + top.behind
    # Seen from behind all of it but the top of the seat stands before the shanks.
    over = ""
    if from_behind:
        toward = about_z(item.turn_deg).T @ camera.toward
        below = [_leg(x, y, z - _SEAT - _hidden(x, y, (d, w), toward), where) for x, y in spots]
        over = boxes(below, camera).behind + filled(seat.faces(camera, top=False))
    points = np.concatenate([under.points, top.points])
    if item.back_height == 0:
        return Drawn(svg, over, points)
    high = z + item.back_height
    thick = (-d - _BACK, -d)
    parts = [Box(thick, (y - _LEG, y + _LEG), (0.0, high), *where) for y in (_LEG - w, w - _LEG)]
    parts.append(Box(thick, (-w, w), (high - _BOARD, high), *where))
    back = boxes(parts, camera)
    points = np.concatenate([points, back.points])
    if from_behind:
        return Drawn(svg, over + back.behind, points)
    return Drawn(back.behind + svg, "", points)


def _leg(x: float, y: float, height: float, where: tuple[tuple[float, float], float]) -> Box:
    return Box((x - _LEG, x + _LEG), (y - _LEG, y + _LEG), (0.0, height), *where)


def _hidden(x: float, y: float, half: tuple[float, float], toward: Array) -> float:
    """How much of a leg's upper end the seat hides from an eye above it."""
    steps = [
        (np.copysign(size, way) - place) / way
        for place, size, way in zip((x, y), half, toward[:2], strict=True)
        if abs(way) > 1e-6
    ]
    return float(min(steps) * toward[2])


def table(item: Table, camera: Camera) -> Drawn:
    """A top on four legs."""
    x0, x1, y, z = item.x, item.x + item.depth, item.half_width, item.height
    spots = [(a, b) for a in (x0 + 0.03, x1 - 0.02) for b in (0.02 - y, y - 0.02)]
    legs = boxes([_leg(a, b, z - _TOP, ((0.0, 0.0), 0.0)) for a, b in spots], camera)
    top = boxes([Box((x0, x1), (-y, y), (z - _TOP, z))], camera)
    return Drawn(legs.behind + top.behind, "", np.concatenate([legs.points, top.points]))


def post(item: Post, camera: Camera) -> Drawn:
    """An upright beam."""
    w = item.width / 2
    (x, y) = item.at
    beam = Box((x - w, x + w), (y - w, y + w), (0.0, item.height))
    return solid(beam.faces(camera), over=item.over)


def wall(item: Wall, camera: Camera) -> Drawn:
    """Seen edge-on an upright line; seen from the front its skirting board."""
    x, half = item.x, item.half_width
    if abs(float(camera.toward[0])) < 0.5:
        edge = np.array([[x, 0.0, 0.0], [x, 0.0, item.height]])
        return lines("fg-wall", [camera.page(edge)])
    low = np.array([[x, -half, 0.0], [x, half, 0.0]])
    both = [camera.page(low), camera.page(low + vector(0, 0, _SKIRTING))]
    return lines("fg-wall", both)


def roller(item: Roller, camera: Camera) -> Drawn:
    """A roll that lies across."""
    start = vector(item.x, -item.half_length, item.radius)
    size = (2 * item.half_length, item.radius)
    return solid(cylinder(start, vector(0, 1, 0), size, camera))


def mat(item: Mat, camera: Camera) -> Drawn:
    """A thin mat."""
    (x0, x1), y0, y1 = item.x, item.y - item.half_width, item.y + item.half_width
    corners = np.array([[x0, y0, 0], [x1, y0, 0], [x1, y1, 0], [x0, y1, 0]], dtype=np.float64)
    ring = camera.page(corners)
    return Drawn(path("fg-mat", straight(ring)), "", ring)
