"""The same count over many recordings at once.

Smoothing runs through the recordings side by side; everything else that is not a loop by nature is
done on whole arrays. The turns of a signal are found from its local highs and lows alone, which
gives the zigzag that every single value would give. Counts equal those of the streaming coach.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Array, Indices, Mask
from rhomboid.core.movement.coach import watch as watching
from rhomboid.core.movement.coach.bones import of_a_body
from rhomboid.core.movement.coach.counting import repetitions, tally
from rhomboid.core.movement.coach.engine import TURNED_AWAY, begin, finish, step
from rhomboid.core.movement.coach.middle import Middle, averaged
from rhomboid.core.movement.coach.person import REACH
from rhomboid.core.movement.coach.plan import Plan, plan
from rhomboid.core.movement.coach.position import in_position
from rhomboid.core.movement.coach.records import Counted, SetReport
from rhomboid.core.movement.coach.sight_of import FAR, shown
from rhomboid.core.movement.coach.zigzag import Zigzag, fed
from rhomboid.core.movement.observe.readers import Sight, turned_away
from rhomboid.core.movement.observe.scale import MEASURED, over_time
from rhomboid.core.movement.observe.segments import some_segments
from rhomboid.core.movement.sight.frame import Recording

#: Recordings that are smoothed side by side.
_TOGETHER: Final = 128


def coach_recording(movement: Movement, recording: Recording) -> SetReport:
    """The report of one whole recording, by the streaming coach."""
    state = begin(movement)
    for index in range(len(recording)):
        state, _ = step(state, recording.frame(index))
    return finish(state)


def count_many(movement: Movement, recordings: Sequence[Recording]) -> list[Counted]:
    """Repetitions of each recording; those of like length are best given together."""
    of = plan(movement)
    if of.measure is None:
        return [Counted() for _ in recordings]
    order = sorted(range(len(recordings)), key=lambda index: len(recordings[index]))
    found: dict[int, Counted] = {}
    for first in range(0, len(order), _TOGETHER):
        indices = order[first : first + _TOGETHER]
        counted = _counted(of, [recordings[index] for index in indices])
        found.update(zip(indices, counted, strict=True))
    return [found[index] for index in range(len(recordings))]


def count_as(movements: Iterable[Movement], recording: Recording) -> list[Counted]:
    """Repetitions of one recording as each of the movements; it is smoothed once for all."""
    (smooth,) = _smoothed([recording])
    return [_count_one(plan(movement), recording, smooth) for movement in movements]


def _counted(of: Plan, recordings: list[Recording]) -> list[Counted]:
    return [
        _count_one(of, recording, smooth)
        for recording, smooth in zip(recordings, _smoothed(recordings), strict=True)
    ]


class _Smooth:
    """One recording after smoothing: frames with a person in them only."""

    def __init__(self, rows: Indices, points: Array) -> None:
        self.rows, self.points = rows, points
        self.facing_front: Mask = np.zeros(len(rows), dtype=bool)
        self.toward: Array = np.ones(len(rows))


def _smoothed(recordings: list[Recording]) -> list[_Smooth | None]:
    """Every recording after smoothing; `None` for one in which the person jumps."""
    kept = [np.flatnonzero(np.isfinite(r.points).all(axis=(1, 2))) for r in recordings]
    longest = max((len(rows) for rows in kept), default=0)
    count = len(recordings)
    if longest == 0:
        return [_Smooth(rows, np.zeros((0, 33, 3))) for rows in kept]
    points = np.zeros((longest, count, 33, 3))
    times = np.zeros((longest, count))
    for column, (recording, rows) in enumerate(zip(recordings, kept, strict=True)):
        n = len(rows)
        points[:n, column] = recording.points[rows]
        times[:n, column] = recording.t_s[rows]
        if n:
            points[n:, column] = points[n - 1, column]
            times[n:, column] = times[n - 1, column] + np.arange(1, longest - n + 1)
    smooth, front, toward = _watched(times, points)
    found: list[_Smooth | None] = []
    for column, (recording, rows) in enumerate(zip(recordings, kept, strict=True)):
        if _jumps(recording, rows):
            found.append(None)
            continue
        n = len(rows)
        one = _Smooth(rows, smooth[:n, column])
        one.facing_front, one.toward = front[:n, column], toward[:n, column]
        found.append(one)
    return found


def _watched(times: Array, points: Array) -> tuple[Array, Mask, Array]:
    """Smoothed points, front or side, and `toward`; time first."""
    smooth = np.empty_like(points)
    toward = np.empty_like(times)
    front = np.empty(times.shape, dtype=bool)
    now = watching.first(times[0], points[0])
    for index in range(len(times)):
        if index:
            gone = times[index] - times[index - 1] > watching.GAP_S
            now = watching.watch(now, times[index], points[index])
            if gone.any():
                now = _again(gone, now, points[index])
        smooth[index] = now.points
        front[index], toward[index] = now.front, now.toward
    return smooth, front, toward


def _again(gone: Mask, now: watching.Watched, points: Array) -> watching.Watched:
    """Begin anew where a person was gone."""
    fresh = watching.first(now.t_s, points)

    def picked(a: Array, b: Array) -> Array:
        return np.asarray(np.where(gone.reshape(-1, *([1] * (a.ndim - 1))), a, b))

    fields = (
        (getattr(fresh.view, n), getattr(now.view, n)) for n in watching.View.__struct_fields__
    )
    return watching.Watched(
        now.t_s,
        picked(fresh.points, now.points),
        picked(fresh.speed, now.speed),
        watching.View(*(picked(a, b) for a, b in fields)),
        np.asarray(np.where(gone, fresh.front, now.front)),
    )


def _jumps(recording: Recording, rows: Indices) -> bool:
    """Whether the person is ever further from the last place than one person can be."""
    if len(rows) < 2:
        return False
    p = recording.points[rows]
    middle = (p[:, 11, :2] + p[:, 12, :2] + p[:, 23, :2] + p[:, 24, :2]) / 4
    trunk = (p[:, 11, :2] + p[:, 12, :2] - p[:, 23, :2] - p[:, 24, :2]) / 2
    size = np.maximum(np.hypot(trunk[:, 0], trunk[:, 1]), 1e-3)
    step_ = np.hypot(*(middle[1:] - middle[:-1]).T)
    return bool((step_ > 2 * REACH * size[:-1]).any())


def _count_one(of: Plan, recording: Recording, smooth: _Smooth | None) -> Counted:
    """Count one smoothed recording; the stream counts one in which the person jumps."""
    if of.measure is None:
        return Counted()
    if smooth is None:
        return coach_recording(of.movement, recording).repetitions
    rows = smooth.rows
    if not len(rows):
        return Counted()
    visible = shown(recording.visibility[rows], recording.points[rows], recording.aspect)
    sizes = _sizes(recording.points[rows])
    fits = (sizes >= FAR) & of_a_body(recording.t_s[rows], recording.points[rows])
    seen = {side: fits & visible[:, of.needed[side]].all(axis=1) for side in SIDES}
    sides = _sides(of, smooth)
    usable = np.zeros(len(rows), dtype=bool)
    for side in SIDES:
        usable |= sides[side] & seen[side]
    usable &= np.where(
        smooth.facing_front, of.coached.counts_from("front"), of.coached.counts_from("left")
    )
    if not usable.any():
        return Counted()
    parts = some_segments(smooth.points[usable], _needed(of))
    placed = in_position(parts, level=of.level, most_lean_deg=of.most_lean_deg)
    if not placed.all():
        usable[usable] = placed
        if not placed.any():
            return Counted()
        parts = some_segments(smooth.points[usable], _needed(of))
    sight = Sight(parts, over_time(parts), smooth.toward[usable], smooth.facing_front[usable])
    good = np.ones(int(usable.sum()), dtype=bool)
    if of.measure.faces:
        good = ~(smooth.facing_front[usable] & (turned_away(sight) > TURNED_AWAY))
    values = _values(of, sight, {s: (sides[s] & seen[s])[usable] for s in SIDES})
    t_s = recording.t_s[rows][usable]
    channels = _channels(of, values, t_s, good)
    zigzags = tuple(_zigzag(t_s[ok], channel[ok], of.coached.least) for ok, channel in channels)
    return tally(repetitions(of, zigzags))


def _needed(of: Plan) -> set[str]:
    """Segments that the signal is read from."""
    named = () if of.measure is None else of.measure.segments
    return {"trunk", *MEASURED} | {name.format(side=side) for name in named for side in SIDES}


def _sizes(points: Array) -> Array:
    trunk = (points[:, 11, :2] + points[:, 12, :2] - points[:, 23, :2] - points[:, 24, :2]) / 2
    return np.asarray(np.maximum(np.hypot(trunk[:, 0], trunk[:, 1]), 1e-3))


def _sides(of: Plan, smooth: _Smooth) -> dict[Side, Mask]:
    """On which side the signal counts in each frame."""
    front = smooth.facing_front
    every, none = np.ones_like(front), np.zeros_like(front)
    if of.measure is not None and of.measure.paired is None:
        return {"left": every, "right": none}
    if of.coached.channels != "both":
        return {"left": every, "right": every}
    return {"left": front | (smooth.toward < 0), "right": front | (smooth.toward >= 0)}


def _values(of: Plan, sight: Sight, seen: dict[Side, Mask]) -> dict[Side, Array]:
    """The signal of each side, NaN where it is not seen."""
    sign = -1.0 if of.coached.falls else 1.0
    found: dict[Side, Array] = {}
    for side in SIDES:
        value = np.full(len(seen[side]), np.nan)
        if of.measure is not None and seen[side].any():
            value = np.where(seen[side], sign * of.measure.value(sight, side), np.nan)
        found[side] = value
    return found


def _channels(
    of: Plan, values: dict[Side, Array], t_s: Array, good: Mask
) -> list[tuple[Mask, Array]]:
    """Each channel with the frames in which it has a value."""
    left, right = values["left"], values["right"]
    if of.coached.channels == "both":
        pair = np.stack([left, right])
        seen = np.isfinite(pair)
        mean = np.where(seen, pair, 0.0).sum(0) / np.maximum(seen.sum(0), 1)
        return [
            (good & seen.any(0), mean),
            (good & seen[0], left),
            (good & seen[1], right),
        ]
    if of.coached.channels == "signed":
        ok = good & np.isfinite(left)
        off = np.zeros_like(left)
        off[ok] = left[ok] - _middle(left[ok], t_s[ok], of.coached.least)
        return [(ok, np.maximum(off, 0.0)), (ok, np.maximum(-off, 0.0))]
    return [(good & np.isfinite(left), left), (good & np.isfinite(right), right)]


def _middle(signal: Array, t_s: Array, least: float) -> Array:
    """Where a signal that goes both ways has its middle, as it is known in each frame."""
    found = np.zeros_like(signal)
    middle = Middle()
    for index in range(len(signal)):
        middle = averaged(middle, float(t_s[index]), float(signal[index]), least)
        found[index] = middle.value
        if middle.settled:
            found[index:] = middle.value
            break
    return found


def _zigzag(t_s: Array, values: Array, least: float) -> Zigzag:
    """The zigzag of a signal, from its local highs and lows."""
    if not len(values):
        return Zigzag()
    rise = np.sign(np.diff(values))
    moving = np.flatnonzero(rise)
    if not len(moving):
        return fed(Zigzag(), float(t_s[0]), float(values[0]), least)
    # A flat stretch before a turn: the first value of the stretch is the one a stream keeps.
    tops = moving[np.flatnonzero(rise[moving[1:]] != rise[moving[:-1]])] + 1
    places = [0, *tops.tolist(), int(moving[-1]) + 1]
    zigzag = Zigzag()
    for index in places:
        zigzag = fed(zigzag, float(t_s[index]), float(values[index]), least)
    return zigzag
