"""A video with the body and the count drawn into it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np

from rhomboid.adapters.pose.errors import PoseInputError
from rhomboid.adapters.pose.pictures import opencv, pyav
from rhomboid.adapters.pose.writing import draft_of, why_not_written
from rhomboid.app.coaching import Shot
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.records import Display
from rhomboid.core.movement.coach.sight_of import SEEN_FROM
from rhomboid.core.movement.sight.frame import to_normalised
from rhomboid.core.movement.sight.landmark import Landmark

OVERLAY_SUFFIX: Final = ".mp4"
_TIME_BASE: Final = Fraction(1, 1000)
_LINE: Final = (64, 196, 255)
_JOINT: Final = (255, 255, 255)
_DARK: Final = (24, 24, 24)
_PAIRS: Final = (("SHOULDER", "ELBOW"), ("ELBOW", "WRIST"), ("SHOULDER", "HIP"), ("HIP", "KNEE"),
                 ("KNEE", "ANKLE"))  # fmt: skip
BONES: Final = (
    *(
        (Landmark[f"{side}_{begin}"], Landmark[f"{side}_{end}"])
        for side in ("LEFT", "RIGHT")
        for begin, end in _PAIRS
    ),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
)


class Overlay:
    """Writes the video as frames come; it bears its name once it is whole.

    Raises:
        PoseInputError: if it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.suffix.lower() != OVERLAY_SUFFIX:
            raise PoseInputError(
                f"the overlay is a video in MP4 and must be called so, got {path}; "
                f"let its name end in {OVERLAY_SUFFIX}"
            )
        if why := why_not_written(path):
            raise self._undrawn(why)
        av = pyav()
        self._cv2 = opencv()
        self._errors = (OSError, av.error.FFmpegError)
        self._draft = draft_of(path)
        try:
            self._container = av.open(str(self._draft), "w", format="mp4")
        except self._errors as error:
            raise self._undrawn(error) from error
        self._stream: Any = None
        self._last_pts = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._stream is not None and kind is None:
                self._container.mux(self._stream.encode(None))
            self._container.close()
            if self._stream is not None and kind is None:
                self._draft.replace(self._path)
        except self._errors as failed:
            if kind is None:
                raise self._undrawn(failed) from failed
        finally:
            self._draft.unlink(missing_ok=True)

    def add(self, shot: Shot, display: Display) -> None:
        """Draw and write one frame.

        Raises:
            PoseInputError: for a frame without a picture, or if the disk does not take it.
        """
        if shot.picture is None:
            raise PoseInputError(
                "an overlay is drawn into the pictures of a video, got landmarks without any; "
                "leave --overlay out"
            )
        height, width = (side // 2 * 2 for side in shot.picture.shape[:2])
        picture = np.ascontiguousarray(shot.picture[:height, :width])
        self._draw(picture, shot, display)
        av = pyav()
        if self._stream is None:
            self._stream = self._container.add_stream("libx264", rate=30)
            self._stream.width, self._stream.height = width, height
            self._stream.pix_fmt = "yuv420p"
            self._stream.codec_context.time_base = _TIME_BASE
        if (width, height) != (self._stream.width, self._stream.height):
            return
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        self._last_pts = max(self._last_pts + 1, round(shot.frame.t_s * 1000))
        frame.pts, frame.time_base = self._last_pts, _TIME_BASE
        try:
            self._container.mux(self._stream.encode(frame))
        except self._errors as error:
            raise self._undrawn(error) from error

    def _undrawn(self, why: object) -> PoseInputError:
        why = getattr(why, "strerror", None) or why
        return PoseInputError(
            f"the overlay must be a file that can be written, got {self._path} ({why}); "
            "nothing was kept of it; choose another place"
        )

    def _draw(self, picture: Array, shot: Shot, display: Display) -> None:
        height, width = picture.shape[:2]
        thick = max(2, height // 240)
        for person in shot.frame.people:
            points = to_normalised(person, shot.frame.aspect)[:, :2] * (width, height)
            places = [(int(x), int(y)) for x, y in np.clip(points, -1e4, 1e4)]
            shown = person.visibility >= SEEN_FROM
            for begin, end in BONES:
                if shown[begin] and shown[end]:
                    self._cv2.line(picture, places[begin], places[end], _LINE, thick)
            for joint in sorted({joint for bone in BONES for joint in bone}):
                if shown[joint]:
                    self._cv2.circle(picture, places[joint], thick + 1, _JOINT, -1)
        self._write(picture, caption(display))

    def _write(self, picture: Array, text: str) -> None:
        size = picture.shape[0] / 400
        place = (int(12 * size), int(34 * size))
        font = self._cv2.FONT_HERSHEY_SIMPLEX
        for colour, weight in ((_DARK, 6), (_JOINT, 2)):
            thick = max(1, int(weight * size))
            self._cv2.putText(picture, text, place, font, size, colour, thick, self._cv2.LINE_AA)


def caption(display: Display) -> str:
    """Counts and seconds held, in signs that need no language."""
    counted = display.counted
    parts = [str(counted.total)]
    if counted.left or counted.right:
        parts.append(f"({counted.left} | {counted.right})")
    if display.hold_s >= 1:
        parts.append(f"{display.hold_s:.0f} s")
    if display.unseen is not None:
        parts.append("?")
    return "  ".join(parts)
