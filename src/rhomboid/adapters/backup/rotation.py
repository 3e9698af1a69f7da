"""Which backups are kept: near ones close together, far ones far apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

Period = tuple[int, int]

_STEPS: tuple[tuple[int, Callable[[datetime], Period]], ...] = (
    (7, lambda at: (at.year, at.timetuple().tm_yday)),
    (4, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)


def kept(times: Iterable[datetime]) -> frozenset[datetime]:
    """The times of the backups to keep.

    The last one of each of the newest 7 days that have one; of what is older, the last one of each
    of the newest 4 weeks (ISO), then of each of the newest 12 months. Days without a backup do not
    count, so that nobody loses backups by being away.
    """
    left = sorted(set(times), reverse=True)
    chosen: set[datetime] = set()
    for most, period_of in _STEPS:
        last_of: dict[Period, datetime] = {}
        for at in left:
            last_of.setdefault(period_of(at), at)
        periods = list(last_of)[:most]
        chosen.update(last_of[period] for period in periods)
        left = [at for at in left if period_of(at) not in periods]
    return frozenset(chosen)
