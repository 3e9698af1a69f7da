"""What the camera saw, as reasons of a review: for less, against more, and beside a decision."""

from __future__ import annotations

from collections.abc import Sequence

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.diary.bodies import SetResult
from rhomboid.core.knowledge.review import FormRules
from rhomboid.core.review.evidence import Result
from rhomboid.core.review.form import form_of, may_be_more, together

_FACTS = ("EX-35",)
_CAMERA = ("XL-92",)


def too_many_faults(
    results: Sequence[Result], sessions: int, limit_percent: float, rules: FormRules
) -> Reason | None:
    """More faults than the limit in each of the last sessions in which form was seen (EX-35)."""
    seen = [form for one in results if (form := form_of(one.result, rules)).judged]
    last = seen[-sessions:]
    shares = [form.fault_percent or 0.0 for form in last]
    if len(last) < sessions or min(shares) <= limit_percent:
        return None
    findings = [
        finding
        for number, form in enumerate(last, start=1)
        for finding in (
            Finding(f"faulty_{number}", form.faulty),
            Finding(f"judged_{number}", form.judged),
        )
    ]
    return Reason(
        "movement.faults", _FACTS, (*findings, Finding("limit", limit_percent, "percent"))
    )


def faulty_lately(results: Sequence[Result], rules: FormRules) -> Reason | None:
    """Faults in the sessions that would earn a step up (EX-34)."""
    form = together(form_of(one.result, rules) for one in results)
    if form.faulty <= rules.faulty_reps:
        return None
    findings = (Finding("faulty", form.faulty), Finding("judged", form.judged))
    return Reason("hold.faulty", ("EX-34",), findings)


def not_seen(results: Sequence[Result], extra: int) -> Reason | None:
    """Whether nothing is missing but repetitions that the camera may not have seen (XL-92).

    Args:
        results: the sessions that would earn a step up.
        extra: repetitions beyond the asked ones that the last set needs.
    """
    short = [(result, one) for result in results for one in _short_sets(result, extra)]
    complete = all(result.every_set and result.normal for result in results)
    if not short or not complete or not all(may_be_more(one) for _, one in short):
        return None
    findings = (
        Finding("counted", sum(one.reps or 0 for _, one in short)),
        Finding("asked", sum(result.result.asked.reps or 0 for result, _ in short)),
        Finding("seconds", round(sum(_unseen_s(one) for _, one in short)), "s"),
    )
    return Reason("hold.not_seen", _CAMERA, findings)


def notes(results: Sequence[Result], rules: FormRules, *, grows: bool) -> tuple[Reason, ...]:
    """What was seen, said beside a decision that it did not settle."""
    form = together(form_of(one.result, rules) for one in results)
    found = []
    if grows and form.judged and any(_measured(one) for one in results):
        findings = (Finding("count", form.judged), Finding("faulty", form.faulty))
        rule = "seen.some" if form.faulty else "seen.clean"
        found.append(Reason(rule, ("EX-34",), findings, decisive=False))
    if form.missed:
        findings = (
            Finding("count", form.missed),
            Finding("percent", form.missed_percent, "percent"),
        )
        found.append(Reason("seen.little", _CAMERA, findings, decisive=False))
    return tuple(found)


def _measured(result: Result) -> bool:
    return any(one.measured is not None for one in result.result.sets)


def _short_sets(result: Result, extra: int) -> list[SetResult]:
    """Sets below what was asked, and the last ones below what a step up needs."""
    sets = result.result.sets
    wanted = (result.result.asked.reps or 0) + extra
    last = {one.side: index for index, one in enumerate(sets)}.values()
    return [
        one
        for index, one in enumerate(sets)
        if not result.is_full(one) or (extra > 0 and index in last and (one.reps or 0) < wanted)
    ]


def _unseen_s(one: SetResult) -> float:
    return 0.0 if one.measured is None else one.measured.unseen_s
