"""When to ask for a change of position, for which, and why not now."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.base.decision import Decision
from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Change, DeskLog, Prompted, Skipped, Snoozed, utc
from rhomboid.core.ergonomics.desk.moment import Answered, Asked, DeskNow, desk_now
from rhomboid.core.ergonomics.desk.offers import WALK, Offer
from rhomboid.core.ergonomics.desk.prompt import Prompt, Signals, Wait, Wishes, decide
from rhomboid.core.ergonomics.desk.timeline import in_meeting
from tests.core.ergonomics.desk.desks import BASIS, at, logs, minutes, period

REACH, SQUEEZE, WALKING = Offer("reach", 30), Offer("squeeze", 40), Offer(WALK, 120)
OFFERS = Wishes(offers=(REACH, SQUEEZE, WALKING))
NOON = at("12:00")


def sitting(still_min: float = 30, **known: Any) -> DeskNow:
    desk = DeskNow(now=NOON, use="active", still_s=still_min * 60)
    return msgspec.structs.replace(desk, **known)


def asked(
    desk: DeskNow, signals: Signals | None = None, wishes: Wishes = OFFERS
) -> Decision[Prompt | Wait]:
    return decide(desk, signals or Signals(), wishes, BASIS)


def rules_of(decision: Decision[Prompt | Wait]) -> list[str]:
    return [reason.rule for reason in decision.reasons]


def test_it_asks_after_thirty_minutes_without_a_change_and_not_before() -> None:
    early = asked(sitting(29))
    assert early.outcome == Wait(NOON + minutes(1))
    assert rules_of(early) == ["desk.not_due"]
    due = asked(sitting(30))
    assert due.outcome == Prompt("change", 30, "reach")
    assert rules_of(due) == ["desk.due", "desk.no_pause_seen"]
    assert [(f.name, f.value) for f in due.reasons[0].findings] == [
        ("still", 30.0),
        ("every", 30.0),
    ]


def test_it_waits_for_a_pause_and_at_the_latest_asks_after_forty_minutes() -> None:
    busy = Signals(lull_s=1)
    assert rules_of(asked(sitting(35), busy)) == ["desk.due", "desk.waits_for_pause"]
    assert rules_of(asked(sitting(35), Signals(lull_s=5))) == ["desk.due", "desk.pause"]
    assert isinstance(asked(sitting(39.9), busy).outcome, Wait)
    assert rules_of(asked(sitting(40), busy)) == ["desk.due", "desk.limit"]


def test_what_fell_due_in_a_meeting_waits_for_a_pause_after_it() -> None:
    busy = Signals(lull_s=1)
    inside = asked(sitting(90, meeting=True, meeting_until=NOON + minutes(7)), busy)
    assert inside.outcome == Wait(NOON + minutes(7))
    assert rules_of(inside)[1:] == ["desk.meeting"]
    assert isinstance(asked(sitting(90, met_until=NOON), busy).outcome, Wait)
    assert isinstance(asked(sitting(90, met_until=NOON), Signals(lull_s=5)).outcome, Prompt)
    assert isinstance(asked(sitting(90, met_until=NOON - minutes(9.9)), busy).outcome, Wait)
    assert rules_of(asked(sitting(90, met_until=NOON - minutes(10)), busy))[1] == "desk.limit"


def test_quiet_hours_say_when_they_end() -> None:
    over_night = msgspec.structs.replace(OFFERS, quiet=((time(11), time(13)), (time(9), time(8))))
    assert asked(sitting(), wishes=over_night).outcome == Wait(NOON + minutes(20 * 60))


@pytest.mark.parametrize(
    ("known", "signals", "rule"),
    [
        ({"use": "away"}, {}, "desk.away"),
        ({"use": "locked"}, {}, "desk.away"),
        ({"use": "off"}, {}, "desk.away"),
        ({"use": None}, {}, "desk.use_unknown"),
        ({"meeting": True}, {}, "desk.meeting"),
        ({}, {"capturing": True}, "desk.capturing"),
        ({}, {"do_not_disturb_until": NOON + minutes(1)}, "desk.do_not_disturb"),
        ({"snoozed_until": NOON + minutes(1)}, {}, "desk.snoozed"),
        ({"asked": Asked(prompts=(NOON - minutes(29),))}, {}, "desk.asked_lately"),
        ({"asked": Asked(prompts=(NOON + minutes(29),))}, {}, "desk.asked_lately"),
    ],
)
def test_what_disturbs_or_is_not_known_makes_it_wait(
    known: dict[str, Any], signals: dict[str, Any], rule: str
) -> None:
    decision = asked(sitting(60, **known), Signals(**signals))
    assert isinstance(decision.outcome, Wait)
    due, block = decision.reasons
    assert (block.rule, block.decisive) == (rule, True)
    assert (due.decisive, due.ignored_because) == (False, rule)


def test_do_not_disturb_and_snooze_end_to_the_second() -> None:
    ended = Signals(do_not_disturb_until=NOON)
    assert isinstance(asked(sitting(snoozed_until=NOON), ended).outcome, Prompt)


@pytest.mark.parametrize(
    ("clock", "asks"),
    [
        ("21:59", True),
        ("22:00", False),
        ("23:59", False),
        ("0:00", False),
        ("6:59", False),
        ("7:00", True),
    ],
)
def test_quiet_hours_go_over_midnight(clock: str, asks: bool) -> None:
    wishes = Wishes(quiet=((time(22), time(7)),))
    decision = asked(sitting(now=at(clock)), wishes=wishes)
    assert isinstance(decision.outcome, Prompt) is asks


def test_quiet_hours_are_those_of_the_place_wherever_the_time_was_told() -> None:
    wishes = Wishes(quiet=((time(12), time(13)),))
    assert isinstance(asked(sitting(now=utc(NOON)), wishes=wishes).outcome, Wait)


def test_after_a_snooze_it_asks_again_and_never_more_than_three_times_an_hour() -> None:
    prompts = tuple(NOON - minutes(ago) for ago in (50, 20, 5))
    twice = Asked(prompts=prompts[1:], snoozed=True)
    assert isinstance(asked(sitting(asked=twice)).outcome, Prompt)
    full = asked(sitting(asked=Asked(prompts=prompts, snoozed=True)))
    assert full.outcome == Wait(NOON + minutes(10))
    assert rules_of(full) == ["desk.due", "desk.hour_full"]


def test_it_says_when_the_next_prompt_can_come_at_the_earliest() -> None:
    desk = sitting(10, snoozed_until=NOON + minutes(5))
    assert asked(desk).outcome == Wait(NOON + minutes(20))
    assert asked(sitting(40, meeting=True)).outcome == Wait(None)


class TestTimesThatAreDeclined:
    LEARNED = Answered(declined=3, of=4)

    def test_it_waits_longer_and_says_so(self) -> None:
        decision = asked(sitting(44, answered=self.LEARNED))
        assert rules_of(decision) == ["desk.not_due", "desk.declined_at_this_time"]
        findings = {f.name: f.value for f in decision.reasons[-1].findings}
        assert findings == {"slot_from": "12:00", "declined": 3, "of": 4, "longer": 15}

    def test_it_never_stops(self) -> None:
        decision = asked(sitting(45, answered=Answered(declined=4, of=4)))
        assert isinstance(decision.outcome, Prompt)
        assert "desk.declined_at_this_time" in rules_of(decision)
        late = asked(sitting(55, answered=self.LEARNED), Signals(lull_s=0))
        assert "desk.limit" in rules_of(late)

    def test_two_of_four_are_no_lesson(self) -> None:
        assert isinstance(asked(sitting(30, answered=Answered(2, 4))).outcome, Prompt)

    def test_the_earliest_time_does_not_count_on_the_lesson(self) -> None:
        """In half an hour it may be another slot."""
        decision = asked(sitting(20, answered=self.LEARNED))
        assert decision.outcome == Wait(NOON + minutes(10))

    def test_only_bad_moments_in_the_same_half_hour_of_the_last_weeks_teach(self) -> None:
        days = [NOON - timedelta(days=n) + minutes(10) for n in range(1, 4)]
        bad = tuple(Skipped(day, "bad_moment") for day in days)
        others = (
            Skipped(days[0] + minutes(5), "hurts"),
            Skipped(days[0] + minutes(30), "bad_moment"),
            Skipped(NOON - timedelta(days=40), "bad_moment"),
        )
        log = DeskLog(skips=bad + others, changes=(Change(NOON - timedelta(days=9), "timer"),))
        assert desk_now(log, NOON, BASIS).answered == Answered(3, 4)
        assert desk_now(log, NOON + timedelta(days=30), BASIS).answered == Answered(0, 0)
        taken = tuple(Change(day + minutes(60 * 24), "timer") for day in days[:2])
        better = DeskLog(skips=bad, changes=taken)
        assert desk_now(better, NOON + minutes(29), BASIS).answered == Answered(2, 4)


class TestLongerBreak:
    def test_with_pain_of_four_it_asks_for_five_minutes_an_hour(self) -> None:
        desk = sitting(10, since_long_s=3600)
        decision = asked(desk, Signals(pain=4))
        assert decision.outcome == Prompt("long_break", 300, WALK)
        assert decision.reasons[0].rule == "desk.long_break"

    def test_below_four_or_before_the_hour_it_does_not(self) -> None:
        assert isinstance(asked(sitting(10, since_long_s=3600), Signals(pain=3)).outcome, Wait)
        assert isinstance(asked(sitting(10, since_long_s=3599), Signals(pain=9)).outcome, Wait)
        assert asked(sitting(10, since_long_s=3300), Signals(pain=9)).outcome == Wait(
            NOON + minutes(5)
        )

    def test_without_a_walk_to_offer_it_is_the_next_movement(self) -> None:
        wishes = Wishes(offers=(REACH,))
        decision = asked(sitting(10, since_long_s=3600), Signals(pain=4), wishes)
        assert decision.outcome == Prompt("long_break", 300, "reach")


class TestOffers:
    def test_movements_come_in_turn(self) -> None:
        shown: tuple[str, ...] = ()
        for _ in range(6):
            outcome = asked(sitting(asked=Asked(offered=shown))).outcome
            assert isinstance(outcome, Prompt)
            assert outcome.offer is not None
            shown += (outcome.offer,)
        assert shown == ("reach", "squeeze", WALK) * 2

    def test_what_was_just_declined_or_hurts_is_not_offered(self) -> None:
        desk = sitting(asked=Asked(declined="reach"), hurting=frozenset({"squeeze"}))
        assert asked(desk).outcome == Prompt("change", 120, WALK)

    def test_with_nothing_left_it_asks_to_stand_up(self) -> None:
        desk = sitting(asked=Asked(declined="reach"))
        assert asked(desk, wishes=Wishes(offers=(REACH,))).outcome == Prompt("change", 30, None)

    def test_the_log_tells_what_was_declined_and_what_hurt_today(self) -> None:
        log = DeskLog(
            prompts=(
                Prompted(NOON - minutes(90), "reach"),
                Prompted(NOON - minutes(40), "squeeze"),
            ),
            skips=(
                Skipped(NOON - minutes(89), "hurts", "reach"),
                Skipped(NOON - minutes(39), "not_this", "squeeze"),
            ),
        )
        now = desk_now(log, NOON, BASIS)
        assert now.asked == Asked((NOON - minutes(40),), False, ("reach", "squeeze"), "squeeze")
        assert now.hurting == {"reach"}
        assert desk_now(log, NOON + timedelta(days=1), BASIS).hurting == frozenset()

    @pytest.mark.parametrize("seconds", [29, 121])
    def test_an_offer_takes_between_half_a_minute_and_two(self, seconds: int) -> None:
        with pytest.raises(DeskError, match="30 to 120 s long"):
            asked(sitting(), wishes=Wishes(offers=(Offer("reach", seconds),)))


def test_wishes_and_signals_outside_their_range_are_refused() -> None:
    with pytest.raises(DeskError, match="30 to 40 minutes"):
        asked(sitting(), wishes=Wishes(every_min=20))
    with pytest.raises(DeskError, match="quiet hours"):
        Wishes(quiet=((time(8), time(8)),))
    with pytest.raises(DeskError, match="0 to 10"):
        Signals(pain=11)
    with pytest.raises(DeskError, match="a lull"):
        Signals(lull_s=-1)


def test_the_person_can_have_it_every_forty_minutes() -> None:
    wishes = Wishes(every_min=40)
    assert isinstance(asked(sitting(39), wishes=wishes).outcome, Wait)
    assert isinstance(asked(sitting(40), wishes=wishes).outcome, Prompt)


def test_a_decision_can_be_stored() -> None:
    decision = asked(sitting())
    kind = Decision[Prompt | Wait]
    assert msgspec.json.decode(msgspec.json.encode(decision), type=kind) == decision


def test_back_at_the_desk_nothing_is_due() -> None:
    log = DeskLog(
        periods=(
            period("9:00", "11:00"),
            period("11:00", "11:10", "away"),
            period("11:10", "11:20"),
        )
    )
    assert isinstance(asked(desk_now(log, at("10:59"), BASIS)).outcome, Prompt)
    assert rules_of(asked(desk_now(log, at("11:15"), BASIS))) == ["desk.not_due"]


MOMENTS = st.integers(0, 4 * 24 * 60).map(lambda n: at("0:00") + minutes(n))
SIGNALS = st.builds(
    Signals,
    lull_s=st.none() | st.integers(0, 20),
    do_not_disturb_until=st.none() | MOMENTS,
    pain=st.none() | st.integers(0, 10),
)


@given(logs, MOMENTS, SIGNALS)
def test_a_prompt_never_falls_into_away_meeting_do_not_disturb_or_snooze(
    log: DeskLog, now: datetime, signals: Signals
) -> None:
    decision = decide(desk_now(log, now, BASIS), signals, OFFERS, BASIS)
    if not isinstance(decision.outcome, Prompt):
        return
    assert not in_meeting(log.meetings, now)
    assert not [p for p in log.periods if p.use != "active" and p.start <= now < p.end]
    assert not [s for s in log.snoozes if s.at <= now < s.until]
    until = signals.do_not_disturb_until
    assert until is None or until <= now


@given(logs, MOMENTS, SIGNALS, st.lists(st.integers(-59, 59), max_size=4))
def test_with_a_prompt_in_the_last_interval_there_is_none_unless_snoozed(
    log: DeskLog, now: datetime, signals: Signals, apart: list[int]
) -> None:
    prompts = tuple(Prompted(now + minutes(n)) for n in apart)
    log = msgspec.structs.replace(log, prompts=prompts, snoozes=())
    decision = decide(desk_now(log, now, BASIS), signals, OFFERS, BASIS)
    if isinstance(decision.outcome, Prompt):
        assert not apart or abs(max(apart)) >= 30
        assert len(apart) < 3


@given(logs, MOMENTS, SIGNALS)
def test_every_decision_has_reasons_with_facts_and_says_what_decided(
    log: DeskLog, now: datetime, signals: Signals
) -> None:
    decision = decide(desk_now(log, now, BASIS), signals, OFFERS, BASIS)
    assert any(reason.decisive for reason in decision.reasons)
    assert all(reason.facts for reason in decision.reasons)


@given(logs, MOMENTS, st.integers(0, 10))
def test_a_snooze_only_ever_takes_a_prompt_away(log: DeskLog, now: datetime, length: int) -> None:
    snoozed = msgspec.structs.replace(log, snoozes=(Snoozed(now, now + minutes(length + 1)),))
    assert isinstance(decide(desk_now(snoozed, now, BASIS), Signals(), OFFERS, BASIS).outcome, Wait)
