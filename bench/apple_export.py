"""A made-up export of Apple Health: phone and watch, day after day, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

#: 200 MB.
RECORDS = 500_000

_ZONES = (timezone(timedelta(hours=1)), timezone(timedelta(hours=2)))
_PHONE = (
    'sourceName="Petra’s iPhone" sourceVersion="17.4.1" device="&lt;&lt;HKDevice: 0x30246f2a0&gt;,'
    " name:iPhone, manufacturer:Apple Inc., model:iPhone, hardware:iPhone14,5, software:17.4.1"
    '&gt;"'
)
_WATCH = (
    'sourceName="Petra’s Apple\u00a0Watch" sourceVersion="10.4" device="&lt;&lt;HKDevice:'
    " 0x3024702d0&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,7,"
    ' software:10.4&gt;"'
)
_SCALE = 'sourceName="Sleep &amp; Rest" sourceVersion="212"'
_READ = ("StepCount", "DistanceWalkingRunning", "HeartRate", "WalkingSpeed", "WalkingStepLength")
#: Share, type, unit, devices, seconds it lasts, lowest and highest value, decimals.
Row = tuple[int, str, str, tuple[str, ...], tuple[int, int], tuple[float, float], int]
_MIX: tuple[Row, ...] = (
    (22, "StepCount", "count", (_PHONE, _WATCH), (5, 600), (3, 900), 0),
    (20, "DistanceWalkingRunning", "km", (_PHONE, _WATCH), (2, 300), (0.002, 0.6), 6),
    (24, "HeartRate", "count/min", (_WATCH,), (0, 0), (48, 160), 0),
    (18, "ActiveEnergyBurned", "kcal", (_WATCH,), (20, 300), (0.1, 9), 3),
    (8, "BasalEnergyBurned", "kcal", (_WATCH,), (60, 900), (0.4, 18), 3),
    (3, "WalkingSpeed", "km/hr", (_PHONE,), (3, 40), (2.9, 6.4), 4),
    (3, "WalkingStepLength", "cm", (_PHONE,), (3, 40), (48, 86), 0),
    (1, "FlightsClimbed", "count", (_PHONE,), (3, 40), (1, 4), 0),
    (1, "BodyMass", "kg", (_SCALE,), (0, 0), (71, 74), 2),
)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 13 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
]>
<HealthData locale="de_DE">
 <ExportDate value="2026-04-03 19:20:21 +0200"/>
 <Me HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale"/>
"""


def write(path: Path, records: int = RECORDS, seed: int = 1, dense: bool = False) -> None:
    """Write an export of some records; 400 bytes each, their types mixed.

    Args:
        path: of the file.
        records: how many.
        seed: of what is drawn.
        dense: whether it holds none but types that rhomboid reads.
    """
    mix = [row for row in _MIX if not dense or row[1] in _READ]
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        file.writelines(_records(records, mix, random.Random(seed)))
        file.write("</HealthData>\n")


def _records(records: int, mix: list[Row], draw: random.Random) -> Iterator[str]:
    rows = draw.choices(mix, [row[0] for row in mix], k=1 << 16)
    now = datetime(2019, 3, 4, 6, tzinfo=_ZONES[0])
    for number in range(records):
        if number % 1000 == 999:
            yield _workout(now, draw)
        yield _record(rows[number % len(rows)], now, draw)
        now += timedelta(seconds=draw.randrange(20, 300))


def _record(row: Row, now: datetime, draw: random.Random) -> str:
    _, kind, unit, devices, (shortest_s, longest_s), (low, high), decimals = row
    end = now + timedelta(seconds=draw.randint(shortest_s, longest_s))
    value = (
        round(draw.uniform(low, high), decimals)
        if decimals
        else draw.randint(round(low), round(high))
    )
    head = (
        f' <Record type="HKQuantityTypeIdentifier{kind}" {draw.choice(devices)} unit="{unit}" '
        f'creationDate="{_time(end)}" startDate="{_time(now)}" endDate="{_time(end)}" '
        f'value="{value}"'
    )
    if kind != "HeartRate":
        return head + "/>\n"
    entry = '<MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="0"/>'
    return f"{head}>\n  {entry}\n </Record>\n"


def _workout(start: datetime, draw: random.Random) -> str:
    minutes = draw.uniform(10, 60)
    end = start + timedelta(minutes=minutes)
    span = f'startDate="{_time(start)}" endDate="{_time(end)}"'
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityTypeWalking" duration="{minutes}" '
        f'durationUnit="min" {_WATCH} creationDate="{_time(end)}" {span}>\n'
        '  <MetadataEntry key="HKIndoorWorkout" value="0"/>\n'
        f'  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" {span} '
        f'sum="{minutes / 12}" unit="km"/>\n'
        " </Workout>\n"
    )


def _time(when: datetime) -> str:
    """As Apple writes it, in the zone of the phone at that time of the year."""
    local = when.astimezone(_ZONES[4 <= when.month <= 10])
    return f"{local:%Y-%m-%d %H:%M:%S %z}"
