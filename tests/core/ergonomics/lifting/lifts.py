"""Generated lifts: any values, the borders of the equation more often than chance would."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import Span
from rhomboid.core.ergonomics.lifting.given import Lift
from rhomboid.core.knowledge.lifting import COUPLINGS


def _around(most: float, *borders: float) -> st.SearchStrategy[float]:
    return st.one_of(st.floats(0.0, most), st.sampled_from((0.0, most, *borders)))


LOADS = _around(60.0, 23.0)
HORIZONTALS = _around(80.0, 25.0, 63.0)
HEIGHTS = _around(200.0, 75.0, 74.999, 175.0)
WAYS = _around(200.0, 25.0, 175.0)
ANGLES = _around(180.0, 135.0)
RATES = _around(17.0, 0.2, *map(float, range(1, 17)))
HOURS = _around(9.0, 1.0, 2.0, 8.0)

NUMBERS = {
    "load": LOADS,
    "h": HORIZONTALS,
    "v": HEIGHTS,
    "d": WAYS,
    "a_deg": ANGLES,
    "per_min": RATES,
    "duration_h": HOURS,
}


def lifts() -> st.SearchStrategy[Lift]:
    return st.builds(
        Lift,
        **NUMBERS,
        coupling=st.sampled_from(COUPLINGS),
        v_origin=st.none() | HEIGHTS,
    )


@st.composite
def boxes(draw: st.DrawFn) -> tuple[Lift, Lift]:
    """A lift of spans, and a lift of numbers that lies within it."""
    spans: dict[str, Span] = {}
    inside: dict[str, float] = {}
    names = {**NUMBERS, "v_origin": HEIGHTS} if draw(st.booleans()) else NUMBERS
    for name, values in names.items():
        low, middle, high = sorted(draw(st.tuples(values, values, values)))
        spans[name], inside[name] = Span(low, high), middle
    couplings = draw(st.lists(st.sampled_from(COUPLINGS), min_size=1, unique=True))
    return (
        msgspec.structs.replace(Lift(coupling=tuple(couplings)), **spans),
        msgspec.structs.replace(Lift(coupling=draw(st.sampled_from(couplings))), **inside),
    )
