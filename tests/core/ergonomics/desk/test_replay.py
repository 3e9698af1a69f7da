"""Records of use played through the prompts."""

from __future__ import annotations

import itertools
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Change, DeskLog, Meeting, Prompted
from rhomboid.core.ergonomics.desk.moment import desk_now
from rhomboid.core.ergonomics.desk.offers import Offer
from rhomboid.core.ergonomics.desk.prompt import Prompt, Signals, Wishes, decide
from rhomboid.core.ergonomics.desk.replay import How, misplaced, replay
from tests.core.ergonomics.desk.desks import BASIS, at, logs, minutes, period

DAY = DeskLog(
    periods=(
        period("9:00", "11:00"),
        period("11:00", "11:20", "away"),
        period("11:20", "12:30"),
        period("12:30", "13:30", "off"),
        period("13:30", "17:00"),
    )
)
HOWS = st.builds(
    How,
    follows=st.booleans(),
    tick_s=st.sampled_from((60, 600)),
    signals=st.builds(Signals, lull_s=st.none() | st.just(0.0), pain=st.none() | st.just(5)),
    wishes=st.just(Wishes(offers=(Offer("reach", 30), Offer("walk", 120)))),
)


def clock(prompts: tuple[Prompted, ...]) -> list[str]:
    return [f"{prompt.at:%H:%M}" for prompt in prompts]


def test_who_follows_no_prompt_is_asked_every_half_hour_at_the_desk() -> None:
    played = replay(DAY, How(), BASIS)
    assert clock(played.prompts)[:5] == ["09:30", "10:00", "10:30", "11:50", "12:20"]
    assert (played.prompts_per_day, played.changes_per_day) == (11, 2)
    assert played.longest is not None
    assert played.longest.desk_min == 210
    assert played.misplaced == ()


def test_who_follows_every_prompt_never_sits_longer_than_it_waits() -> None:
    played = replay(DAY, How(follows=True), BASIS)
    assert clock(played.prompts)[:3] == ["09:30", "10:00", "10:31"]
    assert played.longest is not None
    assert played.longest.desk_min <= 31
    assert played.changes_per_day == 13
    assert played.days[0].by_source["timer"] == 11


def test_where_no_pause_comes_it_asks_after_forty_minutes() -> None:
    played = replay(DAY, How(signals=Signals(lull_s=0.0)), BASIS)
    assert clock(played.prompts)[:2] == ["09:40", "10:10"]


def test_no_prompt_falls_into_a_meeting() -> None:
    log = msgspec.structs.replace(DAY, meetings=(Meeting(at("9:20"), at("10:40")),))
    assert clock(replay(log, How(), BASIS).prompts)[0] == "10:40"


def test_a_misplaced_prompt_is_found_in_the_record_itself() -> None:
    wrong = tuple(Prompted(at(when)) for when in ("8:59", "11:00", "11:19", "12:30", "17:00"))
    right = tuple(Prompted(at(when)) for when in ("9:00", "10:59", "11:20", "16:59"))
    assert misplaced(DAY, (*right, *wrong)) == wrong


def test_a_tick_lasts_a_second_or_longer() -> None:
    with pytest.raises(DeskError, match="tick_s"):
        How(tick_s=0)


def test_an_empty_record_has_no_rates() -> None:
    played = replay(DeskLog(), How(), BASIS)
    assert (played.days, played.prompts, played.longest) == ((), (), None)
    assert played.prompts_per_day is played.changes_per_day is played.changes_per_hour is None


@given(logs, HOWS)
def test_no_prompt_is_misplaced_in_any_record(log: DeskLog, how: How) -> None:
    assert replay(log, how, BASIS).misplaced == ()


@given(logs, HOWS)
def test_prompts_are_half_an_hour_apart(log: DeskLog, how: How) -> None:
    prompts = replay(msgspec.structs.replace(log, snoozes=()), how, BASIS).prompts
    gaps = [b.at - a.at for a, b in itertools.pairwise(prompts)]
    assert all(gap >= timedelta(minutes=30) for gap in gaps)


@given(logs)
def test_the_replay_decides_as_the_running_program_would(log: DeskLog) -> None:
    """At each prompt of the replay, the log with the prompts before it leads to a prompt."""
    log = msgspec.structs.replace(log, skips=())
    played = replay(log, How(), BASIS)
    for number, prompt in enumerate(played.prompts[:5]):
        told = msgspec.structs.replace(log, prompts=played.prompts[:number])
        desk = desk_now(told, prompt.at, BASIS)
        assert isinstance(decide(desk, Signals(), Wishes(), BASIS).outcome, Prompt)


@given(logs)
def test_a_change_told_by_hand_just_before_takes_the_prompt_away(log: DeskLog) -> None:
    played = replay(log, How(), BASIS)
    for prompt in played.prompts[:2]:
        moved = msgspec.structs.replace(
            log, changes=(*log.changes, Change(prompt.at - minutes(1), "hand"))
        )
        assert prompt.at not in {other.at for other in replay(moved, How(), BASIS).prompts}
