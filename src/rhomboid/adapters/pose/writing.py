"""Where a result may be written: a new file, or in the place of an earlier file."""

from __future__ import annotations

import stat
from pathlib import Path


def draft_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.parent / f"{path.name}.part"


def why_not_written(path: Path) -> str | None:
    """What stands at `path` that must not be replaced, `None` if nothing does.

    A device, a pipe or a socket would be gone for every other program afterwards.
    """
    for at in (path, draft_of(path)):
        what = "it" if at == path else f"{at.name} beside it"
        try:
            mode = at.stat().st_mode
        except FileNotFoundError:
            continue
        except OSError as error:
            return error.strerror
        if stat.S_ISDIR(mode):
            return f"{what} is a folder"
        if not stat.S_ISREG(mode):
            return f"{what} is a device, pipe or socket, and no file"
    return None
