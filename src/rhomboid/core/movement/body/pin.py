"""What a hand or foot is fixed to while the body moves."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from rhomboid.core.movement.body.pose import Side

Triple = tuple[float, float, float]
#: A part whose frame a pin can be given in.
Holder = Literal["world", "pelvis", "thorax", "head", "thigh_left", "thigh_right"]
OneLimb = Literal["hand_left", "hand_right", "foot_left", "foot_right"]
Limb = OneLimb | Literal["hands", "feet"]
Moment = Literal["start", "end"]
HANDS: dict[Side, OneLimb] = {"left": "hand_left", "right": "hand_right"}
FEET: dict[Side, OneLimb] = {"left": "foot_left", "right": "foot_right"}


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One hand or foot, or both, held at a place.

    Places and directions are given for the left; on the right they are mirrored in the plane
    of symmetry of the holder. The wrist or ankle goes to `at`.

    Attributes:
        limb: which one; `hands` and `feet` stand for both sides.
        to: the part whose frame `at` and the directions are given in.
        at: place in statures; without it the joint angles place the limb and only the
            directions count.
        bend: direction the elbow or knee points to.
        along: direction of fingers or toes.
        facing: direction the palm faces, or up from the back of the foot.
        during: moments it holds for.
    """

    limb: Limb
    to: Holder = "world"
    at: Triple | None = None
    bend: Triple | None = None
    along: Triple | None = None
    facing: Triple | None = None
    during: Annotated[tuple[Moment, ...], msgspec.Meta(min_length=1)] = ("start", "end")

    def holds(self, limb: OneLimb) -> bool:
        """Whether the pin speaks of `limb`, alone or as one of two."""
        kind = limb.partition("_")[0]
        both = "hands" if kind == "hand" else "feet"
        return self.limb in {limb, both}


_OTHER = {"left": "right", "right": "left"}


def _other_side(name: str) -> str:
    """A name with its side changed; as it is if it has none."""
    kind, _, side = name.partition("_")
    return f"{kind}_{_OTHER[side]}" if side in _OTHER else name


def mirrored_pin(pin: Pin) -> Pin:
    """The pin that holds the other side of a mirrored body."""
    limb, to = _other_side(pin.limb), _other_side(pin.to)
    if limb == pin.limb and to == pin.to:
        return pin  # a pair is given for the left and mirrored for the right already
    flipped = {
        name: None if (value := getattr(pin, name)) is None else (value[0], -value[1], value[2])
        for name in ("at", "bend", "along", "facing")
    }
    return msgspec.convert({**msgspec.structs.asdict(pin), **flipped, "limb": limb, "to": to}, Pin)
