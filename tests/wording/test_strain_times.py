"""Times of a recording as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.wording import wording
from rhomboid.wording.strain_times import moment_words, time_words

EN, DE = wording("en"), wording("de")


@pytest.mark.parametrize(
    ("seconds", "english", "german"),
    [
        (0.0, "less than a second", "weniger als eine Sekunde"),
        (1.4, "1 second", "1 Sekunde"),
        (9.9, "10 seconds", "10 Sekunden"),
        (33.0, "about 35 seconds", "etwa 35 Sekunden"),
        (52.4, "about 50 seconds", "etwa 50 Sekunden"),
        (52.5, "about a minute", "etwa eine Minute"),
        (92.0, "about a minute and a half", "etwa anderthalb Minuten"),
        (121.0, "about 2 minutes", "etwa 2 Minuten"),
        (149.0, "about 2 and a half minutes", "etwa 2,5 Minuten"),
        (1234.0, "about 21 minutes", "etwa 21 Minuten"),
        (3590.0, "about an hour", "etwa eine Stunde"),
        (5300.0, "about an hour and a half", "etwa anderthalb Stunden"),
    ],
)
def test_times_are_said_as_people_round_them(seconds: float, english: str, german: str) -> None:
    assert time_words(seconds, EN) == english
    assert time_words(seconds, DE) == german


@given(st.floats(0, 1e6))
def test_a_moment_is_found_in_the_player(seconds: float) -> None:
    parts = [int(part) for part in moment_words(seconds).split(":")]
    assert sum(part * 60**place for place, part in enumerate(reversed(parts))) == int(seconds)
