"""Errors that a person can read."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

from rhomboid.core.base.errors import RhomboidError
from rhomboid.web.rendering import render

Handler = Callable[[HttpRequest], HttpResponse]
_log = logging.getLogger("rhomboid")


class PlainErrors:
    """Turn errors into pages that say what happened and what to do."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """The page for an error that a view raised."""
        if isinstance(error, Http404):
            return not_found(request, error)
        if isinstance(error, SuspiciousOperation | BadRequest):
            return render(request, "error.html", {"code": "bad_request"}, status=400)
        _log.error("%s %s: %s", request.method, request.path, error, exc_info=error)
        detail = str(error) if isinstance(error, RhomboidError) else ""
        return render(request, "error.html", {"code": "broken", "detail": detail}, status=500)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """No such page."""
    return render(request, "error.html", {"code": "not_found"}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """A form that was open too long, or came from elsewhere."""
    return render(request, "error.html", {"code": "old_form"}, status=403)
