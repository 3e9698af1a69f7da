"""Measured sets in short, and generated ones."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from rhomboid.core.diary.measured import Measured, MeasuredBy, MeasuredRep

BY = MeasuredBy("0.1.0", "abc123", "pose_full")


def rep(range: float = 90.0, **more: Any) -> MeasuredRep:  # noqa: A002 - the field's own name
    """One repetition; by default one second out, a short stop, one and a half back."""
    return MeasuredRep(range, **{"up_s": 1.0, "hold_s": 0.2, "down_s": 1.5, **more})


def seen(counted: int = 10, faulty: int = 0, **more: Any) -> Measured:
    """A set of so many whole repetitions, well seen; `range_deg=None` needs `no_range`."""
    wanted: dict[str, Any] = {
        "unit": "deg",
        "counted": counted,
        "each": tuple(rep() for _ in range(counted)),
        "range_deg": 90.0,
        "error_deg": 6.0,
        "faulty_reps": faulty,
        "faults": {"leans_back": faulty} if faulty else {},
        "seconds": 30.0,
    }
    return Measured(BY, **{**wanted, **more})


def plain(measured: Measured) -> dict[str, Any]:
    """As an entry holds it."""
    made: dict[str, Any] = msgspec.to_builtins(measured)
    return made


_TENTH = st.integers(0, 1800).map(lambda n: n / 10)
_HUNDREDTH = st.integers(0, 2000).map(lambda n: n / 100)
_NAMES = st.sampled_from(["leans_back", "shrugs", "uneven"])
_REPS = st.builds(
    MeasuredRep,
    range=_TENTH,
    up_s=_HUNDREDTH,
    hold_s=_HUNDREDTH,
    down_s=_HUNDREDTH,
    channel=st.sampled_from(["both", "left", "right"]),
    whole=st.booleans(),
    faults=st.lists(_NAMES, unique=True).map(tuple),
)


@st.composite
def measured_sets(draw: st.DrawFn) -> Measured:
    """Any set that a coach could report."""
    each = tuple(draw(st.lists(_REPS, max_size=12)))
    counted = sum(one.whole for one in each)
    known = counted > 0 and draw(st.booleans())
    unseen = draw(st.dictionaries(st.sampled_from(["dark", "nobody", "covered"]), _HUNDREDTH))
    spent = sum(unseen.values())
    seconds = round(spent + draw(_HUNDREDTH), 2)
    return Measured(
        BY,
        unit="deg",
        counted=counted,
        left=sum(one.whole and one.channel == "left" for one in each),
        right=sum(one.whole and one.channel == "right" for one in each),
        half=len(each) - counted,
        each=each,
        range_deg=draw(_TENTH) if known else None,
        error_deg=draw(_TENTH) if known else None,
        no_range=None if known else draw(st.sampled_from(["unseen", "nothing_counted"])),
        faults={
            name: count
            for name in ("leans_back", "shrugs", "uneven")
            if (count := sum(name in one.faults for one in each))
        },
        faulty_reps=sum(bool(one.faults) for one in each),
        seconds=seconds,
        unseen_share=min(1.0, round(spent / seconds, 3)) if seconds else 0.0,
        unseen=unseen,
    )
