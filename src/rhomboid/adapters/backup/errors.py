"""What can go wrong with a backup."""

from __future__ import annotations

from rhomboid.core.base.errors import RhomboidError


class BackupError(RhomboidError):
    """A backup cannot be made, read or restored."""


class InUseError(BackupError):
    """Another program holds the diary."""

    def __init__(self) -> None:
        super().__init__(
            "the diary must be held by no other program for this, but one holds it; nothing was "
            "changed. Stop `rhomboid serve` and try again"
        )
