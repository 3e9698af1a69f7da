"""A bar on standard error while something long goes on; silent where nobody watches."""

from __future__ import annotations

import sys
import time
from typing import Final

#: Nothing is drawn before this time, and not more often than the other.
_AFTER_S: Final = 1.0
_EVERY_S: Final = 0.2
_WIDTH: Final = 30


class ProgressBar:
    """Share done and how many a second, on one line that is taken away at the end.

    Args:
        label: stands before the bar.
        unit: of what is counted, with its space, such as ` MB`; nothing for frames.
    """

    def __init__(self, label: str, unit: str = "") -> None:
        self._label = label
        self._unit = unit
        self._begun = self._drawn = time.monotonic()
        self._shown = False
        self._watched = sys.stderr.isatty()

    def draw(self, share: float | None, count: float) -> None:
        """Show how far it is.

        Args:
            share: of the whole, 0 to 1; `None` where the end is not known.
            count: how many so far, in the unit.
        """
        now = time.monotonic()
        if not self._watched or now - self._begun < _AFTER_S or now - self._drawn < _EVERY_S:
            return
        self._drawn, self._shown = now, True
        rate = count / (now - self._begun)
        bar = ""
        if share is not None:
            full = round(share * _WIDTH)
            left_s = (now - self._begun) * (1 - share) / max(share, 1e-3)
            bar = f" [{'#' * full}{'.' * (_WIDTH - full)}] {share:4.0%} {left_s:4.0f} s"
        print(
            f"\r{self._label}{bar} {rate:.0f}{self._unit}/s ", end="", file=sys.stderr, flush=True
        )

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
