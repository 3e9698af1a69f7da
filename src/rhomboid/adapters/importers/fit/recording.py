"""A FIT file: the activities and the days that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rhomboid.adapters.importers.fit.activity import sessions
from rhomboid.adapters.importers.fit.layer import MOST_BYTES, decode
from rhomboid.adapters.importers.fit.messages import FILE_ID, MONITORING, Messages
from rhomboid.adapters.importers.fit.monitoring import Days
from rhomboid.adapters.importers.opened import Opened
from rhomboid.app.walks.ports import Given, WalkFileError
from rhomboid.core.activity.records import Batch, DayTotal, Kind, Samples, Workout
from rhomboid.core.base.decision import Finding

#: Makers by their number in the format's profile.
_MAKERS: Final[dict[int, str]] = {
    1: "Garmin", 23: "Suunto", 32: "Wahoo", 38: "Runtastic", 70: "Sigma", 123: "Polar",
    258: "Samsung", 265: "Strava", 282: "Huawei", 294: "Coros", 309: "Mobvoi",
}  # fmt: skip


class FitRecording(Opened):
    """A FIT file as walks and steps."""

    form = "fit"

    def batches(self) -> Iterator[Batch]:
        if self.size_bytes > MOST_BYTES:
            raise WalkFileError(self._name, "too_large", Finding("most_mb", MOST_BYTES // 10**6))
        messages = decode(self._name, self._file.read(MOST_BYTES + 1))
        source = _source(messages)
        walks: list[Workout] = []
        samples: list[Samples] = []
        for session in sessions(messages, source, self._given.zone):
            walks.append(session.workout)
            if session.steps is not None and "steps" in self._given.keep:
                samples.append(session.steps)
        skipped: dict[str, int] = {}
        totals: tuple[DayTotal, ...] = ()
        if messages.count(MONITORING):
            days = Days(messages, self._given.zone)
            samples.extend(_monitored(days, source, self._given))
            skipped, totals = days.skipped, days.totals(source)
        yield Batch(
            samples=tuple(samples),
            workouts=tuple(walks),
            totals=totals,
            skipped=skipped,
            read_bytes=self.size_bytes,
        )


def _monitored(days: Days, source: str, given: Given) -> Iterator[Samples]:
    kinds: tuple[Kind, ...] = ("steps", "distance_m")
    for kind in kinds:
        if kind in given.keep and (found := days.samples(kind, source)) is not None:
            yield found


def _source(messages: Messages) -> str:
    """The watch: what it calls itself, else its maker and the number of the model."""
    if name := messages.text(FILE_ID, 8):
        return name[:80]
    numbers = [messages.column(FILE_ID, field) for field in (1, 2)]
    maker, product = (int(one[0]) if len(one) and one[0] == one[0] else -1 for one in numbers)
    named = _MAKERS.get(maker, f"FIT {maker}" if maker >= 0 else "FIT")
    return f"{named} {product}" if product >= 0 else named
