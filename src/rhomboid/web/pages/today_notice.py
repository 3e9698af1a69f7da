"""What was just noted, with the way to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import msgspec

from rhomboid.app.present import Present
from rhomboid.core.diary import bodies
from rhomboid.core.outcomes.day import Report
from rhomboid.wording import Wording

#: Blocks of the page in which an entry was made; everything else is told in `more`.
_PLACES = {"pain": "pain", "walk": "walk", "walk_skipped": "walk", "position_change": "moved"}


class Notice(msgspec.Struct, frozen=True):
    """One line about the last entry.

    Attributes:
        place: the block of the page it stands in.
        text: what was noted.
        undo: the entry that can be taken back; empty otherwise.
        restore: the entry that can be put back; empty otherwise.
    """

    place: str
    text: str
    undo: str = ""
    restore: str = ""


def notice(present: Present, query: Mapping[str, str], w: Wording) -> Notice | None:
    """What the address says of the last entry, if it is still so."""
    if "reviewed" in query and present.course.reviews:
        last = present.course.reviews[-1]
        text = w.say(f"today.saved.review_{last.decision}", date=w.day_month(last.on))
        return Notice("top", text)
    if "undone" in query:
        place, _, root = query["undone"].partition(":")
        place = place if place in (*_PLACES.values(), "more") else "more"
        return Notice(place, w.say("today.saved.undone"), restore=root)
    report = _found(present, query.get("saved", ""))
    if report is None:
        return None
    place = place_of(report.entry.kind)
    return Notice(place, _words(report, w), undo=report.root)


def place_of(kind: str) -> str:
    """The block of the page that an entry of this kind is made in."""
    return _PLACES.get(kind, "more")


def _found(present: Present, root: str) -> Report | None:
    days = (present.today, present.today - timedelta(days=1))
    reports = (r for day in days for r in present.course.history.day(day).reports)
    return next((report for report in reports if root and report.root == root), None)


def _words(report: Report, w: Wording) -> str:
    body, time = report.body, f"{report.entry.about:%H:%M}"
    if isinstance(body, bodies.Pain):
        key = "morning" if body.moment == "morning" else "pain"
        return w.say(f"today.saved.{key}", score=body.now, time=time)
    if isinstance(body, bodies.Walk):
        return w.say("today.saved.walk", count=body.minutes)
    if isinstance(body, bodies.WalkSkipped):
        return w.say(f"today.saved.walk_skipped.{body.because}", score=body.pain)
    if isinstance(body, bodies.Flare):
        return w.say(f"today.saved.flare_{body.state}")
    return w.maybe(f"today.saved.{report.entry.kind}", time=time) or w.say("today.saved.other")
