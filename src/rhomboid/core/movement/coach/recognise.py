"""Which movement a recording shows: each one's own figure before the same camera is the measure.

A movement is described by what can be read of the body at rest and at its furthest. A recording is
compared with what a clean set of each movement gives from the same place; how far a person goes is
left free, so that a limited range does not make another movement of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
import numpy as np

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach import watch
from rhomboid.core.movement.coach.batch import count_as
from rhomboid.core.movement.coach.middle import MIDDLE_S
from rhomboid.core.movement.coach.plan import Plan, plan
from rhomboid.core.movement.motion.figure import read_figure
from rhomboid.core.movement.observe.measures import MEASURES, Facing, Measure, view_of
from rhomboid.core.movement.observe.readers import Sight
from rhomboid.core.movement.observe.scale import over_time
from rhomboid.core.movement.observe.segments import segments
from rhomboid.core.movement.sight.camera import Camera, lens, look, middle
from rhomboid.core.movement.sight.frame import Recording
from rhomboid.core.movement.sight.grid import between, points_by_share, shown_side
from rhomboid.core.movement.sight.model import MODEL, mirrored_points

#: Frames of which rest and furthest are read, as shares of all frames.
_LOW, _HIGH = 0.2, 0.8
#: One repetition of the figure: at rest, out, held, back, at rest again; in frames.
_COURSE_REST: Final = 10
_COURSE: Final = np.concatenate(
    [np.zeros(_COURSE_REST), np.linspace(0, 1, 8), np.ones(8), np.linspace(1, 0, 8), np.zeros(6)]
)
_STATURE_M: Final = 1.70
#: What differences are measured against, in degrees or percent: people differ by about as much.
_SPREAD: Final = 18.0
#: How far people may go, as shares of the figure's own way.
_LEAST_REACH, _MOST_REACH = 0.3, 1.25
#: Repetitions without which nothing is named.
_LEAST_REPETITIONS: Final = 2
#: A description further off than this is of no known movement. Real and generated sets of known
#: movements come to 0.83, arm movements of daily life and other exercises to 0.99 and more.
_FURTHEST: Final = 0.9
#: What is further off than so many times that is not even counted.
_NOT_LOOKED_AT: Final = 3.0
#: How quickly confidence falls with the distance. Product rule.
_SHARPNESS: Final = 12.0
#: Below this confidence no movement is named.
SURE_FROM: Final = 0.6
#: Nothing is surer: of a hundred generated sets that are named, two or three are named wrongly, and
#: there are more movements in the world than are known here.
MOST_SURE: Final = 0.95


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """What a recording most likely shows.

    Attributes:
        movement: the movement, `None` if that cannot be said.
        confidence: of the likeliest one among all known, 0 to 1.
        likely: the likeliest ones with their confidence, in order.
    """

    movement: str | None
    confidence: float
    likely: tuple[tuple[str, float], ...]


class _Shown(NamedTuple):
    """What is read at rest, and how it changes to the furthest; NaN where it cannot be read."""

    rest: Array
    change: Array


def recognise(movements: Mapping[str, Movement], recording: Recording) -> Guess:
    """Name the movement of a recording.

    Only movements that a camera can count from where it stood, and that went to and fro at least
    twice, are named.
    """
    good = np.isfinite(recording.points).all(axis=(1, 2))
    if good.sum() < 2:
        return Guess(movement=None, confidence=0.0, likely=())
    facing, sight = _sight(recording.points[good])
    features = _features(sight, facing)
    t_s = recording.t_s[good]
    begin = int(np.searchsorted(t_s, t_s[0] + MIDDLE_S, side="right"))
    distances: dict[str, float] = {}
    for movement in movements.values():
        of = plan(movement)
        if of.measure is None or not of.coached.counts_from(facing):
            continue
        shown = _shown(of, sight, facing, features, begin)
        distances[movement.id] = _distance(shown, _known(msgspec.msgpack.encode(movement), facing))
    near = {name: far for name, far in distances.items() if far <= _NOT_LOOKED_AT * _FURTHEST}
    counted = count_as((movements[name] for name in near), recording)
    near = {
        name: far
        for (name, far), count in zip(near.items(), counted, strict=True)
        if count.total >= _LEAST_REPETITIONS
    }
    if not near:
        return Guess(movement=None, confidence=0.0, likely=())
    weights = {name: float(np.exp(-_SHARPNESS * far)) for name, far in near.items()}
    # What is like nothing known shares the confidence.
    total = sum(weights.values()) + float(np.exp(-_SHARPNESS * _FURTHEST))
    likely = sorted(((name, w / total) for name, w in weights.items()), key=lambda one: -one[1])
    first, confidence = likely[0]
    sure = confidence >= SURE_FROM and near[first] <= _FURTHEST
    return Guess(
        movement=first if sure else None,
        confidence=_said(confidence),
        likely=tuple((name, _said(share)) for name, share in likely[:3]),
    )


def _said(share: float) -> float:
    return round(min(share, MOST_SURE), 3)


def _sight(points: Array) -> tuple[Facing, Sight]:
    """From where the person is seen most of the time, and what measures are read from."""
    seen = watch.first(np.arange(len(points), dtype=np.float64), points)
    front = bool(seen.front.mean() >= 0.5)
    way = seen.view.left_right if front else seen.view.ahead
    ahead = float(np.median(way)) >= 0
    facing: Facing = ("front" if ahead else "back") if front else ("right" if ahead else "left")
    parts = segments(points)
    count = len(points)
    toward = np.full(count, 1.0 if ahead else -1.0)
    return facing, Sight(parts, over_time(parts), toward, np.full(count, front))


def _features(sight: Sight, facing: Facing) -> Array:
    """Everything that can be read from there and looks alike for left and right; (f, n)."""
    rows: list[Array] = []
    for measure in MEASURES.values():
        if not measure.readable_from(facing):
            continue
        if measure.paired is None:
            rows.append(np.abs(measure.value(sight, "left")))
        elif view_of(facing) == "front":
            left, right = measure.value(sight, "left"), measure.value(sight, "right")
            rows += [np.maximum(left, right), np.minimum(left, right)]
        else:
            rows.append(measure.value(sight, "left" if facing == "left" else "right"))
    return np.stack([np.broadcast_to(row, sight.segments.lengths.shape[-1:]) for row in rows])


def _signal(of: Plan, measure: Measure, sight: Sight, facing: Facing, begin: int) -> Array:
    """How far out the movement is, larger towards its end pose.

    Args:
        begin: frames of the beginning, in which a signal that goes both ways is in its middle.
    """
    sign = -1.0 if of.coached.falls else 1.0
    if measure.paired is None:
        value = np.asarray(measure.value(sight, "left"))
        if of.coached.channels == "signed":
            return np.abs(value - np.median(value[:begin]))
        return sign * value
    left, right = sign * measure.value(sight, "left"), sign * measure.value(sight, "right")
    if of.coached.channels == "each":
        return np.maximum(left, right)
    if view_of(facing) == "front":
        return np.asarray((left + right) / 2)
    return left if facing == "left" else right


def _shown(of: Plan, sight: Sight, facing: Facing, features: Array, begin: int) -> _Shown:
    if of.measure is None:
        raise TypeError(f"{of.movement.id} has no signal")
    signal = _signal(of, of.measure, sight, facing, begin)
    low, high = np.quantile(signal, [_LOW, _HIGH])
    rest = np.median(features[:, signal <= low], axis=1)
    return _Shown(rest, np.median(features[:, signal >= high], axis=1) - rest)


def _distance(shown: _Shown, known: _Shown) -> float:
    """Mean square difference in spreads, the reach left free.

    It counts up to three times where the body changes in another way than the movement's: standing
    like it is not yet doing it.
    """
    size = float((known.change**2).sum()) + 1e-9
    reach = float((shown.change * known.change).sum()) / size
    reach = min(max(reach, _LEAST_REACH), _MOST_REACH)
    off = np.stack([shown.rest - known.rest, shown.change - reach * known.change])
    # One part that is read wrongly must not decide alone.
    far = float(np.minimum((off / _SPREAD) ** 2, 9.0).mean())
    alike = float((shown.change * known.change).sum()) / math.sqrt(
        size * (float((shown.change**2).sum()) + 1e-9)
    )
    return far * (2.0 - alike)


@lru_cache(maxsize=256)
def _known(packed: bytes, facing: Facing) -> _Shown:
    """What a clean set of a movement, packed, gives from there."""
    movement = msgspec.msgpack.decode(packed, type=Movement)
    grid = points_by_share(movement, MODEL, {})
    through = lens(Camera(side=facing), _STATURE_M, middle(grid))
    one = between(look(grid, through)[0], _COURSE)
    other = between(look(mirrored_points(grid), through)[0], _COURSE)
    points = np.concatenate([one, other if shown_side(read_figure(movement)) else one])
    _, sight = _sight(points)
    return _shown(plan(movement), sight, facing, _features(sight, facing), _COURSE_REST)
