"""Telling the diary from the command line: every kind, corrected, taken back, looked at."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from rhomboid import bootstrap
from rhomboid.core.course.in_force import Mode
from rhomboid.core.diary.kinds import REPORTS
from rhomboid.core.review.model import Verb
from rhomboid.wording import wording
from tests.cli.running import WELL, Commands, begun, days_ago

#: Written by guided sessions, by the pages of desk and strain and by imports, not told by hand.
GUIDED = {
    "session_begun", "set_done", "undone",
    "desk_prompt", "desk_time", "position_tried", "position_checked",
    "walk_day", "walk_import", "desk_import",
    "walk_skipped",  # `walk --skipped`
}  # fmt: skip


def counting(kind: str) -> list[dict[str, Any]]:
    """Bodies of one kind that count."""
    return [
        report.entry.body
        for _, day in bootstrap.journal().course().history.days()
        for report in day.reports
        if report.entry.kind == kind
    ]


@pytest.mark.parametrize(
    ("typed", "kind", "body"),
    [
        (["pain", "4"], "pain", {"now": 4}),
        (
            ["pain", "0", "--worst", "6", "--average", "3", "--place", "t5", "--place", "neck",
             "--moment", "morning", "--limited"],
            "pain",
            {"now": 0, "worst": 6, "average": 3, "place": ["t5", "neck"], "moment": "morning",
             "limited": True},
        ),
        (
            ["spasm", "7", "--minutes", "30", "--set-off", "cold"],
            "spasm",
            {"strength": 7, "lasted_min": 30, "set_off": "cold"},
        ),
        (["flare", "began"], "flare", {"state": "began"}),
        (
            ["symptom", "night_pain", "other_new"],
            "symptom",
            {"symptoms": ["night_pain", "other_new"]},
        ),
        (["walk", "20", "--pain-after", "0"], "walk", {"minutes": 20, "pain_after": 0}),
        (["walk", "--skipped", "weather"], "walk_skipped", {"because": "weather"}),
        (
            ["walk", "--skipped", "pain", "--pain", "4"],
            "walk_skipped",
            {"because": "pain", "pain": 4},
        ),
        (["position"], "position_change", {}),
        (
            ["position", "--seconds", "45", "--movement", "band_row"],
            "position_change",
            {"seconds": 45, "movement": "band_row"},
        ),
        (["supplement"], "supplement", {"taken": True}),
        (
            ["supplement", "--which", "vitamin_b12", "--not-taken"],
            "supplement",
            {"taken": False, "analyte": "vitamin_b12"},
        ),
        (["sleep", "7", "--hours", "7,5"], "sleep", {"quality": 7, "hours": 7.5}),
        (["medicine", "--name", "the usual"], "medicine", {"taken": True, "name": "the usual"}),
        (
            ["measure", "--pgic", "2", "--goal", "a=b=5", "--goal", "swim=0",
             "--limited-days", "0"],
            "measure",
            {"pgic": 2, "limited_days": 0,
             "psfs": [{"activity": "a=b", "ability": 5}, {"activity": "swim", "ability": 0}]},
        ),
        (["note", "it was cold"], "note", {"text": "it was cold"}),
    ],
)  # fmt: skip
def test_every_kind_can_be_told(
    commands: Commands, typed: list[str], kind: str, body: dict[str, Any]
) -> None:
    record = commands.json("log", *typed)
    assert (record["done"], record["entry"]["kind"]) == ("saved", kind)
    assert record["entry"]["body"] == body
    assert counting(kind) == [body]
    assert record["words"]


def test_no_kind_of_report_is_forgotten(commands: Commands) -> None:
    _, out, _ = commands.run("log", "--help", data=False)
    told = {"position" if kind == "position_change" else kind for kind in REPORTS} - GUIDED
    assert told - set(re.findall(r"^ +(\w+)\b", out, re.MULTILINE)) == set()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["pain", "11"], "must be a whole number from 0 to 10, got 11"),
        (["pain", "4.5"], "must be a whole number from 0 to 10, got 4.5"),
        (["pain"], "a rating must have a number: log pain 4"),
        (["pain", "4", "--place", "betwen_left"], "there is no place 'betwen_left'; near it: betw"),
        (["pain", "4", "--at", "2999-01-01"], "the time must be now or earlier"),
        (["pain", "4", "--at", "soonish"], 'the time must read like "08:00"'),
        (["walk"], "a walk must have its minutes"),
        (["walk", "12", "--skipped", "weather"], "not both"),
        (["walk", "--skipped", "pain"], "say how much: --skipped pain --pain 4"),
        (["walk", "12", "--pain", "3"], "the pain after a walk is --pain-after"),
        (["walk", "0"], "must be a whole number from 1 to 1440, got 0"),
        (["sleep", "5", "--hours", "30"], "must be a number from 0 to 24, got 30"),
        (["measure"], "need at least one of --pgic, --goal, --limited-days"),
        (["measure", "--goal", "swim"], 'must read "activity=5", got swim'),
        (["position", "--movement", "sit_up"], "there is no movement 'sit_up'"),
        (["symptom", "tired"], "invalid choice: 'tired'"),
        (["session"], "there was no session in force at that time, so nothing was saved"),
        (["note", ""], "Expected `str` of length >= 1"),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_saves_nothing(
    commands: Commands, typed: list[str], sentence: str
) -> None:
    code, out, err = commands.run("log", *typed)
    assert (code, out) == (2, "")
    assert sentence in err
    assert bootstrap.journal().course().count == 0


def test_a_report_can_be_about_an_earlier_time(commands: Commands) -> None:
    record = commands.json("log", "pain", "4", "--at", "2026-01-05T08:30+01:00")
    assert record["entry"]["about"] == "2026-01-05T08:30:00+01:00"
    _, out, _ = commands.run("log", "walk", "12", "--at", "yesterday 8:00", "--lang", "de")
    assert "Notiert für" in out
    assert "08:00. Gehen: 12 Minuten" in out


def test_a_line_is_corrected_taken_back_and_put_back_and_keeps_every_version(
    commands: Commands,
) -> None:
    line = commands.json("log", "pain", "4", "--worst", "6")["line"]
    corrected = commands.json("log", "correct", line, "pain", "--worst", "7")
    assert corrected["entry"]["body"] == {"now": 4, "worst": 7}
    assert corrected["entry"]["supersedes"] == line
    assert commands.json("undo", line)["words"] == "Pain: 4 of 10, worst 7"
    assert counting("pain") == []
    assert "taken back already" in commands.run("log", "undo", line)[2]
    assert commands.json("log", "restore", corrected["entry"]["id"])["done"] == "restored"
    assert counting("pain") == [{"now": 4, "worst": 7}]
    (seen,) = commands.json("history", "--kind", "pain")
    assert [entry["kind"] for entry in seen["versions"]] == ["pain", "pain", "undone", "pain"]


def test_a_correction_of_the_wrong_kind_or_of_nothing_is_refused(commands: Commands) -> None:
    line = commands.json("log", "pain", "4")["line"]
    assert "log correct ID pain, got walk" in commands.run("log", "correct", line, "walk", "5")[2]
    assert "there is no report nowhere" in commands.run("undo", "nowhere")[2]


def test_a_session_is_told_as_it_is_in_force(commands: Commands) -> None:
    begun(3)
    record = commands.json("log", "session", "--extra", "--pain", "2", "--after", "1")
    body = record["entry"]["body"]
    row = next(line for line in body["movements"] if line["movement"] == "band_row")
    assert [one["reps"] for one in row["sets"]] == [row["asked"]["reps"], row["asked"]["reps"] + 2]
    assert (row["pain"], body["pain_after"], "part" in body) == (2, 1, False)
    partly = commands.json("log", "session", "--micro", "--partly")["entry"]["body"]
    assert (partly["part"], len(partly["movements"])) == ("micro_dose", 1)
    assert (
        "there is no movement of the session 'x'"
        in (commands.run("log", "session", "--sharp", "x")[2])
    )


def test_pain_that_was_not_told_stays_unknown(commands: Commands) -> None:
    begun(3)
    body = commands.json("log", "session")["entry"]["body"]
    assert not any("pain" in line for line in body["movements"])
    assert "pain_after" not in body
    line = commands.json("log", "session")["line"]
    fixed = commands.json("log", "correct", line, "session", "--after", "3")["entry"]["body"]
    assert fixed == {**body, "session": fixed["session"], "pain_after": 3}
    assert (
        "only --after and --effort"
        in (commands.run("log", "correct", line, "session", "--extra")[2])
    )


@pytest.mark.hazard("H-10")
def test_danger_comes_first_everywhere_and_names_the_command_that_answers_it(
    commands: Commands, tmp_path: Path
) -> None:
    begun(3)
    record = commands.json("log", "symptom", "night_pain")
    assert record["danger"]["asked_because"][0]["trigger"] == "night_pain"
    assert "chest_pressure" in record["danger"]["questions"]
    for typed in (["today"], ["log", "pain", "3"], ["begin"], ["review"]):
        _, out, _ = commands.run(*typed)
        assert "Some danger questions come first." in out
        assert "rhomboid answer danger.toml" in out
    today = commands.json("today")
    assert (today["mode"], today["items"]) == ("danger_questions", [])
    asked = [question["id"] for question in commands.json("answer")]
    path = tmp_path / "danger.json"
    path.write_text(json.dumps({name: WELL[name] for name in asked}), encoding="utf-8")
    assert commands.json("answer", str(path))["danger"] is None
    assert commands.json("today")["mode"] == "normal"


@pytest.mark.hazard("H-03")
def test_an_emergency_is_said_before_anything_else(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = b'{"chest_pressure": "yes", "country": "GB"}'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    _, out, _ = commands.run("answer", "-")
    assert out.startswith("Call 999 now.")
    assert commands.run("log", "pain", "9")[1].startswith("Call 999 now.")
    assert commands.json("today")["danger"]["disposition"] == "emergency"
    code, _, err = commands.run("begin")
    assert (code, "no programme to begin" in err) == (1, True)


def test_from_the_first_answer_to_a_programme_begun(commands: Commands, tmp_path: Path) -> None:
    assert "questions are open" in commands.run("today")[1]
    assert commands.run("begin")[0] == 1
    template = commands.run("answer")[1]
    assert '# chest_pressure = ""' in template
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({**WELL, "age_years": 300}), encoding="utf-8")
    code, _, err = commands.run("answer", str(path))
    assert code == 2
    assert "age_years must be between 0 and 120; we got 300" in err
    path.write_text(json.dumps(WELL), encoding="utf-8")
    assert commands.json("answer", str(path))["still_open"] == []
    assert commands.run("answer")[1] == "# Nothing is asked just now.\n"
    assert [ask["id"] for ask in commands.json("today")["asks"]] == ["pain", "begin"]
    assert commands.json("begin")["done"] == "begun"
    today = commands.json("today")
    assert (today["week"], today["mode"]) == (1, "normal")
    assert today["items"][0]["dose"]
    assert "Band row" in commands.run("today")[1]
    assert "Rudern mit Band" in commands.run("today", "--lang", "de")[1]


def test_a_review_is_shown_with_reasons_and_decided_only_when_told(commands: Commands) -> None:
    assert "begin one first" in commands.run("review")[2]
    journal, clock = begun(14)
    clock.set(days_ago(1))
    journal.answer(WELL)
    shown = commands.json("review")
    assert shown["decided"] is None
    assert all(change["reasons"][0]["text"] for change in shown["changes"])
    assert bootstrap.journal().course().reviews == ()
    assert "rhomboid review --adopt" in commands.run("review")[1]
    assert commands.json("review", "--decline")["decided"] == "decline"
    assert [one.decision for one in bootstrap.journal().course().reviews] == ["declined"]
    code, _, err = commands.run("review", "--adopt")
    assert (code, "can be decided from" in err) == (2, True)
    assert "Nothing was decided." in commands.run("review")[1]


def test_a_review_can_be_taken(commands: Commands) -> None:
    journal, clock = begun(14)
    for day in range(13, 0, -1):
        clock.set(days_ago(day))
        journal.reports.tell("pain", {"average": 2})
    journal.answer(WELL)
    _, out, _ = commands.run("review", "--adopt")
    assert "Taken. This is the programme from tomorrow on." in out
    assert [one.decision for one in bootstrap.journal().course().reviews] == ["adopted"]


def test_history_lists_lines_oldest_first_by_days_and_kind(commands: Commands) -> None:
    commands.run("log", "pain", "4", "--at", "yesterday 8:00")
    commands.run("log", "walk", "10", "--at", "yesterday 9:00")
    line = commands.json("log", "note", "first\nsecond")["line"]
    commands.run("undo", line)
    seen = commands.json("history")
    assert [one["kind"] for one in seen] == ["pain", "walk", "note"]
    assert [one["counts"] for one in seen] == [True, True, False]
    _, out, _ = commands.run("history", "--kind", "note")
    assert "first second  [Taken back]" in out
    assert commands.json("history", "--days", "1", "--kind", "walk") == []


def test_export_and_import_give_the_same_bytes_again(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(3)
    _, whole, _ = commands.run("export")
    assert whole.count("\n") == bootstrap.journal().course().count == 2
    path = tmp_path / "diary.jsonl"
    path.write_text(whole, encoding="utf-8")
    assert commands.json("import", str(path)) == {"added": 0, "known": 2, "lines": 2}
    other = whole.replace('"id":"01', '"id":"02')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(other.encode())))
    assert commands.json("import", "-", str(path))["added"] == 2
    assert commands.run("export")[1] == "".join(
        sorted(
            [*whole.splitlines(True), *other.splitlines(True)],
            key=lambda line: (json.loads(line)["recorded_at"], json.loads(line)["id"]),
        )
    )


def test_a_broken_file_is_named_by_line_and_nothing_is_imported(
    commands: Commands, tmp_path: Path
) -> None:
    commands.run("log", "pain", "4")
    path = tmp_path / "diary.jsonl"
    path.write_text(commands.run("export")[1] + "{}\n", encoding="utf-8")
    code, out, err = commands.run("import", str(path))
    assert (code, out) == (2, "")
    assert f"{path}, line 2: must be an entry of the diary: Object missing" in err
    assert "nothing was imported" in err
    assert "must be a file that can be read, got /nowhere" in commands.run("import", "/nowhere")[2]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_mode_verb_headline_and_kind_has_its_words(language: str) -> None:
    w = wording(language)
    templates = [f"mode_{row.id}" for row in bootstrap.knowledge().prescription.template]
    headlines = ["retriage", "more_and_less", "less", "same", "more_one", "more_two", *templates]
    keys = [f"cli.mode.{mode}" for mode in get_args(Mode)]
    keys += [f"cli.verb.{verb}" for verb in get_args(Verb)]
    keys += [f"cli.headline.{headline}" for headline in headlines]
    keys += [f"diary.kind.{kind}" for kind in REPORTS if kind != "undone"]
    assert [key for key in keys if not w.has(key)] == []


@pytest.mark.slow
def test_the_data_folder_that_is_named_holds_the_diary(tmp_path: Path) -> None:
    def start(*arguments: str) -> str:
        whole = [sys.executable, "-m", "rhomboid.cli.main", *arguments]
        return subprocess.run(whole, check=True, capture_output=True, text=True).stdout

    one, other = tmp_path / "one", tmp_path / "other"
    start("log", "pain", "4", "--data", str(one))
    text = start("export", "--data", str(one))
    assert json.loads(text)["body"] == {"now": 4}
    (tmp_path / "diary.jsonl").write_text(text, encoding="utf-8")
    start("import", str(tmp_path / "diary.jsonl"), "--data", str(other))
    assert start("export", "--data", str(other)) == text


def test_rain_offers_a_way_indoors_and_pain_says_how_much(commands: Commands) -> None:
    _, out, _ = commands.run("log", "walk", "--skipped", "weather")
    assert "No walk: The weather" in out
    assert "Stairs or a corridor do as well" in out
    _, out, _ = commands.run("log", "walk", "--skipped", "pain", "--pain", "6", "--lang", "de")
    assert "Nicht gegangen: Schmerz, 6 von 10" in out
    assert "Treppen" not in out
