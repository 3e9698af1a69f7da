"""A zip of files that count steps: Google's Takeout, an export of Fitbit, activities of watches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

import msgspec

from rhomboid.adapters.importers.unzip import Member, Package
from rhomboid.app.walks.ports import Given, Recording
from rhomboid.core.activity.records import Batch

HEAD_BYTES: Final = 4096
_ENDINGS: Final = (".csv", ".json", ".tcx", ".gpx", ".fit")
#: Makes a recording of a file, given its name, the file, its bytes and what it cannot say.
Opener = Callable[[str, BinaryIO, int, Given], Recording]
#: Recognises a file by its name and first bytes; `None` for what is no use.
Recogniser = Callable[[str, bytes], tuple[str, Opener] | None]


class ArchiveRecording:
    """All files of a zip that are known, one after the other."""

    def __init__(
        self, package: Package, parts: list[tuple[Member, Opener]], form: str, given: Given
    ) -> None:
        self._package = package
        self._parts = parts
        self._given = given
        self.form = form
        self.size_bytes = sum(member.size_bytes for member, _ in parts)

    def batches(self) -> Iterator[Batch]:
        before = 0
        for member, opener in self._parts:
            with self._package.open(member) as stream:
                part = opener(member.name, stream, member.size_bytes, self._given)
                for batch in part.batches():
                    far = before + min(batch.read_bytes, member.size_bytes)
                    yield msgspec.structs.replace(batch, read_bytes=far)
            before += member.size_bytes


def open_archive(package: Package, given: Given, recogniser: Recogniser) -> ArchiveRecording | None:
    """A zip that holds files that are known; None if it holds none.

    Args:
        package: the zip.
        given: what it cannot say by itself.
        recogniser: of single files.
    """
    parts: list[tuple[Member, Opener]] = []
    forms: Counter[str] = Counter()
    for member in sorted(package.members, key=lambda one: one.name):
        if not member.name.casefold().endswith(_ENDINGS):
            continue
        with package.open(member) as stream:
            found = recogniser(member.name, stream.read(HEAD_BYTES))
        if found is not None:
            forms[found[0]] += 1
            parts.append((member, found[1]))
    if not parts:
        return None
    return ArchiveRecording(package, parts, forms.most_common(1)[0][0], given)
