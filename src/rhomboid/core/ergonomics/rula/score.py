"""One posture by RULA, step by step as on the sheet."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.ergonomics.between import Amount, Score, Span, any_of, span
from rhomboid.core.ergonomics.posture import LOADS_KG, angle, unseen
from rhomboid.core.ergonomics.segment import banded, cell, extras, flat, segment
from rhomboid.core.knowledge.posture_scores import RulaRules, TableVariant

LoadPattern = Literal["intermittent", "static", "repeated", "shock"]
WristTwist = Literal["mid", "end"]


class RulaPosture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One side of a posture; None is what was not seen.

    Angles are of the joint, in degrees; the other way is negative.

    Attributes:
        upper_arm_flexion_deg: the upper arm forward of the trunk; negative is behind it.
        shoulder_raised, upper_arm_abducted: whether so.
        arm_supported: whether the arm rests on something, or the person leans on it.
        elbow_flexion_deg: 0 is a straight arm.
        arm_across_midline_or_out: whether the forearm works across the body or out to the side.
        wrist_flexion_deg: either way; 0 is neutral.
        wrist_deviated: whether the wrist is bent away from its midline.
        wrist_twist: in the middle of its range or near its end.
        neck_flexion_deg: the head forward of the trunk; negative is back.
        neck_twisted, neck_side_bent: whether so.
        trunk_flexion_deg: forward of upright; negative is back.
        trunk_supported: whether the person sits well supported, the angle between trunk and
            thighs 90 degrees or more; the trunk then counts 1 whatever its angle.
        trunk_twisted, trunk_side_bent: whether so.
        legs_supported: whether legs and feet are supported and balanced.
        static_or_repeated: held longer than a minute, or repeated four times a minute or more.
        load_kg: what is held, or the force in kilograms.
        load_pattern: how the load comes.
    """

    upper_arm_flexion_deg: Amount = None
    shoulder_raised: bool | None = None
    upper_arm_abducted: bool | None = None
    arm_supported: bool | None = None
    elbow_flexion_deg: Amount = None
    arm_across_midline_or_out: bool | None = None
    wrist_flexion_deg: Amount = None
    wrist_deviated: bool | None = None
    wrist_twist: WristTwist | None = None
    neck_flexion_deg: Amount = None
    neck_twisted: bool | None = None
    neck_side_bent: bool | None = None
    trunk_flexion_deg: Amount = None
    trunk_supported: bool | None = None
    trunk_twisted: bool | None = None
    trunk_side_bent: bool | None = None
    legs_supported: bool | None = None
    static_or_repeated: bool | None = None
    load_kg: Amount = None
    load_pattern: LoadPattern | None = None


class Rula(msgspec.Struct, frozen=True):
    """The score of a posture and every step to it, named as on the sheet.

    `score_a` and `score_b` are the sums before Table C ends them at 8 and 7.

    Attributes:
        table_variant: which Table A was used (ER-08).
        unseen: inputs that were not seen or not exact; empty where the score is exact.
    """

    upper_arm: Score
    lower_arm: Score
    wrist: Score
    wrist_twist_score: Score
    posture_a: Score
    score_a: Score
    neck: Score
    trunk: Score
    legs: Score
    posture_b: Score
    score_b: Score
    grand: Score
    action_level: Score
    table_variant: TableVariant
    unseen: tuple[str, ...]


def rula(posture: RulaPosture, rules: RulaRules, variant: TableVariant = "mainstream") -> Rula:
    """Score one side of a posture; what was not seen widens the bounds.

    Args:
        posture: what was seen.
        rules: the tables.
        variant: which Table A (ER-08).

    Raises:
        InputError: if an angle or the load is no number that is possible.
    """
    upper_arm, lower_arm, wrist, twist = _arm(posture, rules)
    neck, trunk, legs = _rest(posture, rules)
    posture_a = cell(
        rules.table_a[variant], flat((upper_arm, 6), (lower_arm, 3)), flat((wrist, 4), (twist, 2))
    )
    posture_b = cell(rules.table_b, flat((neck, 6)), flat((trunk, 6), (legs, 2)))
    added = _use_and_force(posture, rules)
    score_a, score_b = posture_a.plus(added), posture_b.plus(added)
    grand = cell(rules.table_c, flat((score_a.kept(1, 8), 8)), flat((score_b.kept(1, 7), 7)))
    return Rula(
        upper_arm, lower_arm, wrist, twist, posture_a, score_a,
        neck, trunk, legs, posture_b, score_b,
        grand, banded(rules.actions, Span(*grand)), variant, unseen(posture),
    )  # fmt: skip


def _arm(posture: RulaPosture, rules: RulaRules) -> tuple[Score, Score, Score, Score]:
    flags = {
        "raised": posture.shoulder_raised,
        "abducted": posture.upper_arm_abducted,
        "supported": posture.arm_supported,
        "across_midline_or_out": posture.arm_across_midline_or_out,
        "deviated": posture.wrist_deviated,
    }
    upper_arm = angle(posture, "upper_arm_flexion_deg")
    return (
        segment(rules.upper_arm, upper_arm, flags),
        segment(rules.lower_arm, angle(posture, "elbow_flexion_deg"), flags),
        segment(rules.wrist, angle(posture, "wrist_flexion_deg"), flags),
        any_of([None if posture.wrist_twist is None else posture.wrist_twist == "end"]).plus(1),
    )


def _rest(posture: RulaPosture, rules: RulaRules) -> tuple[Score, Score, Score]:
    neck_flags = {"twisted": posture.neck_twisted, "side_bent": posture.neck_side_bent}
    trunk_flags = {"twisted": posture.trunk_twisted, "side_bent": posture.trunk_side_bent}
    trunk = banded(rules.trunk.bands, angle(posture, "trunk_flexion_deg"))
    if posture.trunk_supported is not False:
        held = rules.trunk_supported
        trunk = Score(held, held if posture.trunk_supported else max(held, trunk.high))
    low, high = any_of([None if posture.legs_supported is None else not posture.legs_supported])
    more = rules.legs_unsupported - 1
    return (
        segment(rules.neck, angle(posture, "neck_flexion_deg"), neck_flags),
        extras(rules.trunk, trunk, trunk_flags),
        Score(1 + low * more, 1 + high * more),
    )


def _use_and_force(posture: RulaPosture, rules: RulaRules) -> Score:
    low, high = any_of([posture.static_or_repeated])
    load = span("load_kg", posture.load_kg, *LOADS_KG)
    patterns = [posture.load_pattern] if posture.load_pattern else list(rules.force)
    forces = [banded(rules.force[pattern], load) for pattern in patterns]
    least, most = min(force.low for force in forces), max(force.high for force in forces)
    return Score(low * rules.muscle_use + least, high * rules.muscle_use + most)
