"""The drawing of a lift that was told; what is open stands at a usual place, and says so."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from rhomboid.app.strain.lifting_form import LiftForm
from rhomboid.bootstrap.lifting import lift_drawings, lift_labels, lift_picture
from rhomboid.core.ergonomics.between import Span
from rhomboid.core.ergonomics.lifting.given import Known
from rhomboid.web.pages.lifting_words import amount
from rhomboid.wording import Wording

_CM_PER_IN = 2.54
#: Where hands are drawn whose place was not told, in cm; and how far up they go.
_H, _V, _D = 40.0, 50.0, 60.0


def drawings(form: LiftForm, w: Wording) -> tuple[SafeString, SafeString]:
    """From the side and from above."""
    lift, end = form.lift, form.end
    h, v = _cm(lift.h, form, _H), _cm(lift.v, form, _V)
    there = form.numbers.get("end_v")
    end_v = v + _cm(lift.d, form, _D) if there is None else _cm(there, form, v)
    told = {"h": lift.h, "v": lift.v, "d": lift.d, "a": lift.a_deg}
    picture = lift_picture(
        {
            "h": h,
            "v": v,
            "end_h": h if end is None else _cm(end.h, form, h),
            "end_v": end_v,
            "a_deg": _middle(lift.a_deg, 0.0),
        },
        frozenset(
            n
            for n, x in (("h", lift.h), ("v", lift.v), ("d", lift.d), ("a", lift.a_deg))
            if x is None
        ),
    )
    length = "in" if form.units == "us" else "cm"
    shown = {
        name: _words(value, "deg" if name == "a" else length, w) for name, value in told.items()
    }
    said = {n: x or w.say("lifting.drawing.unknown") for n, x in shown.items()}
    labels = lift_labels(
        {
            **{n: x or w.say("lifting.drawing.open") for n, x in shown.items()},
            "side": w.say("lifting.drawing.side_label", h=said["h"], v=said["v"], d=said["d"]),
            "above": w.say("lifting.drawing.above_label", a=said["a"]),
        }
    )
    side, above = lift_drawings(picture, labels)
    return mark_safe(side), mark_safe(above)  # noqa: S308 - our own SVG, words escaped


def _middle(value: Known, otherwise: float) -> float:
    if value is None:
        return otherwise
    return (value.low + value.high) / 2 if isinstance(value, Span) else float(value)


def _cm(value: Known, form: LiftForm, otherwise: float) -> float:
    if value is None:
        return otherwise
    return _middle(value, otherwise) * (_CM_PER_IN if form.units == "us" else 1.0)


def _words(value: Known, unit: str, w: Wording) -> str:
    if value is None:
        return ""
    if isinstance(value, Span):
        low = w.number(round(value.low, 1))
        return w.say("lifting.answer.between", low=low, high=amount(value.high, unit, w))
    return amount(value, unit, w)
