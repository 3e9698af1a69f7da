"""What is said after an act at the desk: from a code and what is known, never a text sent along."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from django.http import HttpRequest

from rhomboid.app.desk.records import State
from rhomboid.app.journal import Journal
from rhomboid.web.pages.desk_view import quiet_words
from rhomboid.wording import Wording

_PLAIN: Final = frozenset(
    (
        "done", "bad_moment", "just_moved", "not_this", "hurts", "undone", "loud", "gone",
        "undone_before", "meeting", "hours", "forgotten", "times", "full",
    )
)  # fmt: skip
CODES: Final = _PLAIN | {"moved", "quiet", "snoozed", "every"}


class Said(msgspec.Struct, frozen=True):
    """What is said: a code of `CODES`, and the line of the diary that can be taken back."""

    code: str
    undo: str = ""

    @property
    def query(self) -> str:
        """The same in an address."""
        return f"note={self.code}" + (f"&undo={self.undo}" if self.undo else "")


def asked(request: HttpRequest) -> Said | None:
    """What an address asks to say; an unknown code says nothing."""
    code = request.GET.get("note", "")
    return Said(code, request.GET.get("undo", "")) if code in CODES else None


def note(said: Said | None, journal: Journal, state: State, w: Wording) -> dict[str, str] | None:
    """The note; `None` where what it would say does not hold, or no longer."""
    if said is None:
        return None
    entry = journal.desk.told(said.undo) if said.undo else None
    undo = "" if entry is None else said.undo
    values: dict[str, Any] = {}
    match said.code:
        case "moved":
            if entry is None:
                return None
            values["time"] = f"{entry.about:%H:%M}"
        case "quiet":
            words = quiet_words(state, w)
            return {"text": words, "undo": ""} if words else None
        case "snoozed":
            until = state.desk.snoozed_until
            if until is None:
                return None
            values["count"] = -int((state.now - until).total_seconds() // 60)
        case "every":
            values["count"] = state.every_min
        case _:
            pass
    return {"text": w.say(f"desk.answered.{said.code}", **values), "undo": undo}
