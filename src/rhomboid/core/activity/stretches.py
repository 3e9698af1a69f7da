"""How fast steps came: samples as stretches of even cadence."""

from __future__ import annotations

import msgspec
import numpy as np

from rhomboid.core.activity.samples import Floats, Ints, Steps
from rhomboid.core.activity.spans import Spans, joined
from rhomboid.core.knowledge.walking import StepRules

_MINUTE_S = 60
#: Clocks of devices are exact to the second at best; a smaller gap is none.
_NO_GAP_S = 1.0


class Stretches(msgspec.Struct, frozen=True, kw_only=True):
    """Stretches of even cadence, in order of time, apart; n of them.

    Attributes:
        start_s, end_s: seconds since 1970 in UTC, shape (n,); each longer than nothing.
        cadence_spm: steps per minute, shape (n,).
    """

    start_s: Floats
    end_s: Floats
    cadence_spm: Floats

    def at_least(self, cadence_spm: float) -> Spans:
        """The time at this cadence or faster."""
        rows = self.cadence_spm >= cadence_spm
        return joined(self.start_s[rows], self.end_s[rows])


def stretches(merged: Steps, rules: StepRules) -> Stretches:
    """Even stretches out of samples that don't overlap.

    Samples shorter than `epoch_s` that follow each other without a gap are judged together, about
    `epoch_s` at a time, counted from where they begin. Samples without length, and those with more
    steps than anybody makes, have no place in time and are left out.

    Args:
        merged: in order of time, none overlapping another.
        rules: numbers.
    """
    length = merged.end_s - merged.start_s
    fastest = rules.cadence.most_spm / _MINUTE_S
    kept = merged.pick((length > 0) & (merged.steps <= fastest * length))
    if not len(kept):
        none = np.zeros(0)
        return Stretches(start_s=none, end_s=none, cadence_spm=none)
    group = _groups(kept, rules.bout.epoch_s)
    first = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
    last = np.concatenate([first[1:], [len(kept)]]) - 1
    start, end = kept.start_s[first], kept.end_s[last]
    total = np.add.reduceat(kept.steps, first)
    return Stretches(start_s=start, end_s=end, cadence_spm=total * _MINUTE_S / (end - start))


def hidden_steps(merged: Steps, rules: StepRules) -> float:
    """Steps that may have been walked and cannot be placed in time.

    These are the steps of samples of at least `coarse_from_min` minutes whose mean cadence is
    below walking, of samples without length, and of samples faster than anybody steps.
    """
    length = merged.end_s - merged.start_s
    slow = merged.steps * _MINUTE_S < rules.cadence.walking_from_spm * length
    coarse = (length >= rules.bout.coarse_from_min * _MINUTE_S) & slow
    fast = merged.steps * _MINUTE_S > rules.cadence.most_spm * length
    return float(merged.steps[coarse | fast].sum())


def _groups(kept: Steps, epoch_s: float) -> Ints:
    """Which samples are judged together, as numbers that rise."""
    long = kept.end_s - kept.start_s >= epoch_s
    gap = kept.start_s[1:] - kept.end_s[:-1] >= _NO_GAP_S
    new_run = np.concatenate([[True], gap | long[1:] | long[:-1]])
    run = np.cumsum(new_run)
    run_start = kept.start_s[new_run][run - 1]
    epoch = np.floor((kept.start_s - run_start) / epoch_s)
    changed = new_run.copy()
    changed[1:] |= epoch[1:] != epoch[:-1]
    return np.cumsum(changed)
