"""Frames of a recording, alone or with somebody else in the picture."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.frame import Frame, Recording, Seen


def alone(recording: Recording) -> Iterator[Frame]:
    """The frames of a recording."""
    return (recording.frame(index) for index in range(len(recording)))


def together(
    first: Recording, second: Recording, rng: np.random.Generator, *, swapped_share: float = 0.0
) -> Iterator[Frame]:
    """The frames of `first` with the person of `second`, who stands as long as it lasts.

    Args:
        swapped_share: share of the frames in which the pose model names the second person first.
    """
    for frame in alone(first):
        other = _last_seen(second, frame.t_s)
        people = frame.people if other is None else (*frame.people, other)
        if rng.random() < swapped_share:
            people = people[::-1]
        yield Frame(t_s=frame.t_s, people=people, aspect=frame.aspect)


def _last_seen(recording: Recording, t_s: float) -> Seen | None:
    index = int(np.searchsorted(recording.t_s, t_s, side="right")) - 1
    if index < 0 or t_s > float(recording.t_s[-1]):
        return None
    people = recording.frame(index).people
    return people[0] if people else None


def moved(recording: Recording, across: float) -> Recording:
    """The same recording with the person moved to the right, in heights of the picture."""
    shift: Array = np.array([across, 0.0, 0.0])
    return Recording(
        t_s=recording.t_s,
        points=recording.points + shift,
        visibility=recording.visibility,
        aspect=recording.aspect,
    )
