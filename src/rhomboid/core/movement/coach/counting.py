"""Counting over time: zigzags of all channels, repetitions so far, and positions held."""

from __future__ import annotations

from typing import Final

import msgspec

from rhomboid.core.movement.coach.hold import Holding, held
from rhomboid.core.movement.coach.plan import Plan
from rhomboid.core.movement.coach.records import Channel, Counted
from rhomboid.core.movement.coach.zigzag import (
    TURN_SHARE,
    Peak,
    Zigzag,
    fed,
    own_range,
    peaks,
)

#: Sides move apart when one of them goes so much further than both together do on average.
APART: Final = 1.5
#: A side that goes less far is counted by its own range, not below this share of the common one.
_SIDE_SHARE: Final = 0.5
#: Over which time the speed is averaged.
_MEAN_S: Final = 0.4


class Counting(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted after a frame.

    Attributes:
        zigzags, holdings, lows: one for each channel; `lows` is where the signal rests.
        done: repetitions so far with the channel of each, in the order of their tops.
        counted, reaches: as they are shown.
        own_range: of the person in this set, in the unit of the signal.
        next_at: for each channel the value below which the next repetition is over.
        position: 0 at rest to 1 furthest, of the channel that is furthest.
        rising: whether that channel is on its way out.
        speed: of that channel over the last moments, in own ranges a second, outwards positive.
        furthest: which channel that is, and its last time and value.
        hold_s: how long a position is held now.
    """

    zigzags: tuple[Zigzag, ...]
    holdings: tuple[Holding, ...]
    lows: tuple[float | None, ...]
    done: tuple[tuple[Channel, Peak], ...] = ()
    counted: Counted = Counted()
    reaches: tuple[float, ...] = ()
    own_range: float = 0.0
    next_at: tuple[float, ...] = ()
    position: float = 0.0
    rising: bool = False
    speed: float = 0.0
    furthest: tuple[int, float, float] | None = None
    hold_s: float = 0.0

    @property
    def moved(self) -> bool:
        """Whether any channel has moved by the smallest excursion."""
        return any(zigzag.rising is not None for zigzag in self.zigzags)


def counting_begun(plan: Plan) -> Counting:
    """Nothing counted yet."""
    count = len(plan.channels)
    return Counting(
        zigzags=(Zigzag(),) * count,
        holdings=(Holding(),) * count,
        lows=(None,) * count,
        next_at=(float("-inf"),) * count,
    )


def counting(
    plan: Plan, before: Counting, t_s: float, values: tuple[float | None, ...]
) -> Counting:
    """After one more frame; a channel without a value stays as it is."""
    if plan.measure is None:
        return before
    least = plan.coached.least
    zigzags = tuple(
        zigzag if value is None else fed(zigzag, t_s, value, least)
        for zigzag, value in zip(before.zigzags, values, strict=True)
    )
    lows = tuple(
        low if value is None else value if low is None else min(low, value)
        for low, value in zip(before.lows, values, strict=True)
    )
    after = before
    if _turned(before, zigzags, values):
        after = recounted(plan, before, zigzags)
    holdings = _held(plan, after, t_s, values, lows)
    furthest = _furthest(values, lows)
    size = max(after.own_range, least)
    position, rising = 0.0, False
    if furthest is not None:
        above = (values[furthest] or 0.0) - (lows[furthest] or 0.0)
        position, rising = min(above / size, 1.0), bool(zigzags[furthest].rising)
        now = (furthest, t_s, above)
        after = msgspec.structs.replace(after, speed=_speed(after, now, size), furthest=now)
    return msgspec.structs.replace(
        after,
        zigzags=zigzags,
        lows=lows,
        holdings=holdings,
        position=position,
        rising=rising,
        hold_s=max(holding.seconds() for holding in holdings),
    )


def _turned(
    before: Counting, zigzags: tuple[Zigzag, ...], values: tuple[float | None, ...]
) -> bool:
    """Whether there may be one repetition more, or the own range another."""
    for old, new, value, mark in zip(before.zigzags, zigzags, values, before.next_at, strict=True):
        if len(new.turns) != len(old.turns) or new.rising != old.rising:
            return True
        if value is not None and value <= mark:
            return True
    return False


def recounted(plan: Plan, before: Counting, zigzags: tuple[Zigzag, ...]) -> Counting:
    """The count anew from all turns; early repetitions may turn out to be none."""
    least = plan.coached.least
    range_ = own_range(*(zigzags[index] for index in counters(plan, zigzags)))
    done = repetitions(plan, zigzags)
    whole = [peak for _, peak in done if peak.whole]
    top = max((peak.height for peak in whole), default=1.0)
    return msgspec.structs.replace(
        before,
        own_range=range_,
        done=done,
        counted=tally(done),
        reaches=tuple(round(peak.height / top, 3) for peak in whole),
        next_at=tuple(
            _next_at(zigzag, max(least, TURN_SHARE * of_side(zigzag, range_))) for zigzag in zigzags
        ),
    )


def _next_at(zigzag: Zigzag, threshold: float) -> float:
    """Where the way down from the last high becomes long enough for a repetition."""
    if zigzag.rising is not False or not zigzag.turns or zigzag.latest is None:
        return float("-inf")
    mark = zigzag.turns[-1].value - threshold
    return mark if zigzag.latest.value > mark else float("-inf")


def counters(plan: Plan, zigzags: tuple[Zigzag, ...]) -> tuple[int, ...]:
    """Places of the channels that count: both sides together, unless they move apart."""
    if plan.coached.channels != "both":
        return (0, 1)
    both, left, right = zigzags
    apart = own_range(left, right) >= APART * max(own_range(both), plan.coached.least / APART)
    return (1, 2) if apart else (0,)


def of_side(zigzag: Zigzag, common: float) -> float:
    """The range by which one channel is counted: a stiff side has its own."""
    return max(own_range(zigzag), _SIDE_SHARE * common)


def repetitions(plan: Plan, zigzags: tuple[Zigzag, ...]) -> tuple[tuple[Channel, Peak], ...]:
    """Every repetition with its channel, in the order of their tops."""
    places = counters(plan, zigzags)
    range_ = own_range(*(zigzags[index] for index in places))
    found = [
        (plan.channels[index], peak)
        for index in places
        for peak in peaks(zigzags[index], of_side(zigzags[index], range_), plan.coached.least)
    ]
    return tuple(sorted(found, key=lambda item: item[1].top.t_s))


def tally(done: tuple[tuple[Channel, Peak], ...]) -> Counted:
    """Whole repetitions by channel, and half ones."""
    whole = [channel for channel, peak in done if peak.whole]
    return Counted(
        total=len(whole),
        left=whole.count("left"),
        right=whole.count("right"),
        half=len(done) - len(whole),
    )


def _held(
    plan: Plan,
    after: Counting,
    t_s: float,
    values: tuple[float | None, ...],
    lows: tuple[float | None, ...],
) -> tuple[Holding, ...]:
    if not plan.holds:
        return after.holdings
    least = plan.coached.least
    return tuple(
        holding
        if value is None or low is None
        else held(holding, (t_s, value - low), max(after.own_range, value - low), least)
        for holding, value, low in zip(after.holdings, values, lows, strict=True)
    )


def _furthest(values: tuple[float | None, ...], lows: tuple[float | None, ...]) -> int | None:
    """The channel that is furthest from its rest; `None` while all of them rest."""
    most, found = 0.0, None
    for index, (value, low) in enumerate(zip(values, lows, strict=True)):
        if value is not None and low is not None and value - low > most:
            most, found = value - low, index
    return found


def _speed(before: Counting, now: tuple[int, float, float], size: float) -> float:
    """Mean speed of the furthest channel, in own ranges a second."""
    last = before.furthest
    if last is None or last[0] != now[0] or now[1] - last[1] > _MEAN_S:
        return 0.0 if last is None else before.speed
    dt = now[1] - last[1]
    return before.speed + dt / _MEAN_S * ((now[2] - last[2]) / (dt * size) - before.speed)
