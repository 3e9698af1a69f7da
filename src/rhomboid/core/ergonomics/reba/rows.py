"""Many postures by REBA at once: the same numbers as `reba`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rhomboid.core.ergonomics.rows import Rows, banded, cell, each, kept, plus, segment
from rhomboid.core.knowledge.posture_scores import RebaRules


def reba_rows(columns: Mapping[str, Rows], rules: RebaRules) -> dict[str, Rows]:
    """Score many sides of postures.

    Args:
        columns: by the names of `RebaPosture`, each of shape (n,), or () where it is the same for
            all. Angles and loads are numbers within their ranges; what is yes or no is boolean,
            unseen from False to True; `stance` and `coupling` are numbers for each of
            `stances(rules)` and `couplings(rules)`, -1 where unseen.
        rules: the tables.

    Returns:
        The scores by the names of `Reba`.
    """
    trunk = segment(rules.trunk, columns["trunk_flexion_deg"], _turned(columns, "trunk"))
    neck = segment(rules.neck, columns["neck_flexion_deg"], _turned(columns, "neck"))
    legs = _legs(columns, rules)
    posture_a = cell(rules.table_a, (neck, 3), (trunk, 5), (legs, 4))
    shock = each(lambda on: on * np.int16(rules.shock), columns["load_shock"])
    score_a = plus(posture_a, banded(rules.load, columns["load_kg"]), shock)
    upper_arm = segment(
        rules.upper_arm,
        columns["upper_arm_flexion_deg"],
        {
            "abducted": columns["upper_arm_abducted"],
            "rotated": columns["upper_arm_rotated"],
            "raised": columns["shoulder_raised"],
            "supported": columns["arm_supported"],
        },
    )
    lower_arm = segment(rules.lower_arm, columns["elbow_flexion_deg"], {})
    bent = {"deviated": columns["wrist_deviated"], "twisted": columns["wrist_twisted"]}
    wrist = segment(rules.wrist, columns["wrist_flexion_deg"], bent)
    posture_b = cell(rules.table_b, (upper_arm, 6), (lower_arm, 2), (wrist, 3))
    score_b = plus(posture_b, _of(columns["coupling"], tuple(rules.coupling.values())))
    score_c = cell(rules.table_c, (kept(score_a, 1, 12), 12), (kept(score_b, 1, 12), 12))
    activity = plus(
        *(
            each(lambda on, add=add: on * np.int16(add), columns[name])
            for name, add in rules.activity.items()
        )
    )
    whole = plus(score_c, activity)
    return {
        "trunk": trunk,
        "neck": neck,
        "legs": legs,
        "posture_a": posture_a,
        "score_a": score_a,
        "upper_arm": upper_arm,
        "lower_arm": lower_arm,
        "wrist": wrist,
        "posture_b": posture_b,
        "score_b": score_b,
        "score_c": score_c,
        "activity": activity,
        "reba": whole,
        "action_level": banded(rules.actions, whole),
    }


def stances(rules: RebaRules) -> tuple[str, ...]:
    """The ways to stand, in the order of their numbers."""
    return tuple(rules.stance)


def couplings(rules: RebaRules) -> tuple[str, ...]:
    """The kinds of grip, in the order of their numbers."""
    return tuple(rules.coupling)


def _turned(columns: Mapping[str, Rows], part: str) -> dict[str, Rows]:
    return {name: columns[f"{part}_{name}"] for name in ("twisted", "side_bent")}


def _legs(columns: Mapping[str, Rows], rules: RebaRules) -> Rows:
    stance = columns["stance"]
    knee = banded(rules.knee, columns["knee_flexion_deg"])
    sits, unseen = stance.low == stances(rules).index("sitting"), stance.low < 0
    low = np.where(sits | unseen, np.int16(0), knee.low)
    high = np.where(sits, np.int16(0), knee.high)
    bent = Rows(low, low) if knee.is_exact and not unseen.any() else Rows(low, high)
    return plus(_of(stance, tuple(rules.stance.values())), bent)


def _of(codes: Rows, values: tuple[int, ...]) -> Rows:
    """What each number stands for; unseen is from the least to the most."""
    # The last entry is that of -1.
    low = np.array([*values, min(values)], np.int16)[codes.low]
    if not (codes.low < 0).any():
        return Rows(low, low)
    return Rows(low, np.array([*values, max(values)], np.int16)[codes.low])
