"""After the minutes the pace (WK-04), what pain takes back, and what a missed day never does."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.course.course import read_plan
from rhomboid.core.diary.entry import Entry
from rhomboid.core.outcomes.flare import FlareState
from rhomboid.core.plan.model import Plan
from rhomboid.core.review.model import Change
from tests.core.outcomes.days import day, pains, report
from tests.core.review.test_walking import LATER, programme, three, walking, walks
from tests.core.review.weeks import KNOWLEDGE, change_of, plan, reviewed

TARGET = (30, 5)
WEEK = (14, 15, 16, 18, 19)
RED = [2] * 18 + [6, 2, 2]


def brisk(minutes: int) -> Plan:
    """The programme at its target, with so many brisk minutes."""
    made = programme(*TARGET)
    assert made.walking is not None
    return msgspec.structs.replace(
        made, walking=msgspec.structs.replace(made.walking, brisk_min=minutes)
    )


def seen(moderate: float, days: tuple[int, ...] = WEEK, minutes: float = 30.0) -> list[Entry]:
    """Days that a phone saw."""
    body = {
        "minutes": minutes,
        "moderate_minutes": moderate,
        "walks": [{"at": "17:00", "minutes": minutes, "moderate_minutes": moderate}],
    }
    return [report("walk_day", body, day(n), 40, hour=20) for n in days]


def skips(because: str, days: tuple[int, ...], pain: int | None = None) -> list[Entry]:
    """Walks that were left out."""
    body = {"because": because, **({} if pain is None else {"pain": pain})}
    return [report("walk_skipped", body, day(n), 50, hour=19) for n in days]


def change(entries: list[Entry], now: Plan, scores: list[int], **more: object) -> Change:
    """What becomes of walking at the end of day 20."""
    values = {"changed_on": LATER, "plan": now, **more}
    return change_of(reviewed([*pains(scores), *entries], today=20, **values), "walking")


def told(days: tuple[int, ...] = WEEK) -> list[Entry]:
    return walks(dict.fromkeys(days, 30))


@pytest.mark.parametrize(("now", "to"), [(0, 5), (5, 10), (15, 20), (18, 20)])
def test_once_the_target_is_held_the_pace_grows_by_five_minutes_a_walk(now: int, to: int) -> None:
    found = change(told(), brisk(now), [2] * 21)
    assert (found.verb, found.brisk, found.to_brisk) == ("progress", now, to)
    assert found.reasons[0].rule == "walking.pace_told"
    assert (found.to_amount.minutes, found.to_days) == TARGET


@pytest.mark.parametrize(
    ("entries", "now", "rule"),
    [
        (told(WEEK[:3]), 0, "walking.target"),  # three of five days: not held yet
        (told(), 20, "walking.pace_reached"),
        (seen(4.0), 10, "walking.pace_slower"),
        ([*seen(12.0, WEEK[:2]), *seen(9.0, WEEK[2:])], 10, "walking.pace_slower"),
    ],
)
def test_the_pace_stays_where_it_is_not_held_or_is_all_that_is_asked(
    entries: list[Entry], now: int, rule: str
) -> None:
    found = change(entries, brisk(now), [2] * 21)
    assert (found.verb, found.to_brisk, found.reasons[0].rule) == ("hold", now, rule)


def test_where_devices_see_the_pace_their_minutes_decide() -> None:
    found = change(seen(12.4), brisk(10), [2] * 21)
    reason = found.reasons[0]
    assert (reason.rule, found.to_brisk) == ("walking.pace_seen", 15)
    assert {f.name: f.value for f in reason.findings} == {"brisk": 15, "seen": 12, "spm": 100}


def test_two_measured_days_of_five_leave_the_pace_to_the_persons_word() -> None:
    entries = [*seen(1.0, WEEK[:2]), *told(WEEK[2:])]
    assert change(entries, brisk(10), [2] * 21).reasons[0].rule == "walking.pace_told"


def test_full_days_before_the_last_change_do_not_hold_the_target() -> None:
    found = change(told(), brisk(0), [2] * 21, changed_on={"walking": day(17)})
    assert found.reasons[0].rule == "walking.target"


def test_from_sixty_five_years_on_a_slower_cadence_is_brisk() -> None:
    fresh = plan()
    assert fresh.walking is not None
    older = msgspec.structs.replace(
        fresh, walking=msgspec.structs.replace(fresh.walking, brisk_spm=90)
    )
    found = reviewed(
        [*pains([2] * 21), *told()], today=20, changed_on=LATER, plan=brisk(0), fresh=older
    )
    reason = change_of(found, "walking").reasons[0]
    assert {f.name: f.value for f in reason.findings}["spm"] == 90
    assert found.plan.walking is not None
    assert (found.plan.walking.brisk_min, found.plan.walking.brisk_spm) == (5, 90)


@pytest.mark.parametrize(
    ("scores", "more", "rule"),
    [
        (RED, {}, "walking.red_pace"),
        (
            [2] * 21,
            {"flare": FlareState(active=True, began=day(19), usual=2)},
            "walking.flare_pace",
        ),
    ],
)
def test_a_red_day_or_a_flare_takes_the_pace_away_and_leaves_the_minutes(
    scores: list[int], more: dict[str, object], rule: str
) -> None:
    found = change(told(), brisk(15), scores, **more)
    assert (found.verb, found.to_brisk, found.reasons[0].rule) == ("regress", 0, rule)
    assert (found.to_amount.minutes, found.to_days) == TARGET


def test_where_only_three_days_suit_walks_stay_at_thirty_minutes_without_a_pace() -> None:
    found = walking(three(30), (30, 3), days=("mon", "wed", "fri"))
    assert (found.verb, found.to_brisk, found.reasons[0].rule) == ("hold", 0, "walking.room")


def test_a_programme_adopted_before_there_was_a_pace_is_read_as_it_was() -> None:
    raw = msgspec.to_builtins(programme(12, 3))
    del raw["walking"]["brisk_min"], raw["walking"]["brisk_spm"]
    read = read_plan(raw)
    assert read is not None
    assert read.walking is not None
    assert (read.walking.minutes, read.walking.brisk_min, read.walking.brisk_spm) == (12, 0, 0)


@pytest.mark.parametrize(
    ("entries", "minutes", "verb", "rule"),
    [
        (skips("pain", (15,), 4), 18, "progress", "walking.longer"),
        (skips("pain", (15, 17), 4), 15, "hold", "walking.pain_skips"),
        (skips("pain", (14, 15, 17), 4), 12, "regress", "walking.pain_back"),
        (skips("weather", (14, 15, 16, 17, 18)), 18, "progress", "walking.longer"),
        (skips("no_time", (14, 15, 16, 17, 18)), 18, "progress", "walking.longer"),
        (skips("pain", (15,), 6), 15, "hold", "walking.red"),
    ],
)
def test_only_pain_that_kept_from_walking_speaks_against_more(
    entries: list[Entry], minutes: int, verb: str, rule: str
) -> None:
    held = walks(dict.fromkeys((16, 18, 19, 20), 15))
    found = change([*held, *entries], programme(15, 3), [2] * 21)
    assert (found.to_amount.minutes, found.verb) == (minutes, verb)
    assert found.reasons[0].rule == rule


def test_a_walk_done_after_all_takes_the_skip_of_that_day_away() -> None:
    entries = [*skips("pain", (15, 17), 4), *walks(dict.fromkeys((15, 17, 19), 15))]
    assert change(entries, programme(15, 3), [2] * 21).verb == "progress"


def test_pain_takes_no_walk_below_the_least() -> None:
    found = change(skips("pain", (14, 15, 17), 4), programme(3, 3), [2] * 21)
    assert (found.to_amount.minutes, found.reasons[0].rule) == (3, "walking.pain_skips")


def test_the_longest_measured_walk_of_a_day_is_one_of_the_first_three() -> None:
    walks_seen = [{"at": "08:00", "minutes": 6.0}, {"at": "17:00", "minutes": 14.0}]
    entries = [
        report("walk_day", {"minutes": 21.0, "walks": walks_seen}, day(n), 40, hour=20)
        for n in (0, 2, 4)
    ]
    found = change_of(
        reviewed([*pains([2] * 7), *entries], today=6, plan=programme(10, 3)), "walking"
    )
    assert (found.verb, found.to_amount.minutes) == ("set", 14)


def test_what_devices_alone_saw_is_a_walk_from_most_of_the_minutes_asked() -> None:
    short, enough = (
        change(seen(0.0, (15, 17, 19), minutes), programme(20, 3), [2] * 21)
        for minutes in (13.9, 14.0)
    )
    assert short.reasons[0].rule == "walking.few"
    assert {f.name: f.value for f in short.reasons[0].findings}["count"] == 0
    assert enough.verb == "progress"


def test_a_long_time_without_news_of_a_walk_is_said_kindly_and_takes_nothing_back() -> None:
    found = change(walks({3: 15, 4: 15}), programme(15, 3), [2] * 21)
    assert (found.verb, found.reasons[0].rule) == ("hold", "walking.gap")
    assert {f.name: f.value for f in found.reasons[0].findings} == {"days": 16}


@given(st.integers(2, 30), st.integers(1, 5), st.sets(st.integers(14, 20)))
def test_a_pace_is_asked_at_the_target_only(minutes: int, days: int, on: set[int]) -> None:
    found = walking(dict.fromkeys(on, minutes), (minutes, days))
    assert not found.to_brisk or (minutes, days) == TARGET


@given(st.integers(2, 30), st.integers(1, 5), st.sets(st.integers(14, 20)), st.integers(14, 20))
def test_one_more_missed_day_never_makes_the_plan_smaller(
    minutes: int, days: int, on: set[int], missed: int
) -> None:
    found = walking(dict.fromkeys(on - {missed}, minutes), (minutes, days))
    assert found.verb in ("hold", "progress")
    assert (found.to_amount.minutes or 0) * found.to_days >= minutes * days


@given(
    st.integers(2, 30),
    st.integers(1, 5),
    st.lists(st.integers(0, 10), min_size=1, max_size=4),
    st.lists(st.integers(14, 20), min_size=4, max_size=4, unique=True),
)
def test_pain_that_keeps_from_walking_never_raises_the_plan(
    minutes: int, days: int, scores: list[int], on: list[int]
) -> None:
    held = walks(dict.fromkeys(range(14, 21), minutes))
    calm = change(held, programme(minutes, days), [2] * 21)
    hurt = [skips("pain", (place,), score) for place, score in zip(on, scores, strict=False)]
    entries = [entry for one in hurt for entry in one]
    pained = change([*held, *entries], programme(minutes, days), [2] * 21)
    assert load(pained) <= load(calm)


@given(st.integers(3, 30), st.integers(1, 5), st.integers(0, 20), st.integers(1, 5))
def test_a_step_back_is_one_step_and_never_below_the_least(
    minutes: int, days: int, now_brisk: int, kept: int
) -> None:
    now = programme(minutes, days)
    assert now.walking is not None
    now = msgspec.structs.replace(
        now, walking=msgspec.structs.replace(now.walking, brisk_min=now_brisk)
    )
    found = change(skips("pain", tuple(range(14, 14 + kept)), 4), now, [2] * 21)
    after = found.to_amount.minutes or 0
    assert minutes * 80 // 100 <= after <= minutes
    assert after >= KNOWLEDGE.prescription.walking.start_least_min


def load(found: Change) -> tuple[int, int]:
    return (found.to_amount.minutes or 0) * found.to_days, found.to_brisk
