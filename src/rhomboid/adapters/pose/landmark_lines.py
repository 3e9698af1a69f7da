"""Landmarks as JSON Lines: one frame a line (docs/formats/landmark-files.md).

Lines are read one at a time and never beyond `MOST_LINE_BYTES`, so that a file of any size and any
form costs little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, Final

import msgspec
import numpy as np

from rhomboid.adapters.pose.errors import LandmarkLineError
from rhomboid.adapters.pose.given import Given
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.frame import LANDMARKS_SHAPE, Frame, to_normalised

FORMAT: Final = "rhomboid-landmarks"
VERSION: Final = 1
MOST_LINE_BYTES: Final = 1_000_000
_MOST_PEOPLE: Final = 8
_LANDMARKS, _NUMBERS = LANDMARKS_SHAPE
#: A visibility may miss 0 or 1 by as much, as rounding does.
ROUNDED: Final = 1e-3
#: A coordinate beyond this is none, in whatever unit.
_MOST: Final = 1e6

Point = list[float]
Person = list[Point]


class _Line(msgspec.Struct):
    """A frame, or the header, which has a format and no time. What else a line holds is skipped."""

    format: str | None = None
    version: int | None = None
    model: str | None = None
    t: float | None = None
    landmarks: Person | None = None
    people: list[Person] | None = None
    width: float | None = None
    height: float | None = None
    aspect: float | None = None
    light: float | None = None


class LandmarkLines:
    """A stream of JSON Lines as frames.

    Attributes:
        model: what the header says of the pose model.
        is_cut_short: whether the last line ended in its middle.
        read_bytes: how much has been read.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._number = 0
        self._header = _Line()
        self._last_s: float | None = None
        self._decoder = msgspec.json.Decoder(_Line)
        self.is_cut_short = False
        self.read_bytes = 0

    @property
    def model(self) -> str | None:
        return self._header.model

    def frames(self) -> Iterator[Given]:
        """Every frame.

        Raises:
            LandmarkLineError: naming the line, what must be what and what it got.
        """
        while raw := self._stream.readline(MOST_LINE_BYTES + 1):
            self._number += 1
            self.read_bytes += len(raw)
            if len(raw) > MOST_LINE_BYTES:
                raise self._error(
                    f"a line must be at most {MOST_LINE_BYTES} bytes, got a longer one; "
                    "write each frame on a line of its own"
                )
            line = self._line(raw)
            if line is None:
                continue
            if line.t is None and line.format is not None:
                self._take_header(line)
            else:
                yield self._given(line)

    def _line(self, raw: bytes) -> _Line | None:
        """One line; `None` for an empty one, and for a last one that is cut short."""
        text = raw.strip().removeprefix(b"\xef\xbb\xbf")
        if not text:
            return None
        if text.startswith(b"["):
            raise self._error(
                'must be one frame like {"t": 0.0, "landmarks": [...]}, got a list; '
                "write each frame on a line of its own"
            )
        try:
            return self._decoder.decode(text)
        except msgspec.ValidationError as error:
            raise self._error(f"{error}; landmarks must be 33 of [x, y, z, visibility]") from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            for word in (b"NaN", b"Infinity"):
                if word in text:
                    raise self._error(
                        f"a landmark must be finite numbers, got {word.decode()}; where nobody "
                        'is seen write "landmarks": null'
                    ) from error
            if self._last_s is not None and _is_cut(raw):
                self.is_cut_short = True
                return None
            raise self._error(
                f'must be JSON like {{"t": 0.0, "landmarks": [...]}}, got {_start(text)} ({error})'
            ) from error

    def _take_header(self, line: _Line) -> None:
        if line.format != FORMAT or line.version != VERSION:
            raise self._error(
                f'the header must say "format": "{FORMAT}", "version": {VERSION}, got '
                f'"{line.format}", {line.version}; a newer rhomboid may have written it'
            )
        for name in ("width", "height", "aspect"):
            self._size(name, getattr(line, name), None)
        self._header = line

    def _given(self, line: _Line) -> Given:
        people = line.people
        if people is None:
            people = [line.landmarks] if line.landmarks else []
        if len(people) > _MOST_PEOPLE:
            raise self._error(f"at most {_MOST_PEOPLE} people are read, got {len(people)}")
        return Given(
            t_s=self._time(line.t),
            people=tuple(self._person(person) for person in people if person),
            width=self._size("width", line.width, self._header.width),
            height=self._size("height", line.height, self._header.height),
            aspect=self._size("aspect", line.aspect, self._header.aspect),
            light=self._light(line.light),
        )

    def _light(self, light: float | None) -> float | None:
        if light is not None and not 0 <= light <= 1:
            raise self._error(f"light must lie between 0 and 1, got {light:g}")
        return light

    def _time(self, t_s: float | None) -> float:
        if t_s is None:
            raise self._error('a frame must have its time in seconds as "t", got none')
        if self._last_s is not None and t_s < self._last_s:
            raise self._error(
                f"times must not run backwards, got {t_s:g} s after {self._last_s:g} s; "
                "sort the frames, and give each recording a file of its own"
            )
        self._last_s = t_s
        return t_s

    def _person(self, person: Person) -> Array:
        if len(person) != _LANDMARKS:
            raise self._error(f"a person must have {_LANDMARKS} landmarks, got {len(person)}")
        odd = next((at for at, point in enumerate(person) if len(point) != _NUMBERS), None)
        if odd is not None:
            raise self._error(
                f"landmark {odd} must be [x, y, z, visibility], got {len(person[odd])} numbers"
            )
        points = np.array(person)
        if np.abs(points).max() > _MOST:
            raise self._error(f"a landmark must lie within {_MOST:g}, got {np.abs(points).max():g}")
        visible = points[:, 3]
        if (np.abs(visible - 0.5) > 0.5 + ROUNDED).any():
            odd = int(np.abs(visible - 0.5).argmax())
            raise self._error(
                f"visibility must lie between 0 and 1, got {visible[odd]:g} of landmark {odd}"
            )
        return points

    def _size(self, name: str, own: float | None, header: float | None) -> float | None:
        size = header if own is None else own
        if size is not None and not 0 < size <= _MOST:
            raise self._error(f"{name} must be larger than 0, got {size:g}")
        return size

    def _error(self, problem: str) -> LandmarkLineError:
        return LandmarkLineError(self._name, self._number, problem)


def _is_cut(raw: bytes) -> bool:
    """Whether it is a line that nobody ended, as when a recording breaks off."""
    return not raw.endswith((b"\n", b"}")) and raw.lstrip().startswith(b"{")


def _start(text: bytes) -> str:
    shown = text[:40].decode("utf-8", "replace")
    return f"{shown!r}"


def header_line(aspect: float, model: str | None) -> bytes:
    """The first line of a file."""
    header: dict[str, Any] = {"format": FORMAT, "version": VERSION, "aspect": aspect}
    if model is not None:
        header["model"] = model
    return msgspec.json.encode(header) + b"\n"


def frame_line(frame: Frame, aspect: float) -> bytes:
    """One frame as a line; the aspect stands in it where it is not that of the header."""
    people = [_rounded(to_normalised(seen, frame.aspect)) for seen in frame.people]
    line: dict[str, Any] = {"t": frame.t_s}
    if len(people) > 1:
        line["people"] = people
    else:
        line["landmarks"] = people[0] if people else None
    if frame.light is not None:
        line["light"] = frame.light
    if frame.aspect != aspect:
        line["aspect"] = frame.aspect
    return msgspec.json.encode(line) + b"\n"


def _rounded(points: Array) -> list[list[float]]:
    """Numbers of 32 bits in as few digits as tell them apart."""
    return [[float(str(value)) for value in point] for point in points.astype(np.float32)]
