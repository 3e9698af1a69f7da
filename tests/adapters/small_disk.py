"""A disk that is small for real: a mount that one command alone sees, gone when it ends."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def own_mount(folder: Path, options: str) -> tuple[str, ...]:
    """What to put before a command so that it alone sees a small disk at this folder."""
    rights = () if os.geteuid() == 0 else ("--map-root-user",)
    script = 'mount -t tmpfs -o "$1" rhomboid "$2" && shift 2 && exec "$@"'
    command = ("unshare", *rights, "--mount", "sh", "-c", script, "sh", options, str(folder))
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        _cannot("needs unshare, of util-linux")
    if allowed.returncode:
        _cannot("this system does not let us mount a disk of our own")
    return command


def _cannot(why: str) -> NoReturn:
    """Skip, saying why; in CI nothing that is needed may be missing."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
