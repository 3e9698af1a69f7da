"""What must hold of every history; each check yields a sentence for whatever does not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from rhomboid.core.course.course import Course, fold, step
from rhomboid.core.diary.bodies import MovementResult
from rhomboid.core.diary.entry import Entry
from rhomboid.core.plan.dosing import exceeds
from rhomboid.core.plan.model import Item, Plan
from rhomboid.core.review.evidence import light_of
from rhomboid.core.review.ladder import Rung, place_of, rungs
from rhomboid.core.review.model import Change
from tests.core.course.histories import KNOWLEDGE, LIMITS, History, Reviewed, review_of

_DAY = timedelta(days=1)
#: Comparing bytes costs as much as all else together; every so many histories will do.
_BYTES_EVERY = 20
_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Entry)


def violations(history: History, number: int) -> Iterator[str]:
    """Everything that does not hold of one history."""
    for reviewed in history.reviews:
        yield from bounds_hold(reviewed)
        yield from steps_are_single(reviewed)
        yield from nothing_grows_against_the_rules(reviewed)
        yield from walks_lose_to_pain_alone(reviewed)
    yield from one_day_more_of_the_same(history)
    yield from order_and_export_change_nothing(history, number)


def lines(plan: Plan) -> tuple[Item, ...]:
    """Every line of a programme."""
    return plan.items if plan.micro_dose is None else (*plan.items, plan.micro_dose)


def bounds_hold(reviewed: Reviewed) -> Iterator[str]:
    """No dose beyond the absolute bounds, no walk beyond its own."""
    plan = reviewed.review.plan
    for item in lines(plan):
        if exceeds(item.amount, KNOWLEDGE.movements[item.movement]):
            yield f"{reviewed.review.on}: {item.movement} beyond its bounds: {item.amount}"
    walking, most = plan.walking, KNOWLEDGE.review.walking.most_min
    if walking and (walking.minutes > most or not 0 <= walking.days_per_week <= 7):
        yield f"{reviewed.review.on}: walks beyond their bounds: {walking}"


def steps_are_single(reviewed: Reviewed) -> Iterator[str]:
    """Each line moves by one rung at most, one movement grows at most, walks grow slowly."""
    grown = [c for c in reviewed.review.changes if c.verb == "progress" and c.target != "walking"]
    if len(grown) > 1:
        yield f"{reviewed.review.on}: {len(grown)} movements grow in one week"
    for change in reviewed.review.changes:
        if change.target == "walking":
            more = change.to_amount.minutes or 0
            if more - (change.amount.minutes or 0) > KNOWLEDGE.prescription.walking.growth_most_min:
                yield f"{reviewed.review.on}: walks grow by more than five minutes: {change}"
        elif abs(moved(change)) > 1:
            yield f"{reviewed.review.on}: {change.target} moves {moved(change)} rungs"


def walks_lose_to_pain_alone(reviewed: Reviewed) -> Iterator[str]:
    """Walks go back only where pain was told, and a pace is asked at the target only."""
    today, walking = reviewed.review.on, reviewed.review.plan.walking
    if walking is not None and walking.brisk_min and walking.minutes < walking.target_min:
        yield f"{today}: a pace before the target: {walking}"
    for change in reviewed.review.changes:
        if change.target == "walking" and change.verb == "regress":
            rule = change.reasons[0].rule
            if rule not in ("walking.pain_back", "walking.red_pace", "walking.flare_pace"):
                yield f"{today}: walks go back by {rule}"


def moved(change: Change) -> int:
    """By how many rungs a movement moves."""
    movement = KNOWLEDGE.movements[change.target]
    ladder = rungs(movement, KNOWLEDGE.review.ladder_of(movement.kind), change.amount)
    before = place_of(Rung(change.variant, change.amount), ladder)  # type: ignore[arg-type]  # the change names a form
    after = place_of(Rung(change.to_variant, change.to_amount), ladder)  # type: ignore[arg-type]  # the same
    return after - before


def nothing_grows_against_the_rules(reviewed: Reviewed) -> Iterator[str]:
    """No step up after red pain, on stale data, or while danger questions are open."""
    review, today = reviewed.review, reviewed.review.on
    grows = [change for change in review.changes if change.verb == "progress"]
    if not grows:
        return
    last = reviewed.last_pain_on
    if last is None or (today - last).days > KNOWLEDGE.review.progress.stale_pain_days:
        yield f"{today}: {grows[0].target} grows on stale data, last told {last}"
    if review.hits:
        yield f"{today}: {grows[0].target} grows with danger questions open"
    red = red_movements(reviewed)
    for change in grows:
        if change.target in red:
            yield f"{today}: {change.target} grows after red pain"
        if faulty_last(reviewed, change.target):
            yield f"{today}: {change.target} grows after a fault that a camera saw"


def faulty_last(reviewed: Reviewed, target: str) -> bool:
    """Whether a camera that saw enough saw a fault on the last day of a movement (EX-34)."""
    today, most = reviewed.review.on, KNOWLEDGE.review.form.unseen_percent / 100
    last: list[MovementResult] = []
    for _, day in reviewed.course.history.span(today - 27 * _DAY, today):
        done = [
            result
            for session in day.sessions
            for result in session.movements
            if result.movement == target and not result.skipped
        ]
        last = done[-1:] or last
    return any(
        one.measured is not None
        and one.measured.faulty_reps > 0
        and one.measured.unseen_share <= most
        for result in last
        for one in result.sets
    )


def red_movements(reviewed: Reviewed) -> set[str]:
    """Movements with pain above 5 or sharp pain in the last seven days, told a second way."""
    found: set[str] = set()
    today = reviewed.review.on
    for _, day in reviewed.course.history.span(today - 6 * _DAY, today):
        for session in day.sessions:
            for result in session.movements:
                if light_of(result, session, LIMITS) == "red":
                    found.add(result.movement)
    return found


def one_day_more_of_the_same(history: History) -> Iterator[str]:
    """The last day lived once more changes each line by one step at most, and back again."""
    last = history.reviews[-1]
    today = last.review.on
    course, same = last.course, last.course.history.day(today).reports
    for place, report in enumerate(same):
        course = step(course, again(report.entry, place))
    more = review_of(course, today + _DAY)
    before = {change.target: change for change in last.review.changes}
    for change in more.review.changes:
        other = before.get(change.target)
        if other is None or change.target == "walking":
            continue
        if abs(moved(change) - moved(other)) > 1:
            yield (
                f"{today}: one day more turns {other.target} from {other.verb} to {change.verb} "
                f"({other.reasons[0].rule}, {change.reasons[0].rule})"
            )


def again(entry: Entry, place: int) -> Entry:
    """The same report a day later, written after everything else."""
    late = entry.recorded_at + _DAY
    return msgspec.structs.replace(
        entry,
        id=f"ffffffff-ffff-7fff-8fff-{place:012x}",
        recorded_at=late,
        about=entry.about + _DAY,
        supersedes=None,
        body={**entry.body, "session": f"again{place}"} if entry.kind == "session" else entry.body,
    )


def order_and_export_change_nothing(history: History, number: int) -> Iterator[str]:
    """Written as JSON Lines, wiped, read back in any order and folded at once: the same course.

    The course of the history was made entry by entry, so that this also says that the full fold
    and the incremental one agree, byte for byte.
    """
    exported = [_encoder.encode(entry) for entry in history.entries]
    shuffled = list(exported)
    random.Random(number).shuffle(shuffled)
    entries = [_decoder.decode(line) for line in shuffled]
    if sorted(map(_encoder.encode, entries)) != sorted(exported):
        yield "the export of the import differs from the export"
    folded = fold(entries)
    if folded != history.course:
        yield "the full fold of the shuffled import differs from the incremental one"
    if number % _BYTES_EVERY == 0 and written(folded) != written(history.course):
        yield "the course after export, wipe and import differs in its bytes"


def written(course: Course) -> bytes:
    """A course as bytes, mappings in the order of their keys."""
    return _encoder.encode(msgspec.to_builtins(course, str_keys=True, order="sorted"))
