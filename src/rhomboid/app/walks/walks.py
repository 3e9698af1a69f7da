"""The use cases of walks: take files in, take them back, order devices, the audit of a day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import BinaryIO
from uuid import UUID

import msgspec

from rhomboid.app.recorder import Draft, Recorder, ReportError
from rhomboid.app.walks.counting import ORDER_SETTING, Counting
from rhomboid.app.walks.ports import Given, Importers, Kept, SampleStore, WalkFileError
from rhomboid.core.activity.audit import AuditMinute, audit
from rhomboid.core.activity.days import WalkedDay
from rhomboid.core.activity.records import Batch
from rhomboid.core.activity.sources import alike
from rhomboid.core.base.decision import Finding
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.course.reports import find
from rhomboid.core.diary.walk_bodies import WalkImport
from rhomboid.core.knowledge.walking import StepRules

_LONGEST_NAME = 80


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one file.

    Attributes:
        entry: id of its line in the diary; empty if nothing was new.
        form: kind of file.
        new, known: samples, recorded walks and totals that were new, and that were there.
        days: the days that the file speaks of, as they stand now; days to come are left out.
        to_come: how many days of the file have not come yet: a clock was wrong.
        changed: how many days of the diary changed.
        sources: names of its devices.
        skipped: ids of reasons and how many records were left out for each.
    """

    entry: str
    form: str
    new: int
    known: int
    days: tuple[WalkedDay, ...]
    to_come: int
    changed: int
    sources: tuple[str, ...]
    skipped: Mapping[str, int]


class WalkSide(msgspec.Struct, frozen=True):
    """What walks need from the world: where samples are kept, and readers of files."""

    store: SampleStore
    importers: Importers


class Walks:
    """Walks of one person.

    Args:
        recorder: the diary.
        rules: numbers.
        side: the store of samples, and the readers of files.
    """

    def __init__(self, recorder: Recorder, rules: StepRules, side: WalkSide) -> None:
        self._recorder = recorder
        self._side = side
        self.counting = Counting(recorder, side.store, rules)

    def take(
        self, name: str, file: BinaryIO, progress: Callable[[int, int], object] | None = None
    ) -> Taken:
        """Take one file in: all of it or nothing, and nothing twice.

        Args:
            name: of the file, as the person knows it.
            file: open for reading bytes, seekable.
            progress: called with bytes read and bytes in all.

        Raises:
            WalkFileError: if the file cannot be used; nothing of it was taken.
            StoreError: if the store cannot be written.
        """
        clock, person = self._recorder.clock, self._recorder.person_id
        recording = self._side.importers.open(name, file, Given(zone=clock.zone()))
        skipped: Counter[str] = Counter()

        def watched() -> Iterator[Batch]:
            for batch in recording.batches():
                skipped.update(batch.skipped)
                if progress is not None:
                    progress(batch.read_bytes, recording.size_bytes)
                yield batch

        taken, order = clock.new_id(), self.counting.order()
        kept = self._side.store.add(person, taken, watched(), alike)
        try:
            days, changed = self._tell({*kept.told, *self._others(taken, order)})
            entry = self._lines(name, taken, kept, days)
        except RhomboidError as error:
            raise WalkFileError(name, "half_told", Finding("detail", str(error))) from error
        told = set(kept.told)
        return Taken(
            entry=entry,
            form=recording.form,
            new=kept.new,
            known=kept.known,
            days=tuple(day for day in days if day.day in told),
            to_come=sum(day > clock.now().date() for day in kept.told),
            changed=changed,
            sources=kept.sources,
            skipped=dict(skipped),
        )

    def _lines(self, name: str, taken: str, kept: Kept, days: list[WalkedDay]) -> str:
        """Write the line of an import, and those of imports that were cut off before theirs.

        Gives the id of the import's own line; empty if nothing was new.
        """
        drafts = [
            Draft("walk_import", _line(name if not kept.new else "?", other, kept, days))
            for other in sorted(self._cut_off(taken))
        ]
        if kept.new:
            drafts.insert(0, Draft("walk_import", _line(name, taken, kept, days)))
        entries = self._recorder.write_all(drafts) if drafts else []
        return entries[0].id if kept.new else ""

    def _cut_off(self, taken: str) -> set[str]:
        """Imports that are kept and of which the diary was never told."""
        told = {taken, *(body.taken for _, _, body in self.imports())}
        return set(self._side.store.imports(self._recorder.person_id)) - told

    def _tell(self, wanted: Iterable[date]) -> tuple[list[WalkedDay], int]:
        """Tell the diary of days, some weeks at a time; gives them, and how many changed.

        The line of the import is written after them: without it the next import knows that this
        one was cut off, and makes it good.
        """
        days: list[WalkedDay] = []
        changed = 0
        for drafts, some in self.counting.changes(wanted):
            if drafts:
                self._recorder.write_all(drafts)
            changed += len(drafts)
            days += some
        return days, changed

    def take_back(self, entry: str) -> int:
        """Take back what one import brought; gives how many days changed.

        Raises:
            ReportError: if there is no such import, or it was taken back already.
        """
        found = find(self._recorder.course().history, entry) if _is_id(entry) else None
        if found is None or not isinstance(found.body, WalkImport):
            raise ReportError(f"the diary holds no import {entry}; nothing was changed")
        if found.body.taken not in self._side.store.imports(self._recorder.person_id):
            raise ReportError(
                "an import must be taken back on the machine that took it in: what its files held "
                "is kept there; nothing was changed"
            )
        days = self._side.store.take_back(self._recorder.person_id, found.body.taken)
        days = tuple(sorted({*days, *(day + timedelta(days=1) for day in days)}))
        drafts = self.counting.drafts(days)
        undo = Draft("undone", {}, found.entry.about, found.root)
        self._recorder.write_all([undo, *drafts])
        return len(drafts)

    def imports(self) -> tuple[tuple[str, date, WalkImport], ...]:
        """Imports that count, the newest first: id of the line, day of the import, what it was."""
        found = [
            (report.entry.about, report.root, report.body)
            for _, day in self._recorder.course().history.days()
            for report in day.reports
            if isinstance(report.body, WalkImport)
        ]
        newest = sorted(found, key=lambda one: one[:2], reverse=True)
        return tuple((root, about.date(), body) for about, root, body in newest)

    def believe(self, sources: Iterable[str]) -> int:
        """Put devices in order, the one to believe first; gives how many days changed."""
        names = json.dumps(list(sources), ensure_ascii=False)
        self._recorder.write("setting", {"name": ORDER_SETTING, "value": names})
        return self.recount()

    def recount(self) -> int:
        """Work out anew every day of which something is kept here; gives how many changed."""
        _, changed = self._tell(self._kept_days())
        return changed

    def audit(self, day: date) -> tuple[AuditMinute, ...]:
        """Which device counted in each minute of a day, and what the others saw."""
        return audit(self.counting.material(day), day)

    def _others(self, taken: str, before: tuple[str, ...]) -> tuple[date, ...]:
        """Every day that is kept, if more may have changed than what a file speaks of.

        That is so when a former import was cut off between the samples and the diary, and when
        the file makes another device come first.
        """
        after = tuple(name for name in self.counting.order() if name in before)
        return self._kept_days() if self._cut_off(taken) or after != before else ()

    def _kept_days(self) -> tuple[date, ...]:
        """Days of which something is kept, and those after them, into which it may reach."""
        days = self._side.store.days(self._recorder.person_id)
        return tuple(sorted({*days, *(day + timedelta(days=1) for day in days)}))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _line(name: str, taken: str, kept: Kept, known: list[WalkedDay]) -> dict[str, object]:
    """The line of an import in the diary: of days of which something can be said."""
    days = [day.day for day in known if day.day in kept.days]
    return {
        "taken": taken,
        "files": [name[-_LONGEST_NAME:] or "?"],
        "samples": kept.new,
        "days": len(days),
        **({"first": days[0], "last": days[-1]} if days else {}),
    }
