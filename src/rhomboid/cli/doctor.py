"""`rhomboid doctor`: is everything in order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import msgspec

from rhomboid import bootstrap
from rhomboid.cli.files import print_json
from rhomboid.core.base.errors import RhomboidError
from rhomboid.wording import catalogue, languages


class Check(msgspec.Struct, frozen=True):
    """One check: what was looked at, whether it is in order, and what was seen."""

    what: str
    ok: bool
    seen: str


def run_doctor(given: argparse.Namespace) -> int:
    """Check tables, words, data folder and diary."""
    settings = bootstrap.choose_data(given.data)
    checks = list(_checks(settings))
    if given.json:
        print_json(checks)
    else:
        for check in checks:
            print(f"{'ok  ' if check.ok else 'FAIL'} {check.what}: {check.seen}")
    return 0 if all(check.ok for check in checks) else 1


def _checks(settings: bootstrap.Settings) -> Iterator[Check]:
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
    try:
        bootstrap.prepare_data(settings)
        yield Check("data folder", ok=True, seen=str(settings.data))
        bootstrap.setup_django()
        bootstrap.migrate()
        course = bootstrap.journal().course()
        yield Check("diary", ok=True, seen=f"{len(course.answers)} answers in force")
    except RhomboidError as error:
        yield Check("data folder", ok=False, seen=str(error))
