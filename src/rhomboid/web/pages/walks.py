"""Walks: the week, its days, and the last twelve weeks with pain beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.present import Present
from rhomboid.app.walks.timer import WalkTimer
from rhomboid.app.walks.weeks import monday_of, walk_time, week_of
from rhomboid.bootstrap.walks import walks_of
from rhomboid.web.kept import Kept
from rhomboid.web.pages.walks_ask import ask_values
from rhomboid.web.pages.walks_day import day_values
from rhomboid.web.pages.walks_files import drop_values
from rhomboid.web.pages.walks_time import time_values
from rhomboid.web.pages.walks_week import week_values
from rhomboid.web.rendering import frame, render

_WEEK: Final = timedelta(days=7)
_kept = Kept()


def show(request: HttpRequest) -> HttpResponse:
    """One week; an emergency goes first."""
    journal = bootstrap.journal()
    present = journal.present()
    if present.assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    w = frame(request).wording
    rules = journal.knowledge.prescription.walking
    monday = monday_of(_asked(request.GET.get("of", ""), present.today))
    this = monday == monday_of(present.today)
    week = week_of(present.course, monday, rules)
    values: dict[str, Any] = {
        "nav": "walks",
        **week_values(week, present.today, w),
        **_paging(monday, this=this),
        **_lasting(request, present),
        **ask_values(journal, present, week, w),
        **drop_values(w),
        "this": this,
        "running": WalkTimer(journal.recorder).running() is not None,
    }
    return render(request, "walks.html", values)


def day(request: HttpRequest, on: str) -> HttpResponse:
    """Minute by minute: which device counted on one day."""
    try:
        wanted = date.fromisoformat(on)
    except ValueError as error:
        raise Http404(on) from error
    journal = bootstrap.journal()
    w = frame(request).wording
    values = day_values(journal.course(), walks_of(journal), wanted, w)
    return render(request, "walks_day.html", {"nav": "walks", **values})


def _asked(text: str, today: date) -> date:
    """The day whose week was asked for; today where none was, or where it is yet to come."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _paging(monday: date, *, this: bool) -> dict[str, Any]:
    later = monday + _WEEK
    return {
        "earlier": (monday - _WEEK).isoformat() if monday > date.min + _WEEK else "",
        "later": "" if this else later.isoformat(),
    }


def _lasting(request: HttpRequest, present: Present) -> dict[str, Any]:
    """What is the same for every week that is looked at; kept while the diary is."""
    w = frame(request).wording
    knowledge = bootstrap.knowledge()
    return _kept.get(
        present.course,
        (present.today, w.language),
        lambda: time_values(
            walk_time(present.course, present.today, knowledge.prescription.walking), w
        ),
    )
