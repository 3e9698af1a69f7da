"""What entries hold of time at a desk and of what was suggested there."""

from __future__ import annotations

from typing import Any

import pytest

from rhomboid.core.diary.entry import EntryError
from rhomboid.core.diary.kinds import read_body


@pytest.mark.parametrize(
    ("kind", "body", "wrong"),
    [
        ("desk_prompt", {"answer": "done", "reason": "hurts"}, "`reason` only where"),
        ("desk_prompt", {"answer": "snoozed"}, "`snooze_min` where"),
        ("desk_prompt", {"answer": "done", "snooze_min": 5}, "`snooze_min` where"),
        ("desk_prompt", {"answer": "skipped", "reason": "lazy"}, "reason"),
        ("desk_prompt", {"answer": "done", "after_s": -1}, "after_s"),
        ("desk_time", {"seconds": 86_401, "use": "active"}, "seconds"),
        ("desk_time", {"seconds": 60, "use": "upright"}, "use"),
        ("position_change", {"source": "neighbour"}, "source"),
        ("position_checked", {"position": "a", "fix": "b", "changed": "maybe"}, "changed"),
    ],
)
def test_what_cannot_be_is_refused(kind: str, body: dict[str, Any], wrong: str) -> None:
    with pytest.raises(EntryError, match=wrong):
        read_body(kind, body)


def test_old_entries_are_read_without_what_was_added_since() -> None:
    assert read_body("position_change", {}).source is None  # type: ignore[attr-defined]  # one
    assert read_body("desk_prompt", {"answer": "unanswered"}).after_s == 0  # type: ignore[attr-defined]  # one
