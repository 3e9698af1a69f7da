"""What is wrong with what the desk is told."""

from __future__ import annotations

from rhomboid.core.base.errors import RhomboidError


class DeskError(RhomboidError):
    """A time, an angle or a wish that cannot be used; `what`, `allowed` and `got` say why."""

    def __init__(self, what: str, allowed: str, got: object) -> None:
        self.what = what
        self.allowed = allowed
        self.got = got
        super().__init__(f"{what} must be {allowed}, got {got}")
