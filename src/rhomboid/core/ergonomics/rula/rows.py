"""Many postures by RULA at once: the same numbers as `rula`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rhomboid.core.ergonomics.rows import (
    Numbers,
    Rows,
    banded,
    cell,
    each,
    extras,
    kept,
    plus,
    segment,
)
from rhomboid.core.knowledge.posture_scores import RulaRules, TableVariant


def rula_rows(
    columns: Mapping[str, Rows], rules: RulaRules, variant: TableVariant = "mainstream"
) -> dict[str, Rows]:
    """Score many sides of postures.

    Args:
        columns: by the names of `RulaPosture`, each of shape (n,), or () where it is the same for
            all. Angles and loads are numbers within their ranges; what is yes or no is boolean,
            unseen from False to True; `wrist_twist` is True near the end of its range;
            `load_pattern` is a number for each of `patterns(rules)`, -1 where unseen.
        rules: the tables.
        variant: which Table A (ER-08).

    Returns:
        The scores by the names of `Rula`.
    """
    upper_arm = segment(
        rules.upper_arm,
        columns["upper_arm_flexion_deg"],
        {
            "raised": columns["shoulder_raised"],
            "abducted": columns["upper_arm_abducted"],
            "supported": columns["arm_supported"],
        },
    )
    across = {"across_midline_or_out": columns["arm_across_midline_or_out"]}
    lower_arm = segment(rules.lower_arm, columns["elbow_flexion_deg"], across)
    deviated = {"deviated": columns["wrist_deviated"]}
    wrist = segment(rules.wrist, columns["wrist_flexion_deg"], deviated)
    twist = each(lambda end: end + np.int16(1), columns["wrist_twist"])
    posture_a = cell(rules.table_a[variant], (upper_arm, 6), (lower_arm, 3), (wrist, 4), (twist, 2))
    neck = segment(rules.neck, columns["neck_flexion_deg"], _turned(columns, "neck"))
    trunk = _trunk(columns, rules)
    more = np.int16(rules.legs_unsupported - 1)
    legs = each(lambda loose: 1 + loose * more, _not(columns["legs_supported"]))
    posture_b = cell(rules.table_b, (neck, 6), (trunk, 6), (legs, 2))
    use = each(lambda held: held * np.int16(rules.muscle_use), columns["static_or_repeated"])
    force = _force(columns, rules)
    score_a, score_b = plus(posture_a, use, force), plus(posture_b, use, force)
    grand = cell(rules.table_c, (kept(score_a, 1, 8), 8), (kept(score_b, 1, 7), 7))
    return {
        "upper_arm": upper_arm,
        "lower_arm": lower_arm,
        "wrist": wrist,
        "wrist_twist_score": twist,
        "posture_a": posture_a,
        "score_a": score_a,
        "neck": neck,
        "trunk": trunk,
        "legs": legs,
        "posture_b": posture_b,
        "score_b": score_b,
        "grand": grand,
        "action_level": banded(rules.actions, grand),
    }


def patterns(rules: RulaRules) -> tuple[str, ...]:
    """The patterns of load, in the order of their numbers."""
    return tuple(rules.force)


def _turned(columns: Mapping[str, Rows], part: str) -> dict[str, Rows]:
    return {name: columns[f"{part}_{name}"] for name in ("twisted", "side_bent")}


def _not(flags: Rows) -> Rows:
    low = ~flags.low
    return Rows(low, low) if flags.is_exact else Rows(~flags.high, low)


def _trunk(columns: Mapping[str, Rows], rules: RulaRules) -> Rows:
    free = banded(rules.trunk.bands, columns["trunk_flexion_deg"])
    # What is supported counts less, so the lowest is where it may be supported.
    loose = _not(columns["trunk_supported"])
    held = np.int16(rules.trunk_supported)
    score = each(lambda score, on: np.where(on, score, held), free, loose)
    return extras(rules.trunk, score, _turned(columns, "trunk"))


def _force(columns: Mapping[str, Rows], rules: RulaRules) -> Rows:
    load, pattern = columns["load_kg"], columns["load_pattern"].low
    each_pattern = [banded(bands, load) for bands in rules.force.values()]
    chosen = each(lambda *forces: _chosen(pattern, forces), *each_pattern)
    unseen = pattern < 0
    if not unseen.any():
        return chosen
    lowest = _reduced(np.minimum, [force.low for force in each_pattern])
    highest = _reduced(np.maximum, [force.high for force in each_pattern])
    return Rows(np.where(unseen, lowest, chosen.low), np.where(unseen, highest, chosen.high))


def _chosen(pattern: Numbers, forces: tuple[Numbers, ...]) -> Numbers:
    return np.choose(np.maximum(pattern, 0), forces)


def _reduced(work: np.ufunc, rows: list[Numbers]) -> Numbers:
    return np.asarray(work.reduce(np.broadcast_arrays(*rows)))
