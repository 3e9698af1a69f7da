"""What is wrong with a record of use."""

from __future__ import annotations

from rhomboid.core.base.errors import RhomboidError


class ActivityLogError(RhomboidError):
    """A record of use cannot be read; `name` and `line` say where."""

    def __init__(self, name: str, line: int, problem: str) -> None:
        self.name = name
        self.line = line
        super().__init__(f"{name}, line {line}: {problem}")


class UnknownUseError(ActivityLogError):
    """A line names a use that is not known; `use` is its name. Ask the person what it means."""

    def __init__(self, name: str, line: int, use: str, known: str) -> None:
        self.use = use
        problem = (
            f"what was done must be one of {known}, got `{use}`; "
            f"say whether `{use}` means active, away, locked or off"
        )
        super().__init__(name, line, problem)
