"""Recordings for tests, written as a person would have them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np

from rhomboid.adapters.pose.recorded import SavedLandmarks
from rhomboid.app.coaching import Shot
from rhomboid.core.movement.coach.records import Display
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import Flaws
from rhomboid.core.movement.sight.frame import Frame, Recording
from rhomboid.core.movement.sight.people import alone
from rhomboid.core.movement.sight.perform import Clock, Performance, perform
from tests.core.movement.movements import MOVEMENTS

NOTHING = Display(t_s=0.0, stage="finding")


def recording(name: str = "lateral_raise", facing: Facing = "front", count: int = 4) -> Recording:
    """A set as a good webcam sees it."""
    how = Performance(
        pace=Pace(repetitions=count),
        camera=Camera(side=facing),
        clock=Clock(frames_per_s=15),
        flaws=Flaws(lost_share=0.02),
    )
    return perform(MOVEMENTS[name], how, np.random.default_rng(5)).recording


def saved(path: Path, recorded: Recording | None = None) -> Path:
    """The recording as a file; its ending says in which form."""
    with SavedLandmarks(path, lambda: "pose_landmarker_full") as sink:
        for frame in alone(recorded or recording()):
            sink.add(Shot(frame), NOTHING)
    return path


def plain_lines(recorded: Recording | None = None) -> list[str]:
    """The lines that another program would write: time and landmarks, nothing else."""
    recorded = recorded or recording()
    lines = []
    for frame in alone(recorded):
        landmarks = None
        if frame.people:
            seen = frame.people[0]
            shares = seen.points / np.array([frame.aspect, 1.0, frame.aspect])
            landmarks = np.column_stack([shares, seen.visibility]).tolist()
        lines.append(msgspec.json.encode({"t": frame.t_s, "landmarks": landmarks}).decode())
    return lines


def frames_equal(a: Frame, b: Frame) -> bool:
    """Whether two frames are the same to the last bit."""
    return (
        a.t_s == b.t_s
        and a.aspect == b.aspect
        and len(a.people) == len(b.people)
        and all(
            np.array_equal(x.points, y.points) and np.array_equal(x.visibility, y.visibility)
            for x, y in zip(a.people, b.people, strict=True)
        )
    )
