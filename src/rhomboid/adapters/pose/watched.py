"""Pictures as a source of frames: decoded ahead in a thread while the pose model works."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Final, Protocol

from rhomboid.adapters.pose.given import exact
from rhomboid.adapters.pose.landmarker import VideoLandmarker
from rhomboid.adapters.pose.pictures import Picture
from rhomboid.app.coaching import Note, Origin, Shot
from rhomboid.core.movement.sight.frame import Frame

#: Pictures that wait for the model; each takes about 3 MB.
_AHEAD: Final = 8
_WAIT_S: Final = 0.1
#: Every so many pixels count for the brightness of a picture.
_SPARSE: Final = 16
_DEFAULT_ASPECT: Final = 16 / 9


class Pictures(Protocol):
    """Whatever gives pictures."""

    length_s: float | None
    read_s: float

    def __iter__(self) -> Iterator[Picture]: ...

    def notes(self) -> tuple[Note, ...]: ...

    def close(self) -> None: ...


class Watched:
    """Pictures seen through the pose model.

    Args:
        pictures: in order of time.
        model: the `.task` file.
        name: of the model, for the report.
        ahead: decode in a thread of its own; a webcam's pictures must not wait.
    """

    def __init__(self, pictures: Pictures, model: Path, name: str, *, ahead: bool = True) -> None:
        self._pictures = pictures
        self._model = model
        self._name = name
        self._is_ahead = ahead
        self._aspect: float | None = None

    def shots(self) -> Iterator[Shot]:
        """Every picture with the people in it.

        Raises:
            PoseInputError: if the pose model cannot run.
        """
        pictures = read_ahead(self._pictures) if self._is_ahead else iter(self._pictures)
        last_ms = -1
        try:
            with VideoLandmarker(self._model) as landmarker:
                for picture in pictures:
                    last_ms = max(last_ms + 1, round(picture.t_s * 1000))
                    people = landmarker.people(picture.pixels, last_ms)
                    if self._aspect is None:
                        self._aspect = picture.aspect
                    yield Shot(
                        Frame(
                            t_s=picture.t_s,
                            people=tuple(exact(points, picture.aspect) for points in people),
                            aspect=picture.aspect,
                            light=brightness(picture),
                        ),
                        picture.pixels,
                    )
        finally:
            self._pictures.close()

    def origin(self) -> Origin:
        return Origin(
            aspect=self._aspect or _DEFAULT_ASPECT, model=self._name, notes=self._pictures.notes()
        )

    def done_share(self) -> float | None:
        length_s = self._pictures.length_s
        return min(self._pictures.read_s / length_s, 1.0) if length_s else None


def brightness(picture: Picture) -> float:
    """Mean brightness of a picture, 0 to 1, in thousandths."""
    return round(float(picture.pixels[::_SPARSE, ::_SPARSE].mean()) / 255, 3)


class _Ahead:
    """Reads pictures in a thread of its own; their error comes where the next one would."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._waiting: Queue[Picture | Exception | None] = Queue(_AHEAD)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._read, name="pictures", daemon=True)
        self._thread.start()

    def get(self) -> Picture | None:
        """The next picture, `None` after the last."""
        while True:
            try:
                item = self._waiting.get(timeout=_WAIT_S)
            except Empty:
                continue
            if isinstance(item, Exception):
                raise item
            return item

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _read(self) -> None:
        try:
            for picture in self._pictures:
                self._put(picture)
                if self._stopped.is_set():
                    return
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits for the picture
            self._put(error)
        else:
            self._put(None)

    def _put(self, item: Picture | Exception | None) -> None:
        while not self._stopped.is_set():
            try:
                self._waiting.put(item, timeout=_WAIT_S)
            except Full:
                continue
            return


def read_ahead(pictures: Pictures) -> Iterator[Picture]:
    """The same pictures, read in a thread while the last ones are being looked at."""
    ahead = _Ahead(pictures)
    try:
        while (picture := ahead.get()) is not None:
            yield picture
    finally:
        ahead.stop()
