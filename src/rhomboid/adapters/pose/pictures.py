"""Pictures of a video file, of a webcam or of an image file, small enough for the pose model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from rhomboid.adapters.pose.errors import PoseInputError, PoseModelMissingError
from rhomboid.adapters.pose.landmarker import quiet
from rhomboid.adapters.pose.orientation import as_taken, is_turned, orientation
from rhomboid.app.coaching import Note
from rhomboid.core.movement.body.rotation import Array

#: Longest side of a picture in pixels; the model looks at 256, so that more shows it nothing.
LONGEST: Final = 1280
#: A video that ends so long before it says it does was cut short.
_MISSING_S: Final = 0.75
#: A photo says its orientation within so many bytes.
_EXIF_BYTES: Final = 1 << 18
_QUARTER_DEG: Final = 90
#: A webcam that gives no picture for so many tries has gone.
_MOST_FAILURES: Final = 30
#: How long it is given before the next try.
_PAUSE_S: Final = 0.05


class Picture(NamedTuple):
    """A picture of shape (height, width, 3), red first, with its time and the shape it stands for.

    `aspect` is that of the scene: pixels of a video need not be square.
    """

    t_s: float
    pixels: Array
    aspect: float


def pyav() -> Any:
    """PyAV, imported when first asked for.

    Raises:
        PoseModelMissingError: saying what to install.
    """
    try:
        import av
    except ImportError as error:
        raise PoseModelMissingError(
            'reading a video or a picture needs PyAV: pip install "rhomboid[video]" '
            "(in a checkout: make video); landmark files need nothing more"
        ) from error
    av.logging.set_level(None)
    return av


def opencv() -> Any:
    """OpenCV, imported when first asked for.

    Raises:
        PoseModelMissingError: saying what to install.
    """
    try:
        import cv2
    except ImportError as error:
        raise PoseModelMissingError(
            'a webcam and an overlay need OpenCV, which comes with pip install "rhomboid[video]"'
        ) from error
    return cv2


class VideoPictures:
    """The pictures of a video file, each at the time that the file gives it.

    Raises:
        PoseInputError: if it is no video.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        av = pyav()
        self._errors = av.error.FFmpegError
        try:
            self._container = av.open(str(path))
        except OSError as error:
            raise PoseInputError(_no_video(path, error)) from error
        except self._errors as error:
            raise PoseInputError(_no_video(path, error)) from error
        videos = self._container.streams.video
        if not videos or not videos[0].codec_context.width:
            self._container.close()
            raise PoseInputError(
                f"a video must have pictures, got {path.name}, which has none; choose another file"
            )
        if _is_still(self._container.format.name):
            self._container.close()
            raise PoseInputError(
                f"a set must be a video, got {path.name}, which is one picture; "
                "`rhomboid posture` reads pictures"
            )
        self._stream = videos[0]
        self._stream.thread_type = "AUTO"
        self._begun_s: float | None = None
        self.length_s = self._length_s()
        self.read_s = 0.0
        self._last_frame_s = 0.0
        self._damaged = self._count = 0
        self._is_done = False

    def close(self) -> None:
        self._container.close()

    def __iter__(self) -> Iterator[Picture]:
        for frame in self._frames():
            t_s = self._time_of(frame)
            if t_s is None:
                continue
            self.read_s = t_s
            self._count += 1
            yield Picture(t_s, *_upright(frame, self._stream))
        self._is_done = True

    def notes(self) -> tuple[Note, ...]:
        """What went wrong, once all has been read."""
        notes = []
        if self._damaged:
            notes.append(Note("damaged", {"count": self._damaged}))
        if self._is_done and self.length_s and self.read_s < self.length_s - _MISSING_S:
            notes.append(Note("cut_short", {"count": self._count}))
        return tuple(notes)

    def _frames(self) -> Iterator[Any]:
        """Every frame that can be decoded; a damaged one is counted and left out."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                yield from packet.decode()
            except self._errors:
                self._damaged += 1
                if packet is None or packet.dts is None:
                    return

    def _time_of(self, frame: Any) -> float | None:
        """Seconds since the first frame; `None` for one that is no later than the one before."""
        at = frame.time
        if at is None:
            step = 1.0 / float(self._stream.average_rate or 30)
            at = self._last_frame_s + step + (self._begun_s or 0.0)
        if self._begun_s is None:
            self._begun_s = float(at)
            return 0.0
        t_s = float(at) - self._begun_s
        if t_s <= self._last_frame_s:
            return None
        self._last_frame_s = t_s
        return t_s

    def _length_s(self) -> float | None:
        stream, container = self._stream, self._container
        if stream.duration and stream.time_base:
            return float(stream.duration * stream.time_base)
        return container.duration / 1e6 if container.duration else None


class WebcamPictures:
    """The pictures of a webcam, each at the time when it came.

    Raises:
        PoseInputError: if there is none of that number.
    """

    length_s: float | None = None

    def __init__(self, number: int) -> None:
        self._cv2 = opencv()
        with quiet():
            self._camera = self._cv2.VideoCapture(number)
        self.read_s = 0.0
        if not self._camera.isOpened():
            raise PoseInputError(
                f"the webcam must be the number of one that is there and free, got {number}; "
                "close other programs that use it, or try another number from 0 on"
            )

    def close(self) -> None:
        self._camera.release()

    def __iter__(self) -> Iterator[Picture]:
        begun = time.monotonic()
        failures = 0
        while failures < _MOST_FAILURES:
            is_read, pixels = self._camera.read()
            if not is_read:
                failures += 1
                time.sleep(_PAUSE_S)
                continue
            failures = 0
            t_s = time.monotonic() - begun
            if t_s <= self.read_s and self.read_s:
                continue
            self.read_s = t_s
            height, width = pixels.shape[:2]
            yield Picture(t_s, self._small(pixels), width / height)

    def notes(self) -> tuple[Note, ...]:
        return ()

    def _small(self, pixels: Array) -> Array:
        height, width = pixels.shape[:2]
        size = shrunk(width, height)
        if size != (width, height):
            pixels = self._cv2.resize(pixels, size, interpolation=self._cv2.INTER_AREA)
        return np.ascontiguousarray(pixels[..., ::-1])


def read_image(path: Path) -> Picture:
    """One picture from an image file.

    Raises:
        PoseInputError: if it is none.
    """
    av = pyav()
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise PoseInputError(_no_image(path, "a file without a picture"))
            stream = container.streams.video[0]
            frames = container.decode(stream)
            frame = next(frames, None)
            if frame is None:
                raise PoseInputError(_no_image(path, "a file without a picture"))
            if not _is_still(container.format.name) and next(frames, None) is not None:
                raise PoseInputError(
                    f"a posture is read in one picture, got {path.name}, which is a video; "
                    "`rhomboid coach` reads videos"
                )
            return Picture(0.0, *_as_taken(frame, stream, path))
    except OSError as error:
        raise PoseInputError(_no_image(path, error.strerror or str(error))) from error
    except av.error.FFmpegError as error:
        raise PoseInputError(_no_image(path, error.strerror or str(error))) from error


def shrunk(width: int, height: int) -> tuple[int, int]:
    """The size in which a picture is looked at, even numbers, never larger than it is."""
    share = min(1.0, LONGEST / max(width, height))
    if share == 1.0:
        return width, height
    return max(2, round(width * share / 2) * 2), max(2, round(height * share / 2) * 2)


def _as_taken(frame: Any, stream: Any, path: Path) -> tuple[Array, float]:
    """As `_upright`, for a photo: it may be mirrored as well, which a video never is."""
    told = orientation(path.read_bytes()[:_EXIF_BYTES])
    if told is None:
        return _upright(frame, stream)
    stored, aspect = _stored(frame, stream)
    return as_taken(stored, told), 1 / aspect if is_turned(told) else aspect


def _stored(frame: Any, stream: Any) -> tuple[Array, float]:
    """The pixels as they lie in the file, and width by height of what they show."""
    width, height = shrunk(frame.width, frame.height)
    pixels: Array = frame.reformat(width=width, height=height, format="rgb24").to_ndarray()
    square = stream.sample_aspect_ratio or Fraction(1)
    return pixels, float(frame.width * square / frame.height)


def _upright(frame: Any, stream: Any) -> tuple[Array, float]:
    """The pixels as a person sees them, and width by height of the scene."""
    pixels, aspect = _stored(frame, stream)
    turns = round(getattr(frame, "rotation", 0) / _QUARTER_DEG) % 4
    if turns:
        pixels = np.rot90(pixels, turns)
        aspect = 1 / aspect if turns % 2 else aspect
    return np.ascontiguousarray(pixels), aspect


def _is_still(container: str) -> bool:
    """Whether FFmpeg read it with one of its demuxers for single pictures."""
    return container == "image2" or container.endswith("_pipe")


def _no_video(path: Path, error: Exception) -> str:
    if not path.exists():
        return f"the input must be a file that is there, got {path}; check its name"
    why = getattr(error, "strerror", None) or str(error)
    return (
        f"the input must be a video, a landmark file or the number of a webcam, got {path.name}, "
        f"which is none or was cut short before its index ({why}); record or copy it again"
    )


def _no_image(path: Path, why: str) -> str:
    return f"the picture must be an image file such as JPEG or PNG, got {path} ({why})"
