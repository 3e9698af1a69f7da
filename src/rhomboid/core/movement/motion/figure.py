"""A movement as it is drawn: start and end pose, view, props, muscles and arrows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.build import Rest
from rhomboid.core.movement.body.pin import Moment, Pin
from rhomboid.core.movement.body.pose import Pose, PoseError, Side, read_pose
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.body.stance import Stance, build_between
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


class Extra(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pose beside start and end, for a movement that two don't tell.

    Attributes:
        name: what the cycle calls it.
        like: the pose it is told from and whose pins and rest hold in it.
        angles: what differs from there.
    """

    name: str
    like: Moment
    angles: dict[str, Any] = {}


class Leg(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One leg of a cycle that is written out.

    Attributes:
        to: `start`, `end` or the name of an extra pose, `mirrored` after it for the other side;
            the pose it comes from for a hold.
        seconds: how long the picture takes for it.
        even: at one speed, without a stop at either end.
    """

    to: str
    seconds: Annotated[float, msgspec.Meta(gt=0, le=5)]
    even: bool = False


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
    pose: tuple[Extra, ...] = ()
    cycle: tuple[Leg, ...] = ()
    person: str | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One movement, ready to be drawn.

    Attributes:
        id: of the movement.
        evidence: its row in the evidence, for example `XL-05`; empty for what is no movement.
        rest, start_rest: what the body rests on at the end and at the start.
        muscle_side: shows the muscles of one side only.
        order: layers from the back to the front, where the view's own order won't do.
        both_sides: the movement is done to each side; the figure shows one.
        ghost: whether the start is shown beside the end.
        extras: poses beside start and end.
        cycle: what a moving picture shows, where the phases don't tell it.
        person: who shows it if nobody was chosen.
        breathes: whether the way from start to end is a breath.
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
    extras: dict[str, Stance]
    cycle: tuple[Leg, ...]
    person: str | None
    breathes: bool

    @property
    def is_still(self) -> bool:
        """Whether no joint moves: what is shown is an effort or a breath."""
        return self.start == self.end and not self.cycle

    def stance(self, moment: Moment) -> Stance:
        """The start or the end with what holds the body there."""
        if moment == "start":
            return Stance(pose=self.start, pins=self.pins, rest=self.start_rest, moment="start")
        return Stance(pose=self.end, pins=self.pins, rest=self.rest, moment="end")

    def named(self, name: str) -> Stance:
        """A stance of the cycle by its name.

        Raises:
            PoseError: if there is none.
        """
        base, _, mirror = name.partition(" ")
        found = self.extras.get(base)
        if base in {"start", "end"}:
            found = self.stance("start" if base == "start" else "end")
        if found is None or mirror not in {"", "mirrored"}:
            raise PoseError(self.id, f"no pose is called {name!r}")
        return found.mirrored() if mirror else found

    def body(self, moment: Moment) -> Skeleton:
        """The skeleton at the start or the end."""
        return self.stance(moment).body()

    def between(self, share: float) -> Skeleton:
        """The skeleton `share` (0 to 1) of the way from start to end, without a jump."""
        return build_between(self.stance("start"), self.stance("end"), share)


def read_figure(movement: Movement) -> Figure:
    """Read the table `motion` of a movement.

    Raises:
        PoseError: for anything that is missing, unknown or beyond its bounds.
    """
    breathes = any(p.id == "breathe_in" and p.to == "end" for p in movement.phases)
    figure = _read(movement.id, movement.motion)
    return msgspec.structs.replace(figure, evidence=movement.facts[0], breathes=breathes)


def read_still(name: str, raw: dict[str, Any]) -> Figure:
    """Read a figure that stays as it starts, from a table like a movement's `motion`.

    Raises:
        PoseError: for anything that is missing, unknown or beyond its bounds.
    """
    return _read(name, {"end": {}, "ghost": False, **raw})


def _read(name: str, raw: dict[str, Any]) -> Figure:
    try:
        file = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        raise PoseError(name, str(error)) from error
    start = read_pose(name, file.start)
    figure = _figure(name, file, start, read_pose(name, file.end, onto=start))
    extras = {extra.name: _extra(figure, extra) for extra in file.pose}
    whole = msgspec.structs.replace(figure, extras=extras)
    for leg in whole.cycle:
        whole.named(leg.to)
    return whole


def _extra(figure: Figure, extra: Extra) -> Stance:
    base = figure.stance(extra.like)
    return msgspec.structs.replace(base, pose=read_pose(figure.id, extra.angles, onto=base.pose))


def _figure(name: str, file: _File, start: Pose, end: Pose) -> Figure:
    return Figure(
        id=name,
        evidence="",
        view=file.view,
        start=start,
        end=end,
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
        extras={},
        cycle=file.cycle,
        person=file.person,
        breathes=False,
    )


def still_figure(name: str, view: View, stance: Stance, evidence: str = "") -> Figure:
    """A figure that stands in one stance: no movement, props, arrows or muscles.

    Args:
        name: what it is called in errors.
        view: where it is looked at from.
        stance: pose, rest and pins.
        evidence: row of the evidence that it shows, if any.
    """
    return Figure(
        id=name,
        evidence=evidence,
        view=view,
        start=stance.pose,
        end=stance.pose,
        rest=stance.rest,
        start_rest=stance.rest,
        pins=stance.pins,
        props=(),
        arrows=(),
        muscles=(),
        muscle_side=None,
        order=(),
        both_sides=False,
        ghost=False,
        extras={},
        cycle=(),
        person=None,
        breathes=False,
    )
