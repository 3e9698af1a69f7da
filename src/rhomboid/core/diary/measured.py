"""What a camera saw of one set: strict, bounded in size, small enough for every set of ten years.

Angles are kept to a tenth of a degree and times to a hundredth of a second; no camera sees finer.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from rhomboid.core.diary.body import Body, Count, Name, Side

#: Which counter a repetition belongs to; `both` where the sides work together.
Channel = Literal["both", "left", "right"]
#: Why a set has no range.
NoRange = Literal["not_an_angle", "out_of_plane", "nothing_counted", "unseen", "timed_only"]
#: Most repetitions and holds that are kept one by one; the counts know of all.
MOST_EACH = 100
#: Most kinds of fault, and most reasons for not seeing, that one set names.
_MOST_NAMES = 24
#: Longest set, in seconds.
MOST_S = 7200.0

Span = Annotated[float, msgspec.Meta(ge=0, le=MOST_S)]
Range = Annotated[float, msgspec.Meta(ge=0, le=1000)]
Difference = Annotated[float, msgspec.Meta(ge=-360, le=360)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Names = Annotated[tuple[Name, ...], msgspec.Meta(max_length=_MOST_NAMES)]
Counts = Annotated[dict[Name, Count], msgspec.Meta(max_length=_MOST_NAMES)]
Spans = Annotated[dict[Name, Span], msgspec.Meta(max_length=_MOST_NAMES)]


class MeasuredBy(Body, frozen=True):
    """What measured: version of rhomboid, digest of its tables, name of the landmark model."""

    software: Name
    tables: Name
    model: Name | None = None


class MeasuredRep(Body, frozen=True):
    """One repetition.

    Attributes:
        range: from rest to its furthest point, in the unit of its set.
        up_s, hold_s, down_s: its tempo.
        whole: whether it reached six tenths of the person's own range.
        faults: what was seen in it.
    """

    range: Range
    up_s: Span
    hold_s: Span
    down_s: Span
    channel: Channel = "both"
    whole: bool = True
    faults: Names = ()


class MeasuredHold(Body, frozen=True):
    """One position held."""

    seconds: Span
    channel: Channel = "both"


class MeasuredTempo(Body, frozen=True):
    """Medians over the whole repetitions, seconds."""

    up_s: Span
    hold_s: Span
    down_s: Span


class Measured(Body, frozen=True):
    """One set as the camera saw it.

    Attributes:
        by: what measured.
        unit: of the ranges in `each`; `None` where the movement is timed only.
        counted, left, right, half: whole repetitions, those of each side where the sides are
            counted apart, and those that turned back early.
        each, holds: one by one.
        range_deg, error_deg: median range of the whole repetitions and its error.
        no_range: why there is none.
        difference_deg: left less right, where both could be judged.
        steadiness: standard deviation of the ranges by their mean.
        tempo: medians.
        faults: for each fault the number of repetitions, or holds, that showed it.
        faulty_reps: repetitions, or holds, that showed one that counts (EX-34, EX-35).
        not_judged: faults that could not be judged.
        seconds: length of the set.
        unseen_share, unseen: how much of it the camera could not see, and seconds by reason.
        counted_by: `person` where the count of the set was corrected by hand; `counted` stays
            what the camera saw.
        parts: recordings that it was put together from; more than one where sight was lost.
    """

    by: MeasuredBy
    unit: Literal["deg", "percent"] | None = None
    counted: Count = 0
    left: Count = 0
    right: Count = 0
    half: Count = 0
    each: Annotated[tuple[MeasuredRep, ...], msgspec.Meta(max_length=MOST_EACH)] = ()
    holds: Annotated[tuple[MeasuredHold, ...], msgspec.Meta(max_length=MOST_EACH)] = ()
    range_deg: Range | None = None
    error_deg: Range | None = None
    no_range: NoRange | None = None
    difference_deg: Difference | None = None
    steadiness: Annotated[float, msgspec.Meta(ge=0, le=100)] | None = None
    tempo: MeasuredTempo | None = None
    faults: Counts = {}
    faulty_reps: Count = 0
    not_judged: Names = ()
    seconds: Span = 0.0
    unseen_share: Share = 0.0
    unseen: Spans = {}
    counted_by: Literal["camera", "person"] = "camera"
    parts: Annotated[int, msgspec.Meta(ge=1, le=99)] = 1

    def __post_init__(self) -> None:
        if (self.range_deg is None) is not (self.error_deg is None):
            raise ValueError("must have `range_deg` and `error_deg` together")
        if (self.range_deg is None) is (self.no_range is None):
            raise ValueError("must have either `range_deg` or `no_range`, which says why not")
        if self.faulty_reps > self.judged:
            raise ValueError(
                f"`faulty_reps` must be at most the {self.judged} that were seen, "
                f"got {self.faulty_reps}"
            )

    @property
    def judged(self) -> int:
        """Repetitions that were seen, or holds where none are counted."""
        reps = self.counted + self.half
        return reps or max(len(self.holds), 0)

    @property
    def unseen_s(self) -> float:
        """Seconds in which the camera could not see."""
        return sum(self.unseen.values())

    def count_of(self, side: Side | None) -> int:
        """Repetitions of a set that asks for one side: its own, where sides are counted apart."""
        if side is None or not (self.left or self.right):
            return self.counted
        return self.left if side == "left" else self.right


def settled(measured: Measured | None, reps: int | None, side: Side | None) -> Measured | None:
    """The same with `counted_by` as it follows from the count of the set.

    Where seconds are told and not repetitions, nothing is compared.
    """
    if measured is None or reps is None:
        return measured
    by: Literal["camera", "person"] = "camera" if reps == measured.count_of(side) else "person"
    return measured if by == measured.counted_by else msgspec.structs.replace(
        measured, counted_by=by
    )  # fmt: skip
