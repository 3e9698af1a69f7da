"""What a story expected of a week against what came of it, as plain sentences.

Of several weeks alike the last one is compared: that is the week after which a dose, a kind of
session and a review stand as the case says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rhomboid.app.replay.player import DayPlayed, WeekPlayed
from rhomboid.app.replay.story import Expected, Story
from rhomboid.core.plan.model import WEEKDAYS, Amount, Plan, Walking
from rhomboid.core.review.model import Review, Verb

#: Field of the expectation -> what the review does with its targets.
_VERBS: tuple[tuple[str, Verb], ...] = (
    ("grows", "progress"),
    ("back", "regress"),
    ("rests", "rest"),
    ("returns", "return"),
    ("left_out", "leave_out"),
)


def expected_of(story: Story) -> dict[int, Expected]:
    """Number of a week -> what is expected of it, where anything is."""
    nothing = Expected()
    return {told.until or told.number: told.expect for told in story.week if told.expect != nothing}


def differences(played: WeekPlayed, expected: Expected) -> list[str]:
    """Everything that came out otherwise than expected; empty when nothing did."""
    return [
        *_days(played.days, expected),
        *_review(played.review, expected),
        *_programme(played, expected),
    ]


def dose_text(amount: Amount) -> str:
    """An amount as cases write it: "3x12", "2x20s", "1x5x5s" or "1x2min"."""
    if amount.minutes is not None:
        return f"{amount.sets}x{amount.minutes}min"
    parts = [str(amount.sets)]
    if amount.reps is not None:
        parts.append(str(amount.reps))
    if amount.hold_s is not None:
        parts.append(f"{amount.hold_s}s")
    return "x".join(parts)


def walking_text(walking: Walking) -> str:
    """Walks as cases write them: "5x12min", or "5x30min+10" with ten brisk minutes."""
    brisk = f"+{walking.brisk_min}" if walking.brisk_min else ""
    return f"{walking.days_per_week}x{walking.minutes}min{brisk}"


def _differs(what: str, expected: object, got: object) -> Iterator[str]:
    if expected != got:
        yield f"{what}: expected {_words(expected)}, got {_words(got)}"


def _words(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(map(str, value))) or "none"
    return "none" if value is None else str(value)


def _days(days: Sequence[DayPlayed], expected: Expected) -> Iterator[str]:
    for name, mode in expected.today.items():
        yield from _differs(f"{name}: today", mode, days[WEEKDAYS.index(name)].mode)
    for name, disposition in expected.disposition.items():
        got = days[WEEKDAYS.index(name)].disposition
        yield from _differs(f"{name}: disposition", disposition, got)
    if expected.asks is not None:
        asked = {hit.trigger for day in days for hit in day.hits}
        yield from _differs("asks", set(expected.asks), asked)
    if expected.phase is not None:
        yield from _differs("phase", expected.phase, days[-1].phase)


def _review(review: Review | None, expected: Expected) -> Iterator[str]:
    if review is None:
        if _needs_review(expected):
            yield "review: expected one, got none"
        return
    if expected.headline is not None:
        yield from _differs("headline", expected.headline, review.headline)
    if expected.mode is not None:
        mode = review.mode.to_template if review.mode else None
        yield from _differs("mode", expected.mode or None, mode)
    for field, verb in _VERBS:
        wanted: Iterable[str] | None = getattr(expected, field)
        if wanted is not None:
            got = {change.target for change in review.changes if change.verb == verb}
            yield from _differs(field, set(wanted), got)
    verbs = {change.target: change.verb for change in review.changes}
    for target in expected.stays:
        yield from _differs(f"stays: {target}", "hold", verbs.get(target))
    if expected.advice is not None:
        yield from _differs("advice", set(expected.advice), set(review.advice))
    if expected.suggests is not None:
        got = {one.id for one in review.suggests}
        yield from _differs("suggests", set(expected.suggests), got)
    yield from _reasons(review, expected)


def _needs_review(expected: Expected) -> bool:
    fields = (
        expected.headline,
        expected.mode,
        expected.advice,
        expected.suggests,
        expected.why or None,
    )
    lists = (getattr(expected, field) for field, _ in _VERBS)
    return bool(expected.stays) or any(value is not None for value in (*fields, *lists))


def _reasons(review: Review, expected: Expected) -> Iterator[str]:
    reasons = {change.target: change.reasons for change in review.changes}
    if review.mode is not None:
        reasons["mode"] = review.mode.reasons
    for target, rule in expected.why.items():
        found = reasons.get(target, ())
        yield from _differs(f"why: {target}", rule, found[0].rule if found else None)


def _programme(played: WeekPlayed, expected: Expected) -> Iterator[str]:
    plan = played.plan
    doses = {} if plan is None else _doses(plan)
    for target, dose in expected.dose.items():
        yield from _differs(f"dose: {target}", dose, doses.get(target))
    if expected.template is not None:
        yield from _differs("template", expected.template, plan.template if plan else None)


def _doses(plan: Plan) -> dict[str, str]:
    lines = plan.items if plan.micro_dose is None else (*plan.items, plan.micro_dose)
    # A movement that stands in the session and in between too is told by its dose in the session.
    doses = {item.movement: dose_text(item.amount) for item in reversed(lines)}
    if plan.walking is not None:
        doses["walking"] = walking_text(plan.walking)
    return doses
