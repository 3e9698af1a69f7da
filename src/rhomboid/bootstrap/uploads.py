"""Where files lie while they are sent here: beside the diary, since /tmp may be small."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rhomboid.bootstrap import Settings

_FOLDER: Final = "tmp"
_PRIVATE: Final = 0o700
_DAY_S: Final = 86_400


def upload_folder(settings: Settings) -> Path:
    """The folder, made for the owner only; the data folder must be there."""
    folder = settings.data / _FOLDER
    folder.mkdir(mode=_PRIVATE, exist_ok=True)
    return folder


def clear_uploads(settings: Settings) -> None:
    """Remove what a server that was killed has left there, a day later."""
    before_s = time.time() - _DAY_S
    for file in upload_folder(settings).iterdir():
        if file.is_file() and file.stat().st_mtime < before_s:
            file.unlink(missing_ok=True)
