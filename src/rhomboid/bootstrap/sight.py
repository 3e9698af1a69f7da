"""Where frames come from and where they go: videos, webcams, landmarks, pictures."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rhomboid.app.coaching import Sink, Source
    from rhomboid.core.movement.sight.frame import Seen

_POSE_VARIABLE = "RHOMBOID_POSE_MODEL"
_POSE_MODEL = "web/static/rhomboid/built/pose/pose_landmarker_full.task"


def pose_model() -> Path:
    """The pose model of this build, or the `.task` file that `RHOMBOID_POSE_MODEL` names."""
    named = os.environ.get(_POSE_VARIABLE)
    return Path(named).expanduser() if named else Path(__file__).parent.parent / _POSE_MODEL


def open_sight(name: str, aspect: float | None) -> AbstractContextManager[Source]:
    """A video file, a webcam's number or recorded landmarks as frames.

    Raises:
        PoseInputError: when entered, if it is none of them.
    """
    from rhomboid.adapters.pose.opening import open_source

    return open_source(name, pose_model(), aspect)


def kept_sight(path: Path, source: Source) -> AbstractContextManager[Sink]:
    """Saves landmarks, so that they can be coached again."""
    from rhomboid.adapters.pose.recorded import SavedLandmarks

    return SavedLandmarks(path, lambda: source.origin().model)


def draft_of(path: Path) -> Path:
    """Where either of them is written until it is whole."""
    from rhomboid.adapters.pose.writing import draft_of

    return draft_of(path)


def drawn_sight(path: Path) -> AbstractContextManager[Sink]:
    """Draws body and count into a video."""
    from rhomboid.adapters.pose.overlay import Overlay

    return Overlay(path)


def person_in(image: Path) -> tuple[tuple[Seen, ...], int, float]:
    """The largest person in an image, how many there are, and width by height of the picture.

    The person comes twice, from the image and from its mirror image, where both show them.

    Raises:
        PoseInputError: if it is no picture, or the pose model cannot run.
    """
    from rhomboid.adapters.pose.still import person_in

    return person_in(image, pose_model())
