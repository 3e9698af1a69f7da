"""Reading a zip that may be hostile: members one by one as streams, nothing written anywhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import IO, BinaryIO, Final

import msgspec

from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.base.decision import Finding

#: The most that one zip may unpack to: twice the largest exports that people tell of.
MOST_BYTES: Final = 32 * 2**30
#: How many times its own size a zip may unpack to. XML of a phone reaches 30.
MOST_RATIO: Final = 250
#: Below this size, what a zip unpacks to is harmless at any ratio.
FREE_BYTES: Final = 64 * 2**20
#: The most bytes of the list of members, which zipfile reads whole.
MOST_LIST_BYTES: Final = 8 * 2**20
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_PIECE_BYTES: Final = 1 << 16
#: What zipfile and zlib raise on damaged input.
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


class Member(msgspec.Struct, frozen=True):
    """One file inside a zip.

    Attributes:
        name: its path inside the zip, with `/` between folders.
        size_bytes: unpacked, as the zip says; never more is read.
        place: which entry of the zip it is.
    """

    name: str
    size_bytes: int
    place: int


class Package:
    """A zip that was looked at and is not hostile as far as its list of members shows.

    A zip inside the zip is a member like any other, and is not opened.
    """

    def __init__(self, name: str, archive: zipfile.ZipFile, members: tuple[Member, ...]) -> None:
        self.name = name
        self.members = members
        self._archive = archive
        self._entries = archive.infolist()

    def open(self, member: Member) -> BinaryIO:
        """The content of a member, to be read once from start to end.

        Reading raises `WalkFileError` where the content is damaged.

        Raises:
            WalkFileError: if its content cannot be found.
        """
        try:
            raw = self._archive.open(self._entries[member.place])
        except _DAMAGE:
            raise WalkFileError(self.name, "zip_damaged") from None
        return io.BufferedReader(_Content(self.name, raw), _PIECE_BYTES)


def open_package(name: str, file: BinaryIO) -> Package:
    """Look at a zip.

    Args:
        name: of the file, as the person knows it.
        file: seekable; it stays open while the package is used.

    Raises:
        WalkFileError: `zip_damaged`, `zip_encrypted`, `zip_method`, `zip_path`, `zip_too_many`
            or `zip_bomb`.
    """
    try:
        size_bytes = file.seek(0, io.SEEK_END)
        archive = zipfile.ZipFile(_Careful(name, file))
    except _DAMAGE:
        raise WalkFileError(name, "zip_damaged") from None
    entries = archive.infolist()
    _see_size(name, sum(entry.file_size for entry in entries), size_bytes)
    members = []
    for place, entry in enumerate(entries):
        if not entry.filename or entry.filename.endswith("/"):
            continue
        _see_entry(name, entry)
        members.append(Member(entry.filename.replace("\\", "/"), entry.file_size, place))
    return Package(name, archive, tuple(members))


def is_zip(head: bytes) -> bool:
    """Whether a file that begins with these bytes (at least 4) says that it is a zip."""
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def _see_size(name: str, unpacked_bytes: int, size_bytes: int) -> None:
    """Refuse a zip that unpacks to far more than it is."""
    if unpacked_bytes > FREE_BYTES and (
        unpacked_bytes > MOST_BYTES or unpacked_bytes > MOST_RATIO * size_bytes
    ):
        raise WalkFileError(
            name,
            "zip_bomb",
            Finding("size_mb", round(size_bytes / 1e6, 1), "MB"),
            Finding("unpacked_mb", round(unpacked_bytes / 1e6), "MB"),
        )


def _see_entry(name: str, entry: zipfile.ZipInfo) -> None:
    """Refuse an entry that is encrypted, packed in an unusual way, or named to escape."""
    if entry.flag_bits & _ENCRYPTED:
        raise WalkFileError(name, "zip_encrypted")
    if entry.compress_type not in _METHODS:
        raise WalkFileError(name, "zip_method", Finding("member", _short(entry.filename)))
    path = entry.orig_filename.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":" or "\0" in path or ".." in path.split("/"):
        raise WalkFileError(name, "zip_path", Finding("member", _short(path)))


def _short(path: str) -> str:
    """A name that fits into a sentence."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in path)
    return clean if len(clean) <= 80 else clean[:79] + "…"


class _Content(io.RawIOBase):
    """A member's bytes, whose damage is said in the words of this package."""

    def __init__(self, name: str, raw: IO[bytes]) -> None:
        self._name = name
        self._raw = raw

    def readable(self) -> bool:
        return True

    # The buffer's type differs between versions of typeshed.
    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as said above
        try:
            piece = self._raw.read(len(buffer))
        except _DAMAGE:
            raise WalkFileError(self._name, "zip_damaged") from None
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Careful(io.RawIOBase):
    """The zip's own bytes, of which none may be read in large lots: the list of members is."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self._name = name
        self._file = file
        self._size_bytes = file.seek(0, io.SEEK_END)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        left = self._size_bytes - self._file.tell()
        if (left if size < 0 else min(size, left)) > MOST_LIST_BYTES:
            raise WalkFileError(self._name, "zip_too_many")
        return self._file.read(size)
