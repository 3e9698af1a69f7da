"""A day as a strip: minutes joined, devices in their order; runs end where the clock changes."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.drawing.chart.strip import draw_strip
from rhomboid.adapters.drawing.chart.words import StripWords
from rhomboid.app.walks.runs import runs_of
from rhomboid.app.walks.strip import DayStrip, DeviceStrip, joined, strip_of
from rhomboid.core.activity.audit import AuditMinute, DeviceCount

WORDS = StripWords(summary="<a day>", walks="Walks & more", hour=str)


def minute(at_min: int, offset_s: int = 0, **steps: tuple[float, float]) -> AuditMinute:
    """A minute after midnight of 5 January 2026 (UTC): what each device saw, and what counts."""
    devices = tuple(
        DeviceCount(source=name, seen=seen, counted=counted)
        for name, (seen, counted) in steps.items()
    )
    return AuditMinute(start_s=1_767_571_200 + 60 * at_min, offset_s=offset_s, devices=devices)


@given(st.sets(st.integers(0, 1439)))
def test_joined_minutes_are_the_same_minutes(minutes: set[int]) -> None:
    spans = joined(minutes)
    assert {m for begin, end in spans for m in range(begin, end)} == minutes
    assert all(end < begin for (_, end), (begin, _) in pairwise(spans))


def test_devices_stand_in_the_order_in_which_they_are_believed() -> None:
    minutes = [
        minute(480, phone=(90, 90)),
        minute(481, phone=(80, 0), watch=(100, 100)),
        minute(482, phone=(80, 0), watch=(100, 100)),
    ]
    strip = strip_of(minutes, (), ("watch", "phone"))
    assert strip.devices == (
        DeviceStrip("watch", ((481, 483),), ()),
        DeviceStrip("phone", ((480, 481),), ((481, 483),)),
    )


def test_a_run_ends_where_another_device_counts_and_where_the_clock_changes() -> None:
    minutes = [
        minute(59, 3600, phone=(90, 90)),
        minute(60, 7200, phone=(90, 90)),
        minute(61, 7200, watch=(90, 90)),
        minute(63, 7200, watch=(90, 90)),
    ]
    runs = list(runs_of(minutes))
    assert [(f"{run.begins:%H:%M}", f"{run.ends:%H:%M}", run.counted) for run in runs] == [
        ("01:59", "02:00", ("phone",)),
        ("03:00", "03:01", ("phone",)),
        ("03:01", "03:02", ("watch",)),
        ("03:03", "03:04", ("watch",)),
    ]


def test_a_strip_draws_what_counts_and_what_does_not_and_escapes_names() -> None:
    device = DeviceStrip("Anna's <watch>", ((480, 540),), ((600, 601),))
    for width, name in ((350, "only-s"), (760, "only-m"), (1184, "only-l")):
        drawn = draw_strip(DayStrip((device,), ((480, 540),)), WORDS, width)
        assert f'class="chart strip24 {name}"' in drawn
        assert "Anna&#x27;s &lt;watch&gt;" in drawn
        assert 'aria-label="&lt;a day&gt;"' in drawn
        for kind in ("walked", "counted", "seen"):
            assert len(re.findall(f'class="{kind}" d="[^"]*z"', drawn)) == 1
