"""Busy times in a file beside the diary, for its owner only; no export or backup takes it along."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

import msgspec

from rhomboid.app.desk.plans import Kept

_PRIVATE: Final = 0o600
_MOST_BYTES: Final = 1_000_000


class BusyFile:
    """One person's busy times.

    Args:
        path: of the file; it is there only while something is kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Kept:
        """What is kept; nothing where the file is not one of ours."""
        try:
            with self._path.open("rb") as stream:
                return msgspec.json.decode(stream.read(_MOST_BYTES), type=Kept)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return Kept()

    def write(self, kept: Kept) -> None:
        """Keep this in the place of what was kept, whole or not at all."""
        if kept == Kept():
            self._path.unlink(missing_ok=True)
            return
        draft = self._path.with_name(f"{self._path.name}-{secrets.token_hex(4)}")
        draft.touch(mode=_PRIVATE)
        draft.write_bytes(msgspec.json.encode(kept))
        draft.replace(self._path)
