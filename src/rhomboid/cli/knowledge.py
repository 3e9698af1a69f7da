"""`rhomboid knowledge`."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches

from rhomboid import bootstrap
from rhomboid.cli.files import print_json
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.listing import Listed, find, listed, unverified
from rhomboid.wording import languages, wording

_BAD_INPUT = 2


def run_knowledge(given: argparse.Namespace) -> int:
    """List rows, show one, or list what is unverified."""
    knowledge = bootstrap.knowledge()
    match given.part:
        case "list":
            rows = [row for row in listed(knowledge) if given.table in (None, row.table)]
            if not rows:
                tables = ", ".join(dict.fromkeys(row.table for row in listed(knowledge)))
                print(
                    f"rhomboid: the table must be one of {tables}, got {given.table}",
                    file=sys.stderr,
                )
                return _BAD_INPUT
        case "unverified":
            rows = unverified(knowledge)
        case _:
            return _show(given, knowledge)
    if given.json:
        print_json(rows)
        return 0
    w = wording(given.lang or languages()[0])
    for row in rows:
        name = w.maybe(f"{row.table}.{row.id}.name")
        facts = f"{' '.join(row.facts):<16}  {name}".rstrip()
        print(f"{row.table:<18} {row.id:<34} {row.status:<13} {facts}".rstrip())
    print(f"{len(rows)} rows")
    return 0


def _show(given: argparse.Namespace, knowledge: Knowledge) -> int:
    rows = find(knowledge, given.id)
    if not rows:
        near = get_close_matches(given.id, [row.id for row in listed(knowledge)], n=3)
        hint = f"; near it: {', '.join(near)}" if near else ""
        print(f"rhomboid: there is no row {given.id}{hint}", file=sys.stderr)
        return _BAD_INPUT
    if given.json:
        print_json(rows)
        return 0
    for row in rows:
        _print(row, knowledge)
    return 0


def _print(row: Listed, knowledge: Knowledge) -> None:
    print(f"{row.table} / {row.id}   [{row.status}]   facts: {', '.join(row.facts) or '-'}")
    for key, value in row.fields.items():
        if value not in (None, (), [], {}, ""):
            print(f"    {key}: {value}")
    for key in row.sources:
        source = knowledge.sources[key]
        print(
            f"    source {key}: {source.authors} {source.title}. {source.container}, {source.year}"
        )
    print()
