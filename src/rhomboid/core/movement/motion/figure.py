"""A movement as it is drawn: start and end pose, view, props, muscles and arrows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.build import Rest, blend_rest, build
from rhomboid.core.movement.body.pin import Moment, Pin
from rhomboid.core.movement.body.pose import Pose, PoseError, Side, blend, read_pose
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.props import Prop

#: Muscles that can be shown as worked; each is a patch of skin or cloth over it.
Muscle = Literal[
    "latissimus",
    "serratus",
    "flank",
    "middle_trapezius",
    "lower_trapezius",
    "upper_trapezius",
    "rhomboids",
    "thoracic_extensors",
    "erector_spinae",
    "abdominals",
    "obliques",
    "pectorals",
    "deltoid",
    "rear_deltoid",
    "triceps",
    "gluteals",
    "hamstrings",
    "quadriceps",
    "hip_flexors",
    "neck_back",
    "neck_front",
]
#: Parts of the figure that are drawn one over the other.
Layer = Literal[
    "arm_left",
    "arm_right",
    "sleeve_left",
    "sleeve_right",
    "hand_left",
    "hand_right",
    "legs",
    "leg_left",
    "leg_right",
    "trunk",
    "head",
]


class View(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the movement is looked at from.

    Attributes:
        of: the side of the person that is seen.
        turn_deg: how far the eye has gone round to the person's left from there.
        tilt_deg: how far the eye is raised.
    """

    of: Literal["front", "back", "left", "right"]
    turn_deg: Annotated[float, msgspec.Meta(ge=-60, le=60)] = 0.0
    tilt_deg: Annotated[float, msgspec.Meta(ge=0, le=60)] = 5.0


class Arrow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Shows the way a joint goes from start to end, or a way given in statures.

    Attributes:
        of: the point of the body whose way is shown.
        shift: how far beside it the arrow runs, to the right and up on the picture.
        by: the way itself, to the right and up, instead of the joint's own.
        length: share of the way that is drawn, from its middle.
    """

    of: str
    shift: tuple[float, float] = (0.0, 0.0)
    by: tuple[float, float] | None = None
    length: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.8


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table `motion` of a movement as it is written."""

    view: View
    start: dict[str, Any]
    end: dict[str, Any]
    rest: Rest = Rest()
    start_rest: Rest | None = None
    pin: tuple[Pin, ...] = ()
    prop: tuple[Prop, ...] = ()
    arrow: tuple[Arrow, ...] = ()
    muscles: tuple[Muscle, ...] = ()
    muscle_side: Side | None = None
    order: tuple[Layer, ...] = ()
    both_sides: bool = False
    ghost: bool = True


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One movement, ready to be drawn.

    Attributes:
        id: of the movement.
        evidence: its row in the evidence, for example `XL-05`.
        rest, start_rest: what the body rests on at the end and at the start.
        muscle_side: shows the muscles of one side only.
        order: layers from the back to the front, where the view's own order won't do.
        both_sides: the movement is done to each side; the figure shows one.
        ghost: whether the start is shown beside the end.
    """

    id: str
    evidence: str
    view: View
    start: Pose
    end: Pose
    rest: Rest
    start_rest: Rest
    pins: tuple[Pin, ...]
    props: tuple[Prop, ...]
    arrows: tuple[Arrow, ...]
    muscles: tuple[Muscle, ...]
    muscle_side: Side | None
    order: tuple[Layer, ...]
    both_sides: bool
    ghost: bool

    def body(self, moment: Moment) -> Skeleton:
        """The skeleton at the start or the end."""
        if moment == "start":
            return build(self.start, self.pins, self.start_rest, "start")
        return build(self.end, self.pins, self.rest, "end")

    def between(self, share: float) -> Skeleton:
        """The skeleton `share` (0 to 1) of the way; pins are those of the end."""
        rest = blend_rest(self.start_rest, self.rest, share)
        return build(blend(self.start, self.end, share), self.pins, rest, "end")


def read_figure(movement: Movement) -> Figure:
    """Read the table `motion` of a movement.

    Raises:
        PoseError: for anything that is missing, unknown or beyond its bounds.
    """
    name = movement.id
    try:
        file = msgspec.convert(movement.motion, _File)
    except msgspec.ValidationError as error:
        raise PoseError(name, str(error)) from error
    start = read_pose(name, file.start)
    return Figure(
        id=name,
        evidence=movement.facts[0],
        view=file.view,
        start=start,
        end=read_pose(name, file.end, onto=start),
        rest=file.rest,
        start_rest=file.start_rest or file.rest,
        pins=file.pin,
        props=file.prop,
        arrows=file.arrow,
        muscles=file.muscles,
        muscle_side=file.muscle_side,
        order=file.order,
        both_sides=file.both_sides,
        ghost=file.ghost,
    )
