"""A real record of use of four months, read and played through the prompts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rhomboid.adapters.activity_log.reader import ActivityLog, Left
from rhomboid.core.ergonomics.desk.day import week_dose
from rhomboid.core.ergonomics.desk.events import Basis, DeskLog
from rhomboid.core.ergonomics.desk.prompt import Signals
from rhomboid.core.ergonomics.desk.replay import How, Replayed, replay
from tests.core.ergonomics.desk.desks import POSITIONS, RULES

RECORD = Path(__file__).parents[4] / "shared" / "data" / "desk_log" / "active_away_periods.csv"
PARIS = ZoneInfo("Europe/Paris")
BASIS = Basis(RULES, POSITIONS, PARIS)
pytestmark = pytest.mark.skipif(not RECORD.exists(), reason="the real record is not here")


@pytest.fixture(scope="module")
def log() -> DeskLog:
    with RECORD.open("rb") as stream:
        record = ActivityLog(stream, RECORD.name, PARIS)
        periods = tuple(record.periods())
    assert record.left == Left()
    return DeskLog(periods=periods)


def test_every_line_is_read(log: DeskLog) -> None:
    uses = Counter(period.use for period in log.periods)
    assert uses == {"active": 850, "off": 496, "locked": 479, "away": 174}


@pytest.mark.parametrize(
    ("how", "prompts", "changes_per_day", "longest_min"),
    [
        (How(), 1225, 6.3, 257),
        (How(signals=Signals(lull_s=0.0)), 1057, 6.3, 257),
        (How(follows=True), 1211, 17.3, 31),
    ],
    ids=["none_followed", "no_pause", "all_followed"],
)
def test_no_prompt_of_four_months_falls_into_an_absence(
    log: DeskLog, how: How, prompts: int, changes_per_day: float, longest_min: int
) -> None:
    played: Replayed = replay(log, how, BASIS)
    assert played.misplaced == ()
    assert (len(played.days), len(played.prompts)) == (108, prompts)
    assert played.changes_per_day == pytest.approx(changes_per_day, abs=0.1)
    assert played.longest is not None
    assert played.longest.desk_min == pytest.approx(longest_min, abs=1)


def test_missing_days_are_missing(log: DeskLog) -> None:
    days = replay(log, How(), BASIS).days
    week = week_dose(days, date(2015, 12, 21), date(2015, 12, 27), BASIS)
    assert len(week.days) + len(week.missing) == 7
    assert {day.day for day in week.days}.isdisjoint(week.missing)
