"""Samples, walks and rules for the tests of walking."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np

from rhomboid.core.activity.records import Activity, Workout
from rhomboid.core.activity.samples import Steps
from rhomboid.core.knowledge.knowledge import load_knowledge

RULES = load_knowledge().walking
MONDAY = date(2026, 1, 5)
MIDNIGHT_S = datetime(2026, 1, 5, tzinfo=UTC).timestamp()

#: Device, begin and end in minutes after midnight, steps.
Row = tuple[str, float, float, float]


def steps(*rows: Row, offset_h: float = 0) -> Steps:
    """Samples; minutes are local ones of Monday, 5 January 2026."""
    names = tuple(dict.fromkeys(row[0] for row in rows))
    shift = MIDNIGHT_S - offset_h * 3600
    return Steps(
        start_s=np.array([shift + row[1] * 60 for row in rows], float),
        end_s=np.array([shift + row[2] * 60 for row in rows], float),
        steps=np.array([row[3] for row in rows], float),
        source=np.array([names.index(row[0]) for row in rows], np.int64),
        offset_s=np.full(len(rows), int(offset_h * 3600), np.int64),
        sources=names,
    )


def minutes(begin: float, length: int, cadence: float, device: str = "phone") -> list[Row]:
    """A stretch of walking, a sample a minute."""
    return [(device, begin + n, begin + n + 1, cadence) for n in range(length)]


def recorded(
    begin_min: float,
    end_min: float,
    *,
    activity: Activity = "walk",
    source: str = "watch",
    moving_min: float | None = None,
    distance_m: float | None = None,
    count: float | None = None,
) -> Workout:
    """A walk that was started and stopped, minutes after midnight of that Monday."""
    return Workout(
        activity=activity,
        start_s=MIDNIGHT_S + begin_min * 60,
        end_s=MIDNIGHT_S + end_min * 60,
        offset_s=0,
        source=source,
        moving_s=None if moving_min is None else moving_min * 60,
        distance_m=distance_m,
        steps=count,
    )
