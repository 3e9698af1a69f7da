"""Written times are read, or they are none; nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.importers.times import american, iso


def utc(text: str, zone: str = "Europe/Berlin") -> str:
    found = iso([text]).utc_s(zone)[0]
    return "none" if np.isnan(found) else datetime.fromtimestamp(found, UTC).isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T08:00:07Z",
        "2026-03-01T09:00:07+01:00",
        "2026-03-01T09:00:07+0100",
        "2026-03-01T09:00:07 +01",
        "2026-03-01 09:00:07",
        " 2026-03-01T08:00:07.000000000Z\n",
        "2026-03-01T02:00:07-06:00",
    ],
)
def test_spellings_of_one_time(text: str) -> None:
    assert utc(text) == "2026-03-01T08:00:07+00:00"


def test_seconds_may_be_missing_and_parts_of_them_count() -> None:
    assert utc("2026-03-01T08:00Z") == "2026-03-01T08:00:00+00:00"
    assert iso(["2026-03-01T08:00:00.250Z"]).utc_s("UTC")[0] % 1 == 0.25


@pytest.mark.parametrize(
    "text",
    [
        "", "today", "2026-13-01T08:00:00Z", "2026-02-30T08:00:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T08:61:00Z", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z", "2026-03-01",
        "2026-03-01T08:00:07+99:00", "2026-03-01T08:00:07Zulu", "03/01/26 08:00:00",
        "2026-03-01T08:00:07+01:0x", "2026-03-01T08:00:07.Z0", "\0" * 30, "2" * 1000,
        "２０２６-03-01T08:00:07Z", "2026-03-01T08:00:",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert utc(text) == "none"


def test_fitbits_times_put_the_month_first() -> None:
    found = american(["03/29/26 08:00:07", "29/03/26 08:00:07", "03/29/26 8:00:07"]).local_s
    assert datetime.fromtimestamp(found[0], UTC).isoformat() == "2026-03-29T08:00:07+00:00"
    assert np.isnan(found[1:]).all()


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001  # UTC is meant
def test_every_time_that_the_standard_library_writes_is_read(moment: datetime) -> None:
    found = iso([moment.isoformat() + "Z"]).utc_s("Asia/Tokyo")[0]
    assert found == pytest.approx(moment.replace(tzinfo=UTC).timestamp(), abs=1e-5)


@given(st.lists(st.text(max_size=45), max_size=6))
def test_any_text_is_a_time_or_none(texts: list[str]) -> None:
    for read in (iso, american):
        found = read(texts).utc_s("Europe/Berlin")
        assert len(found) == len(texts)
