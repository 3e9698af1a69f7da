"""Pictures of a lift for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rhomboid.adapters.drawing.lifting import LiftLabels, LiftPicture

__all__ = ["lift_drawings", "lift_labels", "lift_picture"]


def lift_picture(values: dict[str, float], unsure: frozenset[str]) -> LiftPicture:
    """A lift to be drawn: `h`, `v`, `end_h`, `end_v` in cm, `a_deg`; and what is not known."""
    from rhomboid.adapters.drawing.lifting import LiftPicture

    return LiftPicture(**values, unsure=unsure)


def lift_labels(words: dict[str, str]) -> LiftLabels:
    """Words at the measures `h`, `v`, `d`, `a`, and of both pictures: `side`, `above`."""
    from rhomboid.adapters.drawing.lifting import LiftLabels

    return LiftLabels(**words)


def lift_drawings(picture: LiftPicture, labels: LiftLabels) -> tuple[str, str]:
    """From the side and from above, as SVG for a page; the words are escaped."""
    from rhomboid.adapters.drawing.lifting import draw_angle, draw_lift

    return draw_lift(picture, labels), draw_angle(picture, labels)
