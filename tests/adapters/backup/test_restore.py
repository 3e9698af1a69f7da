"""A restore brings the entries back, keeps what was there, or changes nothing."""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest

from rhomboid.adapters.backup.copying import move_into_place
from rhomboid.adapters.backup.errors import BackupError, InUseError
from rhomboid.adapters.backup.inspect import Found, look_at
from rhomboid.adapters.backup.keeper import BackupKeeper
from rhomboid.adapters.backup.lock import serving
from tests.adapters.backup.files import (
    HOUR,
    NOW,
    another_process,
    bodies,
    damage,
    keeper_in,
    names,
    open_diary,
    write,
)

MANY = [str(number) * 100 for number in range(300)]
MOVE = "rhomboid.adapters.backup.keeper.move_into_place"
ASIDE = "before-restore-20261125T093000Z.sqlite3"


def backed_up(folder: Path, *entries: str) -> BackupKeeper:
    keeper = keeper_in(folder, *entries)
    keeper.make(NOW)
    return keeper


def test_the_same_entries_are_there_again_and_what_was_there_is_kept(tmp_path: Path) -> None:
    keeper = backed_up(tmp_path, "one", "two")
    write(keeper.diary, "three")
    done = keeper.restore(keeper.latest().file, NOW + HOUR)
    assert done.entries == 2
    assert bodies(keeper.diary) == ["one", "two"]
    assert done.before == keeper.folder / ASIDE
    assert bodies(done.before) == ["one", "two", "three"]
    assert names(tmp_path) == {"diary.sqlite3", "backups", "serving.lock"}
    assert keeper.diary.stat().st_mode & 0o777 == 0o600
    write(keeper.diary, "four")
    assert bodies(keeper.diary) == ["one", "two", "four"]


def test_a_restore_can_be_undone_with_what_it_kept(tmp_path: Path) -> None:
    keeper = backed_up(tmp_path, "one")
    write(keeper.diary, "two")
    before = keeper.restore(keeper.latest().file, NOW).before
    assert before is not None
    again = keeper.restore(before, NOW).before
    assert bodies(keeper.diary) == ["one", "two"]
    assert again is not None
    assert again != before
    assert bodies(again) == ["one"]


def test_a_damaged_diary_is_kept_byte_for_byte_with_its_log(tmp_path: Path) -> None:
    keeper = backed_up(tmp_path, *MANY)
    damage(keeper.diary)
    wal = tmp_path / "diary.sqlite3-wal"
    wal.write_bytes(b"what was in the log")
    damaged = keeper.diary.read_bytes()
    done = keeper.restore(keeper.latest().file, NOW + HOUR)
    assert bodies(keeper.diary) == MANY
    assert done.before is not None
    assert done.before.read_bytes() == damaged
    assert done.before.with_name(f"{ASIDE}-wal").read_bytes() == b"what was in the log"
    assert names(tmp_path) == {"diary.sqlite3", "backups", "serving.lock"}
    assert {path.stat().st_mode & 0o777 for path in keeper.folder.iterdir()} == {0o600}


def test_the_log_of_the_old_file_is_not_applied_to_the_restored_one(tmp_path: Path) -> None:
    keeper = backed_up(tmp_path, *MANY)
    saved = tmp_path / "saved"
    with closing(open_diary(keeper.diary)) as writer:
        writer.execute("DELETE FROM store_diaryentry")
        shutil.copy(tmp_path / "diary.sqlite3-wal", saved)
    saved.rename(tmp_path / "diary.sqlite3-wal")
    keeper.diary.write_bytes(b"\xff" * 40_000)
    keeper.restore(keeper.latest().file, NOW)
    assert bodies(keeper.diary) == MANY


@pytest.mark.parametrize("there", ["missing", "empty"])
def test_a_diary_that_is_gone_is_brought_back(tmp_path: Path, there: str) -> None:
    keeper = backed_up(tmp_path, "one")
    keeper.diary.unlink()
    if there == "empty":
        keeper.diary.touch()
    assert keeper.restore(keeper.latest().file, NOW).before is None
    assert bodies(keeper.diary) == ["one"]


def test_a_persons_own_copy_with_its_log_can_be_restored(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path, "one")
    mine = tmp_path / "my copy.sqlite3"
    with closing(open_diary(keeper.diary)) as writer:
        writer.execute("INSERT INTO store_diaryentry VALUES ('two')")
        shutil.copy(keeper.diary, mine)
        shutil.copy(f"{keeper.diary}-wal", f"{mine}-wal")
    write(keeper.diary, "three")
    assert keeper.restore(mine, NOW).entries == 2
    assert bodies(keeper.diary) == ["one", "two"]


def test_latest_is_the_newest_that_is_whole(tmp_path: Path) -> None:
    keeper = backed_up(tmp_path, *MANY)
    newer = keeper.make(NOW + HOUR)
    assert newer is not None
    assert keeper.latest() == newer
    damage(newer.file)
    assert keeper.latest().made_at == NOW
    damage(keeper.latest().file)
    with pytest.raises(BackupError, match="must be a backup that is whole"):
        keeper.latest()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("missing", "must be a file, got"),
        ("damaged", "must be a whole diary with entries, but it.sqlite3 is not"),
        ("letter", "is not .file is not a database."),
        ("empty", "is not .it has none."),
        ("itself", "must be another file than the diary itself"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_changes(
    tmp_path: Path, kind: str, sentence: str
) -> None:
    keeper = backed_up(tmp_path, *MANY)
    chosen = tmp_path / "it.sqlite3"
    if kind == "damaged":
        shutil.copy(keeper.latest().file, chosen)
        damage(chosen)
    elif kind == "letter":
        chosen.write_text("Dear diary" * 100)
    elif kind == "empty":
        write(chosen)
    elif kind == "itself":
        chosen.symlink_to(keeper.diary)
    with pytest.raises(BackupError, match=sentence):
        keeper.restore(chosen, NOW)
    assert bodies(keeper.diary) == MANY
    assert keeper.set_aside() == []


SERVE = """
import sys
from pathlib import Path
from rhomboid.adapters.backup.lock import serving
with serving(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""
HOLD = """
import sqlite3, sys
diary = sqlite3.connect(sys.argv[1], isolation_level=None)
diary.execute("PRAGMA journal_mode = WAL")
diary.execute("SELECT * FROM store_diaryentry LIMIT 1").fetchall()
print("ready", flush=True)
sys.stdin.read()
"""


def test_nothing_is_restored_while_the_diary_is_served(tmp_path: Path) -> None:
    keeper = backed_up(tmp_path, "one")
    write(keeper.diary, "two")
    with (
        another_process(SERVE, tmp_path),
        another_process(SERVE, tmp_path),  # two servers may share a diary
        pytest.raises(InUseError, match=r"nothing was changed\. Stop `rhomboid serve`"),
    ):
        keeper.restore(keeper.latest().file, NOW)
    assert bodies(keeper.diary) == ["one", "two"]
    keeper.restore(keeper.latest().file, NOW)
    assert bodies(keeper.diary) == ["one"]


@pytest.mark.parametrize("damaged", [False, True])
def test_nothing_is_restored_while_another_program_has_the_diary_open(
    tmp_path: Path, damaged: bool
) -> None:
    keeper = backed_up(tmp_path, *MANY)
    with another_process(HOLD, keeper.diary):
        if damaged:
            damage(keeper.diary)
        before = keeper.diary.read_bytes()
        with pytest.raises(InUseError, match="nothing was changed"):
            keeper.restore(keeper.latest().file, NOW)
        assert keeper.diary.read_bytes() == before
    assert keeper.restore(keeper.latest().file, NOW).entries == len(MANY)


def test_nothing_is_served_while_a_backup_is_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = backed_up(tmp_path, "one")

    def move(draft: Path, final: Path) -> None:
        with pytest.raises(BackupError, match="a backup is being restored"), serving(tmp_path):
            pass
        move_into_place(draft, final)

    monkeypatch.setattr(MOVE, move)
    keeper.restore(keeper.latest().file, NOW)
    with serving(tmp_path):
        assert bodies(keeper.diary) == ["one"]


@pytest.mark.parametrize("damaged", [False, True])
def test_a_restore_that_fails_at_its_last_step_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    keeper = backed_up(tmp_path, *MANY)
    write(keeper.diary, "one more")
    if damaged:
        damage(keeper.diary)
    before = keeper.diary.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(MOVE, fail)
    with pytest.raises(BackupError, match=r"could not restore .* Input/output error"):
        keeper.restore(keeper.latest().file, NOW)
    if damaged:
        assert keeper.diary.read_bytes() == before
    else:
        assert bodies(keeper.diary) == [*MANY, "one more"]
    assert names(tmp_path) == {"diary.sqlite3", "backups", "serving.lock"}


RESTORE = """
import sys
from pathlib import Path
from rhomboid.adapters.backup.keeper import BackupKeeper
from tests.adapters.backup.files import NOW, write
keeper = BackupKeeper(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    write(keeper.diary, "one more")
    keeper.restore(keeper.latest().file, NOW)
"""


def test_a_process_killed_while_it_restores_leaves_the_old_or_the_restored_diary(
    tmp_path: Path,
) -> None:
    keeper = backed_up(tmp_path, *MANY)
    for pause_s in (0.005, 0.02, 0.04, 0.07, 0.11):
        with another_process(RESTORE, keeper.diary):
            time.sleep(pause_s)
        assert look_at(keeper.diary).problem is None
        assert bodies(keeper.diary)[: len(MANY)] == MANY
        assert set(bodies(keeper.diary)[len(MANY) :]) <= {"one more"}
    assert look_at(keeper.latest().file) == Found(len(MANY))
