"""The desk from the command line: looked at, watched, a record replayed and taken in."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rhomboid import bootstrap
from rhomboid.adapters.capture.linux import InUse
from rhomboid.cli.desk_calendar import Calendar
from rhomboid.cli.desk_watch import watched
from rhomboid.wording import languages, wording
from tests.app.desk.working import Worker
from tests.cli.running import Commands

LOG = """Name,Start,End,Duration
Active,2026-03-02 09:00:00,2026-03-02 10:30:00,1:30:00
Pause,2026-03-02 10:30:00,2026-03-02 10:45:00,0:15:00
Active,2026-03-02 10:45:00,2026-03-02 11:10:00,0:25:00
"""


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "use.csv"
    path.write_text(LOG, encoding="utf-8")
    return str(path)


def replayed(record: str, *more: str) -> list[str]:
    return ["desk", record, "--zone", "Europe/Paris", "--means", "Pause=away", *more]


def test_an_empty_diary_says_that_nothing_is_noted(commands: Commands) -> None:
    code, out, _ = commands.run("desk")
    assert (code, out) == (0, "No change of position noted today.\n")
    assert commands.json("desk")["minutes"] is None


def test_a_change_that_was_logged_shows_in_minutes_and_dose(commands: Commands) -> None:
    commands.json("log", "position")
    _, out, _ = commands.run("desk", "--lang", "de")
    assert "0 Minuten seit dem letzten Wechsel" in out
    assert "Heute: 1 Haltungswechsel" in out
    assert commands.json("desk")["today"]["changes"] == 1


def test_a_record_is_replayed_day_by_day_without_a_diary(commands: Commands, record: str) -> None:
    code, out, _ = commands.run(*replayed(record), data=False)
    assert code == 0
    assert "use.csv: 1 day with data, 2026-03-02 to 2026-03-02" in out
    assert "2026-03-02   1 h 55 min" in out
    assert "longest without one 1 h 30 min" in out
    assert "No suggestion fell into a time away." in out
    assert commands.json("desk")["today"] is None


def test_the_same_as_json(commands: Commands, record: str) -> None:
    told = commands.json(*replayed(record))
    assert told["misplaced"] == []
    assert told["longest"]["minutes"] == 90
    assert told["longest"]["start"] == "2026-03-02T09:00:00+01:00"
    (day,) = told["days"]
    assert (day["changes"], day["prompts"]) == (1, told["prompts_per_day"])
    assert told["taken"] is None


def test_taking_it_in_twice_adds_nothing(commands: Commands, record: str) -> None:
    assert commands.json(*replayed(record, "--import"))["taken"] == {"added": 3, "known": 0}
    problem = commands.run(
        "desk", record, "--zone", "Asia/Tokyo", "--means", "Pause=away", "--import"
    )
    assert "as times of Europe/Paris" in "".join(map(str, problem))
    _, out, _ = commands.run(*replayed(record, "--import"))
    assert "Nothing new in that file. All 3 periods were here already." in out


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["desk", "{file}"], "Pause"),
        (["desk", "{file}.gone"], "must be a file that can be read"),
        (["desk", "{file}", "--means", "Pause=tea"], "must read"),
        (["desk", "{file}", "--zone", "Paris"], "must be such as Europe/Paris, got Paris"),
        (["desk", "--import"], "must come with the file"),
        (["desk", "--watch", "{file}"], "--watch must stand alone"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(
    commands: Commands, record: str, typed: list[str], sentence: str
) -> None:
    code, out, err = commands.run(*(word.format(file=record) for word in typed))
    assert (code, out) == (2, "")
    assert sentence in err


def test_watching_takes_keys_and_ends_by_itself(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("m\nhop\nl\nd\nq\n"))
    code, out, _ = commands.run("desk", "--watch")
    assert code == 0
    assert "Noted: a change of position" in out
    assert "hop is none of the keys" in out
    assert "Nothing waits for an answer." in out
    assert "Nothing is suggested until" in out
    assert commands.json("desk")["today"]["by_source"] == {"hand": 1}


class Typed:
    """Lines that are typed after so many minutes."""

    def __init__(self, worker: Worker, lines: dict[int, str]) -> None:
        self._worker, self._lines, self._minute = worker, lines, 0

    def __call__(self) -> str | None:
        self._worker.wait(1)
        self._minute += 1
        return self._lines.get(self._minute)


def lines_of(worker: Worker, lines: dict[int, str], language: str = "en") -> Iterator[str]:
    return watched(worker.journal, wording(language), Typed(worker, lines))


@pytest.mark.parametrize("language", languages())
def test_it_counts_suggests_and_is_answered(language: str) -> None:
    worker = Worker()
    lines = {32: "l 5", 38: "n not_this", 80: "m", 90: "q"}
    said = list(lines_of(worker, lines, language))
    asked = [line for line in said if line.startswith("*")]
    assert len(asked) == 3
    assert any("29 min" in line for line in said)
    answers = [body["answer"] for body in worker.bodies("desk_prompt")]
    assert answers == ["snoozed", "skipped", "done"]
    assert worker.bodies("position_change")[0]["source"] == "timer"


def test_what_hurts_can_be_said_and_do_not_disturb_lasts() -> None:
    worker = Worker()
    said = list(lines_of(worker, {32: "n hurts", 33: "d", 34: "n maybe", 100: "q"}))
    assert worker.bodies("desk_prompt")[0]["reason"] == "hurts"
    assert any("It is not offered again today." in line for line in said)
    assert any("n maybe is none of the keys" in line for line in said)
    quiet = worker.now - timedelta(minutes=67) + timedelta(hours=1)
    assert any(f"Nothing is suggested until {quiet:%H:%M}" in line for line in said)
    assert sum(line.startswith("*") for line in said) == 2


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Talk with the oncologist
DTSTART:{start:%Y%m%dT%H%M%SZ}
DURATION:PT1H
END:VEVENT
END:VCALENDAR
"""


def calendar_file(tmp_path: Path, start: datetime) -> Path:
    path = tmp_path / "my.ics"
    path.write_text(CALENDAR.format(start=start), encoding="utf-8")
    return path


def test_a_calendar_is_read_and_deleted(commands: Commands, tmp_path: Path) -> None:
    path = calendar_file(tmp_path, datetime.now(UTC) + timedelta(days=2))
    code, out, _ = commands.run("desk", "--calendar", str(path))
    assert code == 0
    assert out.startswith("1 busy time was found in the next four weeks.")
    kept = next(tmp_path.rglob("busy.json"))
    assert "oncologist" not in kept.read_text()
    _, out, _ = commands.run("desk", "--forget-calendar")
    assert out.startswith("Deleted.")
    assert not kept.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--calendar", "{folder}/gone.ics"], "must be a calendar file that can be read"),
        (["--calendar", "{folder}"], "must be a calendar file that can be read"),
        (["--calendar", "{folder}/my.ics", "--json"], "given alone or with --watch"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused(
    commands: Commands, tmp_path: Path, more: list[str], sentence: str
) -> None:
    calendar_file(tmp_path, datetime.now(UTC))
    code, _, problem = commands.run("desk", *(word.format(folder=tmp_path) for word in more))
    assert code != 0
    assert sentence in problem


def test_a_watch_reads_the_calendar_again_when_it_changes(tmp_path: Path) -> None:
    worker = Worker()
    path = calendar_file(tmp_path, worker.now + timedelta(hours=5))
    calendar = Calendar(worker.journal, path, ZoneInfo("UTC"))
    words = wording(languages()[0])
    calendar.read(words)
    assert calendar.read_if_changed(words) == []
    calendar_file(tmp_path, worker.now + timedelta(hours=7))
    os.utime(path, ns=(1, 1))
    assert calendar.read_if_changed(words) != []
    path.write_text("no calendar any more", encoding="utf-8")
    assert calendar.read_if_changed(words) == []
    (kept,) = worker.desk.plans.meetings()
    assert kept.start == worker.now + timedelta(hours=7)


def test_nothing_is_suggested_while_a_microphone_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()
    using = [InUse(camera=False, microphone=True)] * 40 + [InUse(camera=False, microphone=False)]
    monkeypatch.setattr(bootstrap, "devices_in_use", lambda: using.pop(0))
    said: list[str] = []

    def typed() -> str | None:
        worker.wait(1)
        return None

    for line in watched(worker.journal, wording(languages()[0]), typed):
        said.append(line)
        if line.startswith("*"):
            break
    assert using == []
