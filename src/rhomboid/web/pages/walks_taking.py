"""A file on its way in: in a thread of its own, told line by line, stopped when asked."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, BinaryIO, Final

import msgspec
from django.db import connections

from rhomboid.app.walks.ports import WalkFileError
from rhomboid.app.walks.walks import Taken, Walks
from rhomboid.core.base.errors import RhomboidError
from rhomboid.wording import Wording
from rhomboid.wording.walks import file_problem, skipped_words, taken_words

_EVERY_S: Final = 0.2
_MB: Final = 1_000_000
_MINUTE_S: Final = 60
_Line = Mapping[str, Any]


class StoppedError(RhomboidError):
    """The person stopped it."""


class Came(msgspec.Struct, frozen=True):
    """What came of one file, in words.

    Attributes:
        text: it, or why not.
        skipped: what was left out and why.
        see: where its days are shown; empty if there are none.
        refused: whether nothing of it was taken in because it cannot be.
    """

    text: str
    skipped: tuple[str, ...] = ()
    see: str = ""
    refused: bool = False


def came(name: str, taken: Taken, w: Wording) -> Came:
    """A file that was taken in."""
    last = taken.days[-1].day.isoformat() if taken.days else ""
    return Came(
        text=taken_words(name, taken, w),
        skipped=tuple(skipped_words(taken.skipped, w)),
        see=f"/walks/?of={last}" if last else "",
    )


def not_come(name: str, error: RhomboidError, w: Wording) -> Came:
    """A file that was not."""
    if isinstance(error, WalkFileError):
        return Came(file_problem(error, w), refused=True)
    if isinstance(error, StoppedError):
        return Came(w.say("walks.page.files.stopped", name=name), refused=True)
    text = w.say("walks.page.files.not_kept", name=name, detail=str(error))
    return Came(text, refused=True)


class Taking:
    """One file on its way in.

    Args:
        name: of the file.
        file: it, open and seekable; the answer closes it.
        walks: where it goes.
        w: the language in which it is told.
    """

    def __init__(self, name: str, file: BinaryIO, walks: Walks, w: Wording) -> None:
        self._name, self._file, self._walks, self._w = name, file, walks, w
        self._stopped = threading.Event()
        self._begun_s = self._told_s = time.monotonic()

    def stop(self) -> None:
        """Take nothing of it, unless all of it is there already."""
        self._stopped.set()

    async def lines(self) -> AsyncIterator[bytes]:
        """How far it is, and in the end what came of it: one JSON object a line.

        Whoever listens no more stops it.
        """
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[_Line | None] = asyncio.Queue()

        def tell(line: _Line | None) -> None:
            try:
                loop.call_soon_threadsafe(waiting.put_nowait, line)
            except RuntimeError:  # the server is closing: nobody listens
                self.stop()

        threading.Thread(target=self._run, args=(tell,), daemon=True).start()
        try:
            while (line := await waiting.get()) is not None:
                yield msgspec.json.encode(line) + b"\n"
        finally:
            self.stop()

    def _run(self, tell: Callable[[_Line | None], None]) -> None:
        try:
            tell(msgspec.to_builtins(self._taken(tell)))
        finally:
            connections.close_all()
            tell(None)

    def _taken(self, tell: Callable[[_Line | None], None]) -> Came:
        def progress(done_bytes: int, size_bytes: int) -> None:
            if self._stopped.is_set():
                raise StoppedError(self._name)
            if (line := self._progress(done_bytes, size_bytes)) is not None:
                tell(line)

        try:
            return came(self._name, self._walks.take(self._name, self._file, progress), self._w)
        except RhomboidError as error:
            return not_come(self._name, error, self._w)
        except (OSError, ValueError) as error:
            # The file of a sender who has gone is closed in the middle of reading.
            gone = self._stopped.is_set()
            told = StoppedError(self._name) if gone else RhomboidError(str(error))
            return not_come(self._name, told, self._w)

    def _progress(self, done_bytes: int, size_bytes: int) -> _Line | None:
        now_s = time.monotonic()
        if now_s - self._told_s < _EVERY_S and done_bytes < size_bytes:
            return None
        self._told_s = now_s
        rate = done_bytes / max(now_s - self._begun_s, 1e-3)
        left_s = (size_bytes - done_bytes) / rate if rate else 0.0
        return {
            "done_bytes": done_bytes,
            "size_bytes": size_bytes,
            "rate": round(rate),
            "left_s": round(left_s, 1),
            "text": self._words(done_bytes, size_bytes, rate, left_s),
        }

    def _words(self, done_bytes: int, size_bytes: int, rate: float, left_s: float) -> str:
        w = self._w
        if done_bytes >= size_bytes:
            return w.say("walks.page.files.counting")
        return w.say(
            "walks.page.files.rate",
            done=w.number(round(done_bytes / _MB)),
            size=w.number(round(size_bytes / _MB)),
            rate=w.number(round(rate / _MB, 1)),
            left=left_words(left_s, w),
        )


def left_words(left_s: float, w: Wording) -> str:
    """How much longer: seconds, from two minutes on minutes."""
    if left_s < 2 * _MINUTE_S:
        return w.say("walks.page.files.left_s", count=max(1, round(left_s)))
    return w.say("walks.page.files.left_min", count=round(left_s / _MINUTE_S))
