"""While rhomboid serves, it backs the diary up, and nobody restores one under it."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from rhomboid import bootstrap
from rhomboid.adapters.backup.errors import BackupError, InUseError
from rhomboid.web import server


@pytest.mark.slow
def test_a_served_diary_is_backed_up_and_not_restored_until_the_server_ends(
    tmp_path: Path,
) -> None:
    environment = {**os.environ, "RHOMBOID_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    write = (
        "from rhomboid import bootstrap; bootstrap.setup_django(); bootstrap.migrate(); "
        "bootstrap.journal().answer({'age_years': 40})"
    )
    subprocess.run([sys.executable, "-c", write], env=environment, check=True)
    keeper = bootstrap.backups(bootstrap.Settings(data=tmp_path, database_url=None))
    serving = [sys.executable, "-m", "rhomboid.cli.main", "serve"]
    with subprocess.Popen(serving, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            for _ in range(300):
                if keeper.all():
                    break
                time.sleep(0.1)
            with pytest.raises(InUseError, match="nothing was changed"):
                keeper.restore(keeper.latest().file, datetime.now().astimezone())
        finally:
            process.kill()
    assert keeper.restore(keeper.latest().file, datetime.now().astimezone()).entries == 1
    with closing(sqlite3.connect(tmp_path / "diary.sqlite3")) as diary:
        assert diary.execute("SELECT count(*) FROM store_diaryentry").fetchone() == (1,)


def test_a_backup_that_fails_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, tries = threading.Event(), []

    def fail(settings: bootstrap.Settings, now: datetime) -> None:
        tries.append(now)
        if len(tries) == 2:
            stop.set()
        raise BackupError("the disk is full")

    monkeypatch.setattr(bootstrap, "backup_if_due", fail)
    monkeypatch.setattr(server, "_BACKUP_LOOK_S", 0)
    with caplog.at_level(logging.WARNING):
        server.keep_backups(stop)
    assert len(tries) == 2
    assert caplog.messages == ["no backup was made: the disk is full"] * 2


def test_with_postgresql_no_backup_is_due_and_nothing_is_locked(tmp_path: Path) -> None:
    settings = bootstrap.Settings(data=tmp_path, database_url="postgresql://nobody@127.0.0.1:1/no")
    assert bootstrap.backup_if_due(settings, datetime.now().astimezone()) is None
    with bootstrap.serving(settings):
        assert list(tmp_path.iterdir()) == []
