"""`rhomboid export` and `rhomboid import`: the diary as lines of JSON."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from rhomboid import bootstrap
from rhomboid.app.exchange import Source
from rhomboid.cli.files import print_json
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.core.base.errors import RhomboidError

_KEPT_IN_MEMORY = 8_000_000


class FileError(RhomboidError):
    """A file cannot be read."""


def run_export(given: argparse.Namespace) -> int:
    """Print every entry as a line."""
    open_journal(given)
    for line in bootstrap.exchange().export():
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
    return 0


def run_import(given: argparse.Namespace) -> int:
    """Take files into the diary, all or none."""
    journal = open_journal(given)
    w = language_of(given, journal)
    with ExitStack() as stack:
        sources = [_source(name, stack) for name in given.files]
        taken = bootstrap.exchange().take(sources, journal.now(), _progress)
    if given.json:
        print_json(taken)
        return 0
    print(w.say("cli.import.done", added=taken.added, known=taken.known, count=taken.lines))
    return 0


def _source(name: str, stack: ExitStack) -> Source:
    """A file; what comes from a pipe is kept first, because it is read twice."""
    try:
        if name == "-":
            kept = stack.enter_context(tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY))  # noqa: SIM115 - the stack closes it
            shutil.copyfileobj(sys.stdin.buffer, kept)
            return Source("standard input", cast(BinaryIO, kept))
        return Source(name, stack.enter_context(Path(name).open("rb")))
    except OSError as error:
        raise FileError(
            f"a diary must be a file that can be read, got {name} ({error.strerror}); "
            "nothing was imported"
        ) from error


def _progress(lines: int) -> None:
    """How far it is, on standard error, so that standard output stays what was asked for."""
    print(f"rhomboid: {lines} lines checked", file=sys.stderr, flush=True)
