"""What is said of walks that were taken in, and of files that could not be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rhomboid.app.walks.ports import WalkFileError
from rhomboid.app.walks.runs import Run
from rhomboid.app.walks.walks import Taken
from rhomboid.wording.wording import Wording


def file_problem(error: WalkFileError, w: Wording) -> str:
    """Why a file cannot be taken in, and what to do; the file is named first.

    Raises:
        WordingError: if the problem has no sentence.
    """
    values = {
        finding.name: w.number(finding.value)
        if isinstance(finding.value, int | float) and not isinstance(finding.value, bool)
        else finding.value
        for finding in error.findings
    }
    sentence = w.say(f"walk_files.file_error.{error.problem}", **values)
    return w.say("walks.refused", name=error.name, sentence=sentence)


def form_name(form: str, w: Wording) -> str:
    """The name of a kind of file."""
    return w.maybe(f"walks.form.{form}") or form


def taken_words(name: str, taken: Taken, w: Wording) -> str:
    """What came of one file."""
    what = form_name(taken.form, w)
    if not taken.days and not taken.new + taken.known:
        return w.say("walks.taken.empty", name=name, form=what)
    if not taken.new and taken.changed:
        return w.say("walks.taken.healed", count=taken.changed, name=name, form=what)
    if not taken.new:
        return w.say("walks.taken.known", name=name, form=what)
    if not taken.days:
        key = "to_come" if taken.to_come else "nothing"
        return w.say(f"walks.taken.{key}", name=name, form=what)
    return w.say(
        "walks.taken.days",
        count=len(taken.days),
        name=name,
        form=what,
        first=w.date(taken.days[0].day),
        last=w.date(taken.days[-1].day),
        sources=w.list(list(taken.sources)),
    )


def skipped_words(skipped: Mapping[str, int], w: Wording) -> Iterator[str]:
    """What was left out and why, the most first."""
    for reason, count in sorted(skipped.items(), key=lambda one: (-one[1], one[0])):
        key = f"walks.skipped.{reason}"
        yield w.say(key if w.has(key) else "walks.skipped.other", count=count)


def run_lines(run: Run, w: Wording) -> Iterator[str]:
    """A run of minutes in words: what counted, and what the others saw."""
    span = {"from": f"{run.begins:%H:%M}", "until": f"{run.ends:%H:%M}"}
    others = [f"{name} {w.number(round(steps))}" for name, steps in run.left_out.items()]
    for name, counted in run.steps.items():
        steps = round(counted)
        line = w.say("walks.audit.line", count=steps, source=name, steps=w.number(steps), **span)
        if others:
            line += "; " + w.say("walks.audit.also", others=w.list(others))
        yield line
