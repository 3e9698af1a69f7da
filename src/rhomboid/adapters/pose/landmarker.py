"""The pose model, run by MediaPipe on this machine."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np

from rhomboid.adapters.pose.errors import PoseInputError, PoseModelMissingError
from rhomboid.core.movement.body.rotation import Array

#: People who are looked for.
_MOST_PEOPLE: Final = 2
#: How often somebody else is looked for while one person is followed, and how long two must have
#: been one before one is followed again. Looking for two costs half again as much a picture.
_LOOK_AGAIN_MS: Final = 1000
_ALONE_MS: Final = 2000
_INSTALL: Final = (
    'coaching a video, a picture or a webcam needs MediaPipe: pip install "rhomboid[video]" '
    "(in a checkout: make video); landmark files need nothing more"
)


def mediapipe() -> Any:
    """MediaPipe's vision tasks and what they need, imported when first asked for.

    Raises:
        PoseModelMissingError: saying what to install.
    """
    try:
        import mediapipe as whole
        from mediapipe.tasks.python import vision  # noqa: F401 - makes the attribute
    except ImportError as error:
        if error.name in {"mediapipe", "cv2"}:
            raise PoseModelMissingError(f"{_INSTALL} (missing: {error.name})") from error
        raise PoseModelMissingError(
            f"MediaPipe must find the libraries of this system, got: {error}; "
            "on Debian: apt-get install libgl1 libglib2.0-0 libegl1 libgles2"
        ) from error
    except OSError as error:
        raise PoseModelMissingError(
            f"MediaPipe must find the libraries of this system, got: {error}; "
            "on Debian: apt-get install libegl1 libgles2"
        ) from error
    return whole


def options(model: Path, *, people: int, video: bool) -> Any:
    """MediaPipe's options for the model file.

    Raises:
        PoseModelMissingError: if MediaPipe or the file is not there.
    """
    whole = mediapipe()
    if not model.is_file():
        raise PoseModelMissingError(
            f"the pose model must be a .task file, got {model}, which is not there; `make setup` "
            "makes it, and RHOMBOID_POSE_MODEL may name another"
        )
    tasks = whole.tasks
    mode = tasks.vision.RunningMode.VIDEO if video else tasks.vision.RunningMode.IMAGE
    return tasks.vision.PoseLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(model)),
        running_mode=mode,
        num_poses=people,
    )


def opened(model: Path, *, people: int, video: bool) -> Any:
    """A landmarker of MediaPipe.

    Raises:
        PoseModelMissingError: if MediaPipe cannot run, or the file is no pose model.
    """
    chosen = options(model, people=people, video=video)
    try:
        with quiet():
            return mediapipe().tasks.vision.PoseLandmarker.create_from_options(chosen)
    except (RuntimeError, ValueError) as error:
        raise PoseModelMissingError(
            f"the pose model must be a pose landmarker's .task file, got {model} "
            f"({_first_line(error)}); check RHOMBOID_POSE_MODEL"
        ) from error


def found(result: Any) -> tuple[Array, ...]:
    """People of a result, shape (33, 4) each, in shares of the picture."""
    return tuple(
        np.array([(at.x, at.y, at.z, at.visibility) for at in person])
        for person in result.pose_landmarks
    )


def image_of(picture: Array) -> Any:
    """A picture, shape (height, width, 3), red first, as MediaPipe takes it."""
    whole = mediapipe()
    data = np.ascontiguousarray(picture)
    return whole.Image(image_format=whole.ImageFormat.SRGB, data=data)


class VideoLandmarker:
    """Follows one person quickly, and two when there are two.

    Raises:
        PoseModelMissingError: if MediaPipe cannot run here.
    """

    def __init__(self, model: Path) -> None:
        self._one = opened(model, people=1, video=True)
        self._two = opened(model, people=_MOST_PEOPLE, video=True)
        self._looked_ms: int | None = None
        self._two_until_ms = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with quiet():
            self._one.close()
            self._two.close()

    def people(self, picture: Array, t_ms: int) -> tuple[Array, ...]:
        """Everybody in the next picture; `t_ms` must be later than the one before.

        Raises:
            PoseInputError: if the model cannot read the picture.
        """
        image = image_of(picture)
        try:
            if self._looks_for_two(t_ms):
                self._looked_ms = t_ms
                with quiet():
                    people = found(self._two.detect_for_video(image, t_ms))
                if len(people) > 1:
                    self._two_until_ms = t_ms + _ALONE_MS
                return people
            with quiet():
                return found(self._one.detect_for_video(image, t_ms))
        except (RuntimeError, ValueError) as error:
            raise PoseInputError(
                f"the pose model cannot read a picture of this video: {_first_line(error)}"
            ) from error

    def _looks_for_two(self, t_ms: int) -> bool:
        if self._looked_ms is None or t_ms <= self._two_until_ms:
            return True
        return t_ms - self._looked_ms >= _LOOK_AGAIN_MS


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep what MediaPipe's libraries write about themselves off the standard error."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
