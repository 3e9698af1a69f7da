"""What is read from the machine: data folder, key, time zone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rhomboid.bootstrap import Settings, prepare_data, secret_key


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.hazard("H-12")
def test_diary_and_key_are_the_owners_alone_even_in_a_folder_open_to_all(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    settings = Settings(data=tmp_path, database_url=None)
    secret_key(settings)
    assert permissions(tmp_path / "diary.sqlite3") == 0o600
    assert permissions(tmp_path / "secret.key") == 0o600


def test_preparing_a_folder_twice_keeps_the_diary(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=None)
    prepare_data(settings)
    settings.diary_file.write_bytes(b"entries")
    prepare_data(settings)
    assert settings.diary_file.read_bytes() == b"entries"


def test_the_key_stays_the_same_from_start_to_start(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=None)
    assert secret_key(settings) == secret_key(settings)
    assert len(secret_key(settings)) >= 48


def test_a_key_left_empty_by_a_start_cut_short_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    settings = Settings(data=tmp_path, database_url=None)
    assert len(secret_key(settings)) >= 48
    assert {item.name for item in tmp_path.iterdir()} == {"secret.key", "diary.sqlite3"}


def clock_of_the_server(folder: Path, zone: str) -> list[str]:
    """What the clock says in a process of its own, after Django is set up."""
    program = (
        "from rhomboid import bootstrap; bootstrap.setup_django(); "
        "clock = bootstrap.clock(); print(clock.zone(), clock.now().utcoffset())"
    )
    environment = {**os.environ, "TZ": zone, "RHOMBOID_DATA": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout.split()


def test_the_server_keeps_the_time_of_its_machine(tmp_path: Path) -> None:
    assert clock_of_the_server(tmp_path, "Asia/Kolkata") == ["Asia/Kolkata", "5:30:00"]


def test_a_zone_without_a_name_is_taken_as_utc(tmp_path: Path) -> None:
    assert clock_of_the_server(tmp_path, "CET-1CEST") == ["UTC", "0:00:00"]
