"""Reading XML that may be hostile: piece by piece, without declarations, in bounded memory."""

from __future__ import annotations

from typing import BinaryIO, Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.base.decision import Finding

_PIECE_BYTES: Final = 1 << 16
#: A tag of a route is a line; one that goes on for so long is none.
_LONGEST_TAG_BYTES: Final = 1 << 20
#: A day's route with a place each second has about 20 MB.
MOST_BYTES: Final = 128 * 2**20


def parser(name: str) -> XMLParserType:
    """A parser that refuses declarations of entities, as a bomb needs them.

    Args:
        name: of the file, as the person knows it.
    """
    made = ParserCreate()
    made.buffer_text = True

    def refuse(*_: object) -> None:
        raise WalkFileError(name, "xml_entities")

    made.StartDoctypeDeclHandler = refuse
    made.EntityDeclHandler = refuse
    return made


def feed(name: str, made: XMLParserType, file: BinaryIO) -> None:
    """Give a file to a parser, from where it stands to its end.

    Raises:
        WalkFileError: `xml_entities`, `xml_damaged`, `xml_cut_short` or `too_large`.
    """
    fed = 0
    try:
        while piece := file.read(_PIECE_BYTES):
            fed += len(piece)
            if fed > MOST_BYTES:
                raise WalkFileError(name, "too_large", Finding("most_mb", MOST_BYTES // 10**6))
            made.Parse(piece)
            if fed - made.CurrentByteIndex > _LONGEST_TAG_BYTES:
                raise WalkFileError(name, "xml_damaged", Finding("line", made.CurrentLineNumber))
    except (ExpatError, ValueError, LookupError):
        raise WalkFileError(name, "xml_damaged", Finding("line", made.CurrentLineNumber)) from None
    try:
        made.Parse(b"", True)
    except (ExpatError, ValueError, LookupError):
        raise WalkFileError(name, "xml_cut_short") from None
