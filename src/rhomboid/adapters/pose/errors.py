"""What is wrong with something to look at."""

from __future__ import annotations

from rhomboid.core.base.errors import RhomboidError


class PoseInputError(RhomboidError):
    """A video, picture, webcam or landmark file cannot be used."""


class LandmarkLineError(PoseInputError):
    """Line `line` of a landmark file cannot be used."""

    def __init__(self, name: str, line: int, problem: str) -> None:
        self.line = line
        super().__init__(f"{name}, line {line}: {problem}")


class PoseModelMissingError(PoseInputError):
    """What runs the pose model is not installed, or not whole."""
