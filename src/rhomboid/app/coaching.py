"""Coach a set that was recorded: from frames to its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, Protocol

import msgspec

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.engine import begin, finish, step
from rhomboid.core.movement.coach.records import Display, SetReport, Versions
from rhomboid.core.movement.sight.frame import Frame

#: What landmarks were given in: shares of the picture, its pixels, or metres from the hips.
Unit = Literal["picture", "pixels", "metres"]
#: What is said beside a report: the recording was cut short or damaged, frames had no new time, or
#: something about the picture was not told and had to be assumed.
NoteId = Literal[
    "cut_short", "damaged", "times_repeated", "aspect_assumed", "height_assumed", "stopped"
]


class CoachingError(RhomboidError):
    """Nothing can be coached here."""


class Note(msgspec.Struct, frozen=True):
    """Something that a reader of the report must know.

    Attributes:
        id: what.
        values: its numbers, as the sentence needs them.
    """

    id: NoteId
    values: Mapping[str, float | int | str] = {}


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where frames came from; complete once they have been read.

    Attributes:
        aspect: width of the picture by its height.
        landmarks_in: what the landmarks were given in.
        model: the pose model, where it is known.
        notes: what a reader must know.
    """

    aspect: float
    landmarks_in: Unit = "picture"
    model: str | None = None
    notes: tuple[Note, ...] = ()


class Shot(msgspec.Struct, frozen=True):
    """A frame and the picture it was seen in, shape (height, width, 3), red first."""

    frame: Frame
    picture: Array | None = None


class Source(Protocol):
    """Whatever gives frames."""

    def shots(self) -> Iterator[Shot]:
        """Every frame in order."""
        ...

    def origin(self) -> Origin:
        """Where they came from, as far as they have been read."""
        ...

    def done_share(self) -> float | None:
        """How much has been read, 0 to 1; `None` where the end is not known."""
        ...


class Sink(Protocol):
    """Whatever keeps frames or draws on them."""

    def add(self, shot: Shot, display: Display) -> None:
        """Take the next frame and what the coach shows after it."""
        ...


class SetCoached(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a recording.

    Attributes:
        report: the set.
        origin: where the frames came from.
        versions: what measured.
    """

    report: SetReport
    origin: Origin
    versions: Versions


def movement_of(name: str, knowledge: Knowledge) -> Movement:
    """The movement of that name.

    Raises:
        CoachingError: naming the nearest ones, if there is none.
    """
    movement = knowledge.movements.get(name)
    if movement is None:
        from difflib import get_close_matches

        near = get_close_matches(name, knowledge.movements, n=3, cutoff=0.5)
        hint = f"perhaps {' or '.join(near)}" if near else "`rhomboid knowledge list movements`"
        raise CoachingError(f"the movement must be one that rhomboid knows, got {name}; {hint}")
    return movement


def coach(movement: Movement, shots: Iterator[Shot], sinks: Sequence[Sink] = ()) -> SetReport:
    """Coach every frame.

    Raises:
        CoachingError: if nobody is seen in any of them.
    """
    state = begin(movement)
    people = frames = 0
    for shot in shots:
        frames += 1
        people += bool(shot.frame.people)
        state, display = step(state, shot.frame)
        for sink in sinks:
            sink.add(shot, display)
    if not people:
        raise CoachingError(
            f"a person must be seen in the recording, got {frames} frames and nobody in any of "
            "them; let the camera see the whole body, in light, and record again"
        )
    return finish(state)


def until(shots: Iterator[Shot], stop: Callable[[], bool]) -> Iterator[Shot]:
    """The frames up to the moment when somebody says stop."""
    for shot in shots:
        yield shot
        if stop():
            return
