"""Exports for the tests: made by hand, made at random, and read by expat for comparison."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from pyexpat import ParserCreate
from typing import NamedTuple

import pytest
from hypothesis import strategies as st

from rhomboid.adapters.importers.apple.recording import AppleExport, open_export
from rhomboid.app.walks.ports import Given
from rhomboid.core.activity.records import KINDS, Batch, Kind, Workout

#: Published exports, where they are at hand.
REAL = Path(__file__).parents[5] / "shared" / "data" / "apple_health"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the published exports are not at hand")
EVERYTHING = Given("Europe/Berlin", frozenset(KINDS))
WHEN = 'startDate="2026-01-05 08:00:00 +0100" endDate="2026-01-05 08:01:00 +0100"'
PREFIX = "HKQuantityTypeIdentifier"


class Row(NamedTuple):
    """A sample, to be compared and counted."""

    kind: str
    source: str
    start_s: float
    end_s: float
    value: float
    offset_s: int


def export(*content: str, head: str = "", root: str = '<HealthData locale="en_GB">') -> bytes:
    return f"{head}{root}\n{''.join(content)}</HealthData>\n".encode()


def record(kind: str = "StepCount", value: str = "100", unit: str = "count", **own: str) -> str:
    source, when = own.get("source", "Phone"), own.get("when", WHEN)
    head = f'<Record type="{PREFIX}{kind}" sourceName="{source}" unit="{unit}"'
    return f'{head} {when} value="{value}"/>\n'


def opened(content: bytes, given: Given = EVERYTHING) -> AppleExport:
    found = open_export("export.xml", io.BytesIO(content), given)
    assert found is not None
    return found


def read(content: bytes, given: Given = EVERYTHING) -> list[Batch]:
    return list(opened(content, given).batches())


def rows(batches: Iterable[Batch]) -> list[Row]:
    """All samples of some batches, in order."""
    return sorted(
        Row(lot.kind, lot.sources[source], start, end, value, offset)
        for batch in batches
        for lot in batch.samples
        for start, end, value, source, offset in zip(
            lot.start_s.tolist(), lot.end_s.tolist(), lot.value.tolist(),
            lot.source.tolist(), lot.offset_s.tolist(), strict=True,
        )
    )  # fmt: skip


def workouts(batches: Iterable[Batch]) -> list[Workout]:
    return [workout for batch in batches for workout in batch.workouts]


def skipped(batches: Iterable[Batch]) -> dict[str, int]:
    found: dict[str, int] = {}
    for batch in batches:
        for reason, count in batch.skipped.items():
            found[reason] = found.get(reason, 0) + count
    return found


_UNITS: dict[str, tuple[Kind, str, float]] = {
    "StepCount": ("steps", "count", 1.0),
    "DistanceWalkingRunning": ("distance_m", "km", 1000.0),
    "HeartRate": ("heart_rate_per_min", "count/min", 1.0),
    "WalkingStepLength": ("step_length_m", "cm", 0.01),
}


def by_expat(content: bytes) -> list[Row]:
    """The samples as expat finds them, those inside correlations left out."""
    found: list[Row] = []
    inside: list[str] = []

    def start(tag: str, own: dict[str, str]) -> None:
        name = own.get("type", "").removeprefix(PREFIX)
        if tag == "Record" and name in _UNITS and "Correlation" not in inside:
            kind, unit, factor = _UNITS[name]
            assert own["unit"] == unit
            begin, end = (
                datetime.strptime(own[key], "%Y-%m-%d %H:%M:%S %z")
                for key in ("startDate", "endDate")
            )
            offset = begin.utcoffset()
            assert offset is not None
            found.append(
                Row(
                    kind, own["sourceName"], begin.timestamp(), end.timestamp(),
                    float(own["value"]) * factor, round(offset.total_seconds()),
                )
            )  # fmt: skip
        inside.append(tag)

    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parser.Parse(content, True)
    return sorted(found)


_SPACES = st.sampled_from([" ", "  ", "\n", "\t", " \r\n "])
_NAMES = st.sampled_from(
    ["Phone", "Peter’s Watch", "Tom&#160;Tom", "a &amp; b", "x&gt;y",
     "&#x50;hone", "it&apos;s", "1>0", "", "&lt;Record&gt;"]
)  # fmt: skip
_COMMENTS = st.sampled_from(
    [
        "<!-- -->", f"<!--{record()}-->", "<![CDATA[<Record a]]>", f"<![CDATA[ {record()} ]]>",
        "<?note <Record?>", "\n", "text & more".replace("&", "&amp;"), "<!--<Workout-->",
        '<ActivitySummary dateComponents="2026-01-05"/>', "<!---->", "<ClinicalRecord a='>'/>",
    ]
)  # fmt: skip
_DEVICE = 'device="&lt;&lt;HKDevice: 0x28&gt;, name:Watch&gt;"'


@st.composite
def _records(draw: st.DrawFn, usual: bool = False) -> str:
    name = draw(st.sampled_from([*sorted(_UNITS), "BodyMass"]))
    unit = _UNITS[name][1] if name in _UNITS else "kg"
    start = draw(st.integers(0, 59))
    zone = draw(st.sampled_from(["+0100", "-0330", "+1200"]))
    day = draw(st.sampled_from(["2024-02-29", "2026-12-31", "2015-01-01"]))
    own = [
        ("type", PREFIX + name), ("sourceName", draw(_NAMES)), ("unit", unit),
        ("startDate", f"{day} 23:00:{start:02} {zone}"),
        ("endDate", f"{day} 23:59:{draw(st.integers(0, 59)):02} {zone}"),
        ("value", draw(st.sampled_from(["1", "72", "0.00288", "5.19412346680959", "1e2", "12."]))),
    ]  # fmt: skip
    if usual or draw(st.booleans()):
        head = " ".join(f'{key}="{value}"' for key, value in own)
        return f"<Record {head}{draw(st.sampled_from(['/>', '></Record>']))}"
    own.append(("device", "none"))
    text = "<Record"
    for key, raw in draw(st.permutations(own)):
        quote = draw(st.sampled_from("\"'"))
        value = raw.replace("'", "&apos;")
        if draw(st.integers(0, 5)) == 0 and value.isalnum():
            place = draw(st.integers(0, len(value) - 1))
            value = f"{value[:place]}&#{ord(value[place])};{value[place + 1 :]}"
        equals = draw(st.sampled_from(["=", " = ", "=\n"]))
        text += draw(_SPACES) + (
            _DEVICE if key == "device" else key + equals + quote + value + quote
        )
    metadata = '<MetadataEntry key="type" value="startDate"/>'
    return text + draw(st.sampled_from([" />", f">{metadata}</Record>", "\n>\n</Record >"]))


@st.composite
def exports(draw: st.DrawFn) -> bytes:
    """A well-formed export in spellings that Apple may or may not choose."""
    usual = draw(st.booleans())
    one = _records(usual=usual)
    correlation = one.map(lambda text: f"<Correlation type='x>y'>{text}</Correlation>")
    many = st.lists(st.one_of(one, one, one, _COMMENTS, correlation), max_size=8)
    content = draw(many)
    head = draw(
        st.sampled_from(
            ["", "\ufeff", '<?xml version="1.0" encoding="UTF-8"?>\n', "<!-- <HealthData> -->"]
        )
    )
    tail = draw(st.sampled_from(["", "<!-- end -->"]))
    return export(*content, tail, head=head)
