"""XML's start tags as bytes, in any spelling that XML allows, and some that Apple invented."""

from __future__ import annotations

import re
from typing import Final

#: The attributes of a start tag; in well-formed XML no `<` stands in them.
_INSIDE: Final = rb"""((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
RECORD: Final = re.compile(rb"<Record(?=[\s/>])" + _INSIDE)
ANY: Final = re.compile(rb"<(/?)([A-Za-z][\w.-]*)" + _INSIDE)
#: A word, with its value if it has one; words are passed once, however many there are.
_ATTRIBUTE: Final = re.compile(rb"""([\w:.-]++)(?:\s*+(=)\s*+(?:"([^"]*+)"|'([^']*+)'))?+""")
_REFERENCE: Final = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_SPACE: Final = re.compile(rb"\r\n|[\t\r\n]")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_LAST_LETTER: Final = 0x10FFFF
_NO_LETTERS: Final = range(0xD800, 0xE000)


def attributes(inside: bytes) -> dict[bytes, bytes]:
    """Raw values by name; of two attributes of one name the first counts."""
    found: dict[bytes, bytes] = {}
    for name, equals, double, single in _ATTRIBUTE.findall(inside):
        if equals:
            found.setdefault(name, double or single)
    return found


def text(raw: bytes) -> str:
    """An attribute's value as text.

    Only XML's five names and numbers of letters are replaced; any other name stays as it stands.
    """
    plain = _SPACE.sub(b" ", raw).decode("utf-8", "replace")
    return _REFERENCE.sub(_letter, plain) if "&" in plain else plain


def plain(raw: bytes) -> bytes:
    """An attribute's value in which nothing is spelled by reference, without spaces around."""
    return text(raw).strip().encode() if b"&" in raw else raw.strip()


def _letter(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if number == 0 or number > _LAST_LETTER or number in _NO_LETTERS:
        return "\ufffd"
    return chr(number)
