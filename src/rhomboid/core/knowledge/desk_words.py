"""Words that the diary and the desk share: who tells of a change, and why one was not made."""

from __future__ import annotations

from typing import Literal

#: Who says that the position changed: a camera, the record of use, a followed prompt, the person.
Source = Literal["camera", "activity", "timer", "hand"]
#: `bad_moment` teaches the time of day; `just_moved` is a change; `not_this` and `hurts` are about
#: the movement that was offered.
SkipReason = Literal["bad_moment", "just_moved", "not_this", "hurts"]
