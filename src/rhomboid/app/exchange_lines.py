"""Reading one line of an exported diary strictly."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from rhomboid.app.known_ids import unknown_ids
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.course.course import read_plan
from rhomboid.core.diary.entry import Entry, EntryError
from rhomboid.core.diary.kinds import check_entry
from rhomboid.core.intake.answers import read_answers
from rhomboid.core.intake.errors import AnswerError
from rhomboid.core.knowledge.knowledge import Knowledge

#: No entry is longer; a programme with its reasons is about 30 kB.
MOST_BYTES = 1_000_000
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_LATEST_MS = int(datetime(_LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp() * 1000)
_V7 = 7
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_VERSION = re.compile(r"[\x21-\x7e]{1,32}")


class LineError(RhomboidError):
    """A line is no entry that could be taken."""


class _ChangeShape(msgspec.Struct):
    """What the course reads of a change of a review."""

    target: str
    verb: str


class _ReviewShape(msgspec.Struct):
    """What the course reads of a review."""

    changes: tuple[_ChangeShape, ...] = ()


class LineReader:
    """Reads lines as entries of one person."""

    def __init__(self, knowledge: Knowledge, languages: Collection[str], person_id: str) -> None:
        self._knowledge = knowledge
        self._languages = languages
        self._person_id = person_id
        self._decoder = msgspec.json.Decoder(Entry)

    def read(self, line: bytes) -> Entry:
        """One line as an entry of this person.

        Raises:
            LineError: with what is wrong.
        """
        if len(line) > MOST_BYTES:
            raise LineError(f"a line must be shorter than {MOST_BYTES} bytes")
        try:
            entry = self._decoder.decode(line)
            check_entry(entry)
        except EntryError as error:
            raise LineError(str(error)) from error
        except msgspec.ValidationError as error:
            raise LineError(f"must be an entry of the diary: {error}") from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise LineError(f"must be one entry as JSON: {error}") from error
        _check_frame(entry)
        self._check_tables(entry)
        return msgspec.structs.replace(entry, person_id=self._person_id)

    def _check_tables(self, entry: Entry) -> None:
        """Check what would break decisions later: ids that the tables lack, odd answers, plans."""
        if entry.kind in ("plan_adopted", "review_decided"):
            _check_plan(entry)
        sentence = next(unknown_ids(entry, self._knowledge, self._languages), None)
        if sentence is not None:
            raise LineError(sentence)
        match entry.kind:
            case "answers":
                self._check_answers(entry)
            case "setting" if "value" not in entry.body:
                raise LineError("`value` of a setting must be there")
            case "swap" if entry.body.get("to") is not None and entry.body.get("kind") is None:
                raise LineError("`kind` of a swap must be easier, harder or equal")

    def _check_answers(self, entry: Entry) -> None:
        """Each answer by itself; whether all fit together shows when all are there."""
        rules = self._knowledge
        for question, answer in entry.body.get("answers", {}).items():
            try:
                read_answers(
                    {question: answer}, rules.questions, rules.vitamins, entry.about.date()
                )
            except AnswerError as error:
                problem = error.problems[0]
                raise LineError(
                    f"the answer to {question} must be possible, got {problem.got!r}"
                    f" ({problem.code})"
                ) from error


def _check_frame(entry: Entry) -> None:
    for field, value in (("id", entry.id), ("supersedes", entry.supersedes)):
        if value is not None:
            _check_id(field, value)
    for field, moment in (("recorded_at", entry.recorded_at), ("about", entry.about)):
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            raise LineError(
                f"`{field}` must lie between {_FIRST_YEAR} and {_LAST_YEAR}, got {moment.year}"
            )
    if _ZONE.fullmatch(entry.zone) is None:
        raise LineError(f"`zone` must be the name of a time zone, got {entry.zone!r}")
    if _VERSION.fullmatch(entry.made_by) is None:
        raise LineError(f"`made_by` must be a version, got {entry.made_by!r}")
    if not entry.person_id.strip():
        raise LineError("`person_id` must not be empty")


def _check_id(field: str, value: str) -> None:
    """One way to write each id; and a time in it that can be read."""
    uuid = UUID(value)
    if str(uuid) != value or (uuid.version == _V7 and uuid.int >> 80 >= _LATEST_MS):
        raise LineError(f"`{field}` must be a UUID in small letters with hyphens, got {value!r}")


def _check_plan(entry: Entry) -> None:
    if read_plan(entry.body["plan"]) is None:
        raise LineError(f"`plan` of `{entry.kind}` must be a programme")
    if entry.kind == "review_decided":
        try:
            msgspec.convert(entry.body["review"], _ReviewShape)
        except msgspec.ValidationError as error:
            raise LineError(f"`review` must be a review: {error}") from error
