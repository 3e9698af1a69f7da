"""Likely causes, ranked by points that a person can follow with a pencil."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from rhomboid.core.base.decision import Finding, Value
from rhomboid.core.knowledge.causes import BANDS, Band, BandRules, Cause, CauseEvidence

Facts = Mapping[str, Value]


class Point(msgspec.Struct, frozen=True):
    """One row of evidence that counted.

    Attributes:
        evidence: id of the row within its cause.
        cluster: what kind of finding it is; one row a cluster counts.
        points: positive for, negative against.
        findings: the answers behind it.
    """

    evidence: str
    cluster: str
    points: int
    findings: tuple[Finding, ...]


class Change(msgspec.Struct, frozen=True):
    """What would move a cause to another band.

    Attributes:
        evidence: the row that would have to be otherwise.
        direction: `up` when it would come to hold, `down` when it would cease to.
        band: the band the cause would then be in.
        open_questions: unanswered names that would settle it; empty when answered otherwise.
    """

    evidence: str
    direction: Literal["up", "down"]
    band: Band
    open_questions: tuple[str, ...]


class RankedCause(msgspec.Struct, frozen=True):
    """One cause with its points and reasons.

    Attributes:
        id: id of the cause.
        band: `most_consistent`, `possible` or `less_likely`.
        points: sum over clusters.
        speaks_for, speaks_against: rows that counted, strongest first.
        would_change: rows that would move it to another band.
        facts: rows of the evidence behind it.
        capped: whether a cap kept it in a lower band than its points say.
    """

    id: str
    band: Band
    points: int
    speaks_for: tuple[Point, ...]
    speaks_against: tuple[Point, ...]
    would_change: tuple[Change, ...]
    facts: tuple[str, ...]
    capped: bool


def rank(facts: Facts, causes: Iterable[Cause], rules: BandRules) -> tuple[RankedCause, ...]:
    """Rank every cause: by band, then points, then the order of the table."""
    table = tuple(causes)
    held = {cause.id: _held(cause, facts) for cause in table}
    points = {cause.id: _points(held[cause.id]) for cause in table}
    leads = _Leads(points)
    ranked = [_ranked(cause, held[cause.id], facts, leads, rules) for cause in table]
    ranked.sort(key=lambda cause: (-BANDS.index(cause.band), -cause.points))
    return tuple(ranked)


class _Leads:
    """The highest points among the other causes."""

    def __init__(self, points: Mapping[str, int]) -> None:
        self._sorted = sorted(points.items(), key=lambda item: -item[1])

    def without(self, cause: str) -> int:
        return next((value for key, value in self._sorted if key != cause), 0)


def _held(cause: Cause, facts: Facts) -> tuple[CauseEvidence, ...]:
    return tuple(row for row in cause.evidence if row.when.truth(facts) is True)


def _counting(held: Iterable[CauseEvidence]) -> tuple[CauseEvidence, ...]:
    """The strongest row of each cluster, strongest first."""
    strongest: dict[str, CauseEvidence] = {}
    for row in held:
        best = strongest.get(row.cluster)
        if best is None or abs(row.points) > abs(best.points):
            strongest[row.cluster] = row
    return tuple(sorted(strongest.values(), key=lambda row: -abs(row.points)))


def _points(held: Iterable[CauseEvidence]) -> int:
    return sum(row.points for row in _counting(held))


def _band(points: int, lead: int, rules: BandRules, cap: Band | None) -> Band:
    if (
        points >= rules.most_consistent_points
        and points >= lead - rules.most_consistent_lead_points
    ):
        band: Band = "most_consistent"
    elif points >= rules.possible_points:
        band = "possible"
    else:
        band = "less_likely"
    return band if cap is None else min(band, cap, key=BANDS.index)


def _ranked(
    cause: Cause,
    held: tuple[CauseEvidence, ...],
    facts: Facts,
    leads: _Leads,
    rules: BandRules,
) -> RankedCause:
    cap = cause.cap
    if cause.cap_unless is not None and cause.cap_unless.truth(facts) is True:
        cap = None
    lead = leads.without(cause.id)
    counting = _counting(held)
    points = sum(row.points for row in counting)
    band = _band(points, lead, rules, cap)
    counted = [Point(r.id, r.cluster, r.points, r.when.support(facts)) for r in counting]
    return RankedCause(
        id=cause.id,
        band=band,
        points=points,
        speaks_for=tuple(point for point in counted if point.points > 0),
        speaks_against=tuple(point for point in counted if point.points < 0),
        would_change=_changes(cause, held, facts, lambda p: _band(p, lead, rules, cap)),
        facts=cause.facts,
        capped=band != _band(points, lead, rules, None),
    )


def _changes(
    cause: Cause,
    held: tuple[CauseEvidence, ...],
    facts: Facts,
    band_of: Callable[[int], Band],
) -> tuple[Change, ...]:
    """Single rows that would move the cause to another band, open questions first."""
    now = band_of(_points(held))
    changes = list(_single_changes(cause, held, facts, now, band_of))
    changes.sort(key=lambda change: (not change.open_questions, change.direction == "down"))
    return tuple(changes)


def _single_changes(
    cause: Cause,
    held: tuple[CauseEvidence, ...],
    facts: Facts,
    now: Band,
    band_of: Callable[[int], Band],
) -> Iterator[Change]:
    for row in cause.evidence:
        holds = row in held
        others = tuple(other for other in held if other is not row)
        band = band_of(_points(others if holds else (*held, row)))
        if band != now:
            direction: Literal["up", "down"] = "down" if holds else "up"
            yield Change(row.id, direction, band, row.when.open_names(facts))
