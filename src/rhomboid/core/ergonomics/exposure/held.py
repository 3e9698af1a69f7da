"""How long a posture is held without changing (ER-03)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from rhomboid.core.ergonomics.exposure.scored import Held
from rhomboid.core.ergonomics.rows import Numbers
from rhomboid.core.knowledge.exposure import HeldStill
from rhomboid.core.knowledge.strain import StrainRules


class Stillness(msgspec.Struct, frozen=True, kw_only=True):
    """What was held, of n postures.

    Attributes:
        long_enough: whether the recording lasts longer than the time from which on it counts.
        whole_s: seconds in which all that was seen was held.
        part_s: by part, the seconds in which it was held.
        longest_s: the longest spell in which all that was seen was held.
        held: for each posture; None where the recording is too short to say.
    """

    long_enough: bool
    whole_s: float = 0.0
    part_s: Mapping[str, float] = {}
    longest_s: float = 0.0
    held: Held | None = None


def stillness(t_s: Numbers, angles: Mapping[str, Numbers], rules: StrainRules) -> Stillness:
    """Where parts were held for so long that they are static (ER-03).

    Args:
        t_s: when, rising, shape (n,).
        angles: by part, degrees, shape (n,); NaN where not seen.
        rules: from how long on a posture is static, and within what a part is held.

    A second counts as its median; a second in which nothing was seen neither helps nor hurts, as
    long as enough of the stretch was seen.
    """
    rule = rules.exposure.held
    window = int(np.floor(rules.rula.static_over_min * 60)) + 1
    bins = np.floor(t_s - t_s[0]).astype(np.intp) if len(t_s) else np.zeros(0, np.intp)
    count = int(bins[-1]) + 1 if len(bins) else 0
    if count < window:
        return Stillness(long_enough=False)
    seconds = {name: _by_second(values, bins, count) for name, values in angles.items()}
    still = {name: _still(values, window, rule) for name, values in seconds.items()}
    shown = {name: ~np.isnan(values) for name, values in seconds.items()}
    parts = np.array(list(still.values()))
    moving = np.array([shown[name] & ~still[name] for name in still])
    part: Numbers = np.asarray(parts.any(0))
    whole: Numbers = np.asarray((parts.sum(0) >= rule.parts_least) & ~moving.any(0))
    return Stillness(
        long_enough=True,
        whole_s=float(whole.sum()),
        part_s={name: float(values.sum()) for name, values in still.items()},
        longest_s=float(_longest(whole)),
        held=Held(whole[bins], part[bins]),
    )


def _by_second(values: Numbers, bins: Numbers, count: int) -> Numbers:
    """The median of each second, shape (count,); NaN where nothing was seen."""
    found = np.full(count, np.nan)
    good = np.isfinite(values)
    begins = np.searchsorted(bins[good], np.arange(count + 1))
    kept = values[good]
    for second in np.flatnonzero(np.diff(begins)):
        found[second] = np.median(kept[begins[second] : begins[second + 1]])
    return found


def _still(values: Numbers, window: int, rule: HeldStill) -> Numbers:
    """Which seconds lie in a stretch of `window` seconds that stays within the tolerance."""
    seen = np.isfinite(values)
    low = sliding_window_view(np.where(seen, values, np.inf), window).min(-1)
    high = sliding_window_view(np.where(seen, values, -np.inf), window).max(-1)
    enough = sliding_window_view(seen, window).mean(-1) >= rule.seen_share_least
    begins = enough & (high - low <= 2 * rule.within_deg)
    covered = np.zeros(len(values) + 1)
    covered[: len(begins)] += begins
    covered[window:] -= begins[: len(values) + 1 - window]
    return np.asarray(np.cumsum(covered)[:-1] > 0)


def _longest(so: Numbers) -> int:
    """Length of the longest stretch that is so."""
    edges = np.flatnonzero(np.diff(np.r_[False, so, False].astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))
