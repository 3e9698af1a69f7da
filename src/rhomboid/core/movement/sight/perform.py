"""A person does a set before a camera: the landmarks that come of it, and what is true."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import numpy as np

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.proportions import SHOULDER
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.motion.figure import read_figure
from rhomboid.core.movement.sight.camera import NEAREST, Camera, Lens, lens, look, middle
from rhomboid.core.movement.sight.course import Course, Pace, at, course
from rhomboid.core.movement.sight.flaws import CLEAN, Flaws, flawed
from rhomboid.core.movement.sight.frame import Recording
from rhomboid.core.movement.sight.grid import between, points_by_share, shown_side
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import MODEL, Build, mirrored_points

_TRUNK: Final = float(SHOULDER[2])
_HIPS: Final = (int(Landmark.LEFT_HIP), int(Landmark.RIGHT_HIP))


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """When frames come.

    Attributes:
        frames_per_s: on average, 10 to 60.
        irregular: how much the time from frame to frame varies, 0 to 1.
        skipped_share: frames that a busy computer leaves out.
    """

    frames_per_s: float = 30.0
    irregular: float = 0.1
    skipped_share: float = 0.0


class Performance(msgspec.Struct, frozen=True, kw_only=True):
    """How a set is done, by whom, and how it is seen.

    Attributes:
        pace: repetitions, reach, tempo, holds and pauses.
        stature_m, person: the body.
        changed: angles of the end pose that this person does differently, for faults.
        camera, clock, flaws: how it is seen.
    """

    pace: Pace = Pace()
    stature_m: float = 1.70
    person: Build = MODEL
    changed: dict[str, Any] = {}
    camera: Camera = Camera()
    clock: Clock = Clock()
    flaws: Flaws = Flaws()


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What was done.

    Attributes:
        total: whole repetitions; `left` and `right` of them where one side works at a time.
        half: repetitions that turned back early; not in `total`.
        begins_s, tops_s, ends_s: of each repetition, half ones among them, shape (r,).
        holds_s: how long each was held at its furthest, shape (r,).
        sides: of each repetition.
        whole: whether each was whole.
        share: from the start pose (0) to the end pose (1) in each frame, shape (n,).
        points: the body in statures in each frame, shape (n, 33, 3).
    """

    total: int
    left: int
    right: int
    half: int
    begins_s: Array
    tops_s: Array
    ends_s: Array
    holds_s: Array
    sides: tuple[Side | None, ...]
    whole: tuple[bool, ...]
    share: Array
    points: Array


class Performed(msgspec.Struct, frozen=True):
    """A recording and what is true of it."""

    recording: Recording
    truth: Truth


def perform(movement: Movement, how: Performance, rng: np.random.Generator) -> Performed:
    """One set of a movement as landmarks of its film.

    Raises:
        PoseError: if the movement has no figure that can be read, or `changed` no such angles.
    """
    shown = shown_side(read_figure(movement))
    done = course(movement, how.pace, shown, rng)
    t_s = _frame_times(done.seconds, how.clock, rng)
    share, mirrored = at(done, done.share, t_s), at(done, done.mirrored, t_s)
    grid = points_by_share(movement, how.person, how.changed)
    through = lens(how.camera, how.stature_m, middle(grid))
    body = _in_turn(mirrored, share, grid, mirrored_points(grid))
    seen = _seen(grid, through, share, mirrored)
    trunk = _TRUNK * through.focal / _distance(grid, through)
    points, visible = flawed(t_s, seen, trunk, how.flaws, rng)
    recording = Recording(
        t_s=t_s, points=points, visibility=np.clip(visible, 0, 1), aspect=through.aspect
    )
    return Performed(recording, _truth(done, share, body))


def perfectly(how: Performance) -> Performance:
    """The same set with nothing that goes wrong."""
    return msgspec.structs.replace(how, flaws=CLEAN)


def _seen(grid: Array, through: Lens, share: Array, mirrored: Array) -> tuple[Array, Array]:
    """Points and visibility of every frame."""
    points, visible = look(grid, through)
    if not mirrored.any():
        return between(points, share), between(visible, share)
    other_points, other_visible = look(mirrored_points(grid), through)
    return (
        _in_turn(mirrored, share, points, other_points),
        _in_turn(mirrored, share, visible, other_visible),
    )


def _in_turn(mirrored: Array, share: Array, one: Array, other: Array) -> Array:
    """Values of one grid, of the mirrored one, or on the way between them."""
    if not mirrored.any():
        return between(one, share)
    weight = mirrored.reshape(-1, *([1] * (one.ndim - 1)))
    return between(one, share) * (1 - weight) + between(other, share) * weight


def _distance(grid: Array, through: Lens) -> float:
    """How far ahead of the camera the hips are, in statures."""
    ahead = (grid[:, _HIPS].mean((0, 1)) - through.eye) @ through.axes[2]
    return max(float(ahead), NEAREST)


def _frame_times(seconds: float, clock: Clock, rng: np.random.Generator) -> Array:
    step_s = 1 / clock.frames_per_s
    count = int(seconds * clock.frames_per_s) + 1
    t_s = np.cumsum(step_s * (1 + clock.irregular * rng.uniform(-1, 1, count)))
    t_s = t_s - t_s[0]
    if clock.skipped_share:
        t_s = t_s[rng.random(count) >= clock.skipped_share]
    return np.asarray(t_s)


def _truth(done: Course, share: Array, body: Array) -> Truth:
    whole = tuple(not half for half in done.half)
    counted = [side for side, ok in zip(done.sides, whole, strict=True) if ok]
    return Truth(
        total=len(counted),
        left=counted.count("left"),
        right=counted.count("right"),
        half=sum(done.half),
        begins_s=done.begins_s,
        tops_s=done.tops_s,
        ends_s=done.ends_s,
        holds_s=done.holds_s,
        sides=done.sides,
        whole=whole,
        share=share,
        points=body,
    )
