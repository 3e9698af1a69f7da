"""Times as a person types them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rhomboid.cli.moments import MomentError, read_moment

NOW = datetime(2026, 3, 4, 10, 30).astimezone()


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("08:00", "2026-03-04 08:00"),
        ("8:00", "2026-03-04 08:00"),
        ("today 9:15", "2026-03-04 09:15"),
        ("yesterday 8:00", "2026-03-03 08:00"),
        ("Yesterday 23:59", "2026-03-03 23:59"),
        ("yesterday", "2026-03-03 12:00"),
        ("today", "2026-03-04 10:30"),
        ("now", "2026-03-04 10:30"),
        ("2026-03-01", "2026-03-01 12:00"),
        ("2026-03-01 08:00", "2026-03-01 08:00"),
        ("2026-03-01 8:00", "2026-03-01 08:00"),
        ("2026-03-01T08:00:30", "2026-03-01 08:00"),
        ("  2026-03-01   08:00 ", "2026-03-01 08:00"),
    ],
)
def test_a_time_is_read_as_a_person_means_it(text: str, local: str) -> None:
    moment = read_moment(text, NOW)
    assert f"{moment:%Y-%m-%d %H:%M}" == local
    assert moment.utcoffset() is not None


def test_an_offset_that_is_named_is_kept() -> None:
    moment = read_moment("2026-03-01T08:00+05:30", NOW)
    assert moment.utcoffset() == timedelta(hours=5, minutes=30)
    assert read_moment("2026-03-01T08:00Z", NOW) == datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "25:00", "8", "08:61", "2026-13-01", "2026-02-30 08:00", "yesterday evening",
        "0001-01-01 00:00", "1999-12-31", "tomorrow",
    ],
)  # fmt: skip
def test_nonsense_gets_a_sentence_that_shows_how(text: str) -> None:
    with pytest.raises(MomentError, match='the time must read like "08:00"'):
        read_moment(text, NOW)


@pytest.mark.parametrize("text", ["23:00", "today 11:00", "2026-03-05", "2099-01-01T08:00Z"])
def test_a_time_that_has_not_come_is_refused(text: str) -> None:
    with pytest.raises(MomentError, match="the time must be now or earlier, got 20"):
        read_moment(text, NOW)
