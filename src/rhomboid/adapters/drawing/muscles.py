"""Washes over worked muscles: patches of the surface, cut off where it turns from the eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.loft import AROUND
from rhomboid.adapters.drawing.outline import Seen
from rhomboid.adapters.drawing.sections import TRUNK_STATIONS
from rhomboid.core.movement.figure import Muscle
from rhomboid.core.movement.pose import Side
from rhomboid.core.movement.rotation import Array

#: A patch is left out when less than this share of it is seen, or it is narrower than so many
#: pixels.
_LEAST_SEEN, _NARROWEST = 0.30, 2.2
#: Points along each edge of a patch.
_POINTS = 8


class Patch(NamedTuple):
    """A muscle on the left half of a part.

    Attributes:
        part: loft it lies on; `trunk` and `pelvis` carry both halves, others one per side.
        places: rows from where to where; heights above the hips on the trunk.
        inner, outer: its edges in degrees from the front to the left, spread over the places.
    """

    part: str
    places: tuple[float, float]
    inner: tuple[float, ...]
    outer: tuple[float, ...]


PATCHES: Mapping[Muscle, Patch] = {
    "latissimus": Patch(
        "trunk", (0.055, 0.262), (168, 138, 112, 100, 96), (176, 172, 166, 156, 140)
    ),
    "serratus": Patch("trunk", (0.165, 0.240), (68, 62, 70), (112, 108, 104)),
    "flank": Patch("trunk", (0.075, 0.255), (52, 44, 50, 60), (128, 126, 122, 112)),
    "middle_trapezius": Patch("trunk", (0.200, 0.306), (166, 146, 136, 146), (178, 178, 178, 178)),
    "lower_trapezius": Patch("trunk", (0.120, 0.255), (175, 168, 157, 146), (178, 178, 178, 178)),
    "rhomboids": Patch("trunk", (0.205, 0.298), (156, 146, 146, 160), (176, 176, 177, 177)),
    "thoracic_extensors": Patch(
        "trunk", (0.130, 0.296), (168, 152, 148, 154), (177, 177, 177, 177)
    ),
    "erector_spinae": Patch("trunk", (0.030, 0.285), (152, 156, 160, 164), (176, 176, 176, 176)),
    "abdominals": Patch("trunk", (0.030, 0.200), (4, 4, 4), (34, 38, 34)),
    "obliques": Patch("trunk", (0.045, 0.205), (38, 36, 44), (118, 126, 120)),
    "pectorals": Patch("trunk", (0.215, 0.276), (12, 8, 18), (58, 72, 68)),
    "hip_flexors": Patch("pelvis", (1.0, 6.5), (18, 18), (70, 62)),
    "gluteals": Patch("pelvis", (1.2, 6.2), (118, 112, 122), (172, 174, 172)),
    "hamstrings": Patch("leg", (1.8, 6.0), (142, 138, 148), (218, 222, 212)),
    "quadriceps": Patch("leg", (1.0, 5.6), (-34, -48, -30), (34, 48, 30)),
    "calf": Patch("leg", (8.6, 12.0), (146, 138, 158), (214, 222, 202)),
    "deltoid": Patch("arm", (1.6, 5.2), (30, 22, 70), (150, 158, 110)),
    "rear_deltoid": Patch("arm", (1.6, 5.2), (105, 100, 125), (200, 210, 190)),
    "triceps": Patch("arm", (4.0, 8.4), (140, 140), (225, 225)),
    "upper_trapezius": Patch("yoke", (0.6, 5.4), (100, 92, 100), (172, 168, 150)),
    "neck_back": Patch("neck", (1.0, 4.6), (128, 138, 150), (176, 176, 176)),
    "neck_front": Patch("neck", (1.6, 5.0), (30, 24, 30), (80, 70, 60)),
}
#: Parts that carry left and right on one loft.
MIDDLE = frozenset({"trunk", "pelvis", "neck"})


def wash(
    muscle: Muscle, sides: Sequence[Side], parts: Mapping[str, Seen]
) -> dict[str, list[Array]]:
    """Outlines of a muscle's wash by the part it lies on; nothing where it is not seen."""
    patch = PATCHES[muscle]
    out: dict[str, list[Array]] = {}
    for side in sides:
        name = patch.part if patch.part in MIDDLE else f"{patch.part}_{side}"
        outline = _outline(patch, parts[name], mirrored=side == "right")
        if outline is not None:
            out.setdefault(name, []).append(outline)
    return out


def _outline(patch: Patch, seen: Seen, *, mirrored: bool) -> Array | None:
    """The visible rest of a patch on one side, shape (2 * _POINTS, 2)."""
    places = np.linspace(*patch.places, _POINTS)
    rows = places
    if patch.part == "trunk":
        rows = np.interp(places, TRUNK_STATIONS, np.arange(len(TRUNK_STATIONS)))
    inner, outer = _spread(patch.inner), _spread(patch.outer)
    if mirrored:
        inner, outer = -outer, -inner
    low = np.clip(np.floor(rows).astype(int), 0, len(seen.axis) - 2)
    u = (rows - low)[:, None]
    below, seen_below = _strip(seen, low, inner, outer)
    above, seen_above = _strip(seen, low + 1, inner, outer)
    if (seen_below + seen_above) / 2 < _LEAST_SEEN:
        return None
    strip = below * (1 - u) + above * u
    if np.linalg.norm(strip[0] - strip[1], axis=1).max() < _NARROWEST:
        return None
    return np.concatenate([strip[0], strip[1][::-1]])


def _spread(edge: tuple[float, ...]) -> Array:
    """An edge at all points, in steps round the section."""
    at = np.linspace(0, 1, _POINTS)
    return np.asarray(np.interp(at, np.linspace(0, 1, len(edge)), edge) / 360 * AROUND)


def _strip(seen: Seen, rows: Array, inner: Array, outer: Array) -> tuple[Array, float]:
    """Both edges on the page, shape (2, n, 2), cut to what is seen, and the share left."""
    front = seen.front()[rows]
    a = seen.edges[0][rows]
    b = a + front
    low, high = np.minimum(a, b), np.maximum(a, b)
    # Bring the seen arc next to the patch: both are known only up to whole turns.
    turns = np.round(((inner + outer) / 2 - (low + high) / 2) / AROUND) * AROUND
    low, high = low + turns, high + turns
    cut_inner, cut_outer = np.clip(inner, low, high), np.clip(outer, low, high)
    share = float(np.mean(cut_outer - cut_inner) / np.mean(outer - inner))
    edges = [seen.at(cut % AROUND, rows) for cut in (cut_inner, cut_outer)]
    return np.array(edges), share
