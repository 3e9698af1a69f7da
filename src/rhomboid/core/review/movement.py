"""More, the same, less or a rest for one movement (EX-34, EX-35, EX-42)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.knowledge.review import Ladder
from rhomboid.core.outcomes.flare import rising
from rhomboid.core.plan.model import Item
from rhomboid.core.review.evidence import Evidence, PainLimits, Result, pain_limits, since
from rhomboid.core.review.ladder import Rung, down, rungs, up
from rhomboid.core.review.model import Change, Situation, Verb
from rhomboid.core.review.seen import faulty_lately, not_seen, notes, too_many_faults

#: Kinds that carry load: they step back after a flare, sore mornings or a long pause.
LOADED = frozenset(("strength", "control", "balance"))


class Line(msgspec.Struct, frozen=True):
    """One movement of the programme with what is known about it.

    Attributes:
        item: its line in the programme.
        movement: its row.
        ladder: how its kind grows.
        rungs: its ladder.
        results: its results since its last change, oldest first, the last of each day.
        recent: every result within the window of the review.
    """

    item: Item
    movement: Movement
    ladder: Ladder
    rungs: tuple[Rung, ...]
    results: list[Result]
    recent: list[Result]
    changed_on: date | None


class Judge:
    """Decides one line at a time; holds what all lines share."""

    def __init__(self, situation: Situation, knowledge: Knowledge, evidence: Evidence) -> None:
        self.situation = situation
        self.knowledge = knowledge
        self.evidence = evidence
        self.rules = knowledge.review.progress
        self.form = knowledge.review.form
        self.limits: PainLimits = pain_limits(knowledge)
        self.in_a_row = int(knowledge.pain_rules.value("progress_sessions"))
        self.extra_reps = int(knowledge.pain_rules.value("progress_extra_reps"))

    def line(self, item: Item) -> Line:
        """What is known about one line."""
        movement = self.knowledge.movements[item.movement]
        ladder = self.knowledge.review.ladder_of(movement.kind)
        changed = self.situation.changed_on.get(item.movement)
        told = since(self.evidence.results.get(item.movement, ()), changed)
        by_day = {result.on: result for result in told}  # two sessions of a day count as one
        first = self.situation.today - timedelta(days=self.rules.window_days)
        return Line(
            item=item,
            movement=movement,
            ladder=ladder,
            rungs=rungs(movement, ladder, item.amount),
            results=list(by_day.values()),
            recent=since(told, first),
            changed_on=changed,
        )

    def less(self, line: Line) -> Change | None:
        """A step down or a rest, when something asks for it; the strongest reason counts."""
        for rule in _LESS:
            reason = rule(self, line)
            if reason is not None:
                return self._down(line, reason)
        return None

    def why_not_more(self, line: Line) -> Reason | None:
        """What stands against a step up; `None` when it may grow."""
        for rule in _AGAINST:
            reason = rule(self, line)
            if reason is not None:
                return reason
        return None

    def more(self, line: Line) -> Change:
        """The step up that its last sessions earned."""
        above = up(Rung(line.item.variant, line.item.amount), line.rungs)
        extra = self.needs_extra(line)
        last = line.results[-self.in_a_row :]
        findings = (
            *(Finding(f"done_{n}", _last_reps(r)) for n, r in enumerate(last, start=1)),
            Finding("asked", line.item.amount.reps),
            Finding("pain", max(r.pain or 0 for r in last), "0-10"),
        )
        rule = "movement.two_for_two" if extra else "movement.full_twice"
        reason = Reason(rule, ("EX-34", "EX-42"), findings)
        return change(line.item, "progress", above, (reason, *self.notes(line, grows=True)))

    def notes(self, line: Line, *, grows: bool = False) -> tuple[Reason, ...]:
        """What the camera saw in the last sessions, beside the reason that decides."""
        return notes(line.results[-self.in_a_row :], self.form, grows=grows)

    def needs_extra(self, line: Line) -> int:
        """Repetitions beyond the asked ones that a step up needs; none where each is held."""
        counted = line.item.amount.reps is not None and line.item.amount.hold_s is None
        return self.extra_reps if counted and line.ladder.two_for_two else 0

    def _down(self, line: Line, reason: Reason) -> Change:
        below = down(Rung(line.item.variant, line.item.amount), line.rungs)
        reds = [result for result in line.recent if result.light == "red"]
        if below is None and len(reds) > 1:
            again = Reason("movement.red_at_lowest", ("EX-42",), (Finding("times", len(reds)),))
            return change(line.item, "rest", None, (again, reason))
        if below is None:
            held = Reason("hold.lowest", ("EX-35",), reason.findings)
            return change(line.item, "hold", None, (held, reason))
        return change(line.item, "regress", below, (reason, *self.notes(line)))


def change(item: Item, verb: Verb, to: Rung | None, reasons: tuple[Reason, ...]) -> Change:
    """A change of one line; without a rung its dose stays."""
    return Change(
        target=item.movement,
        verb=verb,
        variant=item.variant,
        amount=item.amount,
        to_variant=item.variant if to is None else to.variant,
        to_amount=item.amount if to is None else to.amount,
        reasons=reasons,
    )


def _last_reps(result: Result) -> int | None:
    sets = result.result.sets
    return sets[-1].reps if sets else None


Rule = Callable[[Judge, Line], Reason | None]


def _red(_judge: Judge, line: Line) -> Reason | None:
    reds = [result for result in line.recent if result.light == "red"]
    if not reds:
        return None
    worst = max(reds, key=lambda result: (result.pain or 0, result.on))
    during = worst.result.pain is not None
    rule = "movement.red" if during else "movement.red_after"
    rule = "movement.sharp" if worst.result.sharp else rule
    findings = (Finding("pain", worst.pain, "0-10"), Finding("on", worst.on.isoformat()))
    return Reason(rule, ("EX-42", "SF-02"), findings)


def _faults(judge: Judge, line: Line) -> Reason | None:
    rules = judge.knowledge.pain_rules
    needed = int(rules.value("regress_fault_sessions"))
    limit = rules.value("regress_fault_percent")
    if not line.recent:
        return None
    return too_many_faults(line.results, needed, limit, judge.form)


def _amber_twice(judge: Judge, line: Line) -> Reason | None:
    needed = int(judge.knowledge.pain_rules.value("ambers_to_regress"))
    last = line.results[-needed:]
    if len(last) < needed or not line.recent or any(r.light != "amber" for r in last):
        return None
    findings = tuple(Finding(f"pain_{n}", r.pain, "0-10") for n, r in enumerate(last, start=1))
    return Reason("movement.amber_twice", ("EX-35", "EX-42"), findings)


def _sore_twice(judge: Judge, line: Line) -> Reason | None:
    """Two sore mornings in a row after sessions with it, since its last change."""
    if line.movement.kind not in LOADED or not line.recent:
        return None
    needed = int(judge.knowledge.pain_rules.value("ambers_to_regress"))
    days = {result.on: result for result in line.results}
    told = [result for result in days.values() if result.sore is not None]
    last = told[-needed:]
    if len(last) < needed or not all(result.sore for result in last):
        return None
    findings = (
        Finding("morning", max(r.morning or 0 for r in last), "0-10"),
        Finding("usual", round(last[-1].usual, 1), "0-10"),
    )
    return Reason("movement.sore_twice", ("EX-42",), findings)


def _flare(judge: Judge, line: Line) -> Reason | None:
    """A flare that began since its last change takes loaded movements a step back, once."""
    began = _flare_since_change(judge, line, judge.rules.flare_counts_days)
    done = judge.evidence.results.get(line.item.movement)
    if line.movement.kind not in LOADED or began is None or not done:
        return None
    return Reason("movement.flare", ("PR-03", "XL-91"), (Finding("on", began.isoformat()),))


def _flare_lately(judge: Judge, line: Line) -> Reason | None:
    """A flare after which no step back was taken: nothing grows for a while."""
    began = _flare_since_change(judge, line, judge.rules.flare_keeps_days)
    if line.movement.kind not in LOADED or began is None:
        return None
    return Reason("hold.flare_lately", ("PR-03", "EX-42"), (Finding("on", began.isoformat()),))


def _flare_since_change(judge: Judge, line: Line, days: int) -> date | None:
    """The day a flare began, if that is at most so many days ago and after the last change."""
    began = judge.situation.flare.began
    if began is None or (judge.situation.today - began).days > days:
        return None
    return began if began > (line.changed_on or judge.situation.block_on) else None


def _begins_again(judge: Judge, line: Line) -> Reason | None:
    """A new episode after recovery: load begins one step lower than it was kept at."""
    kept_up = judge.situation.plan.template == "prevention"
    if line.movement.kind not in LOADED or not judge.situation.begins_again or not kept_up:
        return None
    return Reason("movement.begins_again", ("PR-02", "PR-11"))


def _absence(judge: Judge, line: Line) -> Reason | None:
    """A long pause takes loaded movements a step back, once."""
    last = max(judge.evidence.sessions, default=None)
    done = judge.evidence.results.get(line.item.movement)
    if line.movement.kind not in LOADED or last is None or not done:
        return None
    days = (judge.situation.today - last).days
    changed = line.changed_on
    stepped = changed is not None and (changed - last).days >= judge.rules.absence_days
    if days < judge.rules.absence_days or stepped:
        return None
    return Reason("movement.absence", ("EX-07",), (Finding("days", days, "d"),))


def _not_yet(judge: Judge, line: Line) -> Reason | None:
    done = len(line.results)
    if done >= judge.in_a_row and line.recent:
        return None
    rule = "hold.few" if line.recent else "hold.none"
    return Reason(rule, ("EX-34",), (Finding("done", done),))


def _stale(judge: Judge, _line: Line) -> Reason | None:
    last = judge.situation.history.last_pain_on(judge.situation.today)
    if last is None:
        return Reason("hold.never_told", ("EX-34", "EX-42"))
    days = (judge.situation.today - last).days
    if days <= judge.rules.stale_pain_days:
        return None
    return Reason("hold.stale", ("EX-34", "EX-42"), (Finding("days", days, "d"),))


def _red_lately(judge: Judge, line: Line) -> Reason | None:
    today = judge.situation.today
    first = today - timedelta(days=judge.rules.red_keeps_days)
    ever = judge.evidence.results.get(line.item.movement, ())
    mine = [r.on for r in ever if r.light == "red" and r.on > first]
    week = today - timedelta(days=judge.rules.window_days)
    red = mine or [on for on in judge.evidence.red_days if on > week]
    if not red:
        return None
    return Reason("hold.red_lately", ("EX-42",), (Finding("on", red[-1].isoformat()),))


def _rising(judge: Judge, _line: Line) -> Reason | None:
    return rising_reason(judge.situation, judge.knowledge)


def rising_reason(situation: Situation, knowledge: Knowledge) -> Reason | None:
    """Pain told last is as high as on the first day of a flare: nothing grows into it."""
    found = rising(
        situation.history, situation.today, knowledge.outcomes.flare, situation.start_pain
    )
    if found is None:
        return None
    findings = (
        Finding("pain", round(found[0], 1), "0-10"),
        Finding("usual", round(found[1], 1), "0-10"),
    )
    return Reason("hold.rising", ("PR-04", "EX-42"), findings)


def _sore(judge: Judge, line: Line) -> Reason | None:
    last = line.results[-judge.in_a_row :]
    sore = [result for result in last if result.sore]
    if sore:
        findings = (
            Finding("morning", sore[-1].morning, "0-10"),
            Finding("usual", round(sore[-1].usual, 1), "0-10"),
        )
        return Reason("hold.sore", ("EX-42",), findings)
    if any(result.sore is None for result in last):
        return Reason("hold.no_morning", ("EX-34",))
    return None


def _not_green(judge: Judge, line: Line) -> Reason | None:
    last = line.results[-judge.in_a_row :]
    ambers = [result for result in last if result.light == "amber"]
    if ambers:
        return Reason("hold.amber", ("EX-42",), (Finding("pain", ambers[-1].pain, "0-10"),))
    if any(result.light is None for result in last):
        return Reason("hold.no_pain", ("EX-42",))
    return None


def _not_full(judge: Judge, line: Line) -> Reason | None:
    last = line.results[-judge.in_a_row :]
    if any(r.result.variant != line.item.variant for r in last):
        return Reason("hold.other_form", ("EX-34",))
    extra = judge.needs_extra(line)
    unseen = not_seen(last, extra)
    if unseen is not None:
        return unseen
    if not all(result.full and result.normal for result in last):
        return Reason("hold.not_full", ("EX-34",))
    if extra and line.item.amount.reps and any(r.extra_reps < extra for r in last):
        findings = (
            Finding("extra", min(r.extra_reps for r in last)),
            Finding("needed", line.item.amount.reps + extra),
        )
        return Reason("hold.no_extra", ("EX-34",), findings)
    return None


def _faulty(judge: Judge, line: Line) -> Reason | None:
    return faulty_lately(line.results[-judge.in_a_row :], judge.form)


def _at_top(_judge: Judge, line: Line) -> Reason | None:
    if up(Rung(line.item.variant, line.item.amount), line.rungs) is None:
        return Reason("hold.top", line.movement.facts[:1])
    return None


#: What takes a movement a step back, the strongest first.
_LESS: tuple[Rule, ...] = (
    _red, _faults, _amber_twice, _sore_twice, _flare, _begins_again, _absence,
)  # fmt: skip
#: What stands against a step up, in the order in which it is said.
_AGAINST: tuple[Rule, ...] = (
    _stale, _not_yet, _red_lately, _flare_lately, _rising, _sore, _not_green, _not_full, _faulty,
    _at_top,
)  # fmt: skip
