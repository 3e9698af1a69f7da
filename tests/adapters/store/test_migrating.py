"""An old diary brought to this version: backed up first, by one of several processes."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

OLD = """
import sys
from rhomboid import bootstrap
bootstrap.choose_data(sys.argv[1])
bootstrap.prepare_data(bootstrap.read_settings())
bootstrap.setup_django()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "store", "0001", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(
        "insert into store_diaryentry"
        " (id, person_id, recorded_at, about, zone, kind, body, made_by) values"
        " ('0192f0c0000070008000000000000001', 'local', '2026-11-24 10:00:00',"
        " '2026-11-24T10:00:00+00:00', 'UTC', 'setting',"
        " '{\\"name\\": \\"theme\\", \\"value\\": \\"dark\\"}', '0.1.0')"
    )
"""


@pytest.mark.hazard("H-11")
def test_an_old_diary_is_backed_up_and_migrated_once_by_three_at_the_same_time(
    tmp_path: Path,
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["RHOMBOID_DATA"] = str(tmp_path)
    subprocess.run([sys.executable, "-c", OLD, str(tmp_path)], env=environment, check=True)
    command = [sys.executable, "-m", "rhomboid.cli.main", "history", "--json"]
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    answers = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], answers
    with closing(connect(tmp_path / "diary.sqlite3")) as diary:
        assert diary.execute("select count(*), max(place) from store_diaryentry").fetchone() == (
            1,
            1,
        )
    assert len(list((tmp_path / "backups").glob("*.sqlite3"))) == 1
