"""`rhomboid ergonomics day`: the order of a day from a file or the diary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Commands, begun, ran

TOML = """
tasks = [
    { position = "phone_down", hours = 2 },
    { position = "laptop_low", hours = 6, unbroken_min = 150 },
]
"""
TASKS = [
    {"position": "phone_down", "hours": 2},
    {"position": "laptop_low", "hours": 6, "unbroken_min": 150},
]


@pytest.fixture
def day(tmp_path: Path) -> Path:
    path = tmp_path / "day.toml"
    path.write_text(TOML, encoding="utf-8")
    return path


def test_a_file_is_put_in_order_with_the_simplest_change_to_each(
    capsys: pytest.CaptureFixture[str], day: Path
) -> None:
    code, out, _ = ran(capsys, "ergonomics", "day", day)
    assert code == 0
    laptop, phone = out.index("1. At a laptop"), out.index("2. Phone in the hand")
    assert laptop < out.index("Try first: Change position every half hour") < phone
    assert "REBA 2 to 5 of 15" in out
    assert "It measures no risk." in out
    assert "not a limit between safe and unsafe" in out


def test_json_holds_every_number_and_its_words(
    capsys: pytest.CaptureFixture[str], day: Path
) -> None:
    code, out, _ = ran(capsys, "ergonomics", "day", day, "--json")
    assert code == 0
    read = json.loads(out)
    assert read["recheck_days"] == 14
    assert [one["position"] for one in read["positions"]] == ["laptop_low", "phone_down"]
    assert sum(one["share"] for one in read["positions"]) == pytest.approx(1)
    first = read["positions"][0]
    assert first["told"] == {**TASKS[1], "load_kg": None}
    assert first["changes"][0]["fix"] == "change_more_often"
    assert 0 < first["changes"][0]["saves"] <= 1
    assert all(reason["text"] for reason in first["reasons"])


def test_json_files_do_as_well_and_german_is_spoken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "day.json"
    path.write_text(json.dumps({"tasks": TASKS}), encoding="utf-8")
    code, out, _ = ran(capsys, "ergonomics", "day", path, "--lang", "de")
    assert code == 0
    assert "1. Am Laptop auf dem Tisch" in out
    assert "Er misst kein Risiko." in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('tasks = [{ position = "laptop_low" }]', "hours"),
        ('tasks = [{ position = "flying", hours = 1 }]', "flying"),
        ("tasks = []", "one or more positions"),
        ("hours = 3", "one or more positions"),
        (
            'tasks = [{ position = "driving", hours = 13 }, { position = "reaching", hours = 12 }]',
            "24 at most",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "day.toml"
    path.write_text(text, encoding="utf-8")
    code, out, err = ran(capsys, "ergonomics", "day", path)
    assert (code, out) == (2, "")
    assert said in err


def test_without_a_file_the_diary_is_read_with_what_was_tried(commands: Commands) -> None:
    journal, clock = begun(20)
    journal.answer({"day_tasks": TASKS})
    body = {"position": "laptop_low", "fix": "change_more_often"}
    journal.reports.tell("position_tried", body)
    read = commands.json("ergonomics", "day")
    assert read["positions"][0]["likely"] == "sustained_posture"
    assert read["positions"][0]["trying"]["fix"] == "change_more_often"
    code, out, _ = commands.run("ergonomics", "day")
    assert code == 0
    assert f"Being tried since {clock.now():%-d %B %Y}" in out
    journal.reports.tell("position_checked", {**body, "changed": "yes", "strain": "less"})
    _, out, _ = commands.run("ergonomics", "day")
    assert "Changed: Change position every half hour" in out


def test_a_diary_without_a_day_says_how_to_tell_one(commands: Commands) -> None:
    code, out, err = commands.run("ergonomics", "day")
    assert (code, out) == (1, "")
    assert "The diary tells no usual day yet" in err
