"""One lift: the form and, on the same page, what the lifting equation says of it.

Everything stands in the address; nothing is kept. The script beside it asks for the same page.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.strain.lifting_answer import answer_lift
from rhomboid.app.strain.lifting_form import NUMBERS, QUESTIONS, converted, read_lift
from rhomboid.core.knowledge.lifting import Units
from rhomboid.web.pages.lifting_drawing import drawings
from rhomboid.web.pages.lifting_fields import form_values
from rhomboid.web.pages.lifting_view import answer_values, empty_values
from rhomboid.web.rendering import frame, render

#: Fields with one value; `condition` has several.
_SINGLE = ("in", "control", "grip", *NUMBERS, *dict.fromkeys(sum(QUESTIONS.values(), ())))
_LONGEST = 40
#: A lift to look at: a crate from the floor to a shelf.
EXAMPLE = {
    "load": "14", "h": "40", "v": "30", "end_v": "110", "a": "30", "per_min": "0.5", "hours": "1",
    "grip": "container", "length": "40", "height": "25", "hinders": "no", "handles": "no",
    "fingers_90": "yes",
}  # fmt: skip


def show(request: HttpRequest) -> HttpResponse:
    """The page; a change of units leads to the address with the numbers converted."""
    texts = {name: request.GET.get(name, "")[:_LONGEST] for name in _SINGLE}
    conditions = request.GET.getlist("condition")
    to: Units | None = {"us": "us", "metric": "metric"}.get(request.GET.get("to", ""))  # type: ignore[assignment]  # a dict of literals reads as one of text
    if to is not None:
        told = [(k, v) for k, v in converted(texts, to).items() if v]
        told += [("condition", one) for one in conditions]
        return HttpResponseRedirect(f"{reverse('lifting')}?{urlencode(told)}")
    rules, w = bootstrap.knowledge().strain.lifting, frame(request).wording
    form = read_lift(texts, conditions, rules)
    values = {
        "nav": "strain",
        "example": urlencode(EXAMPLE),
        "form": form_values(form, texts, rules, w),
        "drawings": drawings(form, w),
        **(empty_values(form, rules, w) if form.is_empty or form.problems else {}),
    }
    if not form.problems and not form.is_empty:
        values |= answer_values(form, answer_lift(form, rules), rules, w)
    return render(request, "lifting.html", values)
