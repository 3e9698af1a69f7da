"""When it is urgent: the emergency page, and "Is it urgent?" from everywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.assess import Assessment
from rhomboid.core.knowledge.row import EvidenceStatus
from rhomboid.web.pages.reasons import red_flags
from rhomboid.web.rendering import frame, render
from rhomboid.wording import Wording

_INJURY = "RF-20.major_injury"


def emergency(request: HttpRequest) -> HttpResponse:
    """Call now, say this, do this until help comes."""
    assessment = bootstrap.journal().present().assessment
    if assessment.triage.disposition != "emergency":
        return HttpResponseRedirect(reverse("urgent"))
    around = frame(request)
    fired = {reason.rule for reason in assessment.triage.decision.reasons}
    values = {
        "flags": red_flags(assessment, bootstrap.knowledge(), around.wording),
        "say": _say(assessment, around.wording),
        "injury": _INJURY in fired,
        "crisis": assessment.triage.fired[:1] == ("RF-29",),
        "unverified": around.number.status is not EvidenceStatus.VERIFIED,
    }
    return render(request, "emergency.html", values)


def show(request: HttpRequest) -> HttpResponse:
    """What would be an emergency, and how to answer the danger questions again."""
    unverified = frame(request).number.status is not EvidenceStatus.VERIFIED
    return render(request, "urgent.html", {"unverified": unverified})


def _say(assessment: Assessment, w: Wording) -> list[str]:
    answers = assessment.answers.values
    danger = [key for key, value in answers.items() if value is True or value == "not_sure"]
    return [text for key in danger if (text := w.maybe(f"questions.{key}.yes"))][:4]
