"""A usual day: choosing its positions, what to change first, and how a change went."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.assess import day_told
from rhomboid.app.present import Present
from rhomboid.app.recorder import ReportError
from rhomboid.app.strain.day import CHANGED, FELT, is_known, standings
from rhomboid.app.strain.trying import begin
from rhomboid.core.diary.entry import EntryError
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.positions.told import Told
from rhomboid.core.intake.values import CANT_SAY
from rhomboid.web.pages.strain_form import (
    card_groups,
    chosen_of,
    hour_rows,
    read_day,
    sent_rows,
    wrong_choice,
)
from rhomboid.web.pages.strain_view import asking_values, strain_values
from rhomboid.web.rendering import frame, render


def show(request: HttpRequest) -> HttpResponse:
    """The order of the day; an emergency goes first, and the pictures where nothing was told."""
    journal = bootstrap.journal()
    present = journal.present()
    if present.assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    w = frame(request).wording
    try:
        found = standings(present, journal.knowledge)
    except InputError:  # told elsewhere, and more than a day: to be corrected here
        return _hours(request, [one.position for one in _told(present)])
    if found is None:
        return _choose(request, ())
    noted = next(
        (name for name in ("tried", "already", "checked", "back", "told") if name in request.GET),
        "",
    )
    values = strain_values(found, present.today, journal.knowledge, w)
    return render(request, "strain.html", {**values, "noted": noted})


def choose(request: HttpRequest) -> HttpResponse:
    """The pictures; what is chosen leads on to the hours."""
    present = bootstrap.journal().present()
    if request.method != "POST":
        return _choose(request, [one.position for one in _told(present)])
    chosen = chosen_of(request.POST, bootstrap.knowledge())
    problem = wrong_choice(chosen, frame(request).wording)
    if problem:
        return _choose(request, chosen, problem)
    query = urlencode([("position", one) for one in chosen])
    return HttpResponseRedirect(f"{reverse('strain_hours')}?{query}")


def hours(request: HttpRequest) -> HttpResponse:
    """Hours, stretches and weights of what was chosen; keeps them as the answer of the day."""
    journal = bootstrap.journal()
    knowledge, w = journal.knowledge, frame(request).wording
    sent = request.method == "POST"
    chosen = chosen_of(request.POST if sent else request.GET, knowledge)
    if wrong_choice(chosen, w):
        return HttpResponseRedirect(reverse("strain_choose"))
    if not sent:
        return _hours(request, chosen)
    read = read_day(chosen, request.POST, knowledge, journal.now().date(), w)
    if not read.good:
        values = {
            "nav": "strain",
            "rows": sent_rows(chosen, request.POST, read, knowledge, w),
            "whole": read.whole,
            "problem": True,
        }
        return render(request, "strain_hours.html", values, status=422)
    journal.answer({"day_tasks": list(read.records)})
    return HttpResponseRedirect(f"{reverse('strain')}?told")


@require_POST
def forget(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Take the day away: it counts as not told; earlier answers stay in the diary."""
    bootstrap.journal().answer({"day_tasks": CANT_SAY})
    return HttpResponseRedirect(reverse("strain"))


@require_POST
def try_out(request: HttpRequest) -> HttpResponse:
    """Keep that a change is tried from today; asks first where another one is being tried."""
    journal, w = bootstrap.journal(), frame(request).wording
    position, fix = request.POST.get("position", ""), request.POST.get("fix", "")
    if not is_known(position, fix, journal.knowledge.strain.positions.positions):
        return _refused(request, "unknown")
    begun = begin(journal, position, fix, request.POST.getlist("instead"))
    if begun.outcome == "asks":
        values = asking_values(begun.running, position, fix, w)
        return render(request, "strain_instead.html", values)
    noted = "tried" if begun.outcome == "begun" else "already"
    return HttpResponseRedirect(f"{reverse('strain')}?{noted}")


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Keep how a change went; how a position feels is asked only where something changed."""
    body = {name: request.POST.get(name, "") for name in ("position", "fix", "changed")}
    strain = request.POST.get("strain")
    if body["changed"] not in CHANGED or (body["changed"] != "no" and strain not in FELT):
        return _refused(request, "open")
    if body["changed"] != "no":
        body["strain"] = str(strain)
    journal = bootstrap.journal()
    if not is_known(body["position"], body["fix"], journal.knowledge.strain.positions.positions):
        return _refused(request, "unknown")
    try:
        journal.reports.tell("position_checked", body)
    except EntryError:
        return _refused(request, "unknown")
    return HttpResponseRedirect(f"{reverse('strain')}?checked")


@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Take a trial, or what was told of it, back; it stays readable in the diary."""
    try:
        bootstrap.journal().reports.undo(request.POST.get("entry", ""))
    except ReportError:
        return _refused(request, "gone")
    return HttpResponseRedirect(f"{reverse('strain')}?back")


def _refused(request: HttpRequest, what: str) -> HttpResponse:
    return render(request, "strain_refused.html", {"nav": "strain", "what": what}, status=422)


def _told(present: Present) -> tuple[Told, ...]:
    return day_told(present.assessment.answers) or ()


def _choose(request: HttpRequest, chosen: Sequence[str], problem: str = "") -> HttpResponse:
    knowledge = bootstrap.knowledge()
    told = _told(bootstrap.journal().present())
    values = {
        "nav": "strain",
        "groups": card_groups(chosen, knowledge, frame(request).wording),
        "problem": problem,
        "told": bool(told),
    }
    return render(request, "strain_choose.html", values, status=422 if problem else 200)


def _hours(request: HttpRequest, chosen: Sequence[str]) -> HttpResponse:
    journal = bootstrap.journal()
    told = _told(journal.present())
    rows = hour_rows(chosen, told, journal.knowledge, frame(request).wording)
    return render(request, "strain_hours.html", {"nav": "strain", "rows": rows})
