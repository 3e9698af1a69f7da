"""Write the reference pages from the tables: the same rows that decide, for people to read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rhomboid.core.knowledge.knowledge import Knowledge, load_knowledge
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.plan.dosing import amount_of
from rhomboid.wording import Wording, wording
from rhomboid.wording.amounts import amount_words
from tools import diary_format
from tools.reference_review import review_lines

FOLDER = Path(__file__).parents[1] / "docs/reference"
_HEAD = "<!-- Written by `make docs` from the tables. Change the tables, not this page. -->\n\n"


def pages(knowledge: Knowledge, w: Wording) -> dict[str, str]:
    """Name and text of every page."""
    return {
        "red-flags.md": _page("Danger signs", red_flags(knowledge, w)),
        "causes.md": _page("Likely causes", causes(knowledge, w)),
        "movements.md": _page("Movements", movements(knowledge, w)),
        "questions.md": _page("Questions", questions(knowledge, w)),
        "facts.md": _page("Facts", facts(knowledge)),
        "review.md": _page("The weekly review", review_lines(knowledge)),
        "bibliography.md": _page("Bibliography", bibliography(knowledge)),
        "diary-format.md": _page("The diary as a file", diary_format.page()),
        "diary-entry.schema.json": diary_format.schema(),
    }


def _page(title: str, lines: Iterable[str]) -> str:
    return f"{_HEAD}# {title}\n\n" + "\n".join(lines) + "\n"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def red_flags(knowledge: Knowledge, w: Wording) -> Iterator[str]:
    """Every rule with its condition."""
    yield "The rules wait for a clinician's signature. The most urgent rule that is true decides.\n"
    for row in knowledge.red_flags:
        yield f"## {row.id} {w.say(f'triage.{row.id}.name')}\n"
        yield f"{w.say(f'triage.{row.id}.what')}\n"
        yield f"Evidence: {', '.join(row.facts)}; {w.say(f'plan.evidence.{row.status.value}')}.\n"
        yield _row("rule", "how soon", "meanwhile", "when")
        yield _row("---", "---", "---", "---")
        for rule in row.rules:
            yield _row(rule.id, rule.disposition, rule.programme, f"`{rule.when.text}`")
        yield ""


def causes(knowledge: Knowledge, w: Wording) -> Iterator[str]:
    """Every cause with the points of its findings."""
    bands = knowledge.differential.bands
    yield (
        f"From {bands.most_consistent_points} points and at most "
        f"{bands.most_consistent_lead_points} behind the leader: most consistent with. From "
        f"{bands.possible_points}: possible. The strongest finding of a cluster counts. Points "
        "are our own rule (DX-02), not chances.\n"
    )
    for cause in knowledge.causes:
        yield f"## {w.say(f'causes.{cause.id}.name')} (`{cause.id}`)\n"
        yield f"{w.say(f'causes.{cause.id}.about')}\n"
        if figure := w.maybe(f"causes.{cause.id}.figure"):
            yield f"{figure}\n"
        if cause.cap and cause.cap_unless:
            yield f"At most {cause.cap} unless `{cause.cap_unless.text}`.\n"
        yield _row("points", "cluster", "finding", "when")
        yield _row("---", "---", "---", "---")
        for point in cause.evidence:
            said = w.say(f"causes.{cause.id}.row.{point.id}")
            yield _row(f"{point.points:+d}", point.cluster, said, f"`{point.when.text}`")
        yield ""


def movements(knowledge: Knowledge, w: Wording) -> Iterator[str]:
    """Every movement with phases, doses, avoidances and faults."""
    for movement in knowledge.movements.values():
        yield from _movement(movement, w)


def _movement(movement: Movement, w: Wording) -> Iterator[str]:
    words = f"movements.{movement.id}"
    yield f"## {w.say(f'{words}.name')} (`{movement.id}`, {movement.facts[0]})\n"
    yield f"{w.say(f'{words}.purpose')} {w.say(f'{words}.start')}\n"
    for phase in movement.phases:
        yield f"1. {w.say(f'{words}.phase.{phase.id}')}"
    dose = movement.dose
    yield ""
    yield _row("", "")
    yield _row("---", "---")
    yield _row("kind", movement.kind)
    yield _row("muscles", ", ".join((*movement.muscles.main, *movement.muscles.also)))
    for name, amount in (("start", dose.start), ("target", dose.target), ("never more", dose.max)):
        yield _row(name, amount_words(amount_of(amount), w))
    yield _row("days a week", f"{movement.days_per_week[0]} to {movement.days_per_week[1]}")
    yield _row("equipment", " or ".join(" and ".join(way) for way in movement.equipment) or "none")
    yield _row("easier", w.maybe(f"{words}.easier") or "-")
    yield _row("harder", w.maybe(f"{words}.harder") or "-")
    yield _row("instead", ", ".join(movement.equal) or "-")
    yield _row("left out with", ", ".join(movement.avoid) or "-")
    watch = [w.say(f"movements.fault.{fault.id}") for fault in movement.faults]
    yield _row("to watch", " ".join(watch) or "-")
    yield _row("camera", w.say(f"plan.camera.{movement.view}"))
    yield _row("evidence", w.say(f"plan.evidence.borrowed.{movement.borrowed_from}"))
    yield ""


def questions(knowledge: Knowledge, w: Wording) -> Iterator[str]:
    """Every question with its answers."""
    yield _row("id", "kind", "question", "answers", "asked when")
    yield _row("---", "---", "---", "---", "---")
    for question in knowledge.questions.values():
        fields = [field.id for field in question.fields]
        possible = ", ".join((*question.choices, *fields))
        if question.minimum is not None:
            possible = f"{question.minimum:g} to {question.maximum:g} {question.unit or ''}"
        when = f"`{question.asked_when.text}`" if question.asked_when else ""
        ask = w.say(f"questions.{question.id}.ask")
        yield _row(f"`{question.id}`", question.kind, ask, possible, when)


def facts(knowledge: Knowledge) -> Iterator[str]:
    """Every fact with its status and sources."""
    yield _row("fact", "status", "from", "says", "sources")
    yield _row("---", "---", "---", "---", "---")
    for fact in knowledge.facts.values():
        status = (
            f"{fact.status.value}; {fact.status_note}" if fact.status_note else fact.status.value
        )
        yield _row(fact.id, status, fact.region, fact.statement, ", ".join(fact.sources))


def bibliography(knowledge: Knowledge) -> Iterator[str]:
    """Every source."""
    for source in sorted(knowledge.sources.values(), key=lambda source: source.id):
        doi = f" doi:{source.doi}" if source.doi else ""
        yield (
            f"- **{source.id}** {source.authors} *{source.title}*. "
            f"{source.container}, {source.year}.{doi}"
        )


def main() -> int:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages(load_knowledge(), wording("en")).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
