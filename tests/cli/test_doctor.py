"""`rhomboid doctor` as a person runs it: what is wrong is named, with what to do."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from rhomboid.cli.main import main

pytestmark = pytest.mark.slow

WRITE = """
from rhomboid import bootstrap
bootstrap.setup_django()
bootstrap.migrate()
for age in (40, 41, 42):
    bootstrap.journal().answer({"age_years": age})
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    names = {**os.environ, "RHOMBOID_DATA": str(folder), **more}
    if "DATABASE_URL" not in more:
        names.pop("DATABASE_URL", None)
    return names


def doctor(folder: Path, *arguments: str, **more: str) -> tuple[int, str, str]:
    """The whole check, in a process of its own: it sets the program up for this folder."""
    done = subprocess.run(
        [sys.executable, "-m", "rhomboid.cli.main", "doctor", *arguments],
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def backups(folder: Path, *arguments: str, **more: str) -> tuple[int, str, str]:
    """What is done with backups, in this process: it only reads and writes files."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, environment(folder, **more), clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(["doctor", *arguments])
    return code, out.getvalue(), err.getvalue()


def checks(folder: Path, **more: str) -> tuple[int, dict[str, tuple[bool, str]]]:
    code, out, _ = doctor(folder, "--json", **more)
    return code, {check["what"]: (check["ok"], check["seen"]) for check in json.loads(out)}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary of three entries, with one backup."""
    folder = tmp_path_factory.mktemp("written")
    subprocess.run([sys.executable, "-c", WRITE], env=environment(folder), check=True)
    assert backups(folder, "--backup")[0] == 0
    return folder


@pytest.fixture
def data(written: Path, tmp_path: Path) -> Path:
    """A copy of that folder, for one test to do with as it likes."""
    return Path(shutil.copytree(written, tmp_path / "data"))


def change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as diary, diary:
        diary.execute(statement)


def entries(folder: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as diary:
        return diary.execute("SELECT * FROM store_diaryentry ORDER BY place").fetchall()


def damage(folder: Path) -> None:
    with (folder / "diary.sqlite3").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)


def test_a_new_diary_is_in_order(tmp_path: Path) -> None:
    code, seen = checks(tmp_path)
    assert code == 0
    assert seen["diary file"] == (True, "whole, 0 entries")
    assert seen["migrations"][1].startswith("brought up to date just now (0001_initial, ")
    assert seen["backups"] == (True, "none yet")
    code, out, _ = backups(tmp_path, "--backup")
    assert (code, out) == (0, "The diary has no entries yet, so there is nothing to back up.\n")


def test_everything_that_was_looked_at_is_told(data: Path) -> None:
    code, seen = checks(data)
    assert code == 0
    assert seen["diary file"] == (True, "whole, 3 entries")
    assert seen["migrations"] == (True, "up to date")
    assert seen["entries"] == (True, "3, all readable")
    assert seen["backups"] == (True, "1, the newest 0 hours old and whole (3 entries)")
    assert seen["free space"][1].endswith(" MB")
    assert "ok   diary: 1 answers in force\n" in doctor(data)[1]


def test_backups_are_listed_with_what_they_hold(data: Path) -> None:
    code, out, _ = backups(data, "--backups", "--json")
    (listed,) = json.loads(out)
    assert code == 0
    assert (listed["entries"], listed["problem"]) == (3, None)
    Path(listed["file"]).write_bytes(b"\xff" * 9000)
    code, out, _ = backups(data, "--backups")
    assert code == 1
    assert "damaged: file is not a database" in out
    code, seen = checks(data)
    assert code == 1
    assert "damaged" in seen["backups"][1]
    assert "`rhomboid doctor --backup`" in seen["backups"][1]


def test_a_damaged_file_is_named_with_what_to_do_and_doing_it_brings_the_entries_back(
    data: Path,
) -> None:
    before = entries(data)
    damage(data)
    code, seen = checks(data)
    assert code == 1
    ok, text = seen["diary file"]
    assert not ok
    assert str(data / "diary.sqlite3") in text
    assert "is damaged" in text
    assert "`rhomboid doctor --restore latest`" in text
    assert "entries" not in seen
    code, out, _ = backups(data, "--restore", "latest", "--json")
    assert code == 0
    done = json.loads(out)
    assert done["entries"] == 3
    assert Path(done["before"]).stat().st_size
    assert entries(data) == before
    assert checks(data)[0] == 0


def test_a_restored_diary_holds_the_same_entries_and_the_later_ones_are_kept_aside(
    data: Path,
) -> None:
    before = entries(data)
    subprocess.run([sys.executable, "-c", WRITE], env=environment(data), check=True)
    assert len(entries(data)) == 6
    code, out, _ = backups(data, "--restore", "latest")
    assert code == 0
    assert out.startswith("Restored 3 entries from ")
    assert "What was there before is kept in " in out
    assert entries(data) == before
    assert "set aside before a restore" in backups(data, "--backups")[1]


def test_an_emptied_diary_is_noticed_when_there_are_backups(data: Path) -> None:
    (data / "diary.sqlite3").unlink()
    code, seen = checks(data)
    assert code == 1
    assert "the diary is empty, but was not before" in seen["diary file"][1]
    assert "`rhomboid doctor --restore latest`" in seen["diary file"][1]


def test_entries_that_cannot_be_read_are_named(data: Path) -> None:
    change(data, "UPDATE store_diaryentry SET body = '{' WHERE place = 2")
    code, seen = checks(data)
    assert code == 1
    ok, text = seen["entries"]
    assert not ok
    assert text.startswith("1 of 3 cannot be read: ")
    assert "`rhomboid doctor --backups`" in text
    assert not seen["diary"][0]


def test_a_diary_of_a_newer_version_and_a_missing_entry_are_told(data: Path) -> None:
    change(
        data,
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('store', '9999_from_the_future', '2030-01-01')",
    )
    change(data, "DELETE FROM store_diaryentry WHERE place = 2")
    code, seen = checks(data)
    assert code == 1
    assert "a newer rhomboid wrote this diary (9999_from_the_future)" in seen["migrations"][1]
    assert seen["places"] == (False, "must be 1, 2, 3 ... without gaps, but are not for local")


def test_an_old_backup_is_told(data: Path) -> None:
    (backup,) = (data / "backups").iterdir()
    backup.rename(backup.with_name("diary-20200101T000000Z.sqlite3"))
    code, seen = checks(data)
    assert code == 1
    assert "days old; make one with `rhomboid doctor --backup`" in seen["backups"][1]


def test_what_cannot_be_restored_is_refused_with_a_sentence(data: Path) -> None:
    code, out, err = backups(data, "--restore", "nowhere.sqlite3")
    assert (code, out) == (2, "")
    assert "rhomboid: the backup must be a file, got" in err
    assert "`rhomboid doctor --backups` lists them" in err


def test_with_postgresql_the_databases_own_tools_are_named(tmp_path: Path) -> None:
    for option in (["--backup"], ["--backups"], ["--restore", "latest"]):
        code, _, err = backups(tmp_path, *option, DATABASE_URL="postgresql://nobody@127.0.0.1:1/no")
        assert code == 2
        assert "pg_dump" in err
        assert "`rhomboid export`" in err


def test_a_postgresql_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    code, seen = checks(tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/no")
    assert code == 1
    assert "the database says: connection" in seen["diary"][1]
