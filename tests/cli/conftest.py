"""What the tests of commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhomboid import bootstrap
from tests.cli.running import Commands


@pytest.fixture
def commands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> Commands:
    """Commands on an empty diary."""
    bootstrap.journal.cache_clear()
    monkeypatch.setenv("RHOMBOID_DATA", str(tmp_path))
    return Commands(capsys, tmp_path)
