"""Backups are whole or not there, for the owner only, and made when they are due."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from rhomboid.adapters.backup.errors import BackupError
from rhomboid.adapters.backup.inspect import Found, look_at
from rhomboid.adapters.backup.keeper import BackupKeeper
from tests.adapters.backup.files import (
    HOUR,
    NOW,
    ROOT,
    another_process,
    bodies,
    damage,
    keeper_in,
    names,
    open_diary,
    write,
)
from tests.adapters.small_disk import own_mount


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_backup_holds_every_entry_in_one_file_for_the_owner_alone(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one", "two")
    made = keeper.make(NOW)
    assert made is not None
    assert made.file == tmp_path / "backups" / "diary-20261125T083000Z.sqlite3"
    assert names(made.file.parent) == {made.file.name}
    assert bodies(made.file) == ["one", "two"]
    assert (permissions(made.file), permissions(made.file.parent)) == (0o600, 0o700)
    assert look_at(made.file) == Found(2)
    assert keeper.all() == [made]


def test_what_is_only_in_the_log_of_an_open_diary_is_in_the_backup(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    with closing(open_diary(keeper.diary)) as writer:
        writer.execute("INSERT INTO store_diaryentry VALUES ('two')")
        assert (tmp_path / "diary.sqlite3-wal").stat().st_size
        made = keeper.make(NOW)
        writer.execute("INSERT INTO store_diaryentry VALUES ('three')")
    assert made is not None
    assert bodies(made.file) == ["one", "two"]
    assert bodies(keeper.diary) == ["one", "two", "three"]


@pytest.mark.parametrize("kind", ["missing", "empty file", "no entries"])
def test_a_diary_without_entries_is_not_backed_up(tmp_path: Path, kind: str) -> None:
    keeper = BackupKeeper(tmp_path / "diary.sqlite3")
    if kind == "empty file":
        keeper.diary.touch()
    elif kind == "no entries":
        write(keeper.diary)
    assert keeper.make_if_due(NOW) is None
    assert keeper.all() == []
    assert not keeper.folder.exists()


def test_two_backups_in_one_second_are_two(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    keeper.make(NOW)
    keeper.make(NOW)
    assert [f"{backup.made_at:%S}" for backup in keeper.all()] == ["01", "00"]


def test_a_damaged_diary_gives_no_backup_and_leaves_nothing_behind(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, *(str(number) * 100 for number in range(200)))
    keeper.make(NOW)
    before = names(keeper.folder)
    damage(keeper.diary)
    with pytest.raises(BackupError, match=r"could not make|must be whole"):
        keeper.make(NOW)
    assert names(keeper.folder) == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    keeper.folder.touch()
    with pytest.raises(BackupError, match="could not make a backup; the disk says: File exists"):
        keeper.make(NOW)


FILL = """
import sys
from pathlib import Path
from rhomboid.adapters.backup.errors import BackupError
from tests.adapters.backup.files import NOW, keeper_in, names
keeper = keeper_in(Path(sys.argv[1]), *("x" * 1000 for _ in range(600)))
(Path(sys.argv[1]) / "films").write_bytes(bytes(1_000_000))
try:
    keeper.make(NOW)
except BackupError as error:
    print(error, names(keeper.folder))
"""


def test_a_full_disk_gives_a_sentence_and_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [*own_mount(tmp_path, "size=2m"), sys.executable, "-c", FILL, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        "we could not make a backup; the database says: database or disk is full set()"
    )


def test_a_backup_is_due_when_the_newest_is_older_than_twenty_hours(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    assert keeper.make_if_due(NOW) is not None
    assert keeper.make_if_due(NOW + 19 * HOUR) is None
    assert keeper.make_if_due(NOW + 20 * HOUR) is not None
    assert len(keeper.all()) == 2


def test_a_backup_from_the_future_does_not_put_off_the_next(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    keeper.make(NOW + timedelta(days=400))
    assert keeper.make_if_due(NOW) is not None
    assert keeper.make_if_due(NOW + HOUR) is None


def test_a_year_of_daily_backups_is_thinned_as_it_goes(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    for day in range(0, 400, 5):
        made = keeper.make_if_due(NOW + timedelta(days=day))
        assert made is not None
        assert made in keeper.all()
    assert len(keeper.all()) == 7 + 4 + 12


def test_only_backups_are_counted_and_rotated(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    keeper.make(NOW)
    mine = ["notes.txt", "diary-copy.sqlite3", "before-restore-20200101T000000Z.sqlite3"]
    for name in mine:
        (keeper.folder / name).touch()
    for day in range(9):
        keeper.make(NOW + timedelta(days=day))
    keeper.rotate()
    assert {*mine} <= names(keeper.folder)
    assert keeper.set_aside() == [keeper.folder / mine[2]]


def test_a_draft_that_was_left_is_removed_a_day_later(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    keeper.make(NOW)
    left = [keeper.folder / ".draft-1.sqlite3", keeper.folder / ".draft-1.sqlite3-journal"]
    left.append(tmp_path / ".draft-2.sqlite3")
    young = keeper.folder / ".draft-3.sqlite3"
    for path in (*left, young):
        path.touch()
    for path in left:
        os.utime(path, (time.time() - 90_000,) * 2)
    keeper.rotate()
    assert [path for path in left if path.exists()] == []
    assert young.exists()


BACK_UP = """
import sys
from datetime import timedelta
from pathlib import Path
from rhomboid.adapters.backup.keeper import BackupKeeper
from tests.adapters.backup.files import NOW
keeper = BackupKeeper(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(10_000):
    keeper.make(NOW + timedelta(seconds=number))
"""


def test_a_process_killed_while_it_makes_backups_leaves_only_whole_ones(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, *(str(number) * 100 for number in range(500)))
    for pause_s in (0.01, 0.05, 0.09):
        with another_process(BACK_UP, keeper.diary):
            time.sleep(pause_s)
        for backup in keeper.all():
            assert look_at(backup.file) == Found(500)
    assert look_at(keeper.diary) == Found(500)


def test_a_file_is_looked_at_without_being_changed(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear diary" * 100)
    assert look_at(other) == Found(0, "file is not a database")
    assert look_at(tmp_path / "nowhere") == Found(0, "unable to open database file")
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as file:
        file.execute("CREATE TABLE something (x)")
    assert look_at(tmp_path / "other.sqlite3") == Found(0)
    assert names(tmp_path) == {"letter.txt", "other.sqlite3"}
