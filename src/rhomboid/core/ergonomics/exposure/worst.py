"""The postures that load most, distinct in time and in angles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from rhomboid.core.ergonomics.exposure.angles import SeenAngles
from rhomboid.core.ergonomics.exposure.scored import Both
from rhomboid.core.ergonomics.rows import Numbers
from rhomboid.core.knowledge.exposure import Apart

#: What tells postures apart, and which of two with one score is further from rest.
_COUNTED: Final = (
    "trunk_flexion_deg",
    "neck_flexion_deg",
    "trunk_side_bend_deg",
    "upper_arm_flexion_deg left",
    "upper_arm_flexion_deg right",
    "elbow_flexion_deg left",
    "elbow_flexion_deg right",
    "hip_flexion_deg",
    "knee_flexion_deg",
)
_FAR: Final = _COUNTED[:5]


def worst(
    t_s: Numbers, angles: SeenAngles, sheets: Sequence[Both], rules: Apart
) -> tuple[int, ...]:
    """Places of the postures that score highest, the worst first, as many as the table says.

    What is certain counts first: the lowest scores, then the highest, then how far trunk, neck and
    arms are from rest. A posture of which nothing was seen is none.

    Args:
        t_s: when each was, shape (n,).
        angles: what was seen of it.
        sheets: their scores, the one that counts first before the others.
        rules: what makes two postures two, and how many there are at most.
    """
    middles = np.array([angles.middle(name) for name in _COUNTED])
    far = np.nansum(np.abs(middles[: len(_FAR)]), axis=0)
    keys = [far, *(sheet.score.high for sheet in reversed(sheets))]
    keys += [sheet.score.low for sheet in reversed(sheets)]
    found: list[int] = []
    free = ~np.isnan(middles).all(axis=0)
    order = np.lexsort(keys)[::-1]
    while len(found) < rules.count and free.any():
        best = int(order[np.argmax(free[order])])
        found.append(best)
        off = np.abs(middles - middles[:, [best]])
        other = (np.nan_to_num(off) > rules.deg).any(axis=0)
        free &= other & (np.abs(t_s - t_s[best]) > rules.seconds)
    return tuple(found)
