"""What we think: safe or not, what is likely and why, when to come back."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.present import Present
from rhomboid.web.pages.answers_view import answered
from rhomboid.web.pages.cause_view import cause_views, pattern_lines
from rhomboid.web.pages.reasons import red_flags
from rhomboid.web.rendering import frame, render


def show(request: HttpRequest) -> HttpResponse:
    """The page; an emergency has its own, and an open intake goes first."""
    present = bootstrap.journal().present()
    assessment = present.assessment
    if assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    if assessment.ended is None and assessment.progress.next_page is not None:
        return HttpResponseRedirect(reverse("intake"))
    template = "not_offered.html" if assessment.ended == "not_offered" else "thoughts.html"
    return render(request, template, _values(request, present))


def for_doctor(request: HttpRequest) -> HttpResponse:
    """One page to print and take along."""
    present = bootstrap.journal().present()
    values = _values(request, present)
    values["answered"] = answered(present, bootstrap.knowledge(), frame(request).wording)
    return render(request, "for_doctor.html", values)


def sources(request: HttpRequest) -> HttpResponse:
    """The bibliography and what has not been checked yet."""
    knowledge = bootstrap.knowledge()
    values = {
        "nav": "sources",
        "sources": sorted(knowledge.sources.values(), key=lambda source: source.authors.lower()),
        "facts": list(knowledge.facts.values()),
        "unverified": sum(fact.status.value == "unverified" for fact in knowledge.facts.values()),
    }
    return render(request, "sources.html", values)


def _values(request: HttpRequest, present: Present) -> dict[str, object]:
    knowledge, w = bootstrap.knowledge(), frame(request).wording
    assessment = present.assessment
    views = cause_views(assessment, knowledge, w)
    back_by = present.today + timedelta(days=knowledge.pain_rules.value("no_better_days"))
    return {
        "nav": "thoughts",
        "triage": assessment.triage,
        "flags": red_flags(assessment, knowledge, w),
        "crisis": "RF-29" in assessment.triage.fired,
        "young": assessment.facts.get("adult_with_care") is True,
        "shown": [view for view in views if view.shown],
        "aside": [view for view in views if not view.shown],
        "day_causes": {
            cause for row in knowledge.strain.positions.positions.values() for cause in row.causes
        },
        "phase": assessment.phase,
        "pattern": pattern_lines(assessment, w),
        "back_by": w.date(back_by),
        "answered_on": w.date(max(present.course.answered_on.values(), default=present.today)),
        "today": w.date(present.today),
    }
