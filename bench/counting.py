"""Counting generated sets, beside the rule of two fixed angles. `make bench-coach` prints it.

Each set has ten repetitions. A count is right when it is within one repetition of the truth.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import msgspec
import numpy as np

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.coach.batch import count_many
from rhomboid.core.movement.coach.plan import plan
from rhomboid.core.movement.observe.readers import Sight
from rhomboid.core.movement.observe.scale import over_time
from rhomboid.core.movement.observe.segments import segments
from rhomboid.core.movement.sight.camera import Camera, Facing
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import CLEAN, Flaws
from rhomboid.core.movement.sight.frame import Recording
from rhomboid.core.movement.sight.perform import Performance, perform

#: Movements with the side that the camera stands on.
MOVEMENTS: dict[str, Facing] = {
    "standing_overhead_reach": "front",
    "lateral_raise": "front",
    "band_row": "right",
    "overhead_press": "front",
    "hip_hinge": "right",
    "sit_to_stand": "right",
    "seated_thoracic_rotation": "front",
}
#: The rule that most open trainers use: up beyond the first angle, down below the other.
UP_DEG, DOWN_DEG = 160.0, 40.0

Draw = Callable[[np.random.Generator], Performance]


def _how(rng: np.random.Generator, pace: Pace, flaws: Flaws) -> Performance:
    return Performance(
        pace=pace,
        stature_m=float(rng.uniform(1.5, 1.95)),
        camera=Camera(
            turn_deg=float(rng.uniform(-12, 12)),
            distance_m=float(rng.uniform(2.3, 3.6)),
            height_m=float(rng.uniform(0.7, 1.4)),
        ),
        flaws=flaws,
    )


def _even(rng: np.random.Generator, lowest: float, highest: float) -> float:
    """Evenly drawn on a scale of ratios."""
    return float(np.exp(rng.uniform(np.log(lowest), np.log(highest))))


CONDITIONS: dict[str, Draw] = {
    "clean": lambda rng: _how(rng, Pace(), CLEAN),
    "jitter as measured": lambda rng: _how(rng, Pace(), Flaws()),
    "2 % drop-outs": lambda rng: _how(rng, Pace(), Flaws(lost_share=0.02)),
    "40 % of the range": lambda rng: _how(rng, Pace(reach=0.4), Flaws()),
    "never the textbook": lambda rng: _how(rng, Pace(reach=float(rng.uniform(0.5, 0.85))), Flaws()),
    "tempo 0.3 to 3": lambda rng: _how(rng, Pace(tempo=_even(rng, 0.34, 3.3)), Flaws()),
    "alternating sides": lambda rng: _how(rng, Pace(sides="alternate"), Flaws()),
    "fatigue 40 %": lambda rng: _how(rng, Pace(fatigue=0.4), Flaws()),
    "everything": lambda rng: _how(
        rng,
        Pace(reach=float(rng.uniform(0.4, 1)), tempo=_even(rng, 0.4, 2.5), fatigue=0.2),
        Flaws(lost_share=0.02, jitter=1.5, strays_per_min=2.0),
    ),
}


def two_angles(movement: Movement, recording: Recording) -> int:
    """The count of the rule of two fixed angles on the same signal, not smoothed."""
    of = plan(movement)
    good = np.isfinite(recording.points).all(axis=(1, 2))
    if of.measure is None or not good.any():
        return 0
    parts = segments(recording.points[good])
    sight = Sight(parts, over_time(parts), np.ones(int(good.sum())), np.ones(int(good.sum()), bool))
    signal = (of.measure.value(sight, "left") + of.measure.value(sight, "right")) / 2
    count, up = 0, False
    for value in np.asarray(signal):
        if value > UP_DEG:
            up = True
        elif value < DOWN_DEG and up:
            count, up = count + 1, False
    return count


def condition(name: str, movement: Movement, sets: int, seed: int) -> tuple[float, float, float]:
    """Share of sets within one repetition: ours, the two angles; and the mean error of ours."""
    rng = np.random.default_rng(seed)
    side = MOVEMENTS[movement.id]
    recordings, truths = [], []
    for _ in range(sets):
        how = CONDITIONS[name](rng)
        how = msgspec.structs.replace(how, camera=msgspec.structs.replace(how.camera, side=side))
        done = perform(movement, how, rng)
        recordings.append(done.recording)
        truths.append(done.truth.total)
    ours = np.array([counted.total for counted in count_many(movement, recordings)])
    theirs = np.array([two_angles(movement, recording) for recording in recordings])
    truth = np.array(truths)
    return (
        float(np.mean(np.abs(ours - truth) <= 1)),
        float(np.mean(np.abs(theirs - truth) <= 1)),
        float(np.mean(ours - truth)),
    )


def main() -> None:
    """Print every condition of every movement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=200)
    parser.add_argument("--movement", action="append")
    told = parser.parse_args()
    movements = load_knowledge().movements
    print("within one repetition of ten: this coach / two fixed angles (160, 40)   [mean error]")
    for name in CONDITIONS:
        line = []
        for seed, movement_id in enumerate(told.movement or MOVEMENTS):
            if name == "alternating sides" and not _alternates(movements[movement_id]):
                continue
            ours, theirs, error = condition(name, movements[movement_id], told.sets, seed)
            line.append(f"{movement_id} {ours:.3f}/{theirs:.3f} [{error:+.2f}]")
        print(f"{name:<20} " + "  ".join(line), flush=True)


def _alternates(movement: Movement) -> bool:
    return movement.dose.start.per_side or movement.id == "standing_overhead_reach"


if __name__ == "__main__":
    main()
