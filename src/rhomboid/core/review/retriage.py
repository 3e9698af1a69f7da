"""What asks for the danger questions again (RF-40, SF-03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.diary import bodies
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.day import Day
from rhomboid.core.outcomes.history import History
from rhomboid.core.review.evidence import Evidence
from rhomboid.core.review.model import Hit

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
#: Triggers are looked for this far back; danger answers hold no longer.
_LOOK_BACK_DAYS = 28
#: A weekly mean needs so many told days to be compared.
_TOLD_FOR_MEAN = 3


class Watch(msgspec.Struct, frozen=True):
    """What the triggers look at.

    Attributes:
        today: local day.
        history: the days.
        began_on: day on which the programme was begun; `None` before.
        start_pain: average pain at the start (0-10).
        block_at: moment at which the present kind of session began (UTC).
        danger_at: moment of the oldest danger answer in force (UTC); `None` when one is open.
        answered_at: question -> moment of its answer (UTC).
        evidence: what the sessions of the last four weeks say.
    """

    today: date
    history: History
    began_on: date | None
    start_pain: float
    block_at: datetime | None
    danger_at: datetime | None
    answered_at: Mapping[str, datetime]
    evidence: Evidence


def open_hits(watch: Watch, knowledge: Knowledge) -> tuple[Hit, ...]:
    """Triggers whose questions have not all been answered since, oldest first.

    A new kind of session asks only when nothing else does: the same answers settle both.
    """
    hits = [hit for hit in _hits(watch, knowledge) if not _answered(hit, watch)]
    hits = hits or [hit for hit in _new_block(watch, knowledge) if not _answered(hit, watch)]
    return tuple(sorted(hits, key=lambda hit: (hit.at, hit.trigger)))


def _answered(hit: Hit, watch: Watch) -> bool:
    if watch.danger_at is None or watch.danger_at <= hit.at:
        return False
    return all(watch.answered_at.get(name, hit.at) > hit.at for name in hit.asks)


def _hits(watch: Watch, knowledge: Knowledge) -> Iterator[Hit]:
    first = watch.today - timedelta(days=_LOOK_BACK_DAYS - 1)
    for on, day in watch.history.span(first, watch.today):
        yield from _told(on, day, knowledge)
    if watch.began_on is None:
        return
    yield from _first_of_run(watch, knowledge, "pain_rise", _risen)
    yield from _first_of_run(watch, knowledge, "mean_rise", _mean_risen)
    yield from _sore_mornings(watch, knowledge)
    yield from _no_better(watch, knowledge)


def _hit(knowledge: Knowledge, trigger_id: str, at: datetime, findings: tuple[Finding, ...]) -> Hit:
    row = knowledge.review.trigger_of(trigger_id)
    return Hit(trigger_id, at, row.asks, Reason(f"retriage.{trigger_id}", row.facts, findings))


def _told(on: date, day: Day, knowledge: Knowledge) -> Iterator[Hit]:
    """Symptoms that were ticked, and sharp or electric pain in a session."""
    for report in day.reports:
        body, at = report.body, report.entry.recorded_at
        findings = (Finding("on", on.isoformat()),)
        if isinstance(body, bodies.Symptom):
            for symptom in body.symptoms:
                yield _hit(knowledge, symptom, at, findings)
        elif isinstance(body, bodies.Session) and any(r.sharp for r in body.movements):
            yield _hit(knowledge, "sharp_in_session", at, findings)


Rise = Callable[[Watch, Knowledge, date], tuple[Finding, ...] | None]


def _first_of_run(watch: Watch, knowledge: Knowledge, trigger_id: str, rise: Rise) -> Iterator[Hit]:
    """The first day of each unbroken run of told days on which a rise is seen."""
    running = False
    first = watch.today - timedelta(days=_LOOK_BACK_DAYS - 1)
    before = first - timedelta(days=_LOOK_BACK_DAYS)  # where a run began that is still going on
    for on, day in watch.history.span(before, watch.today):
        if day.pain is None:
            continue
        findings = rise(watch, knowledge, on)
        if findings is not None and not running and on >= first:
            yield _hit(knowledge, trigger_id, _last_told(day), findings)
        running = findings is not None


def _last_told(day: Day) -> datetime:
    return max(r.entry.recorded_at for r in day.reports if isinstance(r.body, bodies.Pain))


def _risen(watch: Watch, knowledge: Knowledge, on: date) -> tuple[Finding, ...] | None:
    """Pain of the day far above the usual (RF-40)."""
    pain, rise = watch.history.day(on).pain, knowledge.pain_rules.value("retriage_rise")
    if pain is None or pain < rise:
        return None
    told = watch.history.usual_pain(on)
    usual = watch.start_pain if told is None else told
    if pain < usual + rise:
        return None
    return (Finding("pain", round(pain, 1), "0-10"), Finding("usual", round(usual, 1), "0-10"))


def _mean_risen(watch: Watch, knowledge: Knowledge, on: date) -> tuple[Finding, ...] | None:
    """The mean of seven days clearly above that of the seven before (SF-03, OM-22)."""
    week = timedelta(days=_WEEK_DAYS)
    rise = knowledge.pain_rules.value("retriage_mean_rise")
    now = watch.history.pains(on - week + _DAY, on)
    if len(now) < _TOLD_FOR_MEAN or (mean := sum(now) / len(now)) < rise:
        return None
    before = watch.history.pains(on - 2 * week + _DAY, on - week)
    if len(before) < _TOLD_FOR_MEAN or mean < (mean_before := sum(before) / len(before)) + rise:
        return None
    return (
        Finding("mean", round(mean, 1), "0-10"),
        Finding("mean_before", round(mean_before, 1), "0-10"),
    )


def _sore_mornings(watch: Watch, knowledge: Knowledge) -> Iterator[Hit]:
    """Two sore mornings among the last three after sessions (SF-03)."""
    mornings = sorted(watch.evidence.mornings.items())
    needed = int(knowledge.pain_rules.value("ambers_to_regress"))
    running = False
    for place in range(len(mornings)):
        window = mornings[max(0, place - 2) : place + 1]
        sore = [on for on, was_sore in window if was_sore]
        if len(sore) >= needed and mornings[place][1] and not running:
            day = watch.history.day(mornings[place][0] + _DAY)
            yield _hit(knowledge, "sore_mornings", _last_told(day), (Finding("count", len(sore)),))
        running = len(sore) >= needed


def _no_better(watch: Watch, knowledge: Knowledge) -> Iterator[Hit]:
    """Six weeks without a change that matters (SF-03, RF-04); every six weeks."""
    days = int(knowledge.pain_rules.value("no_better_days"))
    if watch.began_on is None:
        return
    lasted = (watch.today - watch.began_on).days // days
    if lasted < 1:
        return
    on = watch.began_on + timedelta(days=lasted * days)
    mean = watch.history.mean_pain(on)
    rules = knowledge.outcomes
    if mean is None or mean <= rules.episode.quiet_at_most:
        return
    if mean <= watch.start_pain - rules.change.pain_matters:
        return
    findings = (
        Finding("mean", round(mean, 1), "0-10"),
        Finding("start", watch.start_pain, "0-10"),
        Finding("weeks", lasted * days // _WEEK_DAYS),
    )
    yield _hit(knowledge, "no_better", datetime.combine(on, time(), UTC), findings)


def _new_block(watch: Watch, knowledge: Knowledge) -> Iterator[Hit]:
    """Before the first session of a new kind, unless the answers are fresh (RF-40)."""
    if watch.block_at is None:
        return
    midnight = datetime.combine(watch.today, time(), UTC)
    oldest = midnight - timedelta(days=knowledge.review.adapt.block_days - 1)
    begun = any(day.sessions for on, day in watch.history.span(watch.block_at.date(), watch.today))
    if not begun and watch.danger_at is not None and watch.danger_at <= oldest:
        yield _hit(knowledge, "new_block", oldest, ())
