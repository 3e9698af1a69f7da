"""The drawing of one posture that was seen: a person, and a chair where they sit."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.layers import Layers
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.scene import draw_prop, shadow
from rhomboid.adapters.drawing.still import FLOOR_PX, PX_PER_STATURE
from rhomboid.adapters.drawing.svg import number, path, text
from rhomboid.adapters.drawing.theme import standalone_style
from rhomboid.core.movement.body.build import Rest
from rhomboid.core.movement.body.pose import Pose
from rhomboid.core.movement.body.stance import Stance
from rhomboid.core.movement.motion.figure import View, still_figure
from rhomboid.core.movement.motion.props import Chair, Prop

_MARGIN = 6.0
#: Hip joints lie so far above a seat, in statures.
_ABOVE_SEAT = 0.05


def draw_posture(pose: Pose, view: View, label: str, *, sits: bool) -> str:
    """One posture as an SVG file with its own colours for light and dark.

    Args:
        pose: the body.
        view: where it is looked at from.
        label: what a screen reader says; escaped here.
        sits: whether it sits on a chair.
    """
    camera = Camera(view, PX_PER_STATURE)
    rest = Rest(on="feet" if sits else "floor")
    figure = still_figure("posture", view, Stance(pose=pose, pins=(), rest=rest, moment="end"))
    body = figure.body("end")
    props: list[Prop] = []
    if sits:
        hips = body.trunk.pelvis
        seat = Chair(
            at=(float(hips[0]) + 0.03, float(hips[1])), seat_height=float(hips[2]) - _ABOVE_SEAT
        )
        # Only a trunk that is upright or leans back reaches the back of a chair.
        upright = float(body.trunk.thorax_frame[0, 2]) < 0.1
        back = seat.back_height if upright else 0.0
        props.append(Chair(at=seat.at, seat_height=seat.seat_height, back_height=back))
    parts = Parts(body, pose, camera)
    layers = Layers(figure, parts)
    drawn = [draw_prop(prop, body, camera) for prop in props]
    svg = [
        shadow(body, camera).svg(),
        *(prop.behind for prop in drawn),
        *(layers.draw(layer) for layer in layers.order),
        *(prop.over for prop in drawn),
    ]
    points = np.concatenate([*parts.outlines, *(prop.points for prop in drawn)])
    left, right = float(points[:, 0].min()) - _MARGIN, float(points[:, 0].max()) + _MARGIN
    top, floor = float(points[:, 1].min()) - _MARGIN, float(points[:, 1].max())
    width, height = np.ceil(right - left), np.ceil(floor - top + FLOOR_PX)
    box = " ".join(number(v) for v in (left, top, width, height))
    line = path("fg-floor", f"M{number(left + _MARGIN)} {number(floor)}H{number(right - _MARGIN)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" viewBox="{box}"'
        f' width="{number(width)}" height="{number(height)}" role="img"'
        f' aria-label="{text(label)}"><title>{text(label)}</title>'
        f"{standalone_style()}{line}{''.join(svg)}</svg>"
    )
