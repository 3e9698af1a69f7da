"""The pose files: every movement has one, and its body stands, lies and holds as it should."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from rhomboid.adapters.drawing.poses import UnknownMovementError, load_figure, movement_ids
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.movement.body.contact import lowest, sole
from rhomboid.core.movement.body.pin import FEET, HANDS, Moment
from rhomboid.core.movement.body.points import landmarks
from rhomboid.core.movement.body.pose import SIDES, read_pose
from rhomboid.core.movement.motion.figure import Figure
from rhomboid.core.movement.motion.props import Band, Chair

IDS = movement_ids()
MOMENTS: tuple[Moment, Moment] = ("start", "end")
every_movement = pytest.mark.parametrize("movement", IDS)
every_moment = pytest.mark.parametrize("moment", MOMENTS)


def test_there_is_one_pose_file_for_every_movement_of_the_tables() -> None:
    assert set(IDS) == set(load_knowledge().movements)


def test_they_come_in_the_order_of_the_evidence() -> None:
    assert [load_figure(i).evidence for i in IDS] == [f"XL-{n:02}" for n in range(1, 40)]


def test_an_unknown_movement_is_refused_by_name() -> None:
    with pytest.raises(UnknownMovementError, match="handstand"):
        load_figure("handstand")


def test_no_name_reaches_outside_the_folder() -> None:
    with pytest.raises(UnknownMovementError):
        load_figure("../poses/band_row")


@every_movement
def test_the_file_is_named_after_its_movement(movement: str) -> None:
    assert load_figure(movement).id == movement


@every_movement
def test_every_angle_lies_within_the_bounds_of_the_body(movement: str) -> None:
    figure = load_figure(movement)
    for pose in (figure.start, figure.end):
        raw = msgspec.to_builtins(pose)
        both = {**raw["axial"], "left": raw["left"], "right": raw["right"]}
        assert read_pose(movement, both) == pose


@every_movement
def test_start_and_end_differ_where_a_movement_is_shown(movement: str) -> None:
    figure = load_figure(movement)
    if not figure.ghost:
        return
    start, end = landmarks(figure.body("start")), landmarks(figure.body("end"))
    assert max(float(np.linalg.norm(start[k] - end[k])) for k in start) > 0.01


@every_movement
@every_moment
def test_the_body_lies_or_stands_on_the_floor_and_not_in_it(movement: str, moment: Moment) -> None:
    assert lowest(load_figure(movement).body(moment)) == pytest.approx(0, abs=0.012)


def stands(figure: Figure) -> bool:
    return figure.rest.on == "feet" and any(pin.limb == "feet" for pin in figure.pins)


@pytest.mark.parametrize("movement", [i for i in IDS if stands(load_figure(i))])
@every_moment
def test_both_feet_of_a_standing_body_are_flat_on_the_floor(movement: str, moment: Moment) -> None:
    body = load_figure(movement).body(moment)
    for side in SIDES:
        assert sole(body.leg(side))[:, 2] == pytest.approx([0, 0], abs=0.004)


@every_movement
@every_moment
def test_hands_and_feet_reach_what_they_are_pinned_to(movement: str, moment: Moment) -> None:
    figure = load_figure(movement)
    body = figure.body(moment)
    for pin in figure.pins:
        if pin.to != "world" or pin.at is None or moment not in pin.during:
            continue
        for side in SIDES:
            joint = {HANDS[side]: body.arm(side).wrist, FEET[side]: body.leg(side).ankle}
            for limb, point in joint.items():
                if not pin.holds(limb):
                    continue
                pair = pin.limb in {"hands", "feet"} and side == "right"
                target = np.array(pin.at) * ([1, -1, 1] if pair else [1, 1, 1])
                assert point == pytest.approx(target, abs=0.006)


@every_movement
def test_bands_and_arrows_name_points_of_the_body(movement: str) -> None:
    figure = load_figure(movement)
    names = set(landmarks(figure.body("end")))
    bands = [prop for prop in figure.props if isinstance(prop, Band)]
    used = {point for band in bands for point in band.points if isinstance(point, str)}
    assert used | {arrow.of for arrow in figure.arrows} <= names


SEATED = [
    (i, moment)
    for i in IDS
    for moment in MOMENTS
    if (load_figure(i).rest if moment == "end" else load_figure(i).start_rest).height == 0.297
]


@pytest.mark.parametrize(("movement", "moment"), SEATED)
def test_who_sits_sits_on_the_chair(movement: str, moment: Moment) -> None:
    figure = load_figure(movement)
    (chair,) = (prop for prop in figure.props if isinstance(prop, Chair))
    pelvis = figure.body(moment).trunk.pelvis
    assert pelvis[2] - chair.seat_height == pytest.approx(0.072, abs=0.01)
    assert abs(pelvis[0] - chair.at[0]) < chair.depth / 2
