"""The still drawing of a movement: start dotted, end drawn, arrow for the way between."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.arrow import arrow_line, draw_arrow, ways
from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.ghost import ghost
from rhomboid.adapters.drawing.layers import Layers
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.poses import load_figure
from rhomboid.adapters.drawing.scene import draw_prop, shadow
from rhomboid.adapters.drawing.svg import number, path, smooth, text
from rhomboid.adapters.drawing.theme import standalone_style
from rhomboid.core.movement.body.rotation import Array

#: Pixels of one stature; the same for all figures, so that they stand side by side.
PX_PER_STATURE = 180.0
#: Room round the drawing, and under the floor line, in pixels.
_MARGIN = 4.0
FLOOR_PX = 5.0


class Drawing(NamedTuple):
    """A drawing without its frame.

    Attributes:
        body: SVG elements, the floor at y = 0.
        left, top, right: edges of what is drawn, in pixels.
    """

    body: str
    left: float
    top: float
    right: float


def draw_still(
    movement_id: str,
    *,
    label: str,
    standalone: bool = False,
    px_per_stature: float = PX_PER_STATURE,
) -> str:
    """A movement as an SVG element; the floor is `FLOOR_PX` above its lower edge.

    Args:
        movement_id: for example `band_row`.
        label: what a screen reader says; escaped here.
        standalone: with its own colours for light and dark, for a file; without, the page's
            `fg-` classes colour it.
        px_per_stature: size; figures of one size stand side by side.

    Raises:
        UnknownMovementError: if there is no such movement.
    """
    drawing = drawn(movement_id, px_per_stature)
    left, top = np.floor(drawing.left - _MARGIN), np.floor(drawing.top - _MARGIN)
    width = np.ceil(drawing.right + _MARGIN) - left
    height = FLOOR_PX - top
    box = " ".join(number(v) for v in (left, top, width, height))
    spaces = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    style = standalone_style() if standalone else ""
    return (
        f'<svg{spaces} class="fig" viewBox="{box}" width="{number(width)}"'
        f' height="{number(height)}" role="img" aria-label="{text(label)}">'
        f"<title>{text(label)}</title>{style}{drawing.body}</svg>"
    )


@lru_cache(maxsize=256)
def drawn(movement_id: str, px_per_stature: float) -> Drawing:
    """The drawing itself, kept after the first time."""
    return _draw(movement_id, px_per_stature)


def _draw(movement_id: str, scale: float) -> Drawing:
    figure = load_figure(movement_id)
    camera = Camera(figure.view, scale)
    body = figure.body("end")
    parts = Parts(body, figure.end, camera)
    layers = Layers(figure, parts)
    props = [draw_prop(prop, body, camera) for prop in figure.props]
    begin = figure.body("start")
    way = ways(figure, begin, body)
    arrows = [arrow_line(arrow, way, camera) for arrow in figure.arrows]
    dotted: list[Array] = []
    if figure.ghost:
        start = Parts(begin, figure.start, camera)
        dotted = ghost(start.outlines, parts.outlines)
    svg = [
        shadow(body, camera).svg(),
        *(prop.behind for prop in props),
        path("fg-ghost", "".join(smooth(line, closed=False) for line in dotted)),
        *(layers.draw(layer) for layer in layers.order),
        *(prop.over for prop in props),
        *(draw_arrow(line, scale) for line in arrows),
    ]
    solid = np.concatenate([*parts.outlines, *(prop.points for prop in props)])
    every = np.concatenate([solid, *arrows, *dotted])
    floor = float(np.concatenate([solid, *dotted])[:, 1].max())
    floor_line = path("fg-floor", _floor_line(every))
    moved = f'<g transform="translate(0 {number(-floor)})">{"".join(svg)}</g>'
    return Drawing(
        floor_line + moved,
        float(every[:, 0].min()),
        float(every[:, 1].min()) - floor,
        float(every[:, 0].max()),
    )


def _floor_line(points: Array) -> str:
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    return f"M{number(left)} 0H{number(right)}"
