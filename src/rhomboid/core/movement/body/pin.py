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
