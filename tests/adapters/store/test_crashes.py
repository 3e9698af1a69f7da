"""Killed, raced and starved: what was acknowledged is there, and nothing is there in part."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from django.db import connection

from tests.adapters.small_disk import own_mount
from tests.adapters.store.programs import run

pytestmark = pytest.mark.django_db(transaction=True)

#: Two writers are killed in each round.
THOROUGH = bool(os.environ.get("CI")) or os.environ.get("HYPOTHESIS_PROFILE") == "ci"
ROUNDS = 100 if THOROUGH else 6
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the file of SQLite")


@pytest.mark.hazard("H-11")
@pytest.mark.slow
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    report = run(tmp_path, "kills", ROUNDS, random.randrange(2**32))
    assert report["kills"] == 2 * ROUNDS
    assert report["acknowledged"] > ROUNDS
    assert report["there"] >= report["acknowledged"]


@pytest.mark.hazard("H-11")
@pytest.mark.parametrize(("processes", "threads"), [(2, 1), (1, 2), (2, 2)])
def test_processes_and_threads_writing_at_once_lose_nothing(
    tmp_path: Path, processes: int, threads: int
) -> None:
    people = 8
    report = run(tmp_path, "at_once", processes, threads, people)
    assert report["codes"] == [0] * processes
    assert len(report["acknowledged"]) == people * processes * threads * 3
    seen = [entry for ids in report["seen"].values() for entry in ids]
    assert sorted(seen) == sorted(report["acknowledged"])


@only_sqlite
@pytest.mark.parametrize(
    ("how", "options", "sentence"),
    [
        ("full", "size=1m", "the disk is full; nothing was saved"),
        (
            "read-only",
            "size=8m",
            "its folder is read-only, gone or closed to us; nothing was saved",
        ),
    ],
)
def test_a_full_and_a_read_only_disk_get_a_sentence_and_keep_what_is_there(
    tmp_path: Path, how: str, options: str, sentence: str
) -> None:
    report = run(tmp_path, "until_refused", how, before=own_mount(tmp_path, options))
    assert sentence in report["sentence"]
    assert report["there"] == report["place"] == report["written"]
    assert report["integrity"] == "ok"


@only_sqlite
def test_a_file_that_may_not_grow_gets_a_sentence_and_keeps_what_is_there(tmp_path: Path) -> None:
    report = run(tmp_path, "until_refused", "may not grow")
    assert "the disk does not let us; nothing was saved" in report["sentence"]
    assert report["written"] > 2
    assert report["there"] == report["place"] == report["written"]
    assert report["integrity"] == "ok"
