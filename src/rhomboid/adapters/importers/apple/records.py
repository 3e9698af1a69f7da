"""Finding the records of a piece: one expression where Apple's usual order is kept, else by tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rhomboid.adapters.importers.apple.pieces import Piece
from rhomboid.adapters.importers.apple.tags import RECORD, attributes, plain
from rhomboid.adapters.importers.apple.times import BETWEEN
from rhomboid.adapters.importers.apple.units import PREFIX
from rhomboid.core.activity.samples import Ints

_USUAL: Final = np.frombuffer(b'<Record type="HK', np.uint8)
_R: Final = ord("R")
#: Where in a record of the usual form the name of its type stands.
_NAME: Final = len(b'<Record type="' + PREFIX)
_STARTS: Final = re.compile(rb"<Record[\s/>]")
_SPELLED: Final = re.compile(rb'<Record type="[^"&<]*&')


class Raw(NamedTuple):
    """A record as it stands in the file; start and end with `BETWEEN` between them."""

    type: bytes
    source: bytes
    unit: bytes
    span: bytes
    value: bytes


class Finder:
    """Finds records of some types.

    The quick way reads records whose attributes stand in the order and with the spaces and quotes
    of every export since 2015. Where a piece holds any record that doesn't, all of its records
    are read tag by tag; that gives the same, and takes longer.
    """

    def __init__(self, types: Iterable[bytes]) -> None:
        self._types = frozenset(types)
        names = b"|".join(sorted(self._types))
        self._quick = re.compile(
            rb'<Record type="' + PREFIX + rb"(" + names + rb')"'
            rb'(?: sourceName="([^"]*)"(?: sourceVersion="[^"]*")?+(?: device="[^"]*")?+'
            rb' unit="([^"]*)"(?: creationDate="[^"]*")?+'
            rb' startDate="([^"]*" endDate="[^"]*)" value="([^"]*)")?+'
        )
        self._initials = np.zeros(256, np.bool_)
        self._initials[[name[0] for name in self._types]] = True
        self._worth = re.compile(names + rb"|&#")

    def find(self, piece: Piece) -> tuple[list[Raw] | list[tuple[bytes, ...]], int]:
        """The records, and how many cannot be read at all."""
        if not self._types:
            return [], 0
        letters = np.frombuffer(piece.data, np.uint8)
        records = np.flatnonzero(piece.letters == _R)
        starts = piece.tags[records]
        if _usual(piece.data, letters, starts):
            names = letters[np.minimum(starts + _NAME, len(letters) - 1)]
            likely = records[self._initials[names]]
            stops = np.append(piece.tags, len(letters))[likely + 1].tolist()
            read, data = self._quick.match, piece.data
            found = map(read, repeat(data), piece.tags[likely].tolist(), stops)
            rows = [match.groups() for match in found if match]
            if all(row[3] for row in rows):
                return rows, 0
        return self.by_tag(piece.data)

    def by_tag(self, data: bytes) -> tuple[list[Raw], int]:
        """The records of a piece, whatever their spelling, and how many cannot be read at all."""
        tags = RECORD.findall(data)
        return list(self._rows(tags)), len(_STARTS.findall(data)) - len(tags)

    def _rows(self, tags: Iterable[bytes]) -> Iterator[Raw]:
        for inside in tags:
            if not self._worth.search(inside):
                continue
            found = attributes(inside)
            name = plain(found.get(b"type", b""))
            if name.startswith(PREFIX) and name[len(PREFIX) :] in self._types:
                yield Raw(
                    name[len(PREFIX) :],
                    # The first exports, of iOS 8, had `source`.
                    found.get(b"sourceName", found.get(b"source", b"")),
                    found.get(b"unit", b""),
                    found.get(b"startDate", b"") + BETWEEN + found.get(b"endDate", b""),
                    found.get(b"value", b""),
                )


def _usual(data: bytes, letters: NDArray[np.uint8], starts: Ints) -> bool:
    """Whether all records of a piece begin with their type, spelled plainly."""
    places = np.minimum(starts[:, None] + np.arange(len(_USUAL)), len(data) - 1)
    usual = (letters[places] == _USUAL).all(1)
    if any(_STARTS.match(data, start) for start in starts[~usual].tolist()):
        return False
    return not (b"#" in data and _SPELLED.search(data))
