"""The intake: one page of questions at a time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.present import Present
from rhomboid.core.intake.branching import questions_on
from rhomboid.core.intake.errors import AnswerError
from rhomboid.web.forms import read_page
from rhomboid.web.pages.intake_view import Refused, page_values
from rhomboid.web.rendering import frame, render


def resume(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Go on where the intake stands."""
    return _next(bootstrap.journal().present())


def page(request: HttpRequest, page: str) -> HttpResponse:
    """Show one page, or take its answers and go on."""
    journal = bootstrap.journal()
    present = journal.present()
    if page not in journal.knowledge.pages:
        raise Http404(page)
    questions = questions_on(page, journal.knowledge.questions.values(), present.assessment.facts)
    if not questions:
        return _next(present)
    if request.method != "POST":
        return _show(request, present, page, None)
    submitted = read_page(questions, request.POST)
    problems = submitted.problems
    if not problems or page == "danger":
        try:
            present = journal.answer(submitted.answers)
        except AnswerError as error:
            problems = error.problems
    if problems and present.assessment.ended is None:
        return _show(request, present, page, Refused(submitted.answers, problems))
    return _after(present, page)


@require_POST
def start_again(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Begin anew; earlier answers stay in the diary."""
    return _next(bootstrap.journal().start_again())


def _show(
    request: HttpRequest, present: Present, page: str, refused: Refused | None
) -> HttpResponse:
    values = page_values(present, page, bootstrap.knowledge(), frame(request).wording, refused)
    return render(request, "intake.html", values, status=200 if refused is None else 422)


def _after(present: Present, page: str) -> HttpResponse:
    """An emergency goes first; a page that was reopened leads back to the list of answers."""
    progress = present.assessment.progress
    places = present.assessment.facts.get("places")
    front = isinstance(places, frozenset) and places & {"chest", "jaw"}
    if page == "place" and front and present.assessment.ended is None:
        return HttpResponseRedirect(reverse("intake_page", args=["danger"]) + "?again")
    if progress.next_page is None and present.assessment.ended is None:
        return HttpResponseRedirect(reverse("thoughts"))
    return _next(present)


def _next(present: Present) -> HttpResponse:
    match present.assessment.ended, present.assessment.progress.next_page:
        case "emergency", _:
            return HttpResponseRedirect(reverse("emergency"))
        case "not_offered", _:
            return HttpResponseRedirect(reverse("thoughts"))
        case _, None:
            return HttpResponseRedirect(reverse("thoughts"))
        case _, following:
            return HttpResponseRedirect(reverse("intake_page", args=[following]))
