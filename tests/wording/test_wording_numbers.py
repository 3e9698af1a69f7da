"""Numbers as a person of a language writes them."""

from __future__ import annotations

import pytest

from rhomboid.wording import wording


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [(1234.5, "1,234.5", "1.234,5"), (0.004, "0", "0"), (1e30, "1e+30", "1e+30")],
)
def test_a_number_can_always_be_said(value: float, english: str, german: str) -> None:
    assert (wording("en").number(value), wording("de").number(value)) == (english, german)
