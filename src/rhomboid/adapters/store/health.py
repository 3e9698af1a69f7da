"""Whether the database is up to date and every entry can be read."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Max

from rhomboid.adapters.store.codec import Row, to_entry
from rhomboid.adapters.store.errors import StoreError, from_database
from rhomboid.adapters.store.models import DiaryEntry, DiaryHead
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary.kinds import check_entry

_ROWS_AT_ONCE = 1000


class Health(msgspec.Struct, frozen=True):
    """What was found.

    Attributes:
        migrated: migrations that had to be applied now.
        newer: migrations of a newer version, which this one does not know.
        entries: number of entries.
        unreadable: id of each entry that cannot be read -> why.
        out_of_place: persons whose places have gaps.
    """

    migrated: tuple[str, ...]
    newer: tuple[str, ...]
    entries: int
    unreadable: dict[str, str]
    out_of_place: tuple[str, ...]


def examine(migrate: Callable[[], None]) -> Health:
    """Bring the database up to date, then read every entry.

    Raises:
        StoreError: if the database cannot be read or brought up to date.
    """
    try:
        pending, newer = _migrations()
        migrate()
        return Health(
            migrated=pending,
            newer=newer,
            entries=DiaryEntry.objects.count(),
            unreadable=_unreadable(),
            out_of_place=_out_of_place(),
        )
    except DatabaseError as error:
        raise from_database(error) from error


def _migrations() -> tuple[tuple[str, ...], tuple[str, ...]]:
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    pending = tuple(step.name for step, _ in executor.migration_plan(graph.leaf_nodes()))
    applied = executor.loader.applied_migrations
    newer = tuple(
        name for app, name in applied if app == "store" and (app, name) not in graph.nodes
    )
    return pending, newer


def _unreadable() -> dict[str, str]:
    found: dict[str, str] = {}
    rows = DiaryEntry.objects.order_by("person_id", "place").values_list(*Row._fields)
    for row in map(Row._make, rows.iterator(_ROWS_AT_ONCE)):
        try:
            check_entry(to_entry(row))
        except StoreError as error:
            found[str(row.id)] = str(error.__cause__)
        except RhomboidError as error:
            found[str(row.id)] = str(error)
    return found


def _out_of_place() -> tuple[str, ...]:
    heads = dict(DiaryHead.objects.values_list("person_id", "places"))
    counted = DiaryEntry.objects.values_list("person_id").annotate(Count("id"), Max("place"))
    wrong = {name for name, number, last in counted if not number == last == heads.get(name)}
    return tuple(sorted(wrong))
