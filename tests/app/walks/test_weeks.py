"""Twelve weeks of walking: what is unknown is neither none nor a decline, in numbers and drawn."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from rhomboid.adapters.drawing.chart.walking import draw_walking
from rhomboid.adapters.drawing.chart.words import WalkingWords
from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.app.recorder import Draft, Recorder
from rhomboid.app.replay.clock import StoryClock
from rhomboid.app.walks.weeks import WEEKS, WalkTime, walk_time
from rhomboid.core.knowledge.knowledge import load_knowledge

RULES = load_knowledge().prescription.walking
SUNDAY = date(2026, 3, 29)
WORDS = WalkingWords(
    summary="walks",
    pain="Pain",
    walking="Minutes",
    empty="No pain",
    least="20 min",
    day=str,
    month=str,
    month_short=str,
)


def told(walks: dict[date, int], pains: dict[date, int] | None = None) -> WalkTime:
    """Twelve weeks with walks and pain told on some days."""
    clock = StoryClock(datetime(2026, 3, 29, 20, tzinfo=UTC))
    recorder = Recorder(MemoryDiary(), clock, "1.0", "p")

    def noon(on: date) -> datetime:
        return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)

    drafts = [Draft("walk", {"minutes": many}, noon(on)) for on, many in walks.items()]
    drafts += [Draft("pain", {"now": score}, noon(on)) for on, score in (pains or {}).items()]
    if drafts:
        recorder.write_all(drafts)
    return walk_time(recorder.course(), SUNDAY, RULES)


def weekly(minutes: list[int]) -> dict[date, int]:
    """A walk on the Sunday of each of the last weeks, the newest last."""
    return {
        SUNDAY - timedelta(weeks=back): many for back, many in enumerate(reversed(minutes)) if many
    }


def test_it_is_twelve_weeks_from_a_monday_up_to_today() -> None:
    data = told({})
    assert len(data.weeks) == WEEKS
    assert (data.first, data.days[-1].day) == (date(2026, 1, 5), SUNDAY)
    assert not any(day.known for day in data.days)


def test_a_trend_needs_eight_weeks_of_which_something_is_known() -> None:
    assert told(weekly([20] * 4 + [30] * 4)).trend() == (30, 20)
    assert told(weekly([20] * 4 + [30, 0, 30, 30])).trend() is None
    assert told(weekly([30] * 7)).trend() is None


def test_pain_stands_beside_its_week() -> None:
    data = told({}, {SUNDAY: 4, SUNDAY - timedelta(days=1): 6, SUNDAY - timedelta(weeks=1): 1})
    assert data.week_pain[-2:] == (1.0, 5.0)
    assert data.week_pain[0] is None
    assert [one.score for one in data.pain] == [1, 6, 4]


def test_a_known_day_has_ground_and_bar_and_an_unknown_one_a_dot() -> None:
    data = told({SUNDAY: 30, SUNDAY - timedelta(days=1): 5})
    drawn = draw_walking(data, WORDS, 1184)
    unknown = drawn.partition('class="unknown" d="')[2].partition('"')[0]
    assert unknown.count("h0") == 7 * WEEKS - 2
    assert drawn.partition('class="bar" d="')[2].partition('"')[0].count("z") == 1
    assert drawn.partition('class="bar full" d="')[2].partition('"')[0].count("z") == 1
    assert "No pain" in drawn
