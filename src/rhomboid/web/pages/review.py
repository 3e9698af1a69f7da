"""The weekly review: looked at, changed line by line, taken or declined."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.present import Present
from rhomboid.app.reviews import ReviewError
from rhomboid.core.review.model import Review
from rhomboid.web.pages.review_form import NOTHING_WANTED, Wanted, read_wanted, with_problem
from rhomboid.web.pages.review_past import past_values
from rhomboid.web.pages.review_view import digest, review_values
from rhomboid.web.rendering import frame, render


def show(request: HttpRequest) -> HttpResponse:
    """The review that is due, or the last one and when the next is due."""
    journal = bootstrap.journal()
    present = journal.present()
    if present.assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    proposed = journal.reviews.propose(present)
    if proposed is None:
        return HttpResponseRedirect(reverse("today"))
    if not journal.today(present).review_due:
        if request.method == "POST":
            return HttpResponseRedirect(reverse("review"))
        return render(
            request, "review_past.html", past_values(journal, present, frame(request).wording)
        )
    if request.method == "POST":
        return _decide(request, present, proposed)
    return _show(request, present, proposed, NOTHING_WANTED)


def _show(request: HttpRequest, present: Present, proposed: Review, wanted: Wanted) -> HttpResponse:
    values = review_values(
        bootstrap.journal(), present, proposed, wanted, w := frame(request).wording
    )
    values["open"] = "change" in request.GET
    values["stale"] = w.say("review.problem.stale") if wanted.stale else ""
    refused = wanted.problems or wanted.stale
    return render(request, "review.html", values, status=422 if refused else 200)


def _decide(request: HttpRequest, present: Present, proposed: Review) -> HttpResponse:
    reviews = bootstrap.journal().reviews
    wanted = read_wanted(request.POST, proposed, stale=request.POST.get("seen") != digest(proposed))
    if wanted.stale:
        return _show(request, present, proposed, wanted)
    if request.POST.get("decision") == "decline":
        reviews.decline(present)
        return _decided()
    if wanted.problems:
        return _show(request, present, proposed, wanted)
    try:
        reviews.adopt(present, wanted.own, wanted.confirmed)
    except ReviewError as error:
        return _show(request, present, proposed, with_problem(wanted, error))
    return _decided()


def _decided() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('today')}?reviewed")
