"""Records as they stand in the file turned into numbers, many at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rhomboid.adapters.importers.apple.home import Home
from rhomboid.adapters.importers.apple.records import Raw
from rhomboid.adapters.importers.apple.tags import plain, text
from rhomboid.adapters.importers.apple.times import spans
from rhomboid.adapters.importers.apple.units import CEILINGS, TYPES, factor_of, kind_place
from rhomboid.core.activity.records import KINDS, Samples
from rhomboid.core.activity.samples import Floats, Ints

_NUMBER: Final = re.compile(rb"[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d{1,4})?")
#: No number of an export is longer.
_LONGEST: Final = 64
#: No person has more devices and programs, and no name is longer; the rest has no name.
_MOST_NAMES: Final = 5_000
_LONGEST_NAME: Final = 500


class Columns:
    """Records read so far and not yet handed on.

    Args:
        home: where local time is what its zone says; None for the file's offsets.
    """

    def __init__(self, home: Home | None) -> None:
        self._home = home
        self._sources = _Names()
        self._units = _Units()
        self._lots: list[tuple[Ints, Floats, Floats, Floats, Ints, Ints]] = []
        self.skipped: Counter[str] = Counter()
        self.count = 0

    def add(self, rows: Sequence[Raw] | Sequence[tuple[bytes, ...]]) -> None:
        """Take in records; those that make no sense are counted by reason and left out."""
        if not rows:
            return
        types, sources, units, pairs, values = zip(*rows, strict=True)
        unit = np.fromiter(map(self._units.__getitem__, zip(types, units, strict=True)), np.int64)
        kind = np.array(self._units.kinds)[unit]
        factor = np.array(self._units.factors)[unit]
        value = _numbers(values) * factor
        start_s, end_s, offset_s = spans(pairs)
        good = self._sift(kind, value, start_s, end_s, np.isnan(factor))
        source = np.fromiter(map(self._sources.__getitem__, sources), np.int64, len(rows))
        if good.all():
            self._lots.append((kind, start_s, end_s, value, source, offset_s))
        else:
            self._lots.append(
                (kind[good], start_s[good], end_s[good], value[good], source[good], offset_s[good])
            )
        self.count += int(np.count_nonzero(good))

    def take(self) -> tuple[tuple[Samples, ...], dict[str, int]]:
        """Hand on all samples, one lot for each kind, and what was skipped."""
        skipped, self.skipped = dict(self.skipped), Counter()
        if not self.count:
            return (), skipped
        kind, start_s, end_s, value, source, offset_s = map(
            np.concatenate, zip(*self._lots, strict=True)
        )
        self._lots, self.count = [], 0
        if self._home:
            offset_s = self._home.local(start_s, offset_s)
        names = tuple(self._sources.names)
        found = []
        for place in np.unique(kind).tolist():
            rows = kind == place
            found.append(
                Samples(
                    kind=KINDS[place],
                    start_s=start_s[rows],
                    end_s=end_s[rows],
                    value=value[rows],
                    source=source[rows],
                    offset_s=offset_s[rows],
                    sources=names,
                )
            )
        return tuple(found), skipped

    def _sift(
        self,
        kind: Ints,
        value: Floats,
        start_s: Floats,
        end_s: Floats,
        no_unit: NDArray[np.bool_],
    ) -> NDArray[np.bool_]:
        """Which records make sense; the others are counted under the first reason that applies."""
        length_s = end_s - start_s
        most, per_s = _MOST[kind], _PER_S[kind]
        reasons = {
            "unit": no_unit,
            "not_a_number": ~np.isfinite(value),
            "bad_time": np.isnan(length_s),
            "negative": value < 0,
            "backwards": length_s < 0,
            "too_much": value > most + per_s * np.maximum(length_s, 0),
        }
        good = np.ones(len(kind), np.bool_)
        for reason, bad in reasons.items():
            if bad.any():
                count = int(np.count_nonzero(good & bad))
                self.skipped.update({reason: count} if count else {})
                good &= ~bad
        return good


def number(raw: bytes) -> float:
    """A number; not a number where it is none."""
    found = plain(raw)
    return float(found) if len(found) <= _LONGEST and _NUMBER.fullmatch(found) else np.nan


def _numbers(values: Sequence[bytes]) -> Floats:
    """Numbers as Apple writes them; Python alone would read `1_000` too."""
    if max(map(len, values)) <= _LONGEST and not any(b"_" in value for value in values):
        with suppress(ValueError):
            return np.array(list(map(float, values)))
    return np.array(list(map(number, values)))


class _Names(dict[bytes, int]):
    """Places of names in the order of their coming."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self._places: dict[str, int] = {}

    def __missing__(self, raw: bytes) -> int:
        name = text(raw) if len(raw) <= _LONGEST_NAME and len(self) < _MOST_NAMES else ""
        if name not in self._places:
            self._places[name] = len(self.names)
            self.names.append(name)
        if name:
            self[raw] = self._places[name]
        return self._places[name]


class _Units(dict[tuple[bytes, bytes], int]):
    """Places of pairs of type and unit, with their kinds and factors."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[int] = []
        self.factors: list[float] = []

    def __missing__(self, pair: tuple[bytes, bytes]) -> int:
        name, unit = pair
        known = factor_of(TYPES[name], text(unit).strip())
        if known is None and unit:
            return self[name, b""]
        self.kinds.append(kind_place(name))
        self.factors.append(np.nan if known is None else known)
        self[pair] = len(self.kinds) - 1
        return self[pair]


_MOST: Final = np.array([CEILINGS[kind].most if kind in CEILINGS else np.inf for kind in KINDS])
_PER_S: Final = np.array([CEILINGS[kind].per_s if kind in CEILINGS else 0.0 for kind in KINDS])
