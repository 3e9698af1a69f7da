"""The programme: the week, each movement, walks, positions, and swaps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.journal import SwapError
from rhomboid.core.plan.model import SwapKind
from rhomboid.web.pages.plan_standing import shown_plan, standing
from rhomboid.web.pages.plan_view import plan_values
from rhomboid.web.rendering import frame, render

_KINDS: dict[str, SwapKind] = {"easier": "easier", "harder": "harder", "equal": "equal"}


def show(request: HttpRequest) -> HttpResponse:
    """The programme in force; an open intake or an emergency goes first."""
    journal = bootstrap.journal()
    present = journal.present()
    assessment = present.assessment
    begun = present.course.plan is not None
    if assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    if assessment.ended is None and assessment.progress.next_page is not None:
        return HttpResponseRedirect(reverse("today" if begun else "intake"))
    w = frame(request).wording
    plan = shown_plan(journal, present)
    last = journal.reviews.last(present)
    values = plan_values(plan, present, journal.knowledge, w, last)
    values |= standing(journal, present, w)
    return render(request, "programme.html" if plan.offered else "no_programme.html", values)


def sheet(request: HttpRequest) -> HttpResponse:
    """The week and the movements to print."""
    journal = bootstrap.journal()
    present = journal.present()
    plan = shown_plan(journal, present)
    if not plan.offered or present.assessment.ended is not None:
        return HttpResponseRedirect(reverse("programme"))
    values = plan_values(plan, present, journal.knowledge, frame(request).wording)
    return render(request, "sheet.html", values)


@require_POST
def swap(request: HttpRequest) -> HttpResponse:
    """Swap a movement for an easier, harder or equal one, or take a swap back."""
    journal = bootstrap.journal()
    movement, to = request.POST.get("movement", ""), request.POST.get("to", "")
    kind = request.POST.get("kind", "")
    if kind == "back":
        journal.swap_back(movement)
    elif kind in _KINDS:
        try:
            journal.swap(movement, _KINDS[kind], to)
        except SwapError:
            return render(request, "error.html", {"code": "no_swap"}, status=409)
    begun = journal.course().plan is not None
    return HttpResponseRedirect(f"{reverse('programme')}#{'offer' if begun else 'session'}")


@require_POST
def begin(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Adopt the programme as it stands."""
    bootstrap.journal().adopt()
    return HttpResponseRedirect(reverse("programme"))
