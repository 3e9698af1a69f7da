"""Lines of a text as programs of tables save it, in bounded memory, whatever stands in the file."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.base.decision import Finding

#: Ten years of minutes have 300 MB.
MOST_BYTES: Final = 512 * 2**20
_LONGEST_LINE: Final = 1 << 16
_PIECE_BYTES: Final = 1 << 16


class TextLines:
    """Lines that end with a line feed, however they end in the file: Windows, Unix, old Macs.

    Args:
        name: of the file, as the person knows it.
        file: read from where it stands.

    Attributes:
        read_bytes: how far the file has been read.

    Raises:
        WalkFileError: `not_text`, `long_line` or `too_large`, while the lines are taken.
    """

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.read_bytes = 0
        self._name = name
        self._file = file

    def __iter__(self) -> Iterator[str]:
        rest = ""
        for text in self._texts():
            *lines, rest = (rest + text).split("\n")
            if len(rest) > _LONGEST_LINE or any(len(line) > _LONGEST_LINE for line in lines):
                raise WalkFileError(self._name, "long_line")
            for line in lines:
                yield line + "\n"
        if rest:
            yield rest

    def _texts(self) -> Iterator[str]:
        piece = self._file.read(_PIECE_BYTES)
        decoder = _Decoder(piece)
        ends = io.IncrementalNewlineDecoder(None, translate=True)
        while True:
            self.read_bytes += len(piece)
            if self.read_bytes > MOST_BYTES:
                raise WalkFileError(
                    self._name, "too_large", Finding("most_mb", MOST_BYTES // 10**6)
                )
            text = ends.decode(decoder.decode(piece), not piece)
            if "\0" in text:
                raise WalkFileError(self._name, "not_text")
            yield text
            if not piece:
                return
            piece = self._file.read(_PIECE_BYTES)


class _Decoder:
    """UTF-16 where its mark says so, else UTF-8, else Windows-1252.

    UTF-8 that was plain until its first byte that cannot be is Windows-1252; one that had other
    letters before is damaged, and the byte becomes a replacement character.
    """

    def __init__(self, head: bytes) -> None:
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        coding, errors = ("utf-16", "replace") if wide else ("utf-8", "strict")
        self._inner = codecs.getincrementaldecoder(coding)(errors)
        self._plain = True
        self._mark = "\ufeff"

    def decode(self, piece: bytes) -> str:
        """The letters of some bytes more; none are the end."""
        try:
            text = self._inner.decode(piece, not piece)
        except UnicodeDecodeError as error:
            plain = self._plain and error.object[: error.start].isascii()
            self._inner = codecs.getincrementaldecoder("cp1252" if plain else "utf-8")("replace")
            text = self._inner.decode(error.object, not piece)
        self._plain = self._plain and text.isascii()
        if text:
            text, self._mark = text.removeprefix(self._mark), ""
        return text
