"""One posture by REBA, step by step as on the sheet."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.ergonomics.between import Amount, Score, Span, any_of, span
from rhomboid.core.ergonomics.posture import LOADS_KG, angle, unseen
from rhomboid.core.ergonomics.segment import banded, cell, flat, segment
from rhomboid.core.knowledge.posture_scores import RebaRules

Stance = Literal["both_feet", "walking", "sitting", "one_foot_or_unstable"]
Coupling = Literal["good", "fair", "poor", "unacceptable"]


class RebaPosture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One side of a posture; None is what was not seen.

    Angles are of the joint, in degrees; the other way is negative.

    Attributes:
        trunk_flexion_deg: forward of upright; negative is back. Only 0 is upright.
        trunk_twisted, trunk_side_bent: whether so.
        neck_flexion_deg: the head forward of the trunk; negative is back.
        neck_twisted, neck_side_bent: whether so.
        stance: how the person stands, walks or sits.
        knee_flexion_deg: 0 is a straight leg; not asked of people who sit.
        load_kg: what is held, or the force in kilograms.
        load_shock: whether it comes with a jolt or builds up fast.
        upper_arm_flexion_deg: the upper arm forward of the trunk; negative is behind it.
        upper_arm_abducted, upper_arm_rotated, shoulder_raised: whether so.
        arm_supported: whether the arm rests on something, or gravity helps it.
        elbow_flexion_deg: 0 is a straight arm.
        wrist_flexion_deg: either way; 0 is neutral.
        wrist_deviated, wrist_twisted: whether so.
        coupling: how well the load can be gripped.
        static_over_1_min: whether part of the body is held longer than a minute.
        repeated_over_4_per_min: whether small movements repeat, walking apart.
        rapid_change_or_unstable_base: whether posture changes much and fast, or the ground is bad.
    """

    trunk_flexion_deg: Amount = None
    trunk_twisted: bool | None = None
    trunk_side_bent: bool | None = None
    neck_flexion_deg: Amount = None
    neck_twisted: bool | None = None
    neck_side_bent: bool | None = None
    stance: Stance | None = None
    knee_flexion_deg: Amount = None
    load_kg: Amount = None
    load_shock: bool | None = None
    upper_arm_flexion_deg: Amount = None
    upper_arm_abducted: bool | None = None
    upper_arm_rotated: bool | None = None
    shoulder_raised: bool | None = None
    arm_supported: bool | None = None
    elbow_flexion_deg: Amount = None
    wrist_flexion_deg: Amount = None
    wrist_deviated: bool | None = None
    wrist_twisted: bool | None = None
    coupling: Coupling | None = None
    static_over_1_min: bool | None = None
    repeated_over_4_per_min: bool | None = None
    rapid_change_or_unstable_base: bool | None = None


class Reba(msgspec.Struct, frozen=True):
    """The score of a posture and every step to it, named as on the sheet.

    Attributes:
        unseen: inputs that were not seen; empty where all were.
    """

    trunk: Score
    neck: Score
    legs: Score
    posture_a: Score
    score_a: Score
    upper_arm: Score
    lower_arm: Score
    wrist: Score
    posture_b: Score
    score_b: Score
    score_c: Score
    activity: Score
    reba: Score
    action_level: Score
    unseen: tuple[str, ...]


def reba(posture: RebaPosture, rules: RebaRules) -> Reba:
    """Score one side of a posture; what was not seen widens the bounds.

    Args:
        posture: what was seen.
        rules: the tables.

    Raises:
        InputError: if an angle or the load is no number that is possible.
    """
    trunk, neck, legs = _trunk(posture, rules), _neck(posture, rules), _legs(posture, rules)
    upper_arm, lower_arm, wrist = _arm(posture, rules)
    posture_a = cell(rules.table_a, flat((neck, 3), (trunk, 5)), flat((legs, 4)))
    score_a = posture_a.plus(_load(posture, rules))
    posture_b = cell(rules.table_b, flat((upper_arm, 6), (lower_arm, 2)), flat((wrist, 3)))
    score_b = posture_b.plus(_coupling(posture, rules))
    score_c = cell(rules.table_c, flat((score_a.kept(1, 12), 12)), flat((score_b.kept(1, 12), 12)))
    activity = _activity(posture, rules)
    whole = score_c.plus(activity)
    return Reba(
        trunk, neck, legs, posture_a, score_a,
        upper_arm, lower_arm, wrist, posture_b, score_b,
        score_c, activity, whole, banded(rules.actions, Span(*whole)), unseen(posture),
    )  # fmt: skip


def _trunk(posture: RebaPosture, rules: RebaRules) -> Score:
    flags = {"twisted": posture.trunk_twisted, "side_bent": posture.trunk_side_bent}
    return segment(rules.trunk, angle(posture, "trunk_flexion_deg"), flags)


def _neck(posture: RebaPosture, rules: RebaRules) -> Score:
    flags = {"twisted": posture.neck_twisted, "side_bent": posture.neck_side_bent}
    return segment(rules.neck, angle(posture, "neck_flexion_deg"), flags)


def _legs(posture: RebaPosture, rules: RebaRules) -> Score:
    knee = banded(rules.knee, angle(posture, "knee_flexion_deg"))
    if posture.stance == "sitting":
        knee = Score(0, 0)
    elif posture.stance is None:
        knee = Score(0, knee.high)
    stances = [posture.stance] if posture.stance else list(rules.stance)
    bases = [rules.stance[stance] for stance in stances]
    return Score(min(bases), max(bases)).plus(knee)


def _load(posture: RebaPosture, rules: RebaRules) -> Score:
    low, high = any_of([posture.load_shock])
    load = banded(rules.load, span("load_kg", posture.load_kg, *LOADS_KG))
    return load.plus(Score(low * rules.shock, high * rules.shock))


def _arm(posture: RebaPosture, rules: RebaRules) -> tuple[Score, Score, Score]:
    upper_arm = {
        "abducted": posture.upper_arm_abducted,
        "rotated": posture.upper_arm_rotated,
        "raised": posture.shoulder_raised,
        "supported": posture.arm_supported,
    }
    wrist = {"deviated": posture.wrist_deviated, "twisted": posture.wrist_twisted}
    return (
        segment(rules.upper_arm, angle(posture, "upper_arm_flexion_deg"), upper_arm),
        segment(rules.lower_arm, angle(posture, "elbow_flexion_deg"), {}),
        segment(rules.wrist, angle(posture, "wrist_flexion_deg"), wrist),
    )


def _coupling(posture: RebaPosture, rules: RebaRules) -> Score:
    grips = [posture.coupling] if posture.coupling else list(rules.coupling)
    adds = [rules.coupling[grip] for grip in grips]
    return Score(min(adds), max(adds))


def _activity(posture: RebaPosture, rules: RebaRules) -> Score:
    whole = Score(0, 0)
    for name, add in rules.activity.items():
        low, high = any_of([getattr(posture, name)])
        whole = whole.plus(Score(low * add, high * add))
    return whole
