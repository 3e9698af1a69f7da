"""The still picture of a position of a usual day: a person in it, with what they do it with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec
import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.layers import Layers
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.scene import draw_prop, shadow
from rhomboid.adapters.drawing.solid import Drawn
from rhomboid.adapters.drawing.still import FLOOR_PX, PX_PER_STATURE
from rhomboid.adapters.drawing.svg import number, path, text
from rhomboid.adapters.drawing.theme import standalone_style
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.loader import read_rows
from rhomboid.core.knowledge.positions import Position, Strained
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.motion.figure import Figure, Layer, Muscle, read_still
from rhomboid.core.movement.motion.props import Disc, Prop, Rod, Slab

#: Room round the picture, in pixels.
_MARGIN = 4.0
#: What is washed for each part that a position works; no muscle of the forearm is drawn.
WASHED: Mapping[Strained, tuple[Muscle, ...]] = {
    "neck": ("neck_back", "upper_trapezius"),
    "shoulders": ("upper_trapezius", "deltoid"),
    "between_blades": ("rhomboids", "middle_trapezius"),
    "middle_back": ("thoracic_extensors",),
    "low_back": ("erector_spinae",),
    "arms": (),
}


class UnknownPositionError(RhomboidError):
    """There is no picture of the position `position_id`."""

    def __init__(self, position_id: str) -> None:
        self.position_id = position_id
        super().__init__(f"no position is called {position_id!r}; see position_ids()")


@cache
def _positions() -> dict[str, Position]:
    return {row.id: row for row in read_rows("positions", "position", Position)}


def position_ids() -> tuple[str, ...]:
    """Every position."""
    return tuple(_positions())


@cache
def position_figure(position_id: str) -> Figure:
    """The figure of one position, what it works washed.

    Raises:
        UnknownPositionError: if there is no such position.
        PoseError: if its table is wrong.
    """
    if position_id not in _positions():
        raise UnknownPositionError(position_id)
    row = _positions()[position_id]
    muscles = tuple(dict.fromkeys(m for part in row.strains for m in WASHED[part]))
    figure = read_still(position_id, row.figure)
    return msgspec.structs.replace(figure, muscles=muscles)


def draw_position(position_id: str, *, label: str, standalone: bool = False) -> str:
    """A position as an SVG element; the floor is `FLOOR_PX` above its lower edge.

    Args:
        position_id: for example `laptop_low`.
        label: what a screen reader says; escaped here. Without one it says nothing, for a
            picture with its name beside it.
        standalone: with its own colours for light and dark, for a file; without, the page's
            `fg-` classes colour it.

    Raises:
        UnknownPositionError: if there is no such position.
    """
    body, (left, top, width, height) = _drawn(position_id)
    box = " ".join(number(v) for v in (left, top, width, height))
    spaces = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    style = standalone_style() if standalone else ""
    said = f'role="img" aria-label="{text(label)}"' if label else 'aria-hidden="true"'
    title = f"<title>{text(label)}</title>" if label else ""
    return (
        f'<svg{spaces} class="fig" viewBox="{box}" width="{number(width)}"'
        f' height="{number(height)}" {said}>{title}{style}{body}</svg>'
    )


@lru_cache(maxsize=64)
def _drawn(position_id: str) -> tuple[str, tuple[float, float, float, float]]:
    """What is drawn, the floor at y = 0, and its frame: left, top, width and height."""
    figure = position_figure(position_id)
    camera = Camera(figure.view, PX_PER_STATURE)
    body = figure.body("end")
    parts = Parts(body, figure.end, camera)
    props = [(prop, draw_prop(prop, body, camera)) for prop in figure.props]
    svg = [
        shadow(body, camera).svg(),
        *(drawn.behind for prop, drawn in props if not _is_between(prop)),
        *_figure_with(props, Layers(figure, parts)),
        *(drawn.over for _, drawn in props),
    ]
    points = np.concatenate([*parts.outlines, *(drawn.points for _, drawn in props)])
    floor = float(points[:, 1].max())
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    line = path("fg-floor", f"M{number(left)} 0H{number(right)}")
    moved = f'<g transform="translate(0 {number(-floor)})">{"".join(svg)}</g>'
    return line + moved, _frame(points, floor)


def _frame(points: Array, floor: float) -> tuple[float, float, float, float]:
    low, high = np.floor(points.min(0) - _MARGIN), np.ceil(points.max(0) + _MARGIN)
    top = float(np.floor(low[1] - floor))
    return float(low[0]), top, float(high[0] - low[0]), FLOOR_PX - top


def _figure_with(props: list[tuple[Prop, Drawn]], layers: Layers) -> list[str]:
    """The layers of the figure, and before its nearer arm what lies between arm and body."""
    between = [drawn.behind for prop, drawn in props if _is_between(prop)]
    order = layers.order
    at = nearer_arm(order)
    before, after = ([layers.draw(x) for x in half] for half in (order[:at], order[at:]))
    return [*before, *between, *after]


def nearer_arm(order: tuple[Layer, ...]) -> int:
    """Where the layers of the nearer arm begin; behind all of them if no arm is on top."""
    at = len(order)
    while at and order[at - 1].startswith(("arm", "sleeve", "hand")):
        at -= 1
    return at


def _is_between(prop: Prop) -> bool:
    return isinstance(prop, Slab | Rod | Disc) and prop.place == "between"
