"""Opening the diary for a command, and choosing its language."""

from __future__ import annotations

import argparse

from rhomboid import bootstrap
from rhomboid.app.journal import Journal
from rhomboid.wording import Wording, languages, wording


def open_journal(given: argparse.Namespace) -> Journal:
    """The use cases on the diary in the data folder, brought up to date.

    Raises:
        DataFolderError: if the folder cannot be used.
    """
    settings = bootstrap.choose_data(given.data)
    bootstrap.prepare_data(settings)
    bootstrap.setup_django()
    bootstrap.migrate()
    return bootstrap.journal()


def language_of(given: argparse.Namespace, journal: Journal) -> Wording:
    """The language that was asked for, else the one the person has set, else English.

    Raises:
        WordingError: if there is no such language.
    """
    chosen = given.lang or journal.course().settings.get("language")
    return wording(chosen or languages()[0])
