"""A whole video through the coach, beside the bare pose model on the same pictures.

The reference is the shortest program that does the same: decode with PyAV, ask MediaPipe for one
person in each picture, keep the landmarks. Both run in turn, three times. Needs `make video`.

Usage: python -m bench.video VIDEO [--movement ID]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from rhomboid import bootstrap
from rhomboid.app.coaching import coach, movement_of

_ROUNDS = 3


def bare(path: Path) -> tuple[int, float]:
    """Frames and seconds of the bare loop."""
    import av
    import mediapipe

    tasks = mediapipe.tasks
    options = tasks.vision.PoseLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(bootstrap.pose_model())),
        running_mode=tasks.vision.RunningMode.VIDEO,
    )
    kept = []
    start = time.perf_counter()
    with (
        tasks.vision.PoseLandmarker.create_from_options(options) as landmarker,
        av.open(str(path)) as video,
    ):
        for index, frame in enumerate(video.decode(video=0)):
            data = frame.to_ndarray(format="rgb24")
            image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=data)
            kept.append(landmarker.detect_for_video(image, index * 33))
    return len(kept), time.perf_counter() - start


def ours(path: Path, movement_id: str) -> tuple[int, float]:
    """Frames and seconds of the coach."""
    movement = movement_of(movement_id, bootstrap.knowledge())
    start = time.perf_counter()
    with bootstrap.open_sight(str(path), None) as source:
        report = coach(movement, source.shots())
    return report.frames, time.perf_counter() - start


def main() -> None:
    """Print frames a second of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", type=Path)
    parser.add_argument("--movement", default="standing_overhead_reach")
    told = parser.parse_args()
    rates: dict[str, list[float]] = {"bare": [], "coach": []}
    for _ in range(_ROUNDS):
        frames, seconds = bare(told.video)
        rates["bare"].append(frames / seconds)
        frames, seconds = ours(told.video, told.movement)
        rates["coach"].append(frames / seconds)
    reference, rate = max(rates["bare"]), max(rates["coach"])
    print(f"bare MediaPipe loop  {reference:6.1f} frames a second")
    print(f"coached              {rate:6.1f} frames a second  = {rate / reference:.2f} x")


if __name__ == "__main__":
    main()
