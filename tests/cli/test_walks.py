"""`rhomboid walks`: take in, look at a week, audit a day, order devices, take back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.running import Commands

pytestmark = pytest.mark.django_db(transaction=True)

#: Monday of a week that is over.
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


def table(path: Path, *rows: tuple[int, int, int, str]) -> str:
    """A CSV of begin in minutes after Monday's midnight, length, steps and device."""
    lines = ["start,end,steps,source"]
    for at, length, steps, source in rows:
        begin = MONDAY + timedelta(minutes=at)
        end = begin + timedelta(minutes=length)
        lines.append(f"{begin.isoformat()},{end.isoformat()},{steps},{source}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def walk(
    at: int, length: int, cadence: int, source: str = "iPhone"
) -> list[tuple[int, int, int, str]]:
    return [(at + minute, 1, cadence, source) for minute in range(length)]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Half an hour that phone and watch saw, and a slow walk that the phone saw, in UTC."""
    monkeypatch.setenv("TZ", "UTC")
    rows = [*walk(600, 30, 110), *walk(600, 30, 112, "Apple Watch"), *walk(1440 + 480, 12, 90)]
    return table(tmp_path / "walks.csv", *rows)


def test_a_file_is_taken_in_and_its_days_are_printed(commands: Commands, file: str) -> None:
    record = commands.json("walks", "import", file)
    assert [
        (day["day"], day["steps"], day["minutes"], day["moderate_minutes"])
        for day in record["days"]
    ] == [("2026-01-05", 3360, 30, 30), ("2026-01-06", 1080, 12, 0)]
    assert record["samples"] == 72
    assert record["sources"] == ["iPhone", "Apple Watch"]
    assert not record["skipped"]


def test_taking_the_same_file_in_again_changes_nothing(commands: Commands, file: str) -> None:
    first = commands.json("walks", "import", file)
    again = commands.json("walks", "import", file)
    assert again["days"] == first["days"]
    assert (again["new"], again["known"]) == (0, 72)
    code, out, _ = commands.run("walks", "import", file)
    assert code == 0
    assert "everything in it was here already" in out


def test_the_week_names_minutes_brisk_minutes_steps_and_devices(
    commands: Commands, file: str
) -> None:
    commands.run("walks", "import", file)
    record = commands.json("walks", "week", "--of", "2026-01-07")
    monday, tuesday, wednesday = record["days"][:3]
    assert (monday["minutes"], monday["moderate_minutes"], monday["steps"]) == (30, 30, 3360)
    assert monday["share"] == {"Apple Watch": 1}
    assert tuesday["share"] == {"iPhone": 1}
    assert (wednesday["known"], wednesday["minutes"], wednesday["steps"]) == (False, None, None)
    _, out, _ = commands.run("walks", "week", "--of", "2026-01-07")
    assert "30 minutes, 30 of them brisk, 3,360 steps" in out
    assert "nothing known" in out


def test_the_audit_says_minute_by_minute_which_device_counted(
    commands: Commands, file: str
) -> None:
    commands.run("walks", "import", file)
    minutes = commands.json("walks", "audit", "2026-01-05")
    assert len(minutes) == 30
    assert minutes[0] == {
        "minute": "2026-01-05T10:00",
        "source": "Apple Watch",
        "steps": 112,
        "devices": [
            {"source": "Apple Watch", "seen": 112, "counted": 112},
            {"source": "iPhone", "seen": 110, "counted": 0},
        ],
    }
    _, out, _ = commands.run("walks", "audit", "2026-01-05")
    assert "10:00 to 10:30  Apple Watch: 3,360 steps; not counted: iPhone 3,300" in out


def test_a_day_of_which_nothing_is_kept_says_so(commands: Commands) -> None:
    code, out, _ = commands.run("walks", "audit", "2026-01-05")
    assert (code, "Nothing is kept" in out) == (0, True)


def test_devices_can_be_put_in_order(commands: Commands, file: str) -> None:
    commands.run("walks", "import", file)
    record = commands.json("walks", "order", "iPhone", "Apple Watch")
    assert record == {"order": ["iPhone", "Apple Watch"], "changed_days": 1}
    day = commands.json("walks", "week", "--of", "2026-01-05")["days"][0]
    assert (day["steps"], day["share"]) == (3300, {"iPhone": 1})
    code, _, err = commands.run("walks", "order", "iPad")
    assert code == 2
    assert "must be one of Apple Watch" in err or "must be one of iPhone" in err


def test_an_import_is_listed_and_taken_back(commands: Commands, file: str) -> None:
    commands.run("walks", "import", file)
    (found,) = commands.json("walks", "imports")
    assert found["body"]["files"] == ["walks.csv"]
    code, out, _ = commands.run("walks", "imports", "--take-back", found["id"])
    assert (code, out) == (0, "Taken back. 2 days changed.\n")
    assert commands.json("walks", "imports") == []
    assert not any(
        day["known"] for day in commands.json("walks", "week", "--of", "2026-01-05")["days"]
    )


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_taken_in(
    commands: Commands, file: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.fit"
    broken.write_bytes(b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT")
    code, out, err = commands.run("walks", "import", str(broken), file, str(tmp_path / "none.csv"))
    assert code == 2
    assert "broken.fit" in err
    assert "none.csv" in err
    assert err.count("Nothing of it was taken in.") == 2
    assert "walks.csv (table): 2 days" in out


def test_an_id_that_is_none_is_a_sentence(commands: Commands) -> None:
    code, _, err = commands.run("walks", "imports", "--take-back", "nonsense")
    assert (code, "no import nonsense" in err) == (2, True)


def test_of_a_day_known_by_its_total_the_minutes_are_missing(
    commands: Commands, tmp_path: Path
) -> None:
    file = tmp_path / "days.csv"
    file.write_text("day,steps,source\n2026-01-05,7506,Fitbit\n", encoding="utf-8")
    (day,) = commands.json("walks", "import", str(file))["days"]
    assert (day["steps"], day["minutes"], day["by_source"]) == (7506, None, {"Fitbit": 7506})
    day = commands.json("walks", "week", "--of", "2026-01-05")["days"][0]
    assert (day["known"], day["minutes"], day["share"]) == (True, None, {"Fitbit": 1})
    _, out, _ = commands.run("walks", "week", "--of", "2026-01-05")
    assert "minutes not known, 7,506 steps" in out
    _, out, _ = commands.run("walks", "audit", "2026-01-05")
    assert "7,506 steps in all, as Fitbit told the whole day" in out


def test_german_is_german(commands: Commands, file: str) -> None:
    _, out, _ = commands.run("walks", "import", file, "--lang", "de")
    assert "Aufgezeichnet von iPhone und Apple Watch" in out
    _, out, _ = commands.run("walks", "week", "--of", "2026-01-05", "--lang", "de")
    assert "30 Minuten, davon 30 zügig, 3.360 Schritte" in out
