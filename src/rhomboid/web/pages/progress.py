"""Progress: pain, sessions, walks and the person's own activities over time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from rhomboid import bootstrap
from rhomboid.app.progress import progress_of
from rhomboid.web.kept import Kept
from rhomboid.web.pages.progress_view import progress_values
from rhomboid.web.rendering import frame, render

_kept = Kept()


def show(request: HttpRequest) -> HttpResponse:
    """The page, drawn on the server; kept until the diary, the day or the language changes."""
    journal = bootstrap.journal()
    present = journal.present()
    w = frame(request).wording
    values = _kept.get(
        present.course,
        (present.today, w.language),
        lambda: progress_values(progress_of(present, journal.knowledge), w),
    )
    return render(request, "progress.html", values)
