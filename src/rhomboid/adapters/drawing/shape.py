"""What a layer is made of: named outlines of one colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rhomboid.adapters.drawing.svg import path, same_way, smooth, straight
from rhomboid.core.movement.body.rotation import Array


class Shape(NamedTuple):
    """Outlines of one class, drawn as one path.

    Attributes:
        name: the class that colours it.
        pieces: its outlines by a name that stays the same while the figure moves.
        closed: whether they are outlines or open lines.
        straight: with corners instead of smooth lines.
    """

    name: str
    pieces: Mapping[str, Array]
    closed: bool = True
    straight: bool = False

    def svg(self) -> str:
        """The shape as it stands still."""
        if self.straight:
            outlines = self.pieces.values()
            turned = [same_way(line) for line in outlines] if self.closed else list(outlines)
            return path(self.name, "".join(straight(line, self.closed) for line in turned))
        if self.closed:
            return path(self.name, joined(list(self.pieces.values())))
        return path(self.name, "".join(smooth(line, closed=False) for line in self.pieces.values()))


def joined(outlines: Sequence[Array]) -> str:
    """Outlines as one path whose parts all run the same way round.

    With `paint-order: stroke` the fill covers the strokes inside: the line runs round the union.
    """
    return "".join(smooth(same_way(outline)) for outline in outlines)
