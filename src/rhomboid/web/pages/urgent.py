"""When it is urgent: the emergency page, and "Is it urgent?" from everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.assess import Assessment
from rhomboid.core.intake.values import NOT_SURE
from rhomboid.core.knowledge.row import EvidenceStatus
from rhomboid.web.pages.reasons import FlagView, red_flags
from rhomboid.web.rendering import frame, render
from rhomboid.wording import Wording

_INJURY = "RF-20.major_injury"
_MOST_LINES = 4


def emergency(request: HttpRequest) -> HttpResponse:
    """Call now, say this, do this until help comes."""
    assessment = bootstrap.journal().present().assessment
    if assessment.triage.disposition != "emergency":
        return HttpResponseRedirect(reverse("urgent"))
    around = frame(request)
    fired = {reason.rule for reason in assessment.triage.decision.reasons}
    flags = red_flags(assessment, bootstrap.knowledge(), around.wording)
    values = {
        "flags": flags,
        "say": _say(assessment, flags, around.wording),
        "injury": _INJURY in fired,
        "crisis": assessment.triage.fired[:1] == ("RF-29",),
        "unverified": around.number.status is not EvidenceStatus.VERIFIED,
    }
    return render(request, "emergency.html", values)


def show(request: HttpRequest) -> HttpResponse:
    """What would be an emergency, and how to answer the danger questions again."""
    unverified = frame(request).number.status is not EvidenceStatus.VERIFIED
    return render(request, "urgent.html", {"unverified": unverified})


def _say(assessment: Assessment, flags: Sequence[FlagView], w: Wording) -> list[str]:
    """What to say on the phone: the danger answers, or else the signs behind the first flag."""
    answers = assessment.answers.values
    told = [_line(key, value, w) for key, value in answers.items() if value in (True, NOT_SURE)]
    lines = [line for line in told if line][:_MOST_LINES]
    if lines or not flags:
        return lines
    return [w.say("triage.say.general", what=w.inside(flags[0].answers))]


def _line(question: str, answer: object, w: Wording) -> str:
    said = w.maybe(f"questions.{question}.yes")
    return w.say("triage.say.unsure", what=said) if said and answer == NOT_SURE else said
