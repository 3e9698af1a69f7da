"""Following one person through a recording."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.coach.person import Place, chosen, place
from rhomboid.core.movement.coach.sight_of import inside, shown
from rhomboid.core.movement.coach.watch import GAP_S, Watched, first, watch
from rhomboid.core.movement.sight.frame import Frame, Seen

#: A person who was away so long may come back anywhere; until then somebody else is not taken.
_FORGET_S: Final = 5.0
#: Nobody moves so many of their trunks' lengths between two pictures that are so close in time:
#: then somebody else may have been taken.
_JUMP: Final = 0.8
_JUMP_WITHIN_S: Final = 0.15
#: Two readings nearer than so many trunks' lengths are of one person; somebody else who is there
#: is seen in more than one picture.
_APART: Final = 0.5
_SEEN_TWICE: Final = 2


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """One person in n frames of those that were looked at.

    Attributes:
        t_s: shape (n,).
        points: smoothed, in heights of the picture, shape (n, 33, 3).
        shown: which landmarks the picture shows, shape (n, 33).
        inside: which lie in it at all, shape (n, 33).
        front: whether seen from the front or back, shape (n,).
        toward: as in `readers.Sight`, shape (n,).
        width: how much of the breadth is seen, 0 from the side to 1, shape (n,).
        lasts_s: how long each frame lasts, shape (n,); their sum is the time seen.
        nobody_s: time in which the person was not found, or that no frame shows.
        frames: how many frames were looked at.
        others: whether somebody else was seen too.
        jumps: how often the person was suddenly elsewhere.
    """

    t_s: Array
    points: Array
    shown: Mask
    inside: Mask
    front: Mask
    toward: Array
    width: Array
    lasts_s: Array
    nobody_s: float
    frames: int
    others: bool
    jumps: int


class _Kept(msgspec.Struct, frozen=True):
    """What stays of one frame; hours of film have many."""

    place: int
    points: Array
    shown: Mask
    inside: Mask
    front: bool
    toward: float
    width: float


class Follower:
    """Takes frames one by one and keeps the one person: the largest first, then the nearest."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._kept: list[_Kept] = []
        self._known: Place | None = None
        self._last: Watched | None = None
        self._several = False
        self._others = 0
        self._jumps = 0

    def add(self, frame: Frame) -> None:
        """The next frame; one with no new time is passed over."""
        if self._times and frame.t_s <= self._times[-1]:
            return
        self._times.append(frame.t_s)
        gap_s = frame.t_s - float(self._last.t_s) if self._last is not None else 0.0
        if gap_s > _FORGET_S:
            self._known = None
        seen = chosen(frame.people, self._known, gap_s)
        if seen is None:
            self._others += len(frame.people) > 0
            return
        here = place(seen)
        self._several |= len(frame.people) > 1
        self._others += any(_apart(place(other), here) for other in frame.people)
        self._jumps += self._known is not None and _jumped(self._known, here, gap_s)
        self._known = here
        now = np.asarray(frame.t_s)
        if self._last is None or gap_s > GAP_S:
            self._last = first(now, seen.points)
        else:
            self._last = watch(self._last, now, seen.points)
        self._kept.append(_kept(len(self._times) - 1, self._last, seen, frame.aspect))

    def followed(self) -> Followed | None:
        """The person, or `None` if nobody was seen."""
        if not self._kept:
            return None
        kept = self._kept
        places = np.array([one.place for one in kept])
        lasts_s = _lasts(np.array(self._times))
        here = lasts_s[places]
        length_s = self._times[-1] - self._times[0] + lasts_s[-1]
        front = np.array([one.front for one in kept])
        return Followed(
            t_s=np.array(self._times)[places],
            points=np.array([one.points for one in kept]),
            shown=np.array([one.shown for one in kept]),
            inside=np.array([one.inside for one in kept]),
            front=front,
            toward=np.array([one.toward for one in kept]),
            width=np.array([one.width for one in kept]),
            lasts_s=here,
            nobody_s=float(length_s - here.sum()),
            frames=len(self._times),
            others=self._several if len(self._times) == 1 else self._others >= _SEEN_TWICE,
            jumps=self._jumps,
        )


def _apart(one: Place, other: Place) -> bool:
    """Whether two readings of one picture are two people; one may be read twice."""
    return math.hypot(one.x - other.x, one.y - other.y) > _APART * max(one.size, other.size)


def _jumped(before: Place, now: Place, gap_s: float) -> bool:
    """Whether nobody could have come there in that time."""
    way = math.hypot(now.x - before.x, now.y - before.y)
    return gap_s <= _JUMP_WITHIN_S and way > _JUMP * before.size


def _kept(place: int, watched: Watched, seen: Seen, aspect: float) -> _Kept:
    return _Kept(
        place,
        watched.points,
        shown(seen.visibility, seen.points, aspect),
        inside(seen.points, aspect),
        bool(watched.front),
        float(watched.toward),
        float(watched.view.width),
    )


def follow(frames: Iterable[Frame]) -> Followed | None:
    """The person in these frames, or `None` if nobody was seen."""
    follower = Follower()
    for frame in frames:
        follower.add(frame)
    return follower.followed()


def _lasts(t_s: Array) -> Array:
    """How long each frame lasts; the last one, and one before a gap, as long as is usual."""
    if len(t_s) == 1:
        return np.ones(1)
    steps = np.diff(t_s)
    usual = float(np.median(steps))
    return np.append(np.where(steps > max(GAP_S, usual), usual, steps), usual)
