"""The family of errors that rhomboid raises on purpose.

Each layer has one base of its own under `RhomboidError`. The parts of an error are
attributes; the text says what must be what, what it got, and what to do.
"""

from __future__ import annotations


class RhomboidError(Exception):
    """Base of every error that rhomboid raises on purpose."""


class ConditionError(RhomboidError):
    """A condition in a table cannot be read, or names something that does not exist."""

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        self.problem = problem
        super().__init__(f"condition `{text}`: {problem}")
