"""Progress: pain, sessions, walks and the person's own activities over time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from rhomboid import bootstrap
from rhomboid.app.progress import progress_of
from rhomboid.web.pages.progress_view import progress_values
from rhomboid.web.rendering import frame, render


def show(request: HttpRequest) -> HttpResponse:
    """The page, drawn on the server."""
    journal = bootstrap.journal()
    present = journal.present()
    progress = progress_of(present, journal.knowledge)
    return render(request, "progress.html", progress_values(progress, frame(request).wording))
