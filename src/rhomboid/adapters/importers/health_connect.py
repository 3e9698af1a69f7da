"""The export of Health Connect: an SQLite database, in a zip as Android writes it."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.request import pathname2url

import msgspec
import numpy as np

from rhomboid.adapters.importers.local_time import offsets_s, plausible
from rhomboid.adapters.importers.opened import Opened
from rhomboid.adapters.importers.sifting import Columns, named, sifted
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Activity, Batch, Kind, Samples, Workout
from rhomboid.core.base.decision import Finding

MAGIC: Final = b"SQLite format 3\0"
#: Years of a watch's heart rate have some hundred MB; more is no export of a phone.
MOST_BYTES: Final = 2 * 2**30
_PIECE_BYTES: Final = 1 << 20
_LOT: Final = 50_000
#: No statement that is needed here takes so many steps of the database's machine.
_MOST_STEPS: Final = 50_000
_PROGRESS_EVERY: Final = 10_000
#: Sums over a time: kind, table, column.
_SUMS: Final[tuple[tuple[Kind, str, str], ...]] = (
    ("steps", "steps_record_table", "count"),
    ("distance_m", "distance_record_table", "distance"),
)
#: Means at a moment: kind, table of the records, table of the moments, column.
_SERIES: Final[tuple[tuple[Kind, str, str, str], ...]] = (
    ("speed_m_per_s", "SpeedRecordTable", "speed_record_table", "speed"),
    ("cadence_per_min", "StepsCadenceRecordTable", "steps_cadence_record_table", "rate"),
)
_SESSIONS: Final = "exercise_session_record_table"
_APPS: Final = "application_info_table"
#: Android's numbers (`ExerciseSessionType`).
_ACTIVITIES: Final[dict[int, Activity]] = {53: "walk", 21: "hike", 33: "run", 34: "run"}
_LONGEST_S: Final = 7 * 86_400.0
_NOBODY: Final = "Health Connect"


class HealthConnectRecording(Opened):
    """A database of Health Connect.

    Args:
        name: of the file, as the person knows it.
        file: the database, read once from where it stands.
        size_bytes: of the database.
        given: what it cannot say by itself.
    """

    form = "health_connect"

    def batches(self) -> Iterator[Batch]:
        """The content; SQLite needs a file, so a copy lies in a temporary folder meanwhile."""
        with tempfile.TemporaryDirectory(prefix="rhomboid-") as folder:
            path = Path(folder) / "export.db"
            self._copy(path)
            self._see_whole(path)
            try:
                yield from self._read(path)
            except (sqlite3.Error, OverflowError, UnicodeDecodeError):
                raise WalkFileError(self._name, "health_connect_damaged") from None

    def _copy(self, path: Path) -> None:
        size = 0
        try:
            with path.open("wb") as copy:
                while piece := self._file.read(_PIECE_BYTES):
                    size += len(piece)
                    if size > MOST_BYTES:
                        raise WalkFileError(
                            self._name, "too_large", Finding("most_mb", MOST_BYTES // 10**6)
                        )
                    copy.write(piece)
        except OSError:
            raise WalkFileError(
                self._name, "no_room", Finding("size_mb", self.size_bytes // 10**6)
            ) from None

    def _see_whole(self, path: Path) -> None:
        """See that the database has all pages that its head tells of: SQLite reads on without."""
        with path.open("rb") as copy:
            head = copy.read(100)
        page = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big")
        if path.stat().st_size < pages * (65_536 if page == 1 else page):
            raise WalkFileError(self._name, "health_connect_damaged")

    def _read(self, path: Path) -> Iterator[Batch]:
        address = f"file:{pathname2url(str(path))}?mode=ro&immutable=1"
        database = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            for line in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON",
                         "mmap_size = 0"):  # fmt: skip
                database.execute(f"PRAGMA {line}")
            database.text_factory = lambda raw: raw.decode("utf-8", "replace")
            tables = _Tables(self._name, database)
            names = _apps(tables)
            parts = (self._sums, self._series, self._sessions)
            for done, part in enumerate(parts):
                for batch in part(tables, names):
                    far = self.size_bytes * done // len(parts)
                    yield msgspec.structs.replace(batch, read_bytes=far)
            yield Batch(read_bytes=self.size_bytes)
        finally:
            database.close()

    def _sums(self, tables: _Tables, names: dict[int, str]) -> Iterator[Batch]:
        for kind, table, column in _SUMS:
            wanted = ("start_time", "end_time", column)
            if kind in self._given.keep and tables.has(table, *wanted):
                for lot in tables.lots(table, *wanted, "start_zone_offset", "app_info_id"):
                    yield self._batch(kind, lot, names)

    def _series(self, tables: _Tables, names: dict[int, str]) -> Iterator[Batch]:
        for kind, records, moments, column in _SERIES:
            if (
                kind in self._given.keep
                and tables.has(records, "row_id")
                and tables.has(moments, "parent_key", "epoch_millis", column)
            ):
                for lot in tables.moments(records, moments, column):
                    yield self._batch(kind, lot, names)

    def _batch(self, kind: Kind, lot: _Lot, names: dict[int, str]) -> Batch:
        skipped: Counter[str] = Counter()
        start_ms, end_ms, value, offset, app = lot
        numbers, place = np.unique(np.where(np.isfinite(app), app, -1.0), return_inverse=True)
        source, sources = named([names.get(int(one), "") for one in numbers.tolist()], _NOBODY)
        columns = Columns(
            start_s=start_ms / 1000,
            end_s=end_ms / 1000,
            value=value,
            offset_s=np.where(np.abs(offset) <= 18 * 3600, offset, np.nan),
            source=source[place],
            sources=sources,
        )
        samples: tuple[Samples, ...] = sifted(kind, columns, self._given.zone, skipped)
        return Batch(samples=samples, skipped=dict(skipped))

    def _sessions(self, tables: _Tables, names: dict[int, str]) -> Iterator[Batch]:
        wanted = ("start_time", "end_time", "exercise_type")
        if not tables.has(_SESSIONS, *wanted):
            return
        for lot in tables.lots(_SESSIONS, *wanted, "start_zone_offset", "app_info_id"):
            skipped: Counter[str] = Counter()
            walks = []
            for row in zip(*(column.tolist() for column in lot), strict=True):
                walk = _walk(row, names, self._given.zone)
                if walk is None:
                    skipped["bad_time"] += 1
                else:
                    walks.append(walk)
            yield Batch(workouts=tuple(walks), skipped=dict(skipped))


_Column = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
_Lot = tuple[_Column, _Column, _Column, _Column, _Column]


class _Tables:
    """The tables of the database: real ones with their columns; views and the like are refused."""

    def __init__(self, name: str, database: sqlite3.Connection) -> None:
        self._database = database
        self._columns: dict[str, frozenset[str]] = {}
        needed = {table for _, table, _ in _SUMS} | {_SESSIONS, _APPS}
        needed |= {table for _, *both, _ in _SERIES for table in both}
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return int(steps > _MOST_STEPS)

        database.set_progress_handler(count, _PROGRESS_EVERY)
        for table in sorted(needed):
            kinds = database.execute(
                "SELECT type, sql FROM sqlite_master WHERE name = ? COLLATE NOCASE", (table,)
            ).fetchall()
            if not kinds:
                continue
            if any(kind != "table" or "VIRTUAL" in str(sql).upper()[:20] for kind, sql in kinds):
                raise WalkFileError(name, "health_connect_schema")
            shapes = database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
            if any(hidden for *_, hidden in shapes):
                raise WalkFileError(name, "health_connect_schema")
            self._columns[table] = frozenset(str(column) for _, column, *_ in shapes)
        if not {table for _, table, _ in _SUMS} & self._columns.keys():
            raise WalkFileError(name, "health_connect_schema")

    def has(self, table: str, *columns: str) -> bool:
        """Whether a table is there with all of these columns."""
        return set(columns) <= self._columns.get(table, frozenset())

    def lots(self, table: str, *columns: str) -> Iterator[_Lot]:
        """Numbers of some columns, a lot at a time; NaN for what is none or not there."""
        known = self._columns[table]
        chosen = ", ".join(f'"{column}"' if column in known else "NULL" for column in columns)
        # The names are constants of this module.
        yield from self._select(f'SELECT {chosen} FROM "{table}"')  # noqa: S608  # as said above

    def moments(self, records: str, moments: str, column: str) -> Iterator[_Lot]:
        """Moments of a series, each with the offset and program of its record."""
        known = self._columns[records]
        offset, app = (
            f'r."{one}"' if one in known else "NULL" for one in ("start_zone_offset", "app_info_id")
        )
        yield from self._select(
            f'SELECT m.epoch_millis, m.epoch_millis, m."{column}", {offset}, {app}'  # noqa: S608  # constants
            f' FROM "{moments}" m JOIN "{records}" r ON r.row_id = m.parent_key'
        )

    def names(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """Some columns of a small table."""
        chosen = ", ".join(f'"{column}"' for column in columns)
        statement = f'SELECT {chosen} FROM "{table}" LIMIT 1000'  # noqa: S608  # constants
        return self._database.execute(statement).fetchall()

    def _select(self, statement: str) -> Iterator[_Lot]:
        cursor = self._database.execute(statement)
        while rows := cursor.fetchmany(_LOT):
            one, two, three, four, five = (
                np.array([_number(cell) for cell in column], float)
                for column in zip(*rows, strict=True)
            )
            yield one, two, three, four, five


def _number(cell: object) -> float:
    """A number of the database; NaN for text, bytes and nothing."""
    return float(cell) if isinstance(cell, int | float) else float("nan")


def _apps(tables: _Tables) -> dict[int, str]:
    """Names of programs by their number."""
    if not tables.has(_APPS, "row_id", "package_name"):
        return {}
    has_name = tables.has(_APPS, "app_name")
    columns = ("row_id", "package_name", "app_name") if has_name else ("row_id", "package_name")
    found = {}
    for number, *texts in tables.names(_APPS, *columns):
        told = [text.strip() for text in reversed(texts) if isinstance(text, str) and text.strip()]
        if isinstance(number, int) and told:
            found[number] = told[0][:80]
    return found


def _walk(row: tuple[float, ...], names: dict[int, str], zone: str) -> Workout | None:
    start_ms, end_ms, kind, offset, app = row
    at = np.array([start_ms, end_ms]) / 1000
    if not plausible(at).all() or not 0 < at[1] - at[0] <= _LONGEST_S:
        return None
    if not abs(offset) <= 18 * 3600:
        offset = float(offsets_s(at[:1], zone)[0])
    return Workout(
        activity=_ACTIVITIES.get(int(kind), "other") if np.isfinite(kind) else "other",
        start_s=float(at[0]),
        end_s=float(at[1]),
        offset_s=int(offset),
        source=names.get(int(app), _NOBODY) if np.isfinite(app) else _NOBODY,
    )


def is_database(head: bytes) -> bool:
    """Whether a file that begins with these bytes (at least 16) is a database of SQLite."""
    return head[:16] == MAGIC
