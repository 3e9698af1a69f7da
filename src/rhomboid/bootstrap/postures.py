"""Pictures of postures that were seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhomboid.core.movement.motion.figure import View

if TYPE_CHECKING:
    from rhomboid.app.strain.watching.pose import Drawn


def posture_figure(posture: Drawn, label: str) -> str:
    """A posture as an SVG file; the label is escaped."""
    from rhomboid.adapters.drawing.posture import draw_posture

    return draw_posture(posture.pose, View(of=posture.of), label, sits=posture.sits)
