"""Recorded landmarks as a source of frames, and frames saved as such."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Protocol, Self

import numpy as np

from rhomboid.adapters.pose.compact import CompactLandmarks, frame_bytes, header_bytes
from rhomboid.adapters.pose.errors import PoseInputError
from rhomboid.adapters.pose.given import Given, Reading, understood
from rhomboid.adapters.pose.landmark_lines import LandmarkLines, frame_line, header_line
from rhomboid.adapters.pose.writing import draft_of, why_not_written
from rhomboid.app.coaching import Note, Origin, Shot
from rhomboid.core.movement.coach.records import Display

#: How many frames are looked at before the first is coached, to understand what they are.
_PROBE: Final = 600
#: Frames further apart than this on the whole are not told in seconds.
_MOST_STEP_S: Final = 5.0
_FEW: Final = 3
#: Files with this ending are saved in the compact form.
COMPACT_SUFFIX: Final = ".rhlm"


class _Reader(Protocol):
    is_cut_short: bool
    read_bytes: int

    @property
    def model(self) -> str | None: ...

    def frames(self) -> Iterator[Given]: ...


class RecordedLandmarks:
    """A file of landmarks, of either form, as a source.

    Args:
        stream: opened for reading bytes.
        name: what errors call it.
        is_compact: whether it is of the compact form, else JSON Lines.
        aspect: width by height that the person named; counts before what the file says.
        size: bytes of the file, where they are known.
    """

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        *,
        is_compact: bool = False,
        aspect: float | None = None,
        size: int | None = None,
    ) -> None:
        self._name = name
        self._aspect = aspect
        self._size = size
        compact = is_compact
        self._reader: _Reader = (CompactLandmarks if compact else LandmarkLines)(stream, name)
        self._reading: Reading | None = None
        self._notes: tuple[Note, ...] = ()
        self._repeated = 0
        self._count = 0

    def shots(self) -> Iterator[Shot]:
        """Every frame.

        Raises:
            PoseInputError: if the file cannot be used.
        """
        frames = self._reader.frames()
        probe = list(islice(frames, _PROBE))
        self._check(probe)
        reading, self._notes = understood(probe, self._aspect)
        self._reading = reading
        last_s = None
        for given in chain(probe, frames):
            self._count += 1
            self._repeated += given.t_s == last_s
            last_s = given.t_s
            yield Shot(reading.frame(given))

    def origin(self) -> Origin:
        notes = list(self._notes)
        if self._repeated:
            notes.append(Note("times_repeated", {"count": self._repeated}))
        if self._reader.is_cut_short:
            notes.append(Note("cut_short", {"count": self._count}))
        reading = self._reading or Reading(unit="picture", aspect=self._aspect or 16 / 9)
        return Origin(
            aspect=reading.aspect,
            landmarks_in=reading.unit,
            model=self._reader.model,
            notes=tuple(notes),
        )

    def done_share(self) -> float | None:
        return min(self._reader.read_bytes / self._size, 1.0) if self._size else None

    def _check(self, probe: list[Given]) -> None:
        if not probe:
            raise PoseInputError(
                f"{self._name} must hold a frame a line, got none; record again or choose another"
            )
        steps = np.diff([given.t_s for given in probe])
        if len(steps) < _FEW:
            return
        if np.median(steps) > _MOST_STEP_S:
            raise PoseInputError(
                f"{self._name}: times must be in seconds, got frames {np.median(steps):g} apart; "
                "divide milliseconds by 1000"
            )
        if not steps.any():
            raise PoseInputError(
                f"{self._name}: times must grow from frame to frame, got {probe[0].t_s:g} s in "
                f"all of {len(probe)}; give each frame its time in seconds"
            )


class SavedLandmarks:
    """Frames written as they come; the file bears its name once it is whole.

    Args:
        path: where; the compact form if it ends in `.rhlm`, else JSON Lines.
        model: tells the name of the pose model once the first frame is there.

    Raises:
        PoseInputError: if it cannot be written.
    """

    def __init__(self, path: Path, model: Callable[[], str | None]) -> None:
        self._path = path
        self._model = model
        self._draft = draft_of(path)
        self._is_compact = path.name.endswith(COMPACT_SUFFIX)
        self._aspect: float | None = None
        if why := why_not_written(path):
            raise self._unsaved(why)
        try:
            self._file = self._draft.open("wb")
        except OSError as error:
            raise self._unsaved(error.strerror) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._file.close()
            if kind is None:
                self._draft.replace(self._path)
        except OSError as failed:
            if kind is None:
                raise self._unsaved(failed.strerror) from failed
        finally:
            self._draft.unlink(missing_ok=True)

    def add(self, shot: Shot, display: Display) -> None:
        """Write one frame.

        Raises:
            PoseInputError: if the disk does not take it.
        """
        frame = shot.frame
        begun = b""
        if self._aspect is None:
            self._aspect = frame.aspect
            begin = header_bytes if self._is_compact else header_line
            begun = begin(frame.aspect, self._model())
        written = frame_bytes if self._is_compact else frame_line
        try:
            self._file.write(begun + written(frame, self._aspect))
        except OSError as error:
            raise self._unsaved(error.strerror) from error

    def _unsaved(self, why: str | None) -> PoseInputError:
        return PoseInputError(
            f"landmarks must be saved where files can be written, got {self._path} ({why}); "
            "nothing was saved; choose another place"
        )
