"""Identifiers: RFC 9562's own example, order by time, bounds."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.base.ids import uuid7

RANDOM = st.integers(0, (1 << 74) - 1)
TIME = st.integers(0, (1 << 48) - 1)


def test_the_example_of_rfc_9562_appendix_a6() -> None:
    random_bits = (0xCC3 << 62) | 0x18C4DC0C0C07398F
    assert uuid7(0x017F22E279B0, random_bits) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(TIME, RANDOM)
def test_version_and_variant_are_right(unix_ms: int, random_bits: int) -> None:
    made = UUID(uuid7(unix_ms, random_bits))
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


@given(TIME, TIME, RANDOM, RANDOM)
def test_later_ids_sort_later(first: int, second: int, one: int, two: int) -> None:
    if first < second:
        assert uuid7(first, one) < uuid7(second, two)


@pytest.mark.parametrize(("unix_ms", "bits"), [(-1, 0), (1 << 48, 0), (0, -1), (0, 1 << 74)])
def test_what_does_not_fit_is_refused(unix_ms: int, bits: int) -> None:
    with pytest.raises(ValueError, match="must be a number of"):
        uuid7(unix_ms, bits)
