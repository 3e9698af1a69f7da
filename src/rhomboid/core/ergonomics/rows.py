"""Scores of many postures at once, bounds included.

Every step of a sheet rises with each of its scores; so the lowest inputs give the lowest score and
the highest the highest. Where all is known the two are one array and are worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rhomboid.core.knowledge.posture_scores import Band, Grid, SegmentRules

Numbers: TypeAlias = NDArray[Any]


class Rows(NamedTuple):
    """Lowest and highest value of each row; one and the same array where all is known."""

    low: Numbers
    high: Numbers

    @property
    def is_exact(self) -> bool:
        """Whether both are one array."""
        return self.high is self.low


def known(values: Numbers) -> Rows:
    """Values that are known."""
    return Rows(values, values)


def each(work: Callable[..., Numbers], *rows: Rows) -> Rows:
    """Work that rises with all of its inputs, on the lowest and on the highest."""
    low = work(*(row.low for row in rows))
    if all(row.is_exact for row in rows):
        return Rows(low, low)
    return Rows(low, work(*(row.high for row in rows)))


def banded(bands: Sequence[Band], values: Rows) -> Rows:
    """The scores of the bands that the values may be in."""
    scores, least, most = _tables(tuple(bands))
    first = _places(bands, values.low)
    if values.is_exact:
        return known(scores[first])
    last = _places(bands, values.high)
    return Rows(least[first, last], most[first, last])


def any_of(flags: Sequence[Rows]) -> Rows:
    """Whether one of several is so."""
    return each(lambda *seen: np.logical_or.reduce(np.broadcast_arrays(*seen)), *flags)


def segment(rules: SegmentRules, angles_deg: Rows, flags: Mapping[str, Rows]) -> Rows:
    """The scores of one part of the body.

    Args:
        rules: its bands, and what adds to them.
        angles_deg: its angles, shape (n,) or () for all.
        flags: what is so, by the names of `rules.extra`.
    """
    return extras(rules, banded(rules.bands, _one_way(rules, angles_deg)), flags)


def extras(rules: SegmentRules, scores: Rows, flags: Mapping[str, Rows]) -> Rows:
    """Scores with what adds to them, ended where the scores of this part end."""
    for extra in rules.extra:
        so = flags[extra.any[0]] if len(extra.any) == 1 else any_of([flags[n] for n in extra.any])
        if extra.add < 0 and not so.is_exact:
            so = Rows(so.high, so.low)
        scores = each(lambda score, on, add=extra.add: score + on * np.int16(add), scores, so)
    return kept(scores, rules.least, rules.most)


def kept(scores: Rows, least: int, most: int) -> Rows:
    """Scores, ended at these bounds."""
    return each(lambda score: np.clip(score, np.int16(least), np.int16(most)), scores)


def plus(*scores: Rows) -> Rows:
    """Sums."""
    return each(lambda first, *others: sum(others, start=first), *scores)


def cell(grid: Grid, *parts: tuple[Rows, int]) -> Rows:
    """What a table holds.

    Args:
        grid: the table.
        parts: scores from 1, with how many there are of each, in the order of the table: rows
            first, the last runs fastest.
    """
    flat = _flat(grid)

    def place(*scores: Numbers) -> Numbers:
        found = scores[0] - 1
        for score, (_, count) in zip(scores[1:], parts[1:], strict=True):
            found = found * np.int16(count) + (score - 1)
        return flat.take(found)

    return each(place, *(score for score, _ in parts))


def _one_way(rules: SegmentRules, angles: Rows) -> Rows:
    if not rules.both_ways:
        return angles
    if angles.is_exact:
        return known(np.abs(angles.low))
    around = (angles.low <= 0) & (angles.high >= 0)
    low, high = np.abs(angles.low), np.abs(angles.high)
    return Rows(np.where(around, 0.0, np.minimum(low, high)), np.maximum(low, high))


def _places(bands: Sequence[Band], values: Numbers) -> Numbers:
    found = np.zeros(np.shape(values), dtype=np.int8)
    for band in bands[:-1]:
        found += values >= band.below if band.to is None else values > band.to
    return found


@cache
def _tables(bands: tuple[Band, ...]) -> tuple[Numbers, Numbers, Numbers]:
    """Score of each band; lowest and highest from one band to another."""
    scores = [band.score for band in bands]
    count = len(scores)
    least, most = np.zeros((count, count), np.int16), np.zeros((count, count), np.int16)
    for i in range(count):
        for j in range(i, count):
            least[i, j], most[i, j] = min(scores[i : j + 1]), max(scores[i : j + 1])
    return np.array(scores, np.int16), least, most


@cache
def _flat(grid: Grid) -> Numbers:
    return np.array(grid, np.int16).ravel()
