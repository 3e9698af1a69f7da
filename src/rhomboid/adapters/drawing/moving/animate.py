"""Pieces as SVG paths that animate themselves (SMIL), so that a plain image moves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from rhomboid.adapters.drawing.moving.course import Course
from rhomboid.adapters.drawing.moving.curve import smooth_data, straight_data
from rhomboid.adapters.drawing.moving.keys import Key, keys, knots, short
from rhomboid.adapters.drawing.moving.ride import Ride, ride
from rhomboid.adapters.drawing.moving.sampling import SAMPLES, SHARES, Group
from rhomboid.adapters.drawing.moving.track import Piece
from rhomboid.adapters.drawing.svg import number
from rhomboid.core.movement.body.rotation import Array

#: Units of the drawing in one pixel: coordinates are whole numbers of quarters.
UNITS = 4
#: Share of the tolerance that is spent on place and turn of what rides along.
_RIDE = 0.5
_HIDDEN = '<set attributeName="display" to="none"/>'
_PATH = re.compile(r"<path [^>]*[^/]>.*?</path>")
#: Bytes of a path from which it pays to name it.
_WORTH = 120
#: Classes with an ink line, which runs round all pieces of a group.
INKED = frozenset({"fg-skin", "fg-shirt", "fg-trousers", "fg-hair"})
#: Soft or hidden things may be drawn so much less exactly.
_LOOSER = {"fg-shade": 2.0, "fg-muscle": 1.8, "fg-shadow": 2.5, "fg-face": 0.7, "fg-eye": 0.7}


def data_at(piece: Piece, sample: int) -> str:
    """Path data of a piece at one sample."""
    points = piece.points[sample] * UNITS
    if piece.straight:
        return straight_data(points, closed=piece.closed)
    return smooth_data(points, closed=piece.closed)


def _place(point: Array) -> str:
    return " ".join(str(round(float(v) * UNITS)) for v in point)


def inked(group: Group, paths: str, mark: str, count: int) -> str:
    """The paths of one group; the line runs round their union."""
    if group.name not in INKED or count < 2:
        return f'<g class="{group.name}">{paths}</g>'
    inner = f'<g id="{mark}">{paths}</g><use href="#{mark}" class="n"/>'
    return f'<g class="{group.name}">{inner}</g>'


class Animator:
    """Writes the moving paths of one cycle."""

    def __init__(self, course: Course, tolerance: float) -> None:
        self.course, self.tolerance = course, tolerance
        self._first = [i * SAMPLES for i in range(len(course.ways))]
        self._timing = f'dur="{course.seconds:g}s" repeatCount="indefinite"'

    def group(self, group: Group, mark: str) -> str:
        """One group, told in the shorter of two ways: piece by piece, or riding as a whole."""
        pieces = group.pieces
        plain = inked(group, "".join(map(self.path, pieces)), mark, len(pieces))
        if len(pieces) < 2 or "<animate" not in plain:
            return plain
        whole = ride(np.concatenate([piece.points for piece in pieces], axis=1))
        riding = [self._plain(p._replace(points=whole.local(p.points))) for p in pieces]
        carried = inked(group, self._carried(whole, "".join(riding)), mark, len(pieces))
        return min(plain, carried, key=len)

    def pulse(self, inside: str) -> str:
        """What comes with the effort and goes with it."""
        steps, now = self.course.steps, 0.0
        times, values = ["0"], [short(steps[0].begin)]
        for step in steps:
            now += step.seconds
            times.append(short(now / self.course.seconds, 4))
            values.append(short(step.end))
        return (
            f'<g><animate attributeName="opacity" {self._timing} keyTimes="{";".join(times)}"'
            f' values="{";".join(values)}"/>{inside}</g>'
        )

    def path(self, piece: Piece) -> str:
        """One piece as it moves, told in the shorter of two ways."""
        plain = self._plain(piece)
        if "<animate" not in plain:
            return plain
        own = ride(piece.points)
        riding = self._plain(piece._replace(points=own.local(piece.points)))
        return min(plain, self._carried(own, riding), key=len)

    def _plain(self, piece: Piece) -> str:
        """One piece by its outline alone."""
        tolerance = self.tolerance * _LOOSER.get(piece.name, 1.0)
        inside = self._shape(piece, tolerance) + self._shown(piece)
        start = data_at(piece, self._start())
        return f'<path d="{start}">{inside}</path>' if inside else f'<path d="{start}"/>'

    def _carried(self, way: Ride, inside: str) -> str:
        """What rides along, turned and moved."""
        first, places = self._start(), way.centres[:, None]
        turns = np.stack([np.radians(way.angles_deg) * way.radius, way.angles_deg * 0], 1)[:, None]
        turned = self._transform("rotate", turns, lambda i: number(way.angles_deg[i]))
        inner = f'<g transform="rotate({number(way.angles_deg[first])})">{turned}{inside}</g>'
        moved = self._transform("translate", places, lambda i: _place(way.centres[i]))
        return f'<g transform="translate({_place(way.centres[first])})">{moved}{inner}</g>'

    def _transform(self, kind: str, points: Array, value: Callable[[int], str]) -> str:
        found = self._keys(points, self.tolerance * _RIDE)
        if not found:
            return ""
        head = f'<animateTransform attributeName="transform" type="{kind}"'
        return self._animate(head, found, lambda key: value(key.sample))

    def _start(self) -> int:
        step = self.course.steps[0]
        return self._first[step.way] + round(step.begin * (SAMPLES - 1))

    def _keys(self, points: Array, tolerance: float) -> list[Key]:
        """Key frames of points of shape (samples, n, 2); none if they hardly move."""
        if float(np.abs(points - points[self._start()]).max()) < tolerance * 0.6:
            return []
        ways = [knots(SHARES, points[i : i + SAMPLES], tolerance) for i in self._first]
        return keys(self.course, SHARES, ways, self._first)

    def _shape(self, piece: Piece, tolerance: float) -> str:
        found = self._keys(piece.points, tolerance)
        if not found:
            return ""
        head = '<animate attributeName="d"'
        return self._animate(head, found, lambda key: data_at(piece, key.sample))

    def _animate(self, head: str, found: Sequence[Key], value: Callable[[Key], str]) -> str:
        times = ";".join(short(key.at, 4) for key in found)
        values = ";".join(value(key) for key in found)
        splines = ";".join(key.spline for key in found[1:])
        return (
            f'{head} {self._timing} calcMode="spline"'
            f' keyTimes="{times}" keySplines="{splines}" values="{values}"/>'
        )

    def _shown(self, piece: Piece) -> str:
        """Makes a piece come and go with its samples."""
        if piece.shown.all():
            return ""
        every = [list(range(SAMPLES))] * len(self.course.ways)
        found = keys(self.course, SHARES, every, self._first)
        changes = [found[0]]
        for key in found[1:]:
            if piece.shown[key.sample] != piece.shown[changes[-1].sample]:
                changes.append(key)
        if len(changes) == 1:
            return "" if piece.shown[changes[0].sample] else _HIDDEN
        times = ";".join(short(key.at, 4) for key in changes)
        values = ";".join("inline" if piece.shown[key.sample] else "none" for key in changes)
        return (
            f'<animate attributeName="display" {self._timing} calcMode="discrete"'
            f' keyTimes="{times}" values="{values}"/>'
        )


def shared(moving: str) -> str:
    """The same drawing with every path that comes twice written once."""
    found = Counter(_PATH.findall(moving))
    for i, (path, times) in enumerate(found.items()):
        if times > 1 and len(path) > _WORTH:
            first, _, rest = moving.partition(path)
            named = path.replace("<path ", f'<path id="p{i}" ', 1)
            moving = first + named + rest.replace(path, f'<use href="#p{i}"/>')
    return moving


def standing(groups: Sequence[Group], sample: int, mark: str) -> str:
    """All groups as they stand at one sample."""
    out = []
    for i, group in enumerate(groups):
        pieces = [piece for piece in group.pieces if piece.shown[sample]]
        paths = "".join(f'<path d="{data_at(piece, sample)}"/>' for piece in pieces)
        if paths:
            out.append(inked(group, paths, f"{mark}{i}", len(pieces)))
    return "".join(out)


def reach(groups: Sequence[Group]) -> tuple[Array, Array]:
    """Lowest and highest coordinates of all pieces over time."""
    low = np.min([piece.points.min((0, 1)) for group in groups for piece in group.pieces], axis=0)
    high = np.max([piece.points.max((0, 1)) for group in groups for piece in group.pieces], axis=0)
    return low, high
