"""One line of the diary: added by hand, corrected, with everything that was written of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.recorder import ReportError
from rhomboid.app.reports import Line
from rhomboid.core.diary.entry import Entry, EntryError, EntryKind
from rhomboid.web.pages.diary import danger_values, to_line
from rhomboid.web.pages.diary_fields import BY_HAND, specs_of
from rhomboid.web.pages.diary_form_view import Shown, form_values
from rhomboid.web.pages.diary_reading import Form, Problem, Sent, read_form
from rhomboid.web.pages.diary_view import versions, words_of
from rhomboid.web.rendering import frame, render
from rhomboid.wording import Wording
from rhomboid.wording.lines import kind_name

_KINDS: dict[str, EntryKind] = {kind: kind for kind in BY_HAND}  # type: ignore[misc]  # all are


def choose(request: HttpRequest) -> HttpResponse:
    """What can be told by hand."""
    w = frame(request).wording
    kinds = [(kind, w.say(f"diary.kind.{kind}")) for kind in BY_HAND]
    values = {"nav": "diary", "kinds": kinds, **danger_values(bootstrap.journal().present())}
    return render(request, "diary_add.html", values)


def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Tell something by hand, also about an earlier time."""
    if kind not in _KINDS:
        raise Http404(kind)
    journal = bootstrap.journal()
    now = journal.now()
    if request.method != "POST":
        return _form(request, Shown(kind, {}, now, goals=_goals()))
    sent = _read(request, Form(kind, {}, now))
    if not sent.problems:
        try:
            entry = journal.reports.tell(_KINDS[kind], sent.body, sent.about)
        except (EntryError, ReportError) as error:
            sent = _refused(sent, error, request)
        else:
            if kind == "symptom":
                return HttpResponseRedirect(reverse("intake_page", args=["danger"]))
            return to_line(entry.id, entry.about.date(), "added")
    return _form(request, Shown(kind, {}, now, request.POST, sent.problems))


def line(request: HttpRequest, root: UUID) -> HttpResponse:
    """Look at one line, and correct it."""
    journal = bootstrap.journal()
    try:
        found = journal.reports.line(str(root))
    except ReportError as error:
        raise Http404(root) from error
    last = next(entry for entry in reversed(found.versions) if entry.kind != "undone")
    shown = Shown(last.kind, last.body, last.about)
    if request.method != "POST" or not specs_of(last.kind, journal.knowledge):
        return _form(request, shown, found)
    sent = _read(request, Form(last.kind, last.body, journal.now()))
    if not sent.problems:
        try:
            return _corrected(found, last, sent)
        except (EntryError, ReportError) as error:
            sent = _refused(sent, error, request)
    refused = Shown(last.kind, last.body, last.about, request.POST, sent.problems)
    return _form(request, refused, found)


def _corrected(found: Line, last: Entry, sent: Sent) -> HttpResponse:
    """Write the correction; a form that was sent unchanged writes nothing."""
    about = _about(last.about, sent.about)
    on = (about or last.about).date()
    if about is None and sent.body == last.body and found.in_force is not None:
        return to_line(found.root, on, "corrected")
    bootstrap.journal().reports.correct(found.root, sent.body, about)
    return to_line(found.root, on, "corrected")


def _about(before: datetime, sent: datetime | None) -> datetime | None:
    """The new time; `None` when the form still shows the old one, seconds and offset included."""
    if sent is None or f"{sent:%Y-%m-%d %H:%M}" == f"{before:%Y-%m-%d %H:%M}":
        return None
    return sent


def _read(request: HttpRequest, form: Form) -> Sent:
    return read_form(form, request.POST, bootstrap.knowledge(), frame(request).wording)


def _refused(sent: Sent, error: Exception, request: HttpRequest) -> Sent:
    """What only the type of the body could tell."""
    text = frame(request).wording.say("diary.wrong.other", detail=str(error))
    return Sent(sent.body, sent.about, (*sent.problems, Problem("when", text)))


def _form(request: HttpRequest, shown: Shown, found: Line | None = None) -> HttpResponse:
    w = frame(request).wording
    values: dict[str, Any] = {
        "nav": "diary",
        **form_values(shown, bootstrap.knowledge(), w),
        "today": f"{bootstrap.journal().now():%Y-%m-%d}",
    }
    if found is not None:
        values |= _line_values(found, shown, w)
    return render(request, "diary_form.html", values, status=422 if shown.problems else 200)


def _line_values(found: Line, shown: Shown, w: Wording) -> Mapping[str, Any]:
    last = next(entry for entry in reversed(found.versions) if entry.kind != "undone")
    return {
        "line": found.root,
        "counts": found.in_force is not None,
        "name": kind_name(shown.kind, w),
        "text": words_of(last, w),
        "at": w.say("diary.page.at", date=w.weekday(last.about.date()), time=f"{last.about:%H:%M}"),
        "month": f"{last.about:%Y-%m}",
        "versions": versions(found.versions, w) if len(found.versions) > 1 else (),
    }


def _goals() -> list[str]:
    """The person's own activities, as they were told in the intake."""
    goals = bootstrap.journal().course().answers.get("goals")
    if not isinstance(goals, list):
        return []
    return [
        str(goal["activity"]) for goal in goals if isinstance(goal, dict) and "activity" in goal
    ]
