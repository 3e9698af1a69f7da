"""Joining the use cases of walks to the store of samples and the readers of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhomboid.app.walks.walks import Walks, WalkSide

if TYPE_CHECKING:
    from rhomboid.app.journal import Journal


def walks_of(journal: Journal) -> Walks:
    """The walks of the person whose journal it is."""
    from rhomboid.adapters.importers import recognise
    from rhomboid.adapters.store.samples import DatabaseSamples

    side = WalkSide(DatabaseSamples(), recognise)
    return Walks(journal.recorder, journal.knowledge.walking, side)
