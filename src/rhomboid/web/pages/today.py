"""Today: what to do now, and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.web.pages.today_view import today_values
from rhomboid.web.rendering import frame, render


def show(request: HttpRequest) -> HttpResponse:
    """The page; an emergency, and an intake that has never been finished, go first."""
    journal = bootstrap.journal()
    present = journal.present()
    assessment = present.assessment
    if assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    if present.course.plan is None:
        if not present.answers:
            return HttpResponseRedirect(reverse("first"))
        if assessment.ended is None and assessment.progress.next_page is not None:
            return HttpResponseRedirect(reverse("intake"))
    w = frame(request).wording
    return render(request, "today.html", today_values(journal, present, request.GET, w))


def more(request: HttpRequest) -> HttpResponse:
    """What the bar at the foot of a phone has no room for."""
    return render(request, "more.html", {"nav": "more"})
