"""Times of a recording as people say them: "about a minute and a half"."""

from __future__ import annotations

from rhomboid.wording.wording import Wording

_MIN_S, _H_S = 60.0, 3600.0
#: Under this a time is said in whole seconds, then in steps of five, then in half minutes.
_EXACT_UNDER_S, _SECONDS_UNDER_S = 10.0, 52.5
_STEP_S = 5
#: From here on half of the unit is no longer said.
_HALVES_UNDER = 10


def time_words(seconds: float, w: Wording) -> str:
    """How long something lasted, rounded as people round it.

    Args:
        seconds: at least 0.
        w: the language.
    """
    if seconds < 1.0:
        return w.say("watched.time.moment")
    if seconds < _EXACT_UNDER_S:
        return w.say("watched.time.seconds", count=round(seconds))
    if seconds < _SECONDS_UNDER_S:
        return w.say("watched.time.about_seconds", count=round(seconds / _STEP_S) * _STEP_S)
    in_hours = seconds >= _H_S * 0.99
    return (
        _halves(seconds / _H_S, "hours", w) if in_hours else _halves(seconds / _MIN_S, "minutes", w)
    )


def moment_words(seconds: float) -> str:
    """A moment of a recording as a player shows it: 1:32, 1:00:05."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours}:{minutes:02}:{whole % 60:02}"
    return f"{minutes}:{whole % 60:02}"


def _halves(amount: float, unit: str, w: Wording) -> str:
    """Whole and half units, whole ones alone from ten on."""
    halves = round(amount * 2) if amount < _HALVES_UNDER else round(amount) * 2
    whole, half = divmod(max(halves, 2), 2)
    return w.say(f"watched.time.{unit}{'_and_half' if half else ''}", count=whole)
