"""Playing a case from the command line, and comparing a week with what its case expects."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rhomboid import bootstrap
from rhomboid.app.replay.checking import differences, dose_text, expected_of
from rhomboid.app.replay.player import WeekPlayed
from rhomboid.app.replay.story import Expected, read_story
from rhomboid.core.plan.model import Amount
from tests.cases.reading import FOLDER
from tests.cli.running import Commands

STORIES = sorted((FOLDER / "stories").glob("*.toml"))
CASE = """
title = "Steady weeks"
words = "At the desk, with a band."
starts = 2026-03-02

[answers]
danger = "no"
age_years = 44
sex = "female"
duration_days = 40
pain_now = 4
pain_average = 4
pain_worst = 6
equipment = ["band"]

[[week]]
number = 1
until = 2
pain = [4, 4, 4, 3, 3, 3, 3]
sessions = { mon = "full", wed = "full", fri = "full" }
walks = { tue = 10, thu = 10, sat = 10 }

[[week]]
number = 3
pain = [3, 3, 3, 3, 3, 3, 3]
symptoms = { sat = ["night_pain"] }
"""
MET = """
[week.expect]
today = { fri = "normal", sun = "danger_questions" }
headline = "retriage"
grows = []
why = { band_row = "hold.retriage" }
asks = ["night_pain"]
dose = { band_row = "2x10" }
phase = "episode"
template = "standard"
advice = []
"""


def case(tmp_path: Path, more: str = "") -> str:
    path = tmp_path / "case.toml"
    path.write_text(CASE + more, encoding="utf-8")
    return str(path)


@lru_cache(maxsize=1)
def played() -> tuple[WeekPlayed, ...]:
    return tuple(bootstrap.replay(read_story(tomllib.loads(CASE))).play())


def test_a_case_is_played_day_by_day_with_reasons_in_words(
    commands: Commands, tmp_path: Path
) -> None:
    code, out, err = commands.run("replay", case(tmp_path, MET), data=False)
    assert (code, err) == (0, "")
    assert "2026-03-02  Today is as the programme has it. Session done." in out
    assert "You noted pain at night that is new." in out
    assert "The danger questions come first. Until then nothing grows." in out
    assert out.endswith("All came out as the case expects.\n")
    assert out.count("\n  2026-") == 21


def test_every_difference_is_named_and_ends_with_one(commands: Commands, tmp_path: Path) -> None:
    wrong = MET.replace('"retriage"', '"same"').replace("2x10", "9x10")
    code, out, err = commands.run("replay", case(tmp_path, wrong), data=False)
    assert code == 1
    assert "rhomboid: week 3: headline: expected same, got retriage" in err
    assert "rhomboid: week 3: dose: band_row: expected 9x10, got 2x10" in err
    assert "Not all came out as the case expects." in out


def test_the_same_case_prints_the_same_json_each_time(commands: Commands, tmp_path: Path) -> None:
    name = case(tmp_path, MET)
    first = commands.run("replay", name, "--json", data=False)
    assert first == commands.run("replay", name, "--json", data=False)
    record: Any = msgspec.json.decode(first[1])
    assert record["ok"] is True
    assert [len(week["days"]) for week in record["weeks"]] == [7, 7, 7]
    assert record["weeks"][2]["programme"]["doses"]["band_row"] == "2x10"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("story", STORIES[:11], ids=lambda path: path.stem)
def test_every_story_can_be_told_in_words(commands: Commands, story: Path, language: str) -> None:
    code, out, _ = commands.run("replay", str(story), "--lang", language, data=False)
    assert code in (0, 1)
    assert len(out.splitlines()) > 40


def test_a_case_that_cannot_be_read_is_named(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("title =", encoding="utf-8")
    for name, sentence in (
        ("/nowhere.toml", "a case must be a file that can be read, got /nowhere.toml"),
        (str(tmp_path / "broken.toml"), "must be TOML"),
        (case(tmp_path, "\n[[week]]\nnumber = 9\n"), "weeks must follow each other"),
    ):
        code, _, err = commands.run("replay", name, data=False)
        assert (code, sentence in err) == (2, True)


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ({"today": {"mon": "flare"}}, "mon: today: expected flare, got normal"),
        ({"disposition": {"mon": "emergency"}}, "mon: disposition: expected emergency, got"),
        ({"asks": ("pain_rise",)}, "asks: expected pain_rise, got none"),
        ({"mode": "acute"}, "mode: expected acute, got none"),
        ({"grows": ("band_row",)}, "grows: expected band_row, got"),
        ({"stays": ("nothing",)}, "stays: nothing: expected hold, got none"),
        ({"back": ("band_row",)}, "back: expected band_row, got none"),
        ({"why": {"walking": "walking.few"}}, "why: walking: expected walking.few, got"),
        ({"dose": {"nothing": "1x1"}}, "dose: nothing: expected 1x1, got none"),
        ({"phase": "quiet"}, "phase: expected quiet, got episode"),
        ({"template": "acute"}, "template: expected acute, got standard"),
        ({"advice": ("no_better",)}, "advice: expected no_better, got none"),
    ],
)
def test_each_kind_of_expectation_can_fail(expected: dict[str, Any], difference: str) -> None:
    (found,) = differences(played()[0], Expected(**expected))
    assert found.startswith(difference)


def test_what_is_not_named_is_not_checked_and_a_missing_review_is_a_difference() -> None:
    without = msgspec.structs.replace(played()[0], review=None)
    assert differences(without, Expected()) == []
    assert differences(without, Expected(headline="same")) == ["review: expected one, got none"]
    assert differences(without, Expected(stays=("band_row",))) != []


def test_of_weeks_alike_the_last_one_is_compared() -> None:
    more = CASE.replace("until = 2\n", 'until = 2\nexpect = { headline = "same" }\n')
    assert list(expected_of(read_story(tomllib.loads(more)))) == [2]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount(3, reps=12), "3x12"),
        (Amount(2, hold_s=20, per_side=True), "2x20s"),
        (Amount(1, reps=5, hold_s=5), "1x5x5s"),
        (Amount(1, minutes=3), "1x3min"),
    ],
)
def test_a_dose_reads_as_in_the_cases(amount: Amount, text: str) -> None:
    assert dose_text(amount) == text
