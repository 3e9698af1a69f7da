"""Rendering: every template gets the wording, the theme and the way to call for help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from rhomboid import bootstrap
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.emergency import EmergencyNumber
from rhomboid.wording import Wording, languages, wording

_THEMES = ("light", "dark")


class Frame(msgspec.Struct, frozen=True):
    """What stands around every page."""

    wording: Wording
    theme: str
    person: str
    country: str | None
    number: EmergencyNumber
    path: str


def frame(request: HttpRequest) -> Frame:
    """Language, theme and emergency number for a request: settings, answers, then the browser."""
    settings, answers = _known()
    country = str(answers.get("country") or settings.get("country") or _region(request) or "")
    numbers = bootstrap.knowledge().emergency_numbers
    return Frame(
        wording=wording(settings.get("language") or _language(request)),
        theme=settings["theme"] if settings.get("theme") in _THEMES else "",
        person=settings.get("person", ""),
        country=country or None,
        number=numbers.get(country, numbers["default"]),
        path=request.path,
    )


def render(
    request: HttpRequest, template: str, values: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Render a template inside the frame."""
    around = frame(request)
    context = {"frame": around, "w": around.wording, **values}
    return HttpResponse(get_template(template).render(context, request), status=status)


def _known() -> tuple[Mapping[str, str], Mapping[str, Any]]:
    try:
        course = bootstrap.journal().course()
    except RhomboidError:  # a page that says what is wrong must still be drawn
        return {}, {}
    return course.settings, course.answers


def _accepted(request: HttpRequest) -> list[str]:
    header = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    return [part.split(";")[0].strip() for part in header.split(",") if part.strip()]


def _language(request: HttpRequest) -> str:
    known = languages()
    return next(
        (tag[:2].lower() for tag in _accepted(request) if tag[:2].lower() in known), known[0]
    )


def _region(request: HttpRequest) -> str | None:
    regions = (tag.partition("-")[2].upper() for tag in _accepted(request))
    return next((region for region in regions if len(region) == 2), None)
