"""The first bytes of an export: is it one, and where do its records begin?"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from rhomboid.adapters.importers.apple.times import time
from rhomboid.app.walks.ports import WalkFileError

#: Within how many bytes an export must say that it is one. Apple's own header takes 8,000.
HEAD_BYTES: Final = 1 << 18
_MARK: Final = b"\xef\xbb\xbf"
_ROOT: Final = re.compile(rb"""<HealthData(?=[\s/>])(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_BEGINS: Final = (b"<?xml", b"<!DOCTYPE", b"<HealthData")
_ENTITY: Final = b"<!ENTITY"
_EXPORTED: Final = re.compile(rb"""<ExportDate\s+value\s*=\s*["']([^"'<]*)["']""")


class Head(msgspec.Struct, frozen=True):
    """What the first bytes say.

    Attributes:
        body: where the content of the root begins, in bytes from the start of the file.
        empty: whether the root has no content at all.
        exported_s: when the export was made, seconds since 1970, not a number where unknown.
        offset_s: the phone's local time then less UTC.
    """

    body: int
    empty: bool
    exported_s: float
    offset_s: int


def is_export(head: bytes) -> bool:
    """Whether a file that begins with these bytes (`HEAD_BYTES` of them) is an export.

    The header that declares the form is not looked at: that of iOS 16 is broken.
    """
    return _root(head) is not None


def read_head(name: str, head: bytes) -> Head | None:
    """What the first `HEAD_BYTES` say; None if it is not an export.

    Raises:
        WalkFileError: `apple_entities`, if it declares pieces of text of its own.
    """
    root = _root(head)
    if root is None:
        return None
    if _ENTITY in head[: root.start()]:
        raise WalkFileError(name, "apple_entities")
    exported = _EXPORTED.search(head, root.end())
    exported_s, offset_s = time(exported[1]) if exported else (float("nan"), 0)
    return Head(root.end(), root[0].endswith(b"/>"), exported_s, offset_s)


def _root(head: bytes) -> re.Match[bytes] | None:
    """The start tag of the root, after nothing but a header."""
    head = b"   " + head[3:] if head.startswith(_MARK) else head
    bare = _without_comments(head)
    return _ROOT.search(bare) if bare.lstrip().startswith(_BEGINS) else None


def _without_comments(head: bytes) -> bytes:
    """The same bytes with spaces for comments."""
    kept, place = [], 0
    while (opened := head.find(b"<!--", place)) >= 0:
        closed = head.find(b"-->", opened + 4)
        end = closed + 3 if closed >= 0 else len(head)
        kept.append(head[place:opened] + b" " * (end - opened))
        place = end
    return b"".join([*kept, head[place:]])
