"""A file that was recognised and waits to be read: what every kind of recording holds."""

from __future__ import annotations

from typing import BinaryIO

from rhomboid.app.walks.ports import Given


class Opened:
    """Base of the recordings; the kinds say their form and give batches.

    Args:
        name: of the file, as the person knows it.
        file: open for reading bytes from its start.
        size_bytes: how many there are to read.
        given: what the file cannot say by itself.
    """

    def __init__(self, name: str, file: BinaryIO, size_bytes: int, given: Given) -> None:
        self._name = name
        self._file = file
        self._given = given
        self.size_bytes = size_bytes
