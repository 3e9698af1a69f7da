"""What is known about walking, for low back and neck, and which rules are ours."""

from __future__ import annotations

from typing import Any

from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.web.pages.evidence_numbers import numbers_of
from rhomboid.web.pages.evidence_pictures import Dots, dots
from rhomboid.web.pages.evidence_view import Sections, intervals, sections_of, titled
from rhomboid.wording import Wording

#: Statements by section, in the order of the page.
WALKING: Sections = {
    "walk_upper": (("EX-01", "against"),),
    "walk_low_back": (("WK-01", "for"), ("WK-02", "for"), ("WK-03", "for")),
    "walk_neck": (("WK-05", "both"),),
    "walk_pace": (("WK-04", "scale"), ("WK-08", "scale"), ("WK-06", "open")),
    "walk_ours": (("WK-07", "rule"), ("WK-09", "rule")),
}


def walking_values(knowledge: Knowledge, w: Wording) -> dict[str, Any]:
    """Everything that the page shows."""
    return {
        "sections": sections_of(WALKING, knowledge, w),
        "low_back": intervals("WK-01", ("low_back",), knowledge, w),
        "low_back_title": titled("evidence.odds.low_back_title", "WK-01", knowledge, w),
        "neck": intervals("WK-05", ("neck",), knowledge, w),
        "neck_title": titled("evidence.odds.neck_title", "WK-05", knowledge, w),
        "trial": _trial(knowledge, w),
        "trial_caption": titled("evidence.walkers.caption", "WK-05", knowledge, w),
    }


def _trial(knowledge: Knowledge, w: Wording) -> list[tuple[str, Dots]]:
    """New neck pain of 100 people, as dots."""
    numbers = numbers_of("WK-05", knowledge)
    return [
        (w.say(f"evidence.walkers.{arm}", count=int(numbers[arm])), dots(int(numbers[arm])))
        for arm in ("control", "walked")
    ]
