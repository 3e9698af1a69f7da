"""Samples of steps from several devices, as columns."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from rhomboid.core.base.errors import RhomboidError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class SampleError(RhomboidError):
    """Samples cannot be used: `what` must be `must_be`."""

    def __init__(self, what: str, must_be: str) -> None:
        self.what = what
        self.must_be = must_be
        super().__init__(f"{what} must be {must_be}")


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """Steps of several devices; n samples, in any order.

    Attributes:
        start_s, end_s: when a sample begins and ends, seconds since 1970 in UTC, shape (n,).
        steps: how many, at least 0, shape (n,).
        source: which of `sources`, shape (n,).
        offset_s: local time less UTC where and when it was, in seconds, shape (n,).
        sources: names of the devices.
    """

    start_s: Floats
    end_s: Floats
    steps: Floats
    source: Ints
    offset_s: Ints
    sources: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start_s)

    def pick(self, rows: NDArray[np.bool_] | Ints) -> Steps:
        """Some of the samples."""
        return Steps(
            start_s=self.start_s[rows],
            end_s=self.end_s[rows],
            steps=self.steps[rows],
            source=self.source[rows],
            offset_s=self.offset_s[rows],
            sources=self.sources,
        )


def check(samples: Steps) -> None:
    """See that samples can be counted.

    Raises:
        SampleError: naming what must be otherwise.
    """
    shapes = {len(column) for column in columns(samples)}
    if len(shapes) > 1:
        raise SampleError("the columns of samples", "of one length")
    for name, column in (("start_s", samples.start_s), ("end_s", samples.end_s)):
        if not np.isfinite(column).all():
            raise SampleError(name, "a number of seconds")
    if not (np.isfinite(samples.steps).all() and (samples.steps >= 0).all()):
        raise SampleError("steps", "a number, at least 0")
    if (samples.end_s < samples.start_s).any():
        raise SampleError("end_s", "at or after start_s")
    if len(samples) and not 0 <= samples.source.min() <= samples.source.max() < len(
        samples.sources
    ):
        raise SampleError("source", "the place of a name in sources")


def columns(samples: Steps) -> tuple[Floats | Ints, ...]:
    """The columns, in their order."""
    return (
        samples.start_s, samples.end_s, samples.steps, samples.source, samples.offset_s,
    )  # fmt: skip


def together(parts: Sequence[Steps], sources: tuple[str, ...]) -> Steps:
    """Several lots of samples of the same devices as one."""
    stacked = [np.concatenate(column) for column in zip(*map(columns, parts), strict=True)]
    return Steps(
        start_s=stacked[0],
        end_s=stacked[1],
        steps=stacked[2],
        source=stacked[3].astype(np.int64),
        offset_s=stacked[4].astype(np.int64),
        sources=sources,
    )


def empty(sources: tuple[str, ...] = ()) -> Steps:
    """No samples."""
    none, no_ints = np.zeros(0), np.zeros(0, np.int64)
    return Steps(
        start_s=none, end_s=none, steps=none, source=no_ints, offset_s=no_ints, sources=sources
    )
