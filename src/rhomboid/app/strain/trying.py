"""Beginning to try a change: once, and not beside another one without saying so.

Of two changes at a time nobody can tell which one helped, so that the person chooses which one
goes on (`trials_at_once`, a rule of ours). The one that is put aside stays in the diary.
"""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock
from typing import Literal

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.strain.day import Trial, running

#: Two presses of one button are two requests; the second one has to see the first.
_ONE_AT_A_TIME = Lock()


class Begun(msgspec.Struct, frozen=True):
    """What came of wanting to try a change.

    Attributes:
        outcome: `begun`; `already` if it is being tried; `asks` if something else is, and
            nothing was written.
        running: what is being tried beside it.
    """

    outcome: Literal["begun", "already", "asks"]
    running: tuple[Trial, ...] = ()


def begin(journal: Journal, position: str, fix: str, instead: Collection[str] = ()) -> Begun:
    """Begin to try a change, unless it is being tried, or too much else is.

    Args:
        journal: the diary.
        position, fix: the change, one of the table.
        instead: lines of trials that are put aside for it.

    Raises:
        EntryError: if the ids are none.
    """
    with _ONE_AT_A_TIME:
        found = running(journal.present())
        if any((trial.position, trial.fix) == (position, fix) for trial in found):
            return Begun("already")
        aside = [trial for trial in found if trial.root in instead]
        beside = [trial for trial in found if trial.root not in instead]
        if len(beside) >= journal.knowledge.strain.positions.weights.trials_at_once:
            return Begun("asks", tuple(found))
        journal.reports.tell("position_tried", {"position": position, "fix": fix})
        for trial in aside:
            journal.reports.undo(trial.root)
        return Begun("begun")
