"""The positions of a day in words: what a share is, what a change takes away, what REBA says."""

from __future__ import annotations

from rhomboid.core.ergonomics.between import Score
from rhomboid.core.ergonomics.positions.judge import Change, Judged
from rhomboid.wording.wording import Wording

#: Borders between the words for a share, halfway between two of them.
_SHARES = (
    (0.07, "little"),
    (0.15, "tenth"),
    (0.22, "fifth"),
    (0.29, "quarter"),
    (0.42, "third"),
    (0.58, "half"),
    (0.71, "two_thirds"),
    (0.85, "three_quarters"),
    (0.97, "most"),
)


def position_name(position: str, w: Wording) -> str:
    """What the picture shows."""
    return w.say(f"questions.day_tasks.field.position.choice.{position}")


def share_key(share: float) -> str:
    """The word nearest to a share: `third`, `half`, ..., `all`."""
    return next((word for border, word in _SHARES if share < border), "all")


def share_percent(share: float) -> int:
    """A share in whole percent."""
    return round(100 * share)


def saves_words(change: Change, w: Wording) -> str:
    """What a change takes away of what its position counts, in a sentence."""
    key = share_key(change.saves)
    sentence = w.say("strain_day.saves.takes", share=w.say(f"strain_day.share.{key}"))
    return f"{sentence} {w.say('strain_day.saves.shorter')}" if change.shorter else sentence


def reba_words(score: Score, w: Wording) -> str:
    """REBA as a number or the span of what people have in this position."""
    said = str(score.low)
    if score.exact is None:
        said = w.say("strain.bounds.score", low=score.low, high=score.high)
    return w.say("strain.reba.score", score=said)


def level_words(level: Score, w: Wording) -> str:
    """What the action level says, in words; both ends where it may be either."""
    low, high = (w.say(f"strain.reba.level.{end}") for end in (level.low, level.high))
    if low == high:
        return low
    return w.say("strain_day.level", low=low.rstrip("."), high=high.rstrip("."))


def told_words(judged: Judged, w: Wording) -> str:
    """What was told of a position: hours, stretch, weight."""
    told = judged.told
    parts = [w.say("strain_day.told.hours", hours=w.number(told.hours))]
    if told.unbroken_min is not None:
        parts.append(w.say("strain_day.told.unbroken", minutes=w.number(told.unbroken_min)))
    if told.load_kg is not None:
        parts.append(w.say("strain_day.told.load", kg=w.number(told.load_kg)))
    return " · ".join(parts)
