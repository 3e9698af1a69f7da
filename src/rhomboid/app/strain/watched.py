"""How the postures of a video or a picture load a body: RULA and REBA over time, with bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
import numpy as np

from rhomboid.app.coaching import Shot
from rhomboid.app.strain.postures import SHEETS
from rhomboid.app.strain.watching.angles import Read, Seeing, read, seeing
from rhomboid.app.strain.watching.exposure import (
    AngleSeen,
    Exposure,
    Scores,
    SheetSeen,
    Still,
    WorstPosture,
)
from rhomboid.app.strain.watching.person import Followed, Follower
from rhomboid.app.strain.watching.pose import drawn
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.ergonomics.between import InputError, span
from rhomboid.core.ergonomics.exposure.angles import (
    NAMES,
    PAIRED,
    SIDES,
    SeenAngles,
    Told,
    neutral,
    tells,
)
from rhomboid.core.ergonomics.exposure.held import Stillness, stillness
from rhomboid.core.ergonomics.exposure.scored import Both, SheetName, reba_of, rula_of
from rhomboid.core.ergonomics.exposure.shares import level_shares, median_score
from rhomboid.core.ergonomics.exposure.worst import worst
from rhomboid.core.ergonomics.posture import ANGLES_DEG, LOADS_KG
from rhomboid.core.knowledge.posture_scores import TableVariant
from rhomboid.core.knowledge.strain import StrainRules

#: What one of them must be seen of for a frame to count as seen.
_SCORED: Final = ("trunk_flexion_deg", "neck_flexion_deg", "upper_arm_flexion_deg")
_PARTS: Final = (
    "trunk_flexion_deg",
    "neck_flexion_deg",
    "upper_arm_flexion_deg left",
    "upper_arm_flexion_deg right",
)
#: What is held is counted from the recording, not taken as neutral.
_HELD: Final = frozenset({"static_or_repeated", "static_over_1_min"})
#: Hips and knees straighter than this stand, hips bent further sit or squat.
_BENT_DEG: Final = 45.0


class WatchedError(RhomboidError):
    """Nothing can be scored here."""


def told_of(given: Mapping[str, Any]) -> Told:
    """What a person tells of what no camera sees.

    Args:
        given: by the names of the inputs of either sheet, as plain data.

    Raises:
        InputError: naming what cannot be used.
    """
    known = {column.name: column for sheet in SHEETS.values() for column in sheet.inputs}
    told: dict[str, float | bool | str] = {}
    for name, value in given.items():
        if name not in known:
            raise InputError(name, f"one of {', '.join(known)}", str(value))
        text = str(value).lower() if isinstance(value, bool) else str(value)
        told[name] = known[name].read(text)
        if known[name].kind == "number":
            span(name, float(told[name]), *(LOADS_KG if name == "load_kg" else ANGLES_DEG))
    if told.get("load_kg") == 0:
        # Nothing is held: nothing comes with a jolt, and there is nothing to grip.
        nothing: Told = {"load_pattern": "intermittent", "load_shock": False, "coupling": "good"}
        return {**nothing, **told}
    return told


def watch_postures(
    shots: Iterator[Shot], told: Told, rules: StrainRules, variant: TableVariant = "mainstream"
) -> Exposure:
    """Score every frame.

    Args:
        shots: frames; of several people the largest is followed.
        told: what is known beside; see `told_of`.
        rules: the tables.
        variant: which Table A of RULA (ER-08).

    Raises:
        WatchedError: if nobody is seen, or nothing that can be scored.
    """
    follower = Follower()
    count = 0
    for shot in shots:
        count += 1
        follower.add(shot.frame)
    who = follower.followed()
    if who is None:
        raise WatchedError(
            f"a person must be seen, got {count} {'frame' if count == 1 else 'frames'} and nobody "
            "in any of them; let the camera see the whole body from the side, in light"
        )
    found = read(who)
    usable = np.any([found.angles.seen(name) for name in NAMES if name.startswith(_SCORED)], axis=0)
    if not usable.any():
        raise WatchedError(
            "trunk, neck or an arm must be seen well enough to measure, got a person and none of "
            "them; let the camera see the body from the side, from the hips to the head"
        )
    return _exposure(who, found, usable, (told, rules, variant))


class _Job(msgspec.Struct, frozen=True):
    """What the parts of a result are made from; `lasts_s` is 0 where nothing was seen."""

    who: Followed
    found: Read
    at: Seeing
    lasts_s: np.ndarray
    told: Told
    rules: StrainRules
    variant: TableVariant
    still: Stillness

    def sheets(self, *, partial: bool) -> dict[SheetName, Both]:
        """Both sheets over all frames."""
        angles, told, held = self.found.angles, self.told, self.still.held
        if partial:
            angles, told = neutral(angles, told)
            told = told if held is None else {n: v for n, v in told.items() if n not in _HELD}
            told = {**told, **{n: v for n, v in self.told.items() if n in _HELD}}
            held = None if held is None else msgspec.structs.replace(held, surely=True)
        return {
            "rula": rula_of(angles, told, held, self.rules, self.variant),
            "reba": reba_of(angles, told, held, self.rules),
        }


def _exposure(
    who: Followed, found: Read, usable: np.ndarray, how: tuple[Told, StrainRules, TableVariant]
) -> Exposure:
    told, rules, variant = how
    angles = found.angles
    still = stillness(who.t_s, {name: angles.middle(name) for name in _PARTS}, rules)
    lasts_s = np.where(usable, who.lasts_s, 0.0)
    job = _Job(who, found, seeing(who), lasts_s, told, rules, variant, still)
    partial, whole = job.sheets(partial=True), job.sheets(partial=False)
    seen_s, here_s = float(lasts_s.sum()), float(who.lasts_s.sum())
    lost = {"nobody": who.nobody_s, "view": here_s - seen_s}
    places = np.flatnonzero(usable)
    sheets = [sheet.taken(places) for sheet in partial.values()]
    picked = worst(who.t_s[places], angles.taken(places), sheets, rules.exposure.worst)
    return Exposure(
        seconds=here_s + who.nobody_s,
        seen_s=seen_s,
        unseen_share=min(max(1 - seen_s / (here_s + who.nobody_s), 0.0), 1.0),
        unseen={reason: time_s for reason, time_s in lost.items() if time_s > 0},
        frames=who.frames,
        others=who.others,
        jumps=who.jumps,
        seen_from=_shares(_from(job.at), lasts_s),
        position=_shares(_position(angles), lasts_s),
        angles={name: _angle(name, found, lasts_s) for name in NAMES},
        rula=_sheet("rula", job, partial["rula"], whole["rula"]),
        reba=_sheet("reba", job, partial["reba"], whole["reba"]),
        still=Still(
            long_enough=still.long_enough,
            whole_s=still.whole_s,
            longest_s=still.longest_s,
            part_s=still.part_s,
        ),
        worst=tuple(_worst(int(places[i]), job, partial, whole) for i in picked),
    )


def _shares(names: np.ndarray, lasts_s: np.ndarray) -> dict[Any, float]:
    """Each name's part of the time."""
    whole = float(lasts_s.sum())
    found = {str(one): float(lasts_s[names == one].sum() / whole) for one in np.unique(names)}
    return {name: share for name, share in found.items() if share > 0}


def _from(at: Seeing) -> np.ndarray:
    return np.where(at.side, "side", np.where(at.front, "front", "askew"))


def _position(angles: SeenAngles) -> np.ndarray:
    """Standing, or sitting or squatting, which look alike; unseen where it may be either."""
    hip, knee = angles.spans["hip_flexion_deg"], angles.spans["knee_flexion_deg"]
    stands = (hip.high < _BENT_DEG) & (knee.low < _BENT_DEG)
    return np.where(
        stands, "standing", np.where(hip.low > _BENT_DEG, "sitting_or_squatting", "unseen")
    )


def _angle(name: str, found: Read, lasts_s: np.ndarray) -> AngleSeen:
    seen = found.angles.seen(name) & (lasts_s > 0)
    middle, error = found.angles.middle(name)[seen], found.angles.error(name)[seen]
    some = len(middle) > 0
    low, median, high = np.percentile(middle, [5, 50, 95]).tolist() if some else (None,) * 3
    why = _shares(found.why_not[name], lasts_s)
    return AngleSeen(
        seen_share=why.pop("", 0.0),
        median_deg=median,
        error_deg=float(np.median(error)) if some else None,
        low_deg=low,
        high_deg=high,
        why_not=why,
    )


def _sheet(name: SheetName, job: _Job, partial: Both, whole: Both) -> SheetSeen:
    actions = job.rules.rula.actions if name == "rula" else job.rules.reba.actions
    levels = [band.score for band in actions]
    return SheetSeen(
        partial=_scores(partial, job.lasts_s, levels),
        whole=_scores(whole, job.lasts_s, levels),
        unseen=tuple(
            column.name
            for column in SHEETS[name].inputs
            if column.name not in job.told and not _ever_seen(column.name, job.found.angles)
        ),
        table_variant=job.variant if name == "rula" else None,
    )


def _scores(both: Both, lasts_s: np.ndarray, levels: list[int]) -> Scores:
    here = lasts_s > 0
    return Scores(
        median=median_score(both.score, lasts_s),
        most=(int(both.score.low[here].max()), int(both.score.high[here].max())),
        sides={side: median_score(both.sides[side], lasts_s) for side in SIDES},
        levels=level_shares(both.level, lasts_s, levels),
    )


def _ever_seen(name: str, angles: SeenAngles) -> bool:
    name = tells(name)
    own = [f"{name} {side}" for side in SIDES] if name in PAIRED else [name]
    return any(one in angles.spans and bool(angles.seen(one).any()) for one in own)


def _worst(
    place: int, job: _Job, partial: Mapping[SheetName, Both], whole: Mapping[SheetName, Both]
) -> WorstPosture:
    angles, at = job.found.angles, job.at
    seen = [name for name in NAMES if angles.seen(name)[place]]
    sits = None if "stance" not in job.told else job.told["stance"] == "sitting"
    return WorstPosture(
        t_s=float(at.who.t_s[place]),
        seen_from=str(_from(at)[place]),  # type: ignore[arg-type]  # one of its three names
        angles_deg={name: float(angles.middle(name)[place]) for name in seen},
        errors_deg={name: float(angles.error(name)[place]) for name in seen},
        rula=partial["rula"].at(place),
        reba=partial["reba"].at(place),
        rula_whole=whole["rula"].at(place),
        reba_whole=whole["reba"].at(place),
        drawn=drawn(at, place, sits=sits),
    )
