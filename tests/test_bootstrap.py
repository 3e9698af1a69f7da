"""What is read from the machine: data folder, key, time zone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from rhomboid.bootstrap import Settings, SystemClock, prepare_data, secret_key


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


def test_the_time_zone_is_named_as_in_the_iana_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert SystemClock().zone() == "Europe/Berlin"


def test_a_zone_without_a_name_is_given_by_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST")
    assert SystemClock().zone()[0] in "+-"
