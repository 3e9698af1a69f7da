"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from rhomboid import bootstrap
from rhomboid.web.rendering import render


def show(request: HttpRequest) -> HttpResponse:
    """What rhomboid is, or where to go on."""
    assessment = bootstrap.journal().present().assessment
    started = bool(assessment.answers.values)
    finished = started and assessment.progress.next_page is None
    return render(request, "first.html", {"started": started, "finished": finished, "nav": "first"})
