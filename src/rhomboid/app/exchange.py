"""Taking the diary along: every entry as one line of JSON, out and in again.

A line is an entry with its keys sorted; the same entry is always the same line, byte for byte. So
files can be joined end to end, two devices' files merge as sets do, and a file that is read twice
changes nothing. Entries keep their ids. Whatever `person_id` a file names, its entries become this
person's: the file is what one person takes along.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import BinaryIO

import msgspec

from rhomboid.app.exchange_lines import MOST_BYTES, LineError, LineReader
from rhomboid.app.ports import Diary
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.course.course import fold
from rhomboid.core.diary.entry import Entry
from rhomboid.core.intake.answers import read_answers
from rhomboid.core.intake.errors import AnswerError
from rhomboid.core.knowledge.knowledge import Knowledge

_encoder = msgspec.json.Encoder(order="sorted")
_DIGEST_BYTES = 16
_PROGRESS_EVERY = 1000
_BOM = b"\xef\xbb\xbf"


class ExchangeError(RhomboidError):
    """A file cannot be taken into the diary; nothing of it was.

    Attributes:
        source: name of the file; empty when all of them together are at fault.
        line: number of the line, from 1; 0 when no single line is at fault.
        problem: what is wrong.
    """

    def __init__(self, source: str, line: int, problem: str) -> None:
        self.source = source
        self.line = line
        self.problem = problem
        where = ", ".join(filter(None, (source, f"line {line}" if line else "")))
        super().__init__(f"{where}: {problem}; nothing was imported".removeprefix(": "))


class Source(msgspec.Struct, frozen=True):
    """A file to import: its name, and its bytes, which can be read from the start again."""

    name: str
    file: BinaryIO


class Taken(msgspec.Struct, frozen=True):
    """What came of an import.

    Attributes:
        lines: entries read.
        added: entries that were new.
        known: entries that were there already, or came twice.
    """

    lines: int
    added: int
    known: int


class _Checked(msgspec.Struct, frozen=True):
    """What the first pass found: how many lines, and which entries are new."""

    lines: int
    new: Mapping[str, bytes]


def line_of(entry: Entry) -> bytes:
    """One entry as its line, line end included."""
    return _encoder.encode(entry) + b"\n"


class Exchange:
    """Export and import of one person's diary."""

    def __init__(
        self, diary: Diary, knowledge: Knowledge, languages: Collection[str], person_id: str
    ) -> None:
        self._diary = diary
        self._knowledge = knowledge
        self._languages = languages
        self._person_id = person_id

    def export(self) -> Iterator[bytes]:
        """Every entry as a line, in the order in which they were recorded."""
        return map(line_of, self._diary.read(self._person_id))

    def take(
        self, sources: Iterable[Source], now: datetime, progress: Callable[[int], object] = int
    ) -> Taken:
        """Import files, all or none: every line is checked before the first is written.

        Args:
            sources: the files.
            now: local time, for answers that name a date.
            progress: called now and then with the number of lines checked.

        Raises:
            ExchangeError: with the file, the line and what is wrong; then nothing is imported.
            StoreError: if the diary cannot be read or written.
        """
        files = tuple(sources)
        reader = LineReader(self._knowledge, self._languages, self._person_id)
        checked = self._check(files, reader, now, progress)
        if checked.new:
            self._diary.append(_wanted(files, reader, checked.new))
        added = len(checked.new)
        return Taken(lines=checked.lines, added=added, known=checked.lines - added)

    def _check(
        self,
        files: tuple[Source, ...],
        reader: LineReader,
        now: datetime,
        progress: Callable[[int], object],
    ) -> _Checked:
        there: dict[str, bytes] = {}
        answers: list[Entry] = []
        for entry in self._diary.read(self._person_id):
            there[entry.id] = _digest(entry)
            if entry.kind == "answers":
                answers.append(entry)
        new: dict[str, bytes] = {}
        lines = 0
        for source, number, entry in _entries(files, reader):
            lines += 1
            if lines % _PROGRESS_EVERY == 0:
                progress(lines)
            digest = _digest(entry)
            if there.get(entry.id, new.get(entry.id, digest)) != digest:
                raise ExchangeError(
                    source.name, number, f"there is an entry {entry.id} with other content already"
                )
            if entry.id not in there and entry.id not in new:
                new[entry.id] = digest
                if entry.kind == "answers":
                    answers.append(entry)
        self._check_together(answers, now)
        return _Checked(lines, new)

    def _check_together(self, answers: Iterable[Entry], now: datetime) -> None:
        """Answers of two devices may be possible one by one and not together."""
        course = fold(answers)
        rules = self._knowledge
        try:
            read_answers(course.answers, rules.questions, rules.vitamins, now.date())
        except AnswerError as error:
            names = ", ".join(dict.fromkeys(problem.question for problem in error.problems))
            raise ExchangeError(
                "",
                0,
                f"the answers of the file and of this diary must fit together, but {names} do not; "
                "answer these questions once more on one of the devices and export it again",
            ) from error


def _wanted(
    files: tuple[Source, ...], reader: LineReader, new: Mapping[str, bytes]
) -> Iterator[Entry]:
    """The new entries once more; a file that has changed since it was checked is refused."""
    left = dict(new)
    for source, number, entry in _entries(files, reader):
        digest = left.pop(entry.id, None)
        if digest is not None and digest != _digest(entry):
            raise ExchangeError(source.name, number, "the file changed while it was read")
        if digest is not None:
            yield entry
    if left:
        raise ExchangeError("", 0, "the file changed while it was read")


def _entries(files: tuple[Source, ...], reader: LineReader) -> Iterator[tuple[Source, int, Entry]]:
    for source in files:
        source.file.seek(0)
        number = 0
        while raw := source.file.readline(MOST_BYTES + 1):
            number += 1
            line = raw.removeprefix(_BOM) if number == 1 else raw
            if len(raw) <= MOST_BYTES and not line.strip():
                continue
            try:
                yield source, number, reader.read(line)
            except LineError as error:
                raise ExchangeError(source.name, number, str(error)) from error


def _digest(entry: Entry) -> bytes:
    return blake2b(_encoder.encode(entry), digest_size=_DIGEST_BYTES).digest()
