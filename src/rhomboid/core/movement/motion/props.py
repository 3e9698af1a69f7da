"""Things that belong to a movement: what the hands hold and what the body leans on.

Lengths in statures, in the world's frame: x forward, y left, z up from the floor.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.movement.body.pin import Triple

#: A named point of the body ("hand_left", "foot_right", ...) or a place in the world.
Point = str | Triple


class _Prop(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="kind",
    tag=str.lower,
):
    """Base of all props; `kind` in a file is the name of the class in small letters."""


class Wall(_Prop, frozen=True, kw_only=True):
    """A wall square to x at `x`; `half_width` is drawn of it when it is seen from the front."""

    x: float
    height: float = 1.1
    half_width: float = 0.0


class Band(_Prop, frozen=True, kw_only=True):
    """An elastic band through `points`; `over` the body or behind it."""

    points: tuple[Point, ...]
    over: bool = True


class Weight(_Prop, frozen=True, kw_only=True):
    """A small dumb-bell in a hand, across the palm."""

    hand: Literal["hand_left", "hand_right"]


class Chair(_Prop, frozen=True, kw_only=True):
    """A chair or, with no back, a stool; `at` is the middle of the seat on the floor.

    `turn_deg` turns it to the left from facing forward.
    """

    at: tuple[float, float]
    seat_height: float = 0.225
    back_height: float = 0.26
    turn_deg: float = 0.0
    depth: float = 0.25
    half_width: float = 0.125


class Table(_Prop, frozen=True, kw_only=True):
    """A table or worktop from `x` away, its upper side at `height`."""

    x: float
    height: float
    depth: float = 0.22
    half_width: float = 0.20


class Post(_Prop, frozen=True, kw_only=True):
    """An upright post, such as the side of a door frame, that stands at `at`."""

    at: tuple[float, float]
    height: float = 1.08
    width: float = 0.03
    over: bool = False


class Roller(_Prop, frozen=True, kw_only=True):
    """A roll that lies across the body at `x`."""

    x: float
    radius: float = 0.035
    half_length: float = 0.15


class Pole(_Prop, frozen=True, kw_only=True):
    """A stick along the back, from behind the sacrum to behind the head."""

    below: float = 0.10
    above: float = 0.13


class Mat(_Prop, frozen=True, kw_only=True):
    """A mat on the floor between two x; `y` is its middle."""

    x: tuple[float, float]
    half_width: float = 0.16
    y: float = 0.0


class _Placed(_Prop, frozen=True, kw_only=True):
    """A plain shape that things of a day are put together from.

    Attributes:
        place: drawn behind the figure, over it, or `between` its body and its nearer arm.
    """

    place: Literal["behind", "between", "over"] = "behind"


class Slab(_Placed, frozen=True, kw_only=True):
    """A box with square corners: a screen, a book, a seat, a carton.

    Attributes:
        at, shift: its middle, and how far beside `at` that is.
        size: from back to front, from side to side, and upward.
        pitch_deg: how far its top is tilted forward.
    """

    at: Point = (0.0, 0.0, 0.0)
    shift: Triple = (0.0, 0.0, 0.0)
    size: Triple
    pitch_deg: float = 0.0


class Rod(_Placed, frozen=True, kw_only=True):
    """A round rod, straight from point to point: a handle, a pipe, a strap."""

    points: tuple[Point, ...]
    radius: float = 0.008


class Disc(_Placed, frozen=True, kw_only=True):
    """A wheel or drum about `axis`, `width` thick; with a `hole` it is a ring."""

    at: Point
    axis: Triple = (0.0, 1.0, 0.0)
    radius: float
    width: float = 0.02
    hole: float = 0.0


Shaped = Slab | Rod | Disc
Prop = Wall | Band | Weight | Chair | Table | Post | Roller | Pole | Mat | Slab | Rod | Disc
