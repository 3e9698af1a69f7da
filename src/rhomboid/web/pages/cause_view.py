"""Likely causes as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rhomboid.app.assess import Assessment
from rhomboid.core.differential.ranking import Change, Point, RankedCause
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.web.pages.reasons import source_names
from rhomboid.wording import Wording

_SHOWN_LESS_LIKELY = 1
_CHANGES = 2


class PointView(msgspec.Struct, frozen=True):
    """One reason with its points."""

    text: str
    points: int


class CauseView(msgspec.Struct, frozen=True):
    """One cause as it is drawn."""

    id: str
    name: str
    about: str
    helps: str
    figure: str
    band: str
    points: int
    speaks_for: tuple[PointView, ...]
    speaks_against: tuple[PointView, ...]
    changes: tuple[str, ...]
    sources: tuple[str, ...]
    shown: bool


def cause_views(assessment: Assessment, knowledge: Knowledge, w: Wording) -> list[CauseView]:
    """Every cause; those worth a full look are `shown`: all but the unlikely, and one of these."""
    likely = [cause for cause in assessment.causes if cause.band != "less_likely"]
    considered = [
        cause for cause in assessment.causes if cause.band == "less_likely" and cause.speaks_for
    ]
    shown = {cause.id for cause in (*likely, *considered[:_SHOWN_LESS_LIKELY])}
    return [_view(cause, cause.id in shown, knowledge, w) for cause in assessment.causes]


def _view(cause: RankedCause, shown: bool, knowledge: Knowledge, w: Wording) -> CauseView:
    return CauseView(
        id=cause.id,
        name=w.say(f"causes.{cause.id}.name"),
        about=w.say(f"causes.{cause.id}.about"),
        helps=w.say(f"causes.{cause.id}.helps"),
        figure=w.maybe(f"causes.{cause.id}.figure"),
        band=cause.band,
        points=cause.points,
        speaks_for=_points(cause.id, cause.speaks_for, w),
        speaks_against=_points(cause.id, cause.speaks_against, w),
        changes=_changes(cause, w),
        sources=source_names(cause.facts, knowledge),
        shown=shown,
    )


def _points(cause: str, points: Iterable[Point], w: Wording) -> tuple[PointView, ...]:
    return tuple(
        PointView(w.say(f"causes.{cause}.row.{point.evidence}"), abs(point.points))
        for point in points
    )


def _changes(cause: RankedCause, w: Wording) -> tuple[str, ...]:
    telling = [change for change in cause.would_change if not _double_negative(cause, change)]
    return tuple(_change(cause.id, change, w) for change in telling[:_CHANGES])


def _double_negative(cause: RankedCause, change: Change) -> bool:
    """A reason against that would fall away: its opposite says the same more plainly."""
    return any(point.evidence == change.evidence for point in cause.speaks_against)


def _change(cause: str, change: Change, w: Wording) -> str:
    kind = "unknown" if change.open_questions else change.direction
    what = w.say(f"causes.{cause}.row.{change.evidence}")
    return w.say(
        f"causes.change.{kind}", what=what, band=w.inside(w.say(f"causes.band.{change.band}"))
    )


def pattern_lines(assessment: Assessment, w: Wording) -> list[str]:
    """What earlier spells have in common, in sentences."""
    pattern = assessment.pattern
    if pattern is None:
        return []
    words = "questions.previous_episodes.field"
    lines = [w.say("causes.pattern.recurring")] if pattern.recurring else []
    if pattern.episodes == 1:
        lines.append(w.say("causes.pattern.one"))
    elif pattern.common is None:
        lines.append(w.say("causes.pattern.nothing_common", count=pattern.episodes))
    else:
        share = next(item.episodes for item in pattern.set_off if item.what == pattern.common)
        what = w.inside(w.say(f"{words}.set_off.choice.{pattern.common}"))
        lines.append(w.say("causes.pattern.common", share=share, count=pattern.episodes, what=what))
    if pattern.helped:
        helped = [
            w.inside(w.say(f"{words}.helped.choice.{item.what}")) for item in pattern.helped[:3]
        ]
        lines.append(w.say("causes.pattern.helped", what=w.list(helped)))
    return lines
