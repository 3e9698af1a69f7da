"""Going through a recording at the terminal: Ctrl-C ends it early, a bar says how far it is."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType
from typing import Any

from rhomboid.app.coaching import Shot, Source
from rhomboid.cli.progress_bar import ProgressBar


class Stopped:
    """Ctrl-C once ends the recording and keeps what was counted."""

    def __init__(self) -> None:
        self._asked = False
        self._before: Any = None

    def is_set(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._asked

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGINT, self._ask)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True


def shown(source: Source) -> Iterator[Shot]:
    """Every frame, with a bar while it takes long."""
    bar = ProgressBar("rhomboid")
    try:
        for count, shot in enumerate(source.shots(), 1):
            bar.draw(source.done_share(), count)
            yield shot
    finally:
        bar.close()
