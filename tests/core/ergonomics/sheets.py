"""The tables and postures that the tests of RULA and REBA share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, get_args

import msgspec
import numpy as np
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import Amount, Span
from rhomboid.core.ergonomics.reba.rows import couplings, stances
from rhomboid.core.ergonomics.reba.score import RebaPosture
from rhomboid.core.ergonomics.rows import Rows
from rhomboid.core.ergonomics.rula.rows import patterns
from rhomboid.core.ergonomics.rula.score import RulaPosture
from rhomboid.core.knowledge.loader import read_record
from rhomboid.core.knowledge.posture_scores import RebaRules, RulaRules

#: An arm hanging at rest over a bent elbow, head up, sitting well supported, nothing held.
RULA_BEST: Mapping[str, Any] = {
    "upper_arm_flexion_deg": 0.0,
    "shoulder_raised": False,
    "upper_arm_abducted": False,
    "arm_supported": False,
    "elbow_flexion_deg": 80.0,
    "arm_across_midline_or_out": False,
    "wrist_flexion_deg": 0.0,
    "wrist_deviated": False,
    "wrist_twist": "mid",
    "neck_flexion_deg": 0.0,
    "neck_twisted": False,
    "neck_side_bent": False,
    "trunk_flexion_deg": 0.0,
    "trunk_supported": True,
    "trunk_twisted": False,
    "trunk_side_bent": False,
    "legs_supported": True,
    "static_or_repeated": False,
    "load_kg": 0.0,
    "load_pattern": "intermittent",
}
REBA_BEST: Mapping[str, Any] = {
    "trunk_flexion_deg": 0.0,
    "trunk_twisted": False,
    "trunk_side_bent": False,
    "neck_flexion_deg": 0.0,
    "neck_twisted": False,
    "neck_side_bent": False,
    "stance": "both_feet",
    "knee_flexion_deg": 0.0,
    "load_kg": 0.0,
    "load_shock": False,
    "upper_arm_flexion_deg": 0.0,
    "upper_arm_abducted": False,
    "upper_arm_rotated": False,
    "shoulder_raised": False,
    "arm_supported": False,
    "elbow_flexion_deg": 80.0,
    "wrist_flexion_deg": 0.0,
    "wrist_deviated": False,
    "wrist_twisted": False,
    "coupling": "good",
    "static_over_1_min": False,
    "repeated_over_4_per_min": False,
    "rapid_change_or_unstable_base": False,
}


@cache
def rula_rules() -> RulaRules:
    return read_record("rula.toml", RulaRules)


@cache
def reba_rules() -> RebaRules:
    return read_record("reba.toml", RebaRules)


def rula_posture(**changed: object) -> RulaPosture:
    return RulaPosture(**{**RULA_BEST, **changed})


def reba_posture(**changed: object) -> RebaPosture:
    return RebaPosture(**{**REBA_BEST, **changed})


_BORDERS = (-20.0, 0.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 100.0)


def _exact(name: str) -> st.SearchStrategy[float]:
    least = 0.0 if name == "load_kg" else -180.0
    most = 200.0 if name == "load_kg" else 180.0
    borders = [border for border in _BORDERS if border >= least]
    return st.sampled_from(borders) | st.floats(least, most)


def amounts(name: str) -> st.SearchStrategy[Amount]:
    spans = st.tuples(_exact(name), _exact(name)).map(lambda ends: Span(*sorted(ends)))
    return _exact(name) | spans | st.none()


def postures(kind: type[msgspec.Struct], exact: bool) -> st.SearchStrategy[Any]:
    """Postures: all that was asked of them, or with gaps and spans."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, hint in kind.__annotations__.items():
        choices = {"WristTwist | None": ["mid", "end"]}
        if hint == "Amount":
            fields[name] = _exact(name) if exact else amounts(name)
            continue
        if hint == "bool | None":
            values: Sequence[object] = [False, True]
        else:
            values = choices.get(hint) or _names(hint)
        one = st.sampled_from(values)
        fields[name] = one if exact else one | st.none()
    return st.builds(kind, **fields)


def _names(hint: str) -> list[str]:
    from rhomboid.core.ergonomics.reba import score as of_reba
    from rhomboid.core.ergonomics.rula import score as of_rula

    name = hint.partition(" |")[0]
    return list(get_args(getattr(of_rula, name, None) or getattr(of_reba, name)))


def columns(postures: Sequence[msgspec.Struct]) -> dict[str, Rows]:
    """Postures as columns of their lowest and highest inputs."""
    found: dict[str, Rows] = {}
    for name in postures[0].__struct_fields__:
        values = [getattr(posture, name) for posture in postures]
        ends = np.array([_ends(name, value) for value in values])
        low, high = ends[:, 0], ends[:, 1]
        found[name] = Rows(low, low) if (low == high).all() else Rows(low, high)
    return found


def _ends(name: str, value: object) -> tuple[object, object]:
    codes = {
        "load_pattern": patterns(rula_rules()),
        "stance": stances(reba_rules()),
        "coupling": couplings(reba_rules()),
    }
    if name in codes:
        code = -1 if value is None else codes[name].index(str(value))
        return code, code
    if name == "wrist_twist":
        return (False, True) if value is None else (value == "end", value == "end")
    if name.endswith(("_deg", "_kg")):
        if isinstance(value, Span):
            return value.low, value.high
        everything = (0.0, 1000.0) if name == "load_kg" else (-180.0, 180.0)
        return everything if value is None else (value, value)
    return (False, True) if value is None else (value, value)
