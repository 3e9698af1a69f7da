"""One day of the diary: what counts of its reports, summed up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from rhomboid.core.diary import bodies
from rhomboid.core.diary.body import Body
from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.measured import settled
from rhomboid.core.diary.walk_bodies import WalkDay


class Report(msgspec.Struct, frozen=True):
    """An entry that counts, with its typed body.

    Attributes:
        entry: the entry in force, itself or its newest correction.
        root: id of the entry it goes back to; its own id when it corrects nothing.
        body: the typed body.
    """

    entry: Entry
    root: str
    body: Body


class Day(msgspec.Struct, frozen=True):
    """What one local day holds.

    Attributes:
        reports: every report that counts, in the order of the times they are about.
        pain: the day's pain, 0 to 10: the mean of the averages told, else of the momentary
            ratings, else of the worst; `None` when none was told.
        worst: highest rating of any kind.
        morning: the rating of the morning check.
        limited: whether pain kept the person from usual activities.
        sessions: sessions, those broken off included.
        single: sets done outside a session.
        walks: minutes of each walk. Where devices saw the day, a walk that was told is one of
            those they saw, unless none was along: the larger of the two counts.
        walked: what phones and watches saw of it.
        walk_pain: highest pain told after a walk, or when one was left out.
        skips: walks that were left out, and why.
        position_changes, spasms: how many.
        medicine: whether a pain medicine was taken.
        flare: `began` or `over`, the last told.
        symptoms: new symptoms told.
        first_pain: the first rating of the day, whatever it was for.
    """

    reports: tuple[Report, ...] = ()
    pain: float | None = None
    worst: int | None = None
    morning: int | None = None
    first_pain: int | None = None
    limited: bool = False
    sessions: tuple[bodies.Session, ...] = ()
    single: tuple[bodies.Session, ...] = ()
    walks: tuple[int, ...] = ()
    walked: WalkDay | None = None
    walk_pain: int | None = None
    skips: tuple[bodies.WalkSkipped, ...] = ()
    position_changes: int = 0
    spasms: int = 0
    medicine: bool = False
    flare: str | None = None
    symptoms: tuple[str, ...] = ()


EMPTY_DAY = Day()


def order_of(report: Report) -> tuple[datetime, str]:
    """Reports stand in the order of the times they are about, then of their first writing."""
    return report.entry.about, report.root


def build_day(reports: Iterable[Report]) -> Day:
    """Sum up the reports of one day; their order does not matter."""
    inside = tuple(sorted(reports, key=order_of))
    told: dict[type, list[Any]] = {}
    for report in inside:
        told.setdefault(type(report.body), []).append(report.body)
    ratings: list[bodies.Pain] = told.get(bodies.Pain, [])
    walks: list[bodies.Walk] = told.get(bodies.Walk, [])
    skips: list[bodies.WalkSkipped] = told.get(bodies.WalkSkipped, [])
    measured: list[WalkDay] = told.get(WalkDay, [])
    walked = max(measured, key=lambda body: body.minutes, default=None)
    flares: list[bodies.Flare] = told.get(bodies.Flare, [])
    symptoms: list[bodies.Symptom] = told.get(bodies.Symptom, [])
    mornings = [body for body in ratings if body.moment == "morning"]
    tops = [_highest(body) for body in ratings]
    return Day(
        reports=inside,
        pain=_day_pain(ratings) if ratings else None,
        worst=max(tops) if tops else None,
        morning=_momentary(mornings[-1]) if mornings else None,
        first_pain=_momentary(ratings[0]) if ratings else None,
        limited=any(body.limited for body in ratings),
        sessions=_sessions(told) if _SESSION_KINDS & told.keys() else (),
        single=tuple([one for one in told.get(bodies.Session, ()) if one.part == "single"]),
        walks=walk_minutes(walks, walked),
        walked=walked,
        walk_pain=_walk_pain(walks, skips),
        skips=tuple(skips),
        position_changes=len(told.get(bodies.PositionChange, ())),
        spasms=len(told.get(bodies.Spasm, ())),
        medicine=any(body.taken for body in told.get(bodies.Medicine, ())),
        flare=flares[-1].state if flares else None,
        symptoms=tuple(dict.fromkeys(name for body in symptoms for name in body.symptoms)),
    )


def walk_minutes(told: Iterable[bodies.Walk], walked: WalkDay | None) -> tuple[int, ...]:
    """Minutes of each walk of a day: what devices saw or what was told, whichever is more.

    A walk without any device along adds to what devices saw.
    """
    walks = list(told)
    seen = [] if walked is None else [max(1, round(one.minutes)) for one in walked.walks]
    shared = [body.minutes for body in walks if not body.unseen]
    if walked is None or sum(shared) > sum(seen):
        return tuple([body.minutes for body in walks])
    return (*seen, *(body.minutes for body in walks if body.unseen))


#: Kinds that a session is put together from.
_SESSION_KINDS = frozenset((bodies.Session, bodies.SessionBegun, bodies.SetDone))


def _momentary(body: bodies.Pain) -> int:
    """The rating of the moment, else of the day; one of the three is always there."""
    if body.now is not None:
        return body.now
    return body.average if body.average is not None else body.worst or 0


def _highest(body: bodies.Pain) -> int:
    return max(body.now or 0, body.average or 0, body.worst or 0)


def _walk_pain(walks: list[bodies.Walk], skips: list[bodies.WalkSkipped]) -> int | None:
    told = (*(body.pain_after for body in walks), *(body.pain for body in skips))
    return max((score for score in told if score is not None), default=None)


def _day_pain(ratings: list[bodies.Pain]) -> float | None:
    for part in ("average", "now", "worst"):
        scores: list[int] = [s for body in ratings if (s := getattr(body, part)) is not None]
        if scores:
            return sum(scores) / len(scores)
    return None


def _sessions(told: Mapping[type, list[Any]]) -> tuple[bodies.Session, ...]:
    """Sessions as they ended, and those broken off as far as they went."""
    ended = {body.session: body for body in told.get(bodies.Session, ())}
    begun = {body.session: body for body in told.get(bodies.SessionBegun, ())}
    sets: list[bodies.SetDone] = told.get(bodies.SetDone, [])
    broken = [
        partial
        for key, start in begun.items()
        if key not in ended and (partial := so_far(start, sets)) is not None
    ]
    whole = (one for one in ended.values() if one.part != "single")
    return (*whole, *broken)


def so_far(begun: bodies.SessionBegun, sets: Iterable[bodies.SetDone]) -> bodies.Session | None:
    """A session under way as a session that is not finished; `None` before its first set.

    The same set told twice (two windows) counts once: the later one.
    """
    mine = {
        (done.movement, done.number, done.side): done
        for done in sets
        if done.session == begun.session
    }
    if not mine:
        return None
    results = tuple(
        _result(planned, [done for done in mine.values() if done.movement == planned.movement])
        for planned in begun.planned
    )
    return bodies.Session(
        session=begun.session,
        movements=tuple(result for result in results if result is not None),
        part=begun.part,
        mode=begun.mode,
        pain_before=begun.pain_before,
        finished=False,
    )


def _result(planned: bodies.Planned, sets: list[bodies.SetDone]) -> bodies.MovementResult | None:
    if not sets:
        return None
    done = [one for one in sets if one.reps is not None or one.hold_s is not None]
    pains = [one.pain for one in sets if one.pain is not None]
    return bodies.MovementResult(
        movement=planned.movement,
        asked=planned.dose,
        variant=sets[-1].variant,
        sets=tuple(
            bodies.SetResult(
                one.reps, one.hold_s, one.side, settled(one.measured, one.reps, one.side)
            )
            for one in done
        ),
        pain=max(pains, default=None),
        sharp=any(one.sharp for one in sets),
        stopped=any(one.event == "hurt" for one in sets),
        skipped=not done and any(one.event == "skipped" for one in sets),
        faulty_reps=sum(one.measured.faulty_reps for one in done if one.measured is not None),
    )
