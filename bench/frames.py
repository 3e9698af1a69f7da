"""What the coach costs for each frame, one by one and many recordings at once.

The reference is reading the same frame's landmarks from a line of JSON with `json.loads`, which
every program that takes recorded landmarks does first.
"""

from __future__ import annotations

import json
import statistics
import time

import numpy as np

from bench.timing import percentile_ms, timed
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.movement.coach.batch import count_many
from rhomboid.core.movement.coach.engine import begin, step
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.perform import Performance, perform

MOVEMENT = "standing_overhead_reach"
_RECORDINGS = 60


def main() -> None:
    """Print the cost of a frame and the frames a second of the batch."""
    movement = load_knowledge().movements[MOVEMENT]
    how = Performance(pace=Pace(repetitions=10), camera=Camera(side="front"))
    recordings = [
        perform(movement, how, np.random.default_rng(seed)).recording for seed in range(_RECORDINGS)
    ]
    first = recordings[0]
    line = json.dumps({
        "t": 0.0,
        "landmarks": np.column_stack([first.points[0], first.visibility[0]]).tolist(),
    })  # fmt: skip
    reference = statistics.median(timed(lambda: json.loads(line), 2000))

    seconds: list[float] = []
    state = begin(movement)
    for index in range(len(first)):
        frame = first.frame(index)
        start = time.perf_counter()
        state, _ = step(state, frame)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    print(
        f"one frame   p50 {median * 1000:.3f} ms  p95 {percentile_ms(seconds, 0.95):.3f} ms"
        f"  = {median / reference:.1f} x reading its landmarks with json.loads"
    )

    frames = sum(len(recording) for recording in recordings)
    best = min(timed(lambda: count_many(movement, recordings), 5))
    print(
        f"batch       {frames / best:,.0f} frames a second over {_RECORDINGS} recordings"
        f"  = {median * frames / best:.0f} x one after the other"
    )


if __name__ == "__main__":
    main()
