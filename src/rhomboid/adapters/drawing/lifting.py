"""What H, V, D and A of a lift are: the figure at the load, and the same from above.

Lengths come in cm and are drawn for a person of one stature, so that they keep their proportion.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple

import msgspec
import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.ghost import ghost
from rhomboid.adapters.drawing.layers import Layers
from rhomboid.adapters.drawing.lifting_pose import standing
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.scene import shadow
from rhomboid.adapters.drawing.solid import Box, filled
from rhomboid.adapters.drawing.svg import number, path, same_way, smooth, straight, text
from rhomboid.core.movement.body.rotation import vector
from rhomboid.core.movement.body.stance import Stance
from rhomboid.core.movement.motion.figure import View, still_figure

#: The stature for which lengths are drawn, in cm, and its size on the page.
_STATURE_CM, _PX = 170.0, 236.0
_CM = _PX / _STATURE_CM
_VIEW = View(of="right", turn_deg=14, tilt_deg=8)
#: Half the depth, width and height of the box, in statures.
_BOX = (0.085, 0.088, 0.065)
#: Values are drawn up to here, in cm; H as near as the body allows.
_H, _V = (20.0, 66.0), (6.0, 190.0)
#: A load that moves less than this, in cm, is drawn once.
_SAME = 8.0
#: Edges of the picture, floor at 0, in pixels.
_LEFT, _TOP, _WIDTH, _FLOOR = -76, -284, 330, 44
#: Room for hands above this height, in cm, that is left out where there are none.
_OVERHEAD, _ROOM = 160, 26
#: From the load to the measures beside it, and between the two where both go up or not, in pixels.
_BESIDE, _APART, _FAR_APART = 22.0, 26.0, 76.0
#: A height shorter than this has its words below the floor.
_SHORT = 30.0
#: The picture from above: its size, where the ankles are, and how much smaller it is drawn.
_WIDE, _HIGH, _AXIS_X, _AXIS_Y = 186, 176, 82.0, 98.0
_ABOVE = 0.78
#: A load turned further than this lies behind the feet.
_BESIDE_DEG = 95.0


class LiftPicture(msgspec.Struct, frozen=True, kw_only=True):
    """One lift to be drawn, in cm and degrees.

    Attributes:
        h, v, a_deg: hands at the beginning.
        end_h, end_v: hands at the end.
        unsure: names of values (`h`, `v`, `d`, `a`) that are not known and only stand for one.
    """

    h: float
    v: float
    end_h: float
    end_v: float
    a_deg: float
    unsure: frozenset[str] = frozenset()


class LiftLabels(msgspec.Struct, frozen=True):
    """Words at the measures, such as "40 cm", and what a screen reader says of each picture."""

    h: str
    v: str
    d: str
    a: str
    side: str
    above: str


def draw_lift(lift: LiftPicture, labels: LiftLabels) -> str:
    """Seen from the side: H on the floor, V and D beside the load; the end is dotted."""
    hands = (round(_within(lift.h, _H)), round(_within(lift.v, _V)))
    end = (round(_within(lift.end_h, _H)), round(_within(lift.end_v, _V)))
    drawn = (
        _floor(),
        _there(hands, end),
        _person(*hands)[2],
        _measures(hands, end, lift.unsure, labels),
    )
    top = _TOP if max(hands[1], end[1]) > _OVERHEAD else _TOP + _ROOM
    box = (_LEFT, top, _WIDTH, _FLOOR - top)
    return _svg("liftfig", box, labels.side, "".join(drawn))


def _svg(name: str, box: tuple[int, int, int, int], label: str, body: str) -> str:
    return (
        f'<svg class="fig {name}" viewBox="{" ".join(map(str, box))}" width="{box[2]}"'
        f' height="{box[3]}" role="img" aria-label="{text(label)}">{body}</svg>'
    )


def _within(value: float, span: tuple[float, float]) -> float:
    return min(max(value, span[0]), span[1])


def _floor() -> str:
    return path("fg-floor", f"M{_LEFT} 0H{_LEFT + _WIDTH}")


@lru_cache(maxsize=128)
def _person(h_cm: int, v_cm: int) -> tuple[Stance, Parts, str]:
    """The person with hands and box there: stance, outlines, drawing."""
    camera = Camera(_VIEW, _PX)
    stance = standing(h_cm / _STATURE_CM, v_cm / _STATURE_CM)
    body = stance.body()
    parts = Parts(body, stance.pose, camera)
    layers = Layers(still_figure("lift", _VIEW, stance, evidence="ER-20"), parts)
    drawn = [shadow(body, camera).svg()]
    for layer in layers.order:
        if layer == "sleeve_right":
            drawn.append(filled(_box((h_cm, v_cm)).faces(camera)))
        drawn.append(layers.draw(layer))
    return stance, parts, "".join(drawn)


def _box(hands: tuple[float, float]) -> Box:
    """The load between the hands; near the floor it stands on it."""
    x, z = hands[0] / _STATURE_CM, hands[1] / _STATURE_CM
    depth, width, height = _BOX
    low = max(z - height, 0.0)
    return Box((x - depth, x + depth), (-width, width), (low, low + 2 * height))


@lru_cache(maxsize=128)
def _there(hands: tuple[int, int], end: tuple[int, int]) -> str:
    """Person and load at the end, dotted, unless they stay where they are."""
    if abs(hands[1] - end[1]) + abs(hands[0] - end[0]) < _SAME:
        return ""
    camera = Camera(_VIEW, _PX)
    here, there = _person(*hands)[1].outlines, _person(*end)[1].outlines
    held = [same_way(face) for face in _box(hands).faces(camera)]
    put = [same_way(face) for face in _box(end).faces(camera)]
    dotted = "".join(smooth(line, closed=False) for line in ghost(there, [*here, *held, *put]))
    box = "".join(map(straight, put))
    return path("fg-ghost", dotted + box)


def _measures(
    hands: tuple[float, float], end: tuple[float, float], unsure: frozenset[str], labels: LiftLabels
) -> str:
    camera = Camera(_VIEW, _PX)
    place = camera.page(vector(hands[0] / _STATURE_CM, 0, hands[1] / _STATURE_CM))
    ankle = camera.page(vector(0, 0, 0))
    x, y = float(place[0]), float(place[1])
    beside = max(x, end[0] * _CM) + _BOX[0] * _PX + _BESIDE
    top = float(camera.page(vector(0, 0, end[1] / _STATURE_CM))[1])
    below = 16.0
    parts = [
        path("ld-drop", f"M{number(x)} {number(y)}V{number(below)}"),
        path("ld-drop", f"M{number(float(ankle[0]))} -6V{number(below)}"),
        path("ld-drop", f"M{number(x)} {number(y)}H{number(beside + 4)}"),
        f'<circle class="ld-dot" cx="{number(x)}" cy="{number(y)}" r="3.5"/>',
        _Measure("h", (float(ankle[0]), below), (x, below), labels.h, "h" in unsure).svg(),
        _Measure("v", (beside, 0.0), (beside, y), labels.v, "v" in unsure).svg(),
    ]
    if abs(top - y) > 6.0:
        beyond = beside + (_APART if top < y else _FAR_APART)
        parts.append(path("ld-drop", f"M{number(beside)} {number(y)}H{number(beyond + 4)}"))
        parts.append(path("ld-drop", f"M{number(end[0] * _CM)} {number(top)}H{number(beyond + 4)}"))
        parts.append(
            _Measure("d", (beyond, y), (beyond, top), labels.d, "d" in unsure, arrow=True).svg()
        )
    return "".join(parts)


class _Measure(NamedTuple):
    """A measure: its letter, from where to where, its words, and how it is drawn."""

    name: str
    start: tuple[float, float]
    end: tuple[float, float]
    label: str
    unsure: bool
    arrow: bool = False

    def svg(self) -> str:
        """A line with ends, its letter and its words."""
        (x0, y0), (x1, y1) = self.start, self.end
        kind = "ld-line ld-open" if self.unsure else "ld-line"
        line = path(kind, f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}")
        upright = x0 == x1
        for x, y in (self.start, self.end):
            tick = (
                f"M{number(x - 4)} {number(y)}h8" if upright else f"M{number(x)} {number(y - 4)}v8"
            )
            line += path("ld-line", tick)
        if self.arrow:
            way = 7 if y1 < y0 else -7
            line += path("ld-line", f"M{number(x1 - 4)} {number(y1 + way)}l4 {-way}l4 {way}")
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        if not upright:
            return line + _said(self.name, self.label, (middle_x, middle_y + 21), "middle")
        if self.name == "v" and abs(y1 - y0) < _SHORT:  # no room for words above the floor
            return line + _said(self.name, self.label, (x0 - 4, max(y0, y1) + 37), "start")
        return line + _said(self.name, self.label, (x0 + 7, middle_y + 5), "start")


def _said(name: str, label: str, at: tuple[float, float], anchor: str) -> str:
    x, y = at
    return (
        f'<text class="ld-text" x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">'
        f'<tspan class="ld-letter">{name.upper()}</tspan> {text(label)}</text>'
    )


def draw_angle(lift: LiftPicture, labels: LiftLabels) -> str:
    """Seen from above: both feet, the way straight ahead, and the load turned from it by A."""
    a = radians(_within(lift.a_deg, (0.0, 180.0)))
    far = _within(lift.h, _H) * _CM * _ABOVE
    x, y = _AXIS_X + far * sin(a), _AXIS_Y - far * cos(a)
    kind = "ld-line ld-open" if "a" in lift.unsure else "ld-line"
    half = _BOX[0] * _PX * _ABOVE
    turn = number(np.degrees(a))
    feet = "".join(
        f'<ellipse class="fg-trousers" cx="{number(_AXIS_X + side * 9)}" cy="{number(_AXIS_Y - 8)}"'
        ' rx="5.5" ry="14"/>'
        for side in (-1, 1)
    )
    load = (
        f'<rect class="fg-solid" x="{number(x - half)}" y="{number(y - half)}"'
        f' width="{number(2 * half)}" height="{number(2 * half)}"'
        f' transform="rotate({turn} {number(x)} {number(y)})"/>'
    )
    drawn = (
        path("ld-drop", f"M{number(_AXIS_X)} {number(_AXIS_Y)}V8"),
        feet,
        load,
        path(kind, f"M{number(_AXIS_X)} {number(_AXIS_Y)}L{number(x)} {number(y)}"),
        _arc(a),
        f'<circle class="ld-dot" cx="{number(x)}" cy="{number(y)}" r="3.5"/>',
        f'<circle class="ld-dot" cx="{number(_AXIS_X)}" cy="{number(_AXIS_Y)}" r="3.5"/>',
        _said("a", labels.a, (_AXIS_X - 26, _AXIS_Y - 26), "end"),
    )
    high = _HIGH if lift.a_deg > _BESIDE_DEG else _AXIS_Y + 32
    return _svg("liftabove", (0, 0, _WIDE, round(high)), labels.above, "".join(drawn))


def _arc(a: float) -> str:
    """From straight ahead to the load."""
    if a < 0.05:
        return ""
    r = 26.0
    x, y = _AXIS_X + r * sin(a), _AXIS_Y - r * cos(a)
    start = f"M{number(_AXIS_X)} {number(_AXIS_Y - r)}"
    return path("ld-line", f"{start}A{number(r)} {number(r)} 0 0 1 {number(x)} {number(y)}")
