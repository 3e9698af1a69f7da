"""Generated twelve-week histories; `make histories` runs a hundred thousand of them."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.core.course.histories import histories
from tests.core.course.holds import violations

COUNT = 600 if os.environ.get("HYPOTHESIS_PROFILE") == "ci" else 120
BATCHES = 6


@pytest.mark.hazard("H-19")
@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_must_hold_holds_of_every_history(batch: int) -> None:
    first = batch * (COUNT // BATCHES)
    found = [
        f"history {first + place}: {sentence}"
        for place, history in enumerate(histories(first, COUNT // BATCHES))
        for sentence in violations(history, first + place)
    ]
    assert found == []


def test_the_histories_hold_everything_that_the_rules_speak_of() -> None:
    verbs: Counter[str] = Counter()
    triggers: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for history in histories(0, 60):
        kinds.update(entry.kind for entry in history.entries)
        for reviewed in history.reviews:
            verbs.update(change.verb for change in reviewed.review.changes)
            triggers.update(hit.trigger for hit in reviewed.review.hits)
    assert {"progress", "hold", "regress", "rest", "return", "set"} <= verbs.keys()
    assert {"pain_rise", "mean_rise", "sore_mornings", "no_better", "arm_symptoms"} <= set(triggers)
    assert {"pain", "session", "walk", "undone", "review_decided", "flare"} <= kinds.keys()
