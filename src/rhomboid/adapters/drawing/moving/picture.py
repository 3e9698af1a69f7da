"""A movement as one SVG file that moves, or stands where motion is not wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.arrow import Way, arrow_head, arrow_line, ways
from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.ghost import ghost
from rhomboid.adapters.drawing.moving.animate import UNITS, Animator, reach, shared, standing
from rhomboid.adapters.drawing.moving.course import Course, course
from rhomboid.adapters.drawing.moving.curve import smooth_data, straight_data
from rhomboid.adapters.drawing.moving.sampling import SAMPLES, Group, sampled
from rhomboid.adapters.drawing.moving.track import Piece
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.people import Person
from rhomboid.adapters.drawing.scene import draw_prop
from rhomboid.adapters.drawing.solid import Drawn
from rhomboid.adapters.drawing.still import FLOOR_PX, PX_PER_STATURE
from rhomboid.adapters.drawing.svg import number
from rhomboid.core.knowledge.movements import Phase
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.motion.figure import Figure
from rhomboid.core.movement.motion.props import Band, Pole, Weight

#: How far, in pixels, a point may stray from where it belongs; the first that is small enough.
TOLERANCES = (0.35, 0.5, 0.7, 0.9, 1.2, 1.6, 2.2, 3.0)
#: Bytes of a drawing without its colours.
LARGEST = 57_700
_MARGIN = 4.0
#: Where no joint goes farther than this, in statures, arrows tell what the eye would miss.
_LITTLE = 0.10


class Picture(NamedTuple):
    """A drawing that moves, without its colours.

    Attributes:
        body: SVG elements.
        box: left, top, width and height in units of a quarter pixel.
        tolerance: how exactly it is drawn, in pixels.
    """

    body: str
    box: tuple[int, int, int, int]
    tolerance: float


def picture(figure: Figure, phases: Sequence[Phase], person: Person) -> Picture:
    """Draw a movement as exactly as its size allows."""
    camera = Camera(figure.view, PX_PER_STATURE)
    cycle = course(figure, phases)
    groups = sampled(figure, cycle, camera, person)
    scene = _Scene(figure, camera, person, float(reach(groups)[1][1]))
    groups = [_lowered(group, scene.floor) for group in groups]
    still = scene.still(groups, _end_sample(figure, cycle))
    box = _box(groups, scene)

    def drawn(tolerance: float) -> str:
        animator = Animator(cycle, tolerance)
        moving = "".join(animator.group(group, f"a{i}") for i, group in enumerate(groups))
        effort = animator.pulse(scene.arrows()) if scene.moves_little else ""
        inside = f'<g class="s">{still}</g><g class="m">{shared(moving)}{effort}</g>'
        return scene.around(inside, box)

    return _small_enough(drawn, box)


def _small_enough(drawn: Callable[[float], str], box: tuple[int, int, int, int]) -> Picture:
    """The most exact drawing that is small enough, found by halving."""
    low, high = 0, len(TOLERANCES) - 1
    found = ""
    while low < high or not found:
        middle = (low + high) // 2 if found else low
        body = drawn(TOLERANCES[middle])
        if len(body) <= LARGEST or middle == len(TOLERANCES) - 1:
            high, found = middle, body
        else:
            low = middle + 1
    return Picture(found, box, TOLERANCES[high])


def _farthest(way: Way) -> float:
    """The longest way of a joint from start to end, in statures."""
    return max(float(np.linalg.norm(way[-1][name] - way[0][name])) for name in way[0])


def _end_sample(figure: Figure, cycle: Course) -> int:
    """The sample that shows the end pose."""
    end = figure.stance("end")
    for i, way in enumerate(cycle.ways):
        if way.b == end:
            return i * SAMPLES + SAMPLES - 1
        if way.a == end:
            return i * SAMPLES
    return SAMPLES - 1


def _lowered(group: Group, floor: float) -> Group:
    pieces = [_piece_lowered(piece, floor) for piece in group.pieces]
    return Group(group.name, pieces)


def _piece_lowered(piece: Piece, floor: float) -> Piece:
    return piece._replace(points=piece.points - np.array([0.0, floor]))


def _box(groups: Sequence[Group], scene: _Scene) -> tuple[int, int, int, int]:
    low, high = reach(groups)
    low = np.minimum(low, scene.points.min(0)) - _MARGIN
    high = np.maximum(high, scene.points.max(0)) + _MARGIN
    left, top = (int(np.floor(v * UNITS)) for v in low)
    right, bottom = int(np.ceil(high[0] * UNITS)), int(FLOOR_PX * UNITS)
    return left, top, right - left, bottom - top


class _Scene:
    """What doesn't move: furniture, the floor, the dotted start and the arrows.

    Args:
        figure: the movement.
        camera: the eye.
        person: who shows it.
        lowest: the lowest that anything comes in the whole cycle, in pixels.
    """

    def __init__(self, figure: Figure, camera: Camera, person: Person, lowest: float) -> None:
        self.figure, self._camera = figure, camera
        body, begin = figure.body("end"), figure.body("start")
        parts = Parts(body, figure.end, camera, person)
        moved = [p for p in figure.props if isinstance(p, Band | Weight | Pole)]
        fixed = [p for p in figure.props if p not in moved]
        self._fixed: list[Drawn] = [
            draw_prop(prop, body, Camera(figure.view, PX_PER_STATURE * UNITS)) for prop in fixed
        ]
        solid = np.concatenate([
            *parts.outlines,
            *(draw_prop(prop, body, camera).points for prop in moved),
            *(item.points / UNITS for item in self._fixed),
        ])  # fmt: skip
        self.floor = max(float(solid[:, 1].max()), lowest)
        down = np.array([0.0, self.floor])
        way = ways(figure, begin, body)
        little = not figure.cycle and _farthest(way) < _LITTLE
        self.moves_little = figure.is_still or little
        self._arrows = [arrow_line(arrow, way, camera) - down for arrow in figure.arrows]
        self._dotted: list[Array] = []
        if figure.ghost:
            start = Parts(begin, figure.start, camera, person)
            self._dotted = [line - down for line in ghost(start.outlines, parts.outlines)]
        self.points = np.concatenate([solid - down, *self._arrows, *self._dotted])

    def still(self, groups: Sequence[Group], sample: int) -> str:
        """The end pose with the dotted start and the arrows."""
        dots = "".join(smooth_data(line * UNITS, closed=False) for line in self._dotted)
        ghostly = f'<path class="fg-ghost" d="{dots}"/>' if dots else ""
        return ghostly + standing(groups, sample, "s") + self.arrows()

    def arrows(self) -> str:
        """All arrows as one path."""
        lines = "".join(self._arrow(line) for line in self._arrows)
        return f'<path class="fg-move" d="{lines}"/>' if lines else ""

    def _arrow(self, line: Array) -> str:
        head = arrow_head(line, self._camera.scale)
        shaft = smooth_data(line * UNITS, closed=False)
        return shaft + straight_data(head * UNITS, closed=False)

    def around(self, inside: str, box: tuple[int, int, int, int]) -> str:
        """The figure between what is behind it and what is over it."""
        left, _, width, _ = box
        down = f'<g transform="translate(0 {number(-self.floor * UNITS)})">'
        behind = "".join(item.behind for item in self._fixed)
        over = "".join(item.over for item in self._fixed)
        floor = f'<path class="fg-floor" d="M{left + 8} 0h{width - 16}"/>'
        return (
            floor
            + (f"{down}{behind}</g>" if behind else "")
            + inside
            + (f"{down}{over}</g>" if over else "")
        )
