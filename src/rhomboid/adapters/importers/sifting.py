"""Records that make sense, and how many of the others there are for each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from rhomboid.adapters.importers.apple.units import CEILINGS, Ceiling
from rhomboid.adapters.importers.local_time import offsets_s, plausible
from rhomboid.core.activity.records import Kind, Samples
from rhomboid.core.activity.samples import Floats, Ints

#: Longer than this is no record of a device.
_LONGEST_S: Final = 7 * 86_400.0
#: Of kinds that Apple has not: the cadence of the fastest feet.
_CADENCE: Final = Ceiling(400, 0)


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Records of one kind as a file gave them; n of them, numbers that are none as NaN.

    Attributes:
        start_s, end_s: seconds since 1970 in UTC, shape (n,).
        value: in the unit of the kind, shape (n,).
        offset_s: local time less UTC where the file says it, shape (n,); or `None`.
        source: which of `sources`, shape (n,); or `None` for the first.
        sources: names of the devices.
    """

    start_s: Floats
    end_s: Floats
    value: Floats
    offset_s: Floats | None = None
    source: Ints | None = None
    sources: tuple[str, ...]


def sifted(kind: Kind, columns: Columns, zone: str, skipped: Counter[str]) -> tuple[Samples, ...]:
    """The records that make sense, as one lot of samples or none.

    Args:
        kind: of all of them.
        columns: the records.
        zone: IANA name, for records whose file says nothing of local time.
        skipped: gets the others, each under the first reason that applies.
    """
    length_s = columns.end_s - columns.start_s
    most = CEILINGS.get(kind, _CADENCE)
    timed = plausible(columns.start_s) & plausible(columns.end_s)
    reasons = {
        "not_a_number": ~np.isfinite(columns.value),
        "bad_time": ~timed | (length_s > _LONGEST_S),
        "negative": columns.value < 0,
        "backwards": length_s < 0,
        "too_much": columns.value > most.most + most.per_s * np.maximum(length_s, 0),
    }
    good = np.ones(len(columns.value), np.bool_)
    for reason, bad in reasons.items():
        if count := int(np.count_nonzero(good & bad)):
            skipped[reason] += count
        good &= ~bad
    if not good.any():
        return ()
    start_s = columns.start_s[good]
    offset = offsets_s(start_s, zone)
    if columns.offset_s is not None:
        told = columns.offset_s[good]
        known = np.isfinite(told)
        offset[known] = told[known].astype(np.int64)
    source = np.zeros(len(start_s), np.int64) if columns.source is None else columns.source[good]
    return (
        Samples(
            kind=kind,
            start_s=start_s,
            end_s=columns.end_s[good],
            value=columns.value[good],
            source=source,
            offset_s=offset,
            sources=columns.sources,
        ),
    )


def named(texts: Sequence[str], nothing: str) -> tuple[Ints, tuple[str, ...]]:
    """Which name each record has, and the names, in the order of their coming."""
    places: dict[str, int] = {}
    rows = [places.setdefault(text.strip()[:80] or nothing, len(places)) for text in texts]
    return np.array(rows, np.int64), tuple(places)
