"""What is seen of many postures, each angle with its error, as the inputs of RULA and REBA."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.ergonomics.posture import ANGLES_DEG, LOADS_KG
from rhomboid.core.ergonomics.reba.rows import couplings, stances
from rhomboid.core.ergonomics.reba.score import RebaPosture
from rhomboid.core.ergonomics.rows import Rows, known
from rhomboid.core.ergonomics.rula.rows import patterns
from rhomboid.core.ergonomics.rula.score import RulaPosture
from rhomboid.core.knowledge.exposure import Bent
from rhomboid.core.knowledge.strain import StrainRules

Side = Literal["left", "right"]
SIDES: Final[tuple[Side, Side]] = ("left", "right")

#: Angles of the whole body, and of each side. All in degrees.
#: `trunk_flexion_deg`: forward of upright. `neck_flexion_deg`: head forward of the trunk.
#: `hip_flexion_deg`: thigh forward of the trunk's line, 0 standing, 90 sitting upright.
#: `knee_flexion_deg`: of the knee that is bent more. `trunk_side_bend_deg`,
#: `neck_side_bend_deg`: to the left positive. No camera shows how far trunk or neck are twisted.
WHOLE: Final = (
    "trunk_flexion_deg",
    "neck_flexion_deg",
    "hip_flexion_deg",
    "knee_flexion_deg",
    "trunk_side_bend_deg",
    "neck_side_bend_deg",
)
#: `upper_arm_flexion_deg`: forward of the trunk. `elbow_flexion_deg`: 0 straight.
#: `upper_arm_abduction_deg`: out from the body.
PAIRED: Final = ("upper_arm_flexion_deg", "elbow_flexion_deg", "upper_arm_abduction_deg")
#: Every angle by name, those of a side with it: `elbow_flexion_deg left`.
NAMES: Final = (*WHOLE, *(f"{name} {side}" for name in PAIRED for side in SIDES))

#: What a person tells of what no camera sees, by the names of `RulaPosture` and `RebaPosture`.
Told = Mapping[str, float | bool | str]
#: Inputs by name, each (n,) or ().
Columns = dict[str, Rows]

#: What a camera does not see, as ER-09 would have it taken: neutral. An elbow in the middle of its
#: best band; a person whose legs count least; a hand with nothing in it.
NEUTRAL: Final[Told] = {
    **dict.fromkeys((*WHOLE[:4], "upper_arm_flexion_deg", "wrist_flexion_deg"), 0.0),
    "elbow_flexion_deg": 80.0,
    "wrist_twist": "mid",
    "stance": "sitting",
    "legs_supported": True,
    "load_kg": 0.0,
    "load_pattern": "intermittent",
    "coupling": "good",
}


#: Yes or no by the angle that tells it.
_FLAGS: Final = {
    "trunk_side_bent": "trunk_side_bend_deg",
    "neck_side_bent": "neck_side_bend_deg",
    "upper_arm_abducted": "upper_arm_abduction_deg",
}


def tells(name: str) -> str:
    """The angle by which an input of the sheets is seen; the name itself where it is one."""
    return _FLAGS.get(name, name)


class SeenAngles(msgspec.Struct, frozen=True):
    """Angles of n postures.

    Attributes:
        spans: by `NAMES`, lowest and highest in degrees, shape (n,); NaN where not seen.
    """

    spans: Mapping[str, Rows]

    def __len__(self) -> int:
        return len(next(iter(self.spans.values())).low)

    def taken(self, places: np.ndarray) -> SeenAngles:
        """Those at these places alone."""
        return SeenAngles({n: Rows(s.low[places], s.high[places]) for n, s in self.spans.items()})

    def seen(self, name: str) -> np.ndarray:
        """Where an angle was seen, shape (n,)."""
        return ~np.isnan(self.spans[name].low)

    def middle(self, name: str) -> np.ndarray:
        """The middle of its span in degrees, shape (n,); NaN where not seen."""
        span = self.spans[name]
        return np.asarray((span.low + span.high) / 2)

    def error(self, name: str) -> np.ndarray:
        """Half of the width of its span in degrees, shape (n,); NaN where not seen."""
        span = self.spans[name]
        return np.asarray((span.high - span.low) / 2)


def rula_columns(angles: SeenAngles, side: Side, told: Told, rules: StrainRules) -> Columns:
    """One side of n postures for `rula_rows`; what is told counts before what is seen.

    What is neither is everything that is possible.

    Args:
        angles: what was seen.
        side: which arm.
        told: what else is known; other names are passed over.
        rules: the tables.
    """
    columns = _columns(angles, side, RulaPosture, rules.exposure.bent)
    hips_to_deg = rules.exposure.supported.hips_to_deg
    columns["trunk_supported"] = _no_more_than(angles.spans["hip_flexion_deg"], hips_to_deg)
    if told.get("stance") in {"both_feet", "walking", "one_foot_or_unstable"}:
        # Only who sits is "well supported".
        columns["trunk_supported"] = known(np.array(False))
    columns["load_pattern"] = known(np.array(-1))
    codes = {"load_pattern": patterns(rules.rula), "wrist_twist": ("mid", "end")}
    return columns | _told(told, RulaPosture, codes)


def reba_columns(angles: SeenAngles, side: Side, told: Told, rules: StrainRules) -> Columns:
    """One side of n postures for `reba_rows`; as `rula_columns`."""
    columns = _columns(angles, side, RebaPosture, rules.exposure.bent)
    columns |= {"stance": known(np.array(-1)), "coupling": known(np.array(-1))}
    codes = {"stance": stances(rules.reba), "coupling": couplings(rules.reba)}
    return columns | _told(told, RebaPosture, codes)


def _columns(
    angles: SeenAngles, side: Side, posture: type[RulaPosture] | type[RebaPosture], bent: Bent
) -> Columns:
    """Every input as far as it is seen; the rest may be anything."""
    columns: Columns = {}
    for name in posture.__struct_fields__:
        own = f"{name} {side}" if name in PAIRED else name
        if own in angles.spans:
            columns[name] = filled(angles.spans[own])
        elif name in _FLAGS:
            of = _FLAGS[name]
            arm = name == "upper_arm_abducted"
            from_deg = bent.abducted_from_deg if arm else bent.side_bent_from_deg
            columns[name] = _beyond(angles.spans[f"{of} {side}" if of in PAIRED else of], from_deg)
        else:
            columns[name] = _anything(name)
    return columns


def filled(span: Rows) -> Rows:
    """A span with everything that is possible where nothing was seen."""
    least, most = ANGLES_DEG
    unseen = np.isnan(span.low)
    return Rows(
        np.where(unseen, least, np.maximum(span.low, least)),
        np.where(unseen, most, np.minimum(span.high, most)),
    )


def neutral(angles: SeenAngles, told: Told) -> tuple[SeenAngles, Told]:
    """The same with all that is neither seen nor told as `NEUTRAL` has it (ER-09).

    What is yes or no is no.
    """
    spans = {name: _or_neutral(name, span) for name, span in angles.spans.items()}
    names = {*RulaPosture.__struct_fields__, *RebaPosture.__struct_fields__}
    seen = {name.partition(" ")[0] for name in angles.spans} | set(_FLAGS)
    rest = {name: NEUTRAL.get(name, False) for name in sorted(names - seen)}
    return SeenAngles(spans), {**rest, **told}


def _or_neutral(name: str, span: Rows) -> Rows:
    value = NEUTRAL.get(name.partition(" ")[0], 0.0)
    unseen = np.isnan(span.low)
    return Rows(np.where(unseen, value, span.low), np.where(unseen, value, span.high))


def _anything(name: str) -> Rows:
    if name.endswith("_deg"):
        return Rows(np.array(ANGLES_DEG[0]), np.array(ANGLES_DEG[1]))
    if name == "load_kg":
        return Rows(np.array(LOADS_KG[0]), np.array(LOADS_KG[1]))
    return Rows(np.array(False), np.array(True))


def _beyond(span: Rows, from_deg: float) -> Rows:
    """Whether an angle is at least so large, either way; unseen where it may be or not."""
    around = (span.low <= 0) & (span.high >= 0)
    least = np.where(around, 0.0, np.minimum(np.abs(span.low), np.abs(span.high)))
    most = np.maximum(np.abs(span.low), np.abs(span.high))
    unseen = np.isnan(span.low)
    return Rows(~unseen & (least >= from_deg), unseen | (most >= from_deg))


def _no_more_than(span: Rows, most_deg: float) -> Rows:
    """Unseen where an angle may be no more than this, else not so."""
    possible = np.isnan(span.low) | (span.low <= most_deg)
    return Rows(np.zeros_like(possible), possible)


def _told(
    told: Told,
    posture: type[RulaPosture] | type[RebaPosture],
    codes: Mapping[str, tuple[str, ...]],
) -> Columns:
    columns: Columns = {}
    for name, value in told.items():
        if name not in posture.__struct_fields__:
            continue
        if isinstance(value, str):
            code = codes[name].index(value)
            columns[name] = known(np.array(bool(code) if name == "wrist_twist" else code))
        else:
            columns[name] = known(np.array(value))
    return columns
