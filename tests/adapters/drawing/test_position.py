"""The pictures of positions: each sits, stands and holds as its table says, drawn by classes."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from rhomboid.adapters.drawing.position import (
    WASHED,
    UnknownPositionError,
    draw_position,
    nearer_arm,
    position_figure,
    position_ids,
)
from rhomboid.adapters.drawing.still import FLOOR_PX
from rhomboid.adapters.drawing.theme import CLASSES
from rhomboid.bootstrap.drawings import position_drawing
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.movement.body.build import build
from rhomboid.core.movement.body.contact import lowest, sole
from rhomboid.core.movement.body.pin import FEET, HANDS
from rhomboid.core.movement.body.points import landmarks
from rhomboid.core.movement.body.pose import SIDES, Pose, Side
from rhomboid.core.movement.body.proportions import C7, SPINE
from rhomboid.core.movement.body.rotation import Array, unit
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.props import Chair, Disc, Rod, Slab

POSITIONS = load_knowledge().strain.positions.positions
IDS = position_ids()
every_position = pytest.mark.parametrize("name", IDS)
SVG = "{http://www.w3.org/2000/svg}"
#: Bytes of one picture.
LARGEST = 20_000
#: Their feet are off the ground: one walks off the rear foot, kneels, lies or drives.
FEET_UP = {"bed_reading", "driving", "floor_work", "carry_side", "pushing"}


def forward_deg(way: Array) -> float:
    """How far an upward way leans forward of upright."""
    return math.degrees(math.atan2(float(way[0]), float(way[2])))


def bend_deg(first: Array, second: Array) -> float:
    return math.degrees(math.acos(min(1.0, max(-1.0, float(unit(first) @ unit(second))))))


def trunk_deg(body: Skeleton) -> float:
    """The line from the hips to C7, forward of where it stands in a body that stands upright."""
    trunk = body.trunk
    upright = math.degrees(math.atan2(*SPINE[C7]))
    return forward_deg(trunk.points[C7] - trunk.pelvis) - upright


def neck_deg(body: Skeleton) -> float:
    """How much farther than the trunk the head is tipped forward."""
    return forward_deg(body.trunk.head_frame[:, 2]) - trunk_deg(body)


def upper_arm_deg(body: Skeleton, side: Side) -> float:
    """Forward of the trunk; 0 along it."""
    way = body.arm(side).elbow - body.arm(side).shoulder
    turned = math.degrees(math.atan2(float(way[0]), -float(way[2])))
    return turned + trunk_deg(body)


def elbow_deg(body: Skeleton, side: Side) -> float:
    arm = body.arm(side)
    return bend_deg(arm.elbow - arm.shoulder, arm.wrist - arm.elbow)


def knee_deg(body: Skeleton, side: Side) -> float:
    leg = body.leg(side)
    return bend_deg(leg.knee - leg.hip, leg.ankle - leg.knee)


def body_of(name: str) -> Skeleton:
    return position_figure(name).body("end")


def within(name: str, angle: str, value: float) -> bool:
    low, high = POSITIONS[name].inputs[angle]
    return bool(low <= value <= high)


def test_every_position_has_a_picture() -> None:
    assert set(IDS) == set(POSITIONS)
    assert len(IDS) == 18
    assert all(POSITIONS[name].figure for name in IDS)


def test_an_unknown_position_is_refused_by_name() -> None:
    with pytest.raises(UnknownPositionError, match="handstand"):
        position_drawing("handstand", "")


@every_position
def test_trunk_and_neck_lie_within_the_spans_of_the_table(name: str) -> None:
    body = body_of(name)
    assert within(name, "trunk_flexion_deg", trunk_deg(body)), trunk_deg(body)
    assert within(name, "neck_flexion_deg", neck_deg(body)), neck_deg(body)


@every_position
def test_the_arm_that_is_seen_lies_within_the_spans_of_the_table(name: str) -> None:
    """All are seen from the right; where only that arm works the other is free."""
    body = body_of(name)
    for side in SIDES[1:] if name == "reaching" else SIDES:
        assert within(name, "upper_arm_flexion_deg", upper_arm_deg(body, side)), side
        assert within(name, "elbow_flexion_deg", elbow_deg(body, side)), side


@pytest.mark.parametrize("name", [i for i in IDS if "knee_flexion_deg" in POSITIONS[i].inputs])
def test_both_knees_lie_within_the_spans_of_the_table(name: str) -> None:
    for side in SIDES:
        assert within(name, "knee_flexion_deg", knee_deg(body_of(name), side))


def test_upright_stance_measures_zero_everywhere() -> None:
    """The measures of this file, at a pose that is told by nothing but zeros."""
    body = build(Pose())
    measured = [trunk_deg(body), neck_deg(body)]
    measured += [f(body, "right") for f in (upper_arm_deg, elbow_deg, knee_deg)]
    assert measured == pytest.approx([0] * 5, abs=0.5)


@every_position
def test_shoulder_and_trunk_lean_where_the_table_says_so(name: str) -> None:
    inputs, figure = POSITIONS[name].inputs, position_figure(name)
    lateral = figure.end.axial.lumbar_lateral_flexion_deg
    if "trunk_side_bent" in inputs:
        assert bool(lateral) == inputs["trunk_side_bent"]
    if "shoulder_raised" in inputs:
        raised = any(figure.end.limbs(side).scapula_elevation_deg > 5 for side in SIDES)
        assert raised == inputs["shoulder_raised"]


@every_position
def test_hands_and_feet_reach_what_they_are_pinned_to(name: str) -> None:
    figure = position_figure(name)
    body = figure.body("end")
    for pin in figure.pins:
        if pin.at is None:
            continue
        for side in SIDES:
            joints = {HANDS[side]: body.arm(side).wrist, FEET[side]: body.leg(side).ankle}
            for limb, point in joints.items():
                if not pin.holds(limb):
                    continue
                pair = pin.limb in {"hands", "feet"} and side == "right"
                target = np.array(pin.at) * ([1, -1, 1] if pair else [1, 1, 1])
                assert point == pytest.approx(target, abs=0.006)


@pytest.mark.parametrize("name", sorted(set(IDS) - FEET_UP))
def test_both_feet_stand_flat_on_the_floor(name: str) -> None:
    for side in SIDES:
        assert sole(body_of(name).leg(side))[:, 2] == pytest.approx([0, 0], abs=0.004)


@every_position
def test_no_part_is_under_the_floor(name: str) -> None:
    assert lowest(body_of(name)) > -0.012
    for prop in position_figure(name).props:
        if isinstance(prop, Slab) and not isinstance(prop.at, str):
            assert prop.at[2] + prop.shift[2] - prop.size[2] / 2 > -0.04


@every_position
def test_who_sits_on_a_chair_sits_on_it(name: str) -> None:
    pelvis = body_of(name).trunk.pelvis
    for prop in position_figure(name).props:
        if isinstance(prop, Chair):
            assert pelvis[2] - prop.seat_height == pytest.approx(0.072, abs=0.01)
            assert abs(pelvis[0] - prop.at[0]) < prop.depth / 2


@every_position
def test_props_name_points_of_the_body(name: str) -> None:
    figure = position_figure(name)
    known = set(landmarks(figure.body("end")))
    assert {point for prop in figure.props for point in _named(prop)} <= known


def _named(prop: object) -> list[str]:
    if isinstance(prop, Rod):
        return [point for point in prop.points if isinstance(point, str)]
    return [prop.at] if isinstance(prop, Slab | Disc) and isinstance(prop.at, str) else []


@every_position
def test_what_the_position_works_is_washed(name: str) -> None:
    figure = position_figure(name)
    wanted = {muscle for part in POSITIONS[name].strains for muscle in WASHED[part]}
    assert set(figure.muscles) == wanted
    assert "fg-muscle" in draw_position(name, label="x")


@every_position
def test_it_is_well_formed_small_and_coloured_by_classes_alone(name: str) -> None:
    drawing = draw_position(name, label="x")
    assert "nan" not in drawing
    assert len(drawing.encode()) < LARGEST
    assert not re.search(r"\s(style|fill|stroke|onload)=|<style|<script", drawing)
    found = ElementTree.fromstring(draw_position(name, label="x", standalone=True))  # noqa: S314 - our own
    assert {e.get("class") for e in found.iter(f"{SVG}path")} <= set(CLASSES)


@every_position
def test_it_stands_on_the_floor_line_with_all_of_it_in_its_frame(name: str) -> None:
    drawing = draw_position(name, label="x", standalone=True)
    found = ElementTree.fromstring(drawing)  # noqa: S314 - our own
    left, top, width, height = (float(v) for v in found.attrib["viewBox"].split())
    assert top + height == FLOOR_PX
    (group,) = found.iter(f"{SVG}g")
    moved = re.search(r"translate\(0 (-?[\d.]+)\)", group.attrib["transform"])
    assert moved is not None
    for shape in group.iter(f"{SVG}path"):
        start = re.match(r"M(-?[\d.]+) ?(-?[\d.]+)", shape.attrib["d"])
        assert start is not None
        assert left <= float(start[1]) <= left + width
        assert top <= float(start[2]) + float(moved[1]) <= FLOOR_PX


def test_a_picture_without_a_label_says_nothing() -> None:
    silent, said = (position_drawing("driving", label) for label in ("", "At <the> wheel"))
    assert 'aria-hidden="true"' in silent
    assert "<title>" not in silent
    assert 'role="img" aria-label="At &lt;the&gt; wheel"' in said


def test_what_lies_between_is_covered_by_the_nearer_arm_and_covers_the_body() -> None:
    drawing = draw_position("lift_waist", label="x")
    classes = re.findall(r'class="(fg-\w+)"', drawing)
    hair, last_solid = classes.index("fg-hair"), len(classes) - classes[::-1].index("fg-solid")
    assert hair < last_solid
    assert "fg-skin" in classes[last_solid:]


def test_what_lies_between_is_over_a_body_whose_arms_are_not_on_top() -> None:
    assert nearer_arm(("arm_left", "trunk", "head")) == 3
    assert nearer_arm(("leg_right", "head", "sleeve_right", "arm_right")) == 2
