"""What is known about positions and about walking, with what speaks against it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from rhomboid import bootstrap
from rhomboid.web.pages.evidence_view import positions_values
from rhomboid.web.pages.evidence_walking import walking_values
from rhomboid.web.rendering import frame, render


def positions(request: HttpRequest) -> HttpResponse:
    """The page; the same for everybody."""
    values = positions_values(bootstrap.knowledge(), frame(request).wording)
    return render(request, "evidence_positions.html", {"nav": "strain", **values})


def walking(request: HttpRequest) -> HttpResponse:
    """The page about walking; the same for everybody."""
    values = walking_values(bootstrap.knowledge(), frame(request).wording)
    return render(request, "evidence_walking.html", {"nav": "walks", **values})
