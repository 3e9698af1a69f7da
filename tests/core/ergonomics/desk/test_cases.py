"""Days at a desk that anyone can read, and what must follow from them."""

from __future__ import annotations

import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rhomboid.core.ergonomics.desk.day import day_doses
from rhomboid.core.ergonomics.desk.events import (
    Change,
    DeskLog,
    Meeting,
    Prompted,
    Skipped,
    Snoozed,
)
from rhomboid.core.ergonomics.desk.moment import desk_now
from rhomboid.core.ergonomics.desk.offers import Offer
from rhomboid.core.ergonomics.desk.prompt import Prompt, Signals, Wishes, decide
from rhomboid.core.ergonomics.desk.replay import How, replay
from rhomboid.core.knowledge.knowledge import load_knowledge
from tests.core.ergonomics.desk.desks import BASIS, at, period

FOLDER = Path(__file__).parents[3] / "cases" / "desk"
CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.toml"))
}
KEYS = {
    "title", "words", "use", "changes", "meetings", "snoozes", "skips", "quiet", "offers", "pain",
    "asks", "expect",
}  # fmt: skip
ASK_KEYS = {"at", "outcome", "why", "offer", "seconds", "lull_s", "capturing"}
EXPECT_KEYS = {"desk_min", "changes", "longest_min", "long_share", "replayed"}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def log_of(case: dict[str, Any]) -> DeskLog:
    return DeskLog(
        periods=tuple(period(*row) for row in case["use"]),
        changes=tuple(Change(at(when), source) for when, source in case.get("changes", ())),
        meetings=tuple(Meeting(at(a), at(b)) for a, b in case.get("meetings", ())),
        snoozes=tuple(Snoozed(at(a), at(b)) for a, b in case.get("snoozes", ())),
        skips=tuple(Skipped(at(when), reason) for when, reason in case.get("skips", ())),
    )


def wishes_of(case: dict[str, Any]) -> Wishes:
    return Wishes(
        quiet=tuple((_time(start), _time(end)) for start, end in case.get("quiet", ())),
        offers=tuple(Offer(*row) for row in case.get("offers", ())),
    )


def _time(clock: str) -> time:
    return at(clock).time()


@every_case
def test_a_case_says_only_what_is_checked(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    assert set(case["expect"]) <= EXPECT_KEYS
    assert all(set(ask) <= ASK_KEYS for ask in case["asks"])
    movements = {*load_knowledge().movements, "walk"}
    assert {offer for offer, _ in case.get("offers", ())} <= movements


@every_case
def test_it_asks_or_waits_as_the_case_says(case: dict[str, Any]) -> None:
    log = log_of(case)
    for ask in case["asks"]:
        now = at(ask["at"])
        signals = Signals(
            lull_s=ask.get("lull_s"),
            capturing=ask.get("capturing", False),
            pain=case.get("pain"),
        )
        decision = decide(desk_now(log, now, BASIS), signals, wishes_of(case), BASIS)
        rules = [reason.rule for reason in decision.reasons]
        assert rules[: len(ask["why"])] == ask["why"], ask["at"]
        outcome = decision.outcome
        if isinstance(outcome, Prompt):
            assert outcome.kind == ask["outcome"], ask["at"]
            assert outcome.offer == ask.get("offer", outcome.offer), ask["at"]
            assert outcome.seconds == ask.get("seconds", outcome.seconds), ask["at"]
            shown = Prompted(now, outcome.offer)
            log = msgspec.structs.replace(log, prompts=(*log.prompts, shown))
        else:
            assert ask["outcome"] == "wait", ask["at"]


@every_case
def test_the_dose_of_the_day_is_that_of_the_case(case: dict[str, Any]) -> None:
    (day,) = day_doses(log_of(case), BASIS)
    expect = case["expect"]
    assert day.longest is not None
    assert (day.desk_min, day.changes) == (expect["desk_min"], expect["changes"])
    assert day.longest.desk_min == expect["longest_min"]
    assert day.long_share == expect.get("long_share", day.long_share)


@every_case
def test_played_from_the_record_it_asks_when_the_case_says(case: dict[str, Any]) -> None:
    how = How(signals=Signals(pain=case.get("pain")), wishes=wishes_of(case))
    played = replay(log_of(case), how, BASIS)
    assert [f"{prompt.at:%H:%M}" for prompt in played.prompts] == case["expect"]["replayed"]
    assert played.misplaced == ()
