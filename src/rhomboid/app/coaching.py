"""Coach a set that was recorded: from frames to its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Literal, Protocol

import msgspec
import numpy as np

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.engine import begin, finish, step
from rhomboid.core.movement.coach.recognise import Guess
from rhomboid.core.movement.coach.records import Display, SetReport, Versions
from rhomboid.core.movement.sight.frame import Frame, Recording, Seen
from rhomboid.core.movement.sight.landmark import COUNT

#: What landmarks were given in: shares of the picture, its pixels, or metres from the hips.
Unit = Literal["picture", "pixels", "metres"]
#: What is said beside a report: the recording was cut short or damaged, frames had no new time, or
#: something about the picture was not told and had to be assumed.
NoteId = Literal[
    "cut_short", "damaged", "times_repeated", "aspect_assumed", "height_assumed", "stopped"
]


_NOBODY: Final = (
    "a person must be seen in the recording, got {count} frames and nobody in any of them; "
    "let the camera see the whole body, in light, and record again"
)


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
    """The movement of that name, in letters of either case.

    Raises:
        CoachingError: naming the nearest ones, if there is none.
    """
    wanted = name.strip().lower()
    movement = knowledge.movements.get(wanted)
    if movement is None:
        from difflib import get_close_matches

        near = get_close_matches(wanted, knowledge.movements, n=3, cutoff=0.5)
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
        raise CoachingError(_NOBODY.format(count=frames))
    return finish(state)


def until(shots: Iterator[Shot], stop: Callable[[], bool]) -> Iterator[Shot]:
    """The frames up to the moment when somebody says stop."""
    for shot in shots:
        yield shot
        if stop():
            return


def recording_of(shots: Iterator[Shot]) -> tuple[list[Shot], Recording]:
    """Every frame without its picture, and the likeliest person in each as one recording.

    Raises:
        CoachingError: if nobody is seen in any of them.
    """
    kept = [Shot(shot.frame) for shot in shots]
    frames = [shot.frame for shot in kept]
    if not any(frame.people for frame in frames):
        raise CoachingError(_NOBODY.format(count=len(frames)))
    nobody = Seen(np.full((COUNT, 3), np.nan), np.zeros(COUNT))
    people = [frame.people[0] if frame.people else nobody for frame in frames]
    recording = Recording(
        t_s=np.array([frame.t_s for frame in frames]),
        points=np.array([seen.points for seen in people]),
        visibility=np.array([seen.visibility for seen in people]),
        aspect=frames[0].aspect,
    )
    return kept, recording


def named(guess: Guess, knowledge: Knowledge) -> Movement | None:
    """The movement that was recognised, if one was."""
    return None if guess.movement is None else knowledge.movements[guess.movement]
