"""`rhomboid doctor`: is everything in order."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from rhomboid import bootstrap
from rhomboid.adapters.backup.errors import BackupError
from rhomboid.adapters.backup.inspect import Found, look_at
from rhomboid.adapters.store.errors import StoreError
from rhomboid.cli import doctor_backups
from rhomboid.cli.files import print_json
from rhomboid.core.base.errors import RhomboidError
from rhomboid.wording import catalogue, languages

_MOST_NAMED = 10
_MEGABYTE = 1_000_000
#: Room for a diary of years, its log and some backups.
_LEAST_FREE_MB = 100
#: A computer that is off for a weekend makes no backups; more than a week needs a look.
_OLD = timedelta(days=8)


class Check(msgspec.Struct, frozen=True):
    """One check: what was looked at, whether it is in order, and what was seen."""

    what: str
    ok: bool
    seen: str


def run_doctor(given: argparse.Namespace) -> int:
    """Check tables, words, data folder, diary and backups, or do what was asked with backups."""
    settings = bootstrap.choose_data(given.data)
    if given.backup:
        return doctor_backups.make(settings, as_json=given.json)
    if given.backups:
        return doctor_backups.show(settings, as_json=given.json)
    if given.restore:
        return doctor_backups.restore(settings, given.restore, as_json=given.json)
    checks = list(_checks(settings))
    if given.json:
        print_json(checks)
    else:
        for check in checks:
            print(f"{'ok  ' if check.ok else 'FAIL'} {check.what}: {check.seen}")
    return 0 if all(check.ok for check in checks) else 1


def _checks(settings: bootstrap.Settings) -> Iterator[Check]:
    yield from _built_in()
    try:
        bootstrap.prepare_data(settings)
    except RhomboidError as error:
        yield Check("data folder", ok=False, seen=str(error))
        return
    yield Check("data folder", ok=True, seen=str(settings.data))
    yield _free_space(settings)
    if settings.database_url is not None:
        yield from _entries()
        yield Check("backups", ok=True, seen="PostgreSQL: made with the database's own tools")
        return
    file = look_at(settings.diary_file)
    whole = _file(settings, file)
    yield whole
    if whole.ok:
        yield from _entries()
    yield _backups(settings, file)


def _built_in() -> Iterator[Check]:
    knowledge = bootstrap.knowledge()
    yield Check(
        "tables",
        ok=True,
        seen=(
            f"{len(knowledge.facts)} facts, {len(knowledge.sources)} sources, "
            f"{len(knowledge.movements)} movements"
        ),
    )
    english = catalogue("en").keys()
    for language in languages():
        missing = english - catalogue(language).keys()
        yield Check(
            f"words ({language})",
            ok=not missing,
            seen=f"{len(english) - len(missing)} of {len(english)}",
        )


def _free_space(settings: bootstrap.Settings) -> Check:
    free = shutil.disk_usage(settings.data).free // _MEGABYTE
    if free >= _LEAST_FREE_MB:
        return Check("free space", ok=True, seen=f"{free} MB")
    return Check(
        "free space",
        ok=False,
        seen=f"must be at least {_LEAST_FREE_MB} MB, got {free} MB; free some, or the diary "
        "cannot be written",
    )


def _file(settings: bootstrap.Settings, file: Found) -> Check:
    newest = bootstrap.backups(settings).newest_whole()
    advice = (
        "there is no backup that is whole; copy the file before anything else is tried with it"
        if newest is None
        else f"bring back the backup of {newest.made_at:%Y-%m-%d %H:%M} UTC with "
        "`rhomboid doctor --restore latest`; the file is kept beside it"
    )
    if file.problem is not None:
        return Check(
            "diary file",
            ok=False,
            seen=f"{settings.diary_file} is damaged ({file.problem}); {advice}",
        )
    if not file.entries and newest is not None:
        return Check(
            "diary file", ok=False, seen=f"the diary is empty, but was not before; {advice}"
        )
    return Check("diary file", ok=True, seen=f"whole, {file.entries} entries")


def _entries() -> Iterator[Check]:
    try:
        health = bootstrap.store_health()
    except StoreError as error:
        yield Check("diary", ok=False, seen=str(error))
        return
    yield _migrations(health.migrated, health.newer)
    yield _readable(health.entries, health.unreadable)
    if health.out_of_place:
        names = ", ".join(health.out_of_place)
        yield Check(
            "places", ok=False, seen=f"must be 1, 2, 3 ... without gaps, but are not for {names}"
        )
    try:
        answers = bootstrap.journal().course().answers
    except RhomboidError as error:
        yield Check("diary", ok=False, seen=str(error))
    else:
        yield Check("diary", ok=True, seen=f"{len(answers)} answers in force")


def _migrations(migrated: tuple[str, ...], newer: tuple[str, ...]) -> Check:
    if newer:
        return Check(
            "migrations",
            ok=False,
            seen=f"a newer rhomboid wrote this diary ({', '.join(newer)}); install the newest one",
        )
    seen = f"brought up to date just now ({', '.join(migrated)})" if migrated else "up to date"
    return Check("migrations", ok=True, seen=seen)


def _readable(entries: int, unreadable: dict[str, str]) -> Check:
    if not unreadable:
        return Check("entries", ok=True, seen=f"{entries}, all readable")
    named = [f"{name} ({why})" for name, why in list(unreadable.items())[:_MOST_NAMED]]
    more = len(unreadable) - len(named)
    return Check(
        "entries",
        ok=False,
        seen=f"{len(unreadable)} of {entries} cannot be read: {'; '.join(named)}"
        f"{f'; and {more} more' if more else ''}. If a newer rhomboid wrote them, install that; "
        "else `rhomboid doctor --backups` lists what can be brought back",
    )


def _backups(settings: bootstrap.Settings, file: Found) -> Check:
    every = bootstrap.backups(settings).all()
    if not every:
        seen = "none yet" + ("; `rhomboid doctor --backup` makes one" if file.entries else "")
        return Check("backups", ok=True, seen=seen)
    newest, age = every[0], datetime.now(UTC) - every[0].made_at
    try:
        found = look_at(newest.file)
    except BackupError as error:
        found = Found(0, str(error))
    seen = f"{len(every)}, the newest {_words(age)} old"
    if found.problem is not None:
        seen += f" and damaged ({found.problem}); make another with `rhomboid doctor --backup`"
    elif age > _OLD and file.entries:
        seen += "; make one with `rhomboid doctor --backup`"
    else:
        seen += f" and whole ({found.entries} entries)"
    return Check(
        "backups", ok=found.problem is None and (age <= _OLD or not file.entries), seen=seen
    )


def _words(age: timedelta) -> str:
    hours = max(0, int(age.total_seconds() // 3600))
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"
