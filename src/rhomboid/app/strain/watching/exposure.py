"""What is said of the postures of a recording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from rhomboid.app.strain.watching.pose import Drawn
from rhomboid.core.ergonomics.exposure.shares import LevelShare
from rhomboid.core.knowledge.posture_scores import TableVariant

#: A lowest and a highest score.
Bounds = tuple[int, int]
#: Where a person was seen from.
From = Literal["side", "front", "askew"]


class AngleSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One angle over the time in which the person was seen.

    Attributes:
        seen_share: of that time, 0 to 1.
        median_deg, error_deg: its median and the median of its error; None if never seen.
        low_deg, high_deg: a twentieth of its readings is below, and above.
        why_not: by reason, the share of the time in which it was not seen.
    """

    seen_share: float
    median_deg: float | None
    error_deg: float | None
    low_deg: float | None
    high_deg: float | None
    why_not: Mapping[str, float]


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """Scores over the time in which the person was seen.

    Attributes:
        median: lowest and highest score of the worse side that half of the time reaches.
        most: the highest of its lowest scores, and of its highest ones.
        sides: the median of each side.
        levels: how time is shared out among action levels.
    """

    median: Bounds
    most: Bounds
    sides: Mapping[str, Bounds]
    levels: tuple[LevelShare, ...]


class SheetSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet over the time in which the person was seen.

    Attributes:
        partial: of trunk, neck, arms and knees as far as they were seen, all else taken as neutral
            (ER-09); its bounds are the errors of the angles alone.
        whole: with everything possible of what was neither seen nor told.
        unseen: inputs that were never seen nor told.
        table_variant: which Table A of RULA was used (ER-08); None for REBA.
    """

    partial: Scores
    whole: Scores
    unseen: tuple[str, ...]
    table_variant: TableVariant | None = None


class Still(msgspec.Struct, frozen=True, kw_only=True):
    """What was held longer than a minute; see `exposure.held.Stillness`.

    Attributes:
        long_enough: whether the recording is, so that anything can be said.
        whole_s, longest_s: time in which all that was seen was held, and its longest spell.
        part_s: by angle, the time in which it was.
    """

    long_enough: bool
    whole_s: float
    longest_s: float
    part_s: Mapping[str, float]


class WorstPosture(msgspec.Struct, frozen=True, kw_only=True):
    """A posture that scores high.

    Attributes:
        t_s: when.
        seen_from: the view.
        angles_deg, errors_deg: what was seen of it.
        rula, reba: lowest and highest score of the worse side, partial as in `SheetSeen`.
        rula_whole, reba_whole: the same with everything possible of what was not seen.
        drawn: how it is drawn.
    """

    t_s: float
    seen_from: From
    angles_deg: Mapping[str, float]
    errors_deg: Mapping[str, float]
    rula: Bounds
    reba: Bounds
    rula_whole: Bounds
    reba_whole: Bounds
    drawn: Drawn


class Exposure(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a recording.

    Attributes:
        seconds: its length; a picture lasts one.
        seen_s: time in which the person was seen.
        unseen_share, unseen: share of the time in which not, and its seconds by reason: `nobody`,
            or `view` where nothing of trunk, neck or arms could be read.
        frames: how many were looked at.
        others: whether somebody else was seen too; one person alone is followed.
        jumps: how often that person was suddenly elsewhere: perhaps two were taken for one.
        seen_from, position: shares of the time seen.
        angles: by name.
        rula, reba: the sheets.
        still: what was held.
        worst: at most three postures, distinct in time and in angles, the worst first.
    """

    seconds: float
    seen_s: float
    unseen_share: float
    unseen: Mapping[str, float]
    frames: int
    others: bool
    jumps: int
    seen_from: Mapping[From, float]
    position: Mapping[str, float]
    angles: Mapping[str, AngleSeen]
    rula: SheetSeen
    reba: SheetSeen
    still: Still
    worst: tuple[WorstPosture, ...]
