"""What a camera reads of a whole set, beside what the body in space did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pytest

from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.coached import Coached, read_coached
from rhomboid.core.movement.observe.measures import MEASURES, Facing
from rhomboid.core.movement.observe.pose import Observed, observe
from rhomboid.core.movement.observe.readers import Sight
from rhomboid.core.movement.observe.scale import over_time
from rhomboid.core.movement.observe.segments import segments
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import CLEAN
from rhomboid.core.movement.sight.landmark import of
from rhomboid.core.movement.sight.perform import Clock, Performance, perform
from tests.core.movement.movements import IN_SETS, MOVEMENTS

#: A body in space: its points (n, 33, 3) and angles.
Body = tuple[Array, Observed]


def way(points: Array, begin: str, end: str, side: Side) -> Array:
    return np.asarray(points[:, of(end, side)] - points[:, of(begin, side)])


def middle(points: Array, part: str) -> Array:
    return np.asarray((points[:, of(part, "left")] + points[:, of(part, "right")]) / 2)


def long(vectors: Array) -> Array:
    return np.asarray(np.linalg.norm(vectors, axis=-1))


def arm(points: Array, side: Side) -> Array:
    return np.asarray(
        long(way(points, "shoulder", "elbow", side)) + long(way(points, "elbow", "wrist", side))
    )


def angle(name: str) -> Callable[[Body, Side], Array]:
    def read(body: Body, side: Side) -> Array:
        return body[1].deg(name, side)

    return read


def hip_flexion(body: Body, side: Side) -> Array:
    seen = body[1]
    return np.hypot(seen.deg("hip_flexion_deg", side), seen.deg("hip_abduction_deg", side))


def horizontal_abduction(body: Body, side: Side) -> Array:
    """How far the upper arm points to the side of the room, as an angle."""
    upper = way(body[0], "shoulder", "elbow", side)
    out = upper[:, 1] / long(upper) * (1 if side == "left" else -1)
    return np.degrees(np.arcsin(np.clip(out, -1, 1)))


def hand_out(body: Body, side: Side) -> Array:
    out = way(body[0], "shoulder", "wrist", side)[:, 1] * (1 if side == "left" else -1)
    return np.asarray(100 * out / arm(body[0], side))


def hand_lift(body: Body, side: Side) -> Array:
    return np.asarray(100 * way(body[0], "shoulder", "wrist", side)[:, 2] / arm(body[0], side))


def trunk(body: Body) -> Array:
    return middle(body[0], "shoulder") - middle(body[0], "hip")


def trunk_inclination(body: Body, side: Side) -> Array:
    line = trunk(body)
    return np.degrees(np.arctan2(line[:, 0], line[:, 2]))


def trunk_extension(body: Body, side: Side) -> Array:
    return -trunk_inclination(body, side)


def trunk_lateral_flexion(body: Body, side: Side) -> Array:
    line = trunk(body)
    return np.degrees(np.arctan2(line[:, 1], line[:, 2]))


def trunk_rotation(body: Body, side: Side) -> Array:
    line = body[0][:, of("shoulder", "left")] - body[0][:, of("shoulder", "right")]
    return np.degrees(np.arctan2(-line[:, 0], line[:, 1]))


def head_lateral_flexion(body: Body, side: Side) -> Array:
    return body[1].deg("head_lateral_flexion_deg")


def foot_lift(body: Body, side: Side) -> Array:
    other: Side = "right" if side == "left" else "left"
    rise = body[0][:, of("ankle", side), 2] - body[0][:, of("ankle", other), 2]
    return np.asarray(100 * rise / long(way(body[0], "knee", "ankle", side)))


def standing_height(body: Body, side: Side) -> Array:
    points = body[0]
    full = long(way(points, "hip", "knee", "left")) + long(way(points, "knee", "ankle", "left"))
    drop = middle(points, "hip") - middle(points, "ankle")
    return np.asarray(100 * drop[:, 2] / full)


#: What each measure should read.
TRUTH: Final[dict[str, Callable[[Body, Side], Array]]] = {
    "shoulder_elevation": angle("shoulder_elevation_deg"),
    "elbow_flexion": angle("elbow_flexion_deg"),
    "elbow_bend": angle("elbow_flexion_deg"),
    "knee_flexion": angle("knee_flexion_deg"),
    "hip_flexion": hip_flexion,
    "shoulder_horizontal_abduction": horizontal_abduction,
    "hand_out": hand_out,
    "hand_lift": hand_lift,
    "trunk_inclination": trunk_inclination,
    "trunk_extension": trunk_extension,
    "trunk_lateral_flexion": trunk_lateral_flexion,
    "trunk_rotation": trunk_rotation,
    "head_lateral_flexion": head_lateral_flexion,
    "foot_lift": foot_lift,
    "standing_height": standing_height,
}
#: Those that only faults are read from.
OF_FAULTS: Final = {"shoulder_off_level", "trunk_sway"}
#: Those that count by how they change, and stand for no angle of the body model.
ONLY_CHANGES: Final = {
    "head_rotation", "head_pitch", "head_extension", "head_shift", "head_trunk", "ear_shoulder",
    "body_line", "knees_apart", "head_height", "hips_ahead",
}  # fmt: skip
_TOWARD: Final[dict[Facing, float]] = {"front": 1.0, "back": -1.0, "right": 1.0, "left": -1.0}


def counted(*, ranged: bool = True) -> list[tuple[str, Facing]]:
    """Movements whose angle a camera counts, with every place from which its range is said.

    With `ranged` false those from which it is counted and no range is said.
    """
    places: list[Facing] = ["front", "right", "left"]
    pairs: list[tuple[str, Facing]] = []
    for name in IN_SETS:
        coached = read_coached(MOVEMENTS[name])
        measure = coached.measure
        if measure is None or measure.unit != "deg" or coached.proxy or measure.id not in TRUTH:
            continue
        pairs += [
            (name, place)
            for place in places
            if coached.counts_from(place) and coached.ranged_from(place) is ranged
        ]
    return pairs


def sides(coached: Coached, facing: Facing) -> tuple[Side, ...]:
    if coached.channels == "both" and facing in {"left", "right"}:
        return ("left",) if facing == "left" else ("right",)
    return SIDES


#: Between rest and top an arm raised 30 degrees beside the sagittal plane looks, from the side, up
#: to 25 degrees higher than it is: `flatness` takes a limb up to 33 degrees out of the picture's
#: plane for flat.
_MISREAD_ON_THE_WAY: Final = {("standing_overhead_reach", place) for place in ("left", "right")}


def _pairs() -> list[object]:
    known = pytest.mark.xfail(
        strict=True, reason="a limb out of the picture's plane taken for flat"
    )
    return [
        pytest.param(*pair, marks=known) if pair in _MISREAD_ON_THE_WAY else pair
        for pair in counted()
    ]


def compared(name: str, facing: Facing) -> dict[Side, tuple[Array, Array]]:
    """By side, how far the signal is beyond its error in each frame, and the share of the way."""
    movement = MOVEMENTS[name]
    coached = read_coached(movement)
    measure = coached.measure
    assert measure is not None
    how = Performance(
        pace=Pace(repetitions=2, hold_s=2.0, reach_spread=0),
        camera=Camera(side=facing),
        clock=Clock(frames_per_s=15),
        flaws=CLEAN,
    )
    done = perform(movement, how, np.random.default_rng(5))
    seen = segments(done.recording.points)
    across = np.full(len(done.recording), facing in {"front", "back"})
    sight = Sight(seen, over_time(seen), np.full(len(across), _TOWARD[facing]), across)
    body = (done.truth.points, observe(done.truth.points))
    found: dict[Side, tuple[Array, Array]] = {}
    for side in sides(coached, facing):
        off = abs(measure.value(sight, side) - TRUTH[measure.id](body, side))
        allowed = np.array([measure.error(_at(sight, i), side) for i in range(len(off))])
        found[side] = (off - allowed, done.truth.share)
    return found


@pytest.mark.parametrize(("name", "facing"), _pairs())
def test_the_signal_that_counts_lies_within_its_error_of_the_body_in_space(
    name: str, facing: Facing
) -> None:
    for beyond, _ in compared(name, facing).values():
        assert (beyond <= 0).mean() >= 0.95


@pytest.mark.parametrize(("name", "facing"), counted())
def test_at_rest_and_at_its_furthest_it_always_does(name: str, facing: Facing) -> None:
    for beyond, share in compared(name, facing).values():
        still = (share < 0.002) | (share > 0.998)
        assert still.sum() > 20
        assert beyond[still].max() <= 0


@pytest.mark.parametrize(("name", "facing"), counted(ranged=False))
def test_no_range_is_said_from_a_place_where_it_does_not(name: str, facing: Facing) -> None:
    found = compared(name, facing).values()
    assert any((beyond <= 0).mean() < 0.95 for beyond, _ in found)


def _at(sight: Sight, index: int) -> Sight:
    """One frame of a sight."""
    parts, scale = sight.segments, sight.scale
    return Sight(
        type(parts)(parts.vectors[:, index], parts.lengths[:, index], parts.angles_deg[:, index]),
        type(scale)(scale.seen[:, index], scale.lengths[:, index]),
        float(np.asarray(sight.toward)[index]),
        bool(np.asarray(sight.across)[index]),
    )


def test_every_measure_has_a_truth_or_stands_for_none() -> None:
    assert set(TRUTH) | ONLY_CHANGES | OF_FAULTS == set(MEASURES)
    assert len(TRUTH) + len(ONLY_CHANGES) + len(OF_FAULTS) == len(MEASURES)


def test_nothing_is_counted_by_what_only_faults_are_read_from() -> None:
    assert not OF_FAULTS & {read_coached(MOVEMENTS[name]).signal for name in IN_SETS}


def test_there_is_something_to_compare() -> None:
    assert len(counted()) >= 4
