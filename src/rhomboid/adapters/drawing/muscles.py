"""Washes over worked muscles: patches of the surface, cut off where it turns from the eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.loft import AROUND
from rhomboid.adapters.drawing.outline import Seen
from rhomboid.adapters.drawing.sections import TRUNK_STATIONS
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array, Indices
from rhomboid.core.movement.motion.figure import Muscle

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
        "trunk", (0.055, 0.262), (170, 138, 112, 100, 100), (176, 172, 166, 152, 128)
    ),
    "serratus": Patch("trunk", (0.150, 0.246), (92, 66, 60, 78), (100, 112, 110, 96)),
    "flank": Patch("trunk", (0.075, 0.255), (70, 48, 50, 72), (112, 126, 122, 100)),
    "middle_trapezius": Patch("trunk", (0.195, 0.306), (172, 150, 138, 152), (177, 177, 177, 177)),
    "lower_trapezius": Patch("trunk", (0.115, 0.255), (176, 168, 157, 146), (178, 178, 178, 178)),
    "rhomboids": Patch("trunk", (0.205, 0.298), (158, 146, 146, 160), (177, 177, 177, 177)),
    "thoracic_extensors": Patch(
        "trunk", (0.130, 0.296), (168, 146, 142, 156), (177, 177, 177, 177)
    ),
    "erector_spinae": Patch("trunk", (0.030, 0.285), (152, 132, 136, 156), (177, 177, 177, 177)),
    "abdominals": Patch("trunk", (0.030, 0.200), (6, 4, 4, 8), (22, 36, 36, 22)),
    "obliques": Patch("trunk", (0.050, 0.200), (60, 40, 42, 66), (100, 122, 118, 90)),
    "pectorals": Patch("trunk", (0.212, 0.278), (20, 8, 12, 40), (50, 66, 76, 70)),
    "hip_flexors": Patch("pelvis", (1.0, 6.5), (30, 20, 18), (56, 64, 58)),
    "gluteals": Patch("pelvis", (1.0, 6.4), (136, 112, 116, 140), (170, 174, 174, 168)),
    "hamstrings": Patch("leg", (1.8, 6.4), (160, 140, 142, 166), (206, 222, 218, 194)),
    "quadriceps": Patch("leg", (0.9, 6.0), (-16, -46, -42, -14), (16, 46, 42, 14)),
    "deltoid": Patch("arm", (1.4, 5.4), (50, 20, 40, 86), (130, 160, 140, 94)),
    "rear_deltoid": Patch("arm", (1.4, 5.4), (130, 100, 112, 140), (180, 208, 200, 170)),
    "triceps": Patch("arm", (3.4, 8.2), (165, 142, 150), (200, 222, 210)),
    "upper_trapezius": Patch("yoke", (0.2, 5.8), (96, 80, 82, 90), (190, 180, 160, 116)),
    "neck_back": Patch("neck", (1.0, 5.6), (112, 122, 134), (177, 177, 177)),
    "neck_front": Patch("neck", (1.4, 5.2), (40, 26, 30), (80, 76, 62)),
}
#: Parts that carry left and right on one loft.
MIDDLE = frozenset({"trunk", "pelvis", "neck"})


def wash(
    muscle: Muscle, sides: Sequence[Side], parts: Mapping[str, Seen], *, thin: bool = False
) -> dict[tuple[str, Side], Array]:
    """Outlines of a muscle's wash by the part it lies on and the side.

    There is none where it is not seen, but with `thin` an empty one.
    """
    patch = PATCHES[muscle]
    out: dict[tuple[str, Side], Array] = {}
    for side in sides:
        name = patch.part if patch.part in MIDDLE else f"{patch.part}_{side}"
        outline = _outline(patch, parts[name], mirrored=side == "right" and patch.part != "yoke")
        if thin or _is_seen(*outline):
            out[name, side] = np.concatenate([outline[0][0], outline[0][1][::-1]])
    return out


def _is_seen(strip: Array, share: float) -> bool:
    """Whether enough of a patch is seen to be drawn."""
    wide = float(np.linalg.norm(strip[0] - strip[1], axis=1).max())
    return share >= _LEAST_SEEN and wide >= _NARROWEST


def _outline(patch: Patch, seen: Seen, *, mirrored: bool) -> tuple[Array, float]:
    """Both edges of the visible rest of a patch, shape (2, _POINTS, 2), and its share."""
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
    return below * (1 - u) + above * u, (seen_below + seen_above) / 2


def _spread(edge: tuple[float, ...]) -> Array:
    """An edge at all points, in steps round the section."""
    at = np.linspace(0, 1, _POINTS)
    return np.asarray(np.interp(at, np.linspace(0, 1, len(edge)), edge) / 360 * AROUND)


def _strip(seen: Seen, rows: Indices, inner: Array, outer: Array) -> tuple[Array, float]:
    """Both edges on the page, shape (2, n, 2), cut to what is seen, and the share left."""
    front = seen.front[rows]
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
