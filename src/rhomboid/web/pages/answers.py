"""Every answer, each with the way to change it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from rhomboid import bootstrap
from rhomboid.web.pages.answers_view import answered
from rhomboid.web.rendering import frame, render


def show(request: HttpRequest) -> HttpResponse:
    """The list of answers."""
    present = bootstrap.journal().present()
    rows = answered(present, bootstrap.knowledge(), frame(request).wording)
    return render(request, "answers.html", {"nav": "thoughts", "answered": rows})
