"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.web.rendering import render


def show(request: HttpRequest) -> HttpResponse:
    """What rhomboid is, or where to go on; with a programme begun, today."""
    present = bootstrap.journal().present()
    if present.course.plan is not None:
        return HttpResponseRedirect(reverse("today"))
    assessment = present.assessment
    started = bool(assessment.answers.values)
    finished = started and assessment.progress.next_page is None
    return render(request, "first.html", {"started": started, "finished": finished, "nav": "first"})
