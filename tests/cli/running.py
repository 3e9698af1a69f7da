"""Running commands in tests, on the diary of the test database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rhomboid.adapters.store.diary import DatabaseDiary
from rhomboid.app.journal import Journal
from rhomboid.app.replay.clock import StoryClock
from rhomboid.cli.main import main
from tests.app.diaries import KNOWLEDGE
from tests.cases.reading import persons

WELL = {
    **dict.fromkeys(KNOWLEDGE.questions, "cant_say"),
    **next(case for case in persons() if case["id"] == "01_desk_worker")["answers"],
}


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    try:
        code = main([str(one) for one in arguments])
    except SystemExit as refused:  # argparse refuses this way
        code = int(refused.code or 0)
    return (code, *capsys.readouterr())


class Commands:
    """Commands as a person types them, with what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str], data: Path) -> None:
        self._capsys = capsys
        self._data = str(data)

    def run(self, *arguments: str, data: bool = True) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        where = ("--data", self._data) if data else ()
        return ran(self._capsys, *arguments, *where)

    def json(self, *arguments: str) -> Any:
        """What a command prints as JSON."""
        code, out, err = self.run(*arguments, "--json")
        assert code == 0, err
        return json.loads(out)


def days_ago(days: int) -> datetime:
    """That many days before now, at eight in the morning (UTC)."""
    return datetime.now(UTC).replace(hour=8, minute=0, second=0) - timedelta(days=days)


def begun(days: int) -> tuple[Journal, StoryClock]:
    """A programme begun so many days ago, in the diary that the commands open."""
    clock = StoryClock(days_ago(days))
    journal = Journal(DatabaseDiary(), clock, KNOWLEDGE, "1.0")
    journal.answer(WELL)
    journal.adopt()
    return journal, clock
