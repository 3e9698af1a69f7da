"""From an angle to the score of one part of the body, bounds included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rhomboid.core.ergonomics.between import Score, Span, any_of
from rhomboid.core.knowledge.posture_scores import Band, Grid, SegmentRules


def place(bands: Sequence[Band], value: float) -> int:
    """Which band a value is in, from 0."""
    for index, band in enumerate(bands):
        if band.to is not None and value <= band.to:
            return index
        if band.below is not None and value < band.below:
            return index
    return len(bands) - 1


def banded(bands: Sequence[Band], value: float | Span) -> Score:
    """The lowest and the highest score of the bands that a value may be in."""
    low, high = value if isinstance(value, Span) else (value, value)
    scores = [band.score for band in bands[place(bands, low) : place(bands, high) + 1]]
    return Score(min(scores), max(scores))


def segment(rules: SegmentRules, angle_deg: Span, flags: Mapping[str, bool | None]) -> Score:
    """The score of one part of the body.

    Args:
        rules: its bands, and what adds to them.
        angle_deg: where its angle lies.
        flags: what is so, is not, or is unseen, by the names of `rules.extra`.
    """
    return extras(rules, banded(rules.bands, _one_way(rules, angle_deg)), flags)


def extras(rules: SegmentRules, score: Score, flags: Mapping[str, bool | None]) -> Score:
    """A score with what adds to it, ended where the scores of this part end."""
    for extra in rules.extra:
        low, high = any_of(flags[name] for name in extra.any)
        first, last = sorted((low * extra.add, high * extra.add))
        score = score.plus(Score(first, last))
    return score.kept(rules.least, rules.most)


def _one_way(rules: SegmentRules, angle_deg: Span) -> Span:
    """The angle without its direction, where the direction does not count."""
    if not rules.both_ways:
        return angle_deg
    sizes = sorted(abs(end) for end in angle_deg)
    return Span(0.0 if angle_deg.low <= 0 <= angle_deg.high else sizes[0], sizes[1])


def flat(*parts: tuple[Score, int]) -> Score:
    """The number, from 0, of a row or column that several scores share.

    Args:
        parts: scores from 1 with how many there are of each; the last runs fastest.
    """
    low = high = 0
    for score, count in parts:
        low, high = low * count + score.low - 1, high * count + score.high - 1
    return Score(low, high)


def cell(grid: Grid, row: Score, column: Score) -> Score:
    """What a table holds for a row and a column; all tables rise along both, so do the bounds."""
    return Score(grid[row.low][column.low], grid[row.high][column.high])
