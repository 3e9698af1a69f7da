"""What is wrong with a calendar file."""

from __future__ import annotations

from typing import Literal

from rhomboid.core.base.errors import RhomboidError

#: `big`: too many bytes. `form`: no calendar. `cut`: ends in the middle. `many`: too many events.
#: `unread`: none of its events can be read.
Problem = Literal["big", "form", "cut", "many", "unread"]


class CalendarError(RhomboidError):
    """A calendar file cannot be read; `code` says why, the sentence what it must be."""

    def __init__(self, name: str, code: Problem, problem: str) -> None:
        self.name = name
        self.code = code
        super().__init__(f"{name}: {problem}")
