"""An export in pieces of whole tags, without comments and what else is no record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec
import numpy as np

from rhomboid.adapters.importers.apple.tags import ANY
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.samples import Ints
from rhomboid.core.base.decision import Finding

#: How much is read at once.
PIECE_BYTES: Final = 1 << 20
#: No tag of an export is nearly as long.
MOST_TAG_BYTES: Final = 1 << 20
_LESS, _BANG, _QUESTION, _C = b"<!?C"
#: Comments and the like; correlations, because what stands in them stands beside them too.
_OPENS: Final = re.compile(rb"<!--|<!\[CDATA\[|<\?|<Correlation(?=[\s/>])")
_CLOSES: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_END_OF_CORRELATION: Final = b"</Correlation"
_END: Final = re.compile(rb"</HealthData\s*>")
_LAST: Final = re.compile(_END.pattern + rb"\s*\Z")
#: More than any text after the last tag.
_TAIL_BYTES: Final = 1 << 16


class Piece(msgspec.Struct, frozen=True):
    """Some whole tags.

    Attributes:
        data: the tags and what stands between them.
        tags: where in `data` each `<` stands.
        letters: which byte follows each `<`.
        read_bytes: how far the file was read for it.
    """

    data: bytes
    tags: Ints
    letters: np.ndarray
    read_bytes: int


def pieces(name: str, read: Callable[[int], bytes], first: bytes, before: int) -> Iterator[Piece]:
    """The content of the root.

    Args:
        name: of the file, as the person knows it.
        read: gives the next bytes of the file, at most so many.
        first: what was read of the content already.
        before: how many bytes of the file stand before `first`.

    Raises:
        WalkFileError: `apple_cut_short`, `apple_damaged`.
    """
    rest, wanted, place = first, b"", before + len(first)
    tail = b""
    while True:
        new = read(PIECE_BYTES)
        place, more = place + len(new), bool(new)
        if wanted:
            data = rest + new
            found = data.find(wanted)
            if found < 0:
                _see_more(name, more)
                rest = data[1 - len(wanted) :]
                continue
            rest, new, wanted = b"", data[found + len(wanted) :], b""
        data, rest = _cut(rest, new) if more else (rest + new, b"")
        piece = _piece(data, place)
        if _hides(piece.letters):
            data, hidden, wanted = _bare(data)
            rest = hidden + rest
            piece = _piece(data, place)
        elif len(rest) > MOST_TAG_BYTES:
            raise WalkFileError(name, "apple_damaged", Finding("place", place - len(rest)))
        tail = (tail + data[-_TAIL_BYTES:])[-_TAIL_BYTES:]
        yield piece
        if not more:
            break
    if wanted or not _LAST.search(tail):
        raise WalkFileError(name, "apple_cut_short")


def ends(tail: bytes) -> bool:
    """Whether a file with this end (some 64 kB) may be whole."""
    return _END.search(tail) is not None


def _see_more(name: str, more: bool) -> None:
    if not more:
        raise WalkFileError(name, "apple_cut_short")


def _cut(rest: bytes, new: bytes) -> tuple[bytes, bytes]:
    """What came, up to the last tag, and the begun rest."""
    cut = new.rfind(b"<")
    if cut >= 0:
        return b"".join((rest, memoryview(new)[:cut])), new[cut:]
    whole = rest + new
    cut = max(rest.rfind(b"<"), 0)
    return whole[:cut], whole[cut:]


def _piece(data: bytes, place: int) -> Piece:
    letters = np.frombuffer(data, np.uint8)
    tags = np.flatnonzero(letters[:-1] == _LESS)
    return Piece(data, tags, letters[tags + 1], place)


def _hides(letters: np.ndarray) -> bool:
    """Whether something in a piece may be no record."""
    return bool(((letters == _BANG) | (letters == _QUESTION) | (letters == _C)).any())


def _bare(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Tags alone; the begun rest of what is left out, if any, and what ends it."""
    kept, place = [], 0
    while opened := _OPENS.search(data, place):
        kept.append(data[place : opened.start()])
        place = opened.end()
        closes = _CLOSES.get(opened[0], _END_OF_CORRELATION)
        if closes is _END_OF_CORRELATION and (tag := ANY.match(data, opened.start())):
            place = tag.end()
            if tag[0].endswith(b"/>"):
                continue
        closed = data.find(closes, place)
        if closed < 0:
            return b"".join(kept), data[place:], closes
        place = closed + len(closes)
    return b"".join([*kept, data[place:]]), b"", b""
