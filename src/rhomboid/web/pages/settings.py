"""Settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.bootstrap.drawings import people
from rhomboid.web.rendering import frame, render
from rhomboid.wording import languages, wording

_THEMES = ("", "light", "dark")


def show(request: HttpRequest) -> HttpResponse:
    """Show the settings, or record what changed."""
    journal = bootstrap.journal()
    numbers = journal.knowledge.emergency_numbers
    if request.method == "POST":
        allowed = {
            "language": languages(),
            "theme": _THEMES,
            "person": ("", *people()),
            "country": ("", *numbers),
        }
        for name, choices in allowed.items():
            value = request.POST.get(name)
            if value is not None and value in choices:
                journal.set(name, value)
        if request.POST.get("country"):
            journal.answer({"country": request.POST["country"]})
        return HttpResponseRedirect(reverse("settings") + "?saved")
    around = frame(request)
    countries = [(code, around.wording.country(code)) for code in numbers if code != "default"]
    values = {
        "nav": "settings",
        "saved": "saved" in request.GET,
        "languages": [(code, wording(code).say("interface.language_name")) for code in languages()],
        "themes": _THEMES,
        "people": people(),
        "countries": sorted(countries, key=lambda row: row[1]),
        "data": bootstrap.read_settings().data,
    }
    return render(request, "settings.html", values)
