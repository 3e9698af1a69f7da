"""Reading the pose files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.movement.figure import Figure, read_figure


class UnknownMovementError(RhomboidError):
    """There is no drawing of the movement `movement_id`."""

    def __init__(self, movement_id: str) -> None:
        self.movement_id = movement_id
        super().__init__(f"no pose file for the movement {movement_id!r}; see movement_ids()")


@cache
def movement_ids() -> tuple[str, ...]:
    """Every movement that has a pose file, in the order of the evidence."""
    folder = files("rhomboid.core.movement") / "poses"
    names = [item.name.removesuffix(".toml") for item in folder.iterdir()]
    return tuple(sorted(names, key=lambda name: load_figure(name).evidence))


@cache
def load_figure(movement_id: str) -> Figure:
    """The figure of one movement.

    Raises:
        UnknownMovementError: if it has no pose file.
        PoseError: if the file is wrong.
    """
    path = files("rhomboid.core.movement") / "poses" / f"{movement_id}.toml"
    if not movement_id.isidentifier() or not path.is_file():
        raise UnknownMovementError(movement_id)
    return read_figure(tomllib.loads(path.read_text(encoding="utf-8")))
