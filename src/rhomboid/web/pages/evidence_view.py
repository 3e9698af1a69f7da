"""Statements, their sources and small pictures of the pages about what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from rhomboid.core.knowledge.facts import Fact, Source
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.web.pages.evidence_numbers import numbers_of
from rhomboid.web.pages.evidence_pictures import Dots, Interval, Rays, dots, interval, rays
from rhomboid.wording import Wording

#: What a statement does to "change position often, no posture is the right one".
Side = Literal["for", "both", "against", "scale", "rule", "open"]
#: Statements by section, in the order of a page.
Sections = Mapping[str, tuple[tuple[str, Side], ...]]
SECTIONS: Sections = {
    "breaks": (
        ("ER-50", "for"),
        ("ER-51", "against"),
        ("ER-52", "for"),
        ("ER-53", "rule"),
        ("ER-54", "rule"),
    ),
    "posture": (
        ("ER-60", "for"),
        ("ER-62", "against"),
        ("ER-63", "against"),
        ("ER-64", "against"),
        ("ER-61", "open"),
    ),
    "workplace": (("EX-05", "against"),),
    "limits": (("ER-30", "scale"), ("ER-31", "scale")),
    "scores": (("ER-26", "scale"), ("ER-16", "scale")),
}


class SourceView(msgspec.Struct, frozen=True):
    """A source: its row in the list, and its short name."""

    id: str
    name: str


class StatementView(msgspec.Struct, frozen=True):
    """One statement.

    Attributes:
        fact: its row.
        side, side_words: what it does to what we say.
        text: what was found; `so`: what follows from it.
        status: how far it was checked, in words; `region` where it is borrowed from, if it is.
    """

    fact: str
    side: Side
    side_words: str
    text: str
    so: str
    status: str
    region: str
    sources: tuple[SourceView, ...]


def positions_values(knowledge: Knowledge, w: Wording) -> dict[str, Any]:
    """Everything that the page shows."""
    return {
        "sections": sections_of(SECTIONS, knowledge, w),
        "trial": _trial(knowledge, w),
        "trial_caption": titled("evidence.trial.caption", "ER-50", knowledge, w),
        "rays": _rays(knowledge, w),
        "sitters": intervals("ER-62", ("between", "slumped"), knowledge, w),
        "sitters_title": titled("evidence.odds.posture_title", "ER-62", knowledge, w),
        "workplace": intervals("EX-05", ("workplace", "exercise"), knowledge, w),
        "workplace_title": w.say("evidence.odds.workplace_title"),
    }


def sections_of(sections: Sections, knowledge: Knowledge, w: Wording) -> list[dict[str, Any]]:
    """Every section with its claim and its statements."""
    return [
        {
            "id": section,
            "title": w.say(f"evidence.section.{section}.title"),
            "claim": w.say(f"evidence.section.{section}.claim"),
            "lead": w.say(f"evidence.section.{section}.lead"),
            "statements": [_statement(fact, side, knowledge, w) for fact, side in rows],
        }
        for section, rows in sections.items()
    ]


def _statement(fact: str, side: Side, knowledge: Knowledge, w: Wording) -> StatementView:
    row = knowledge.facts[fact]
    numbers = {name: w.number(value) for name, value in numbers_of(fact, knowledge).items()}
    return StatementView(
        fact=fact,
        side=side,
        side_words=w.say(f"evidence.side.{side}"),
        text=w.say(f"evidence.fact.{fact}.text", **numbers),
        so=w.say(f"evidence.fact.{fact}.so", **numbers),
        status=_status(row, w),
        region=w.maybe(f"evidence.region.{row.region}") if row.sources else "",
        sources=tuple(_source(knowledge.sources[key]) for key in row.sources),
    )


def _status(row: Fact, w: Wording) -> str:
    if row.status_note is not None:
        return w.say("evidence.status.in_part")
    return w.say(f"evidence.status.{row.status.value}")


def _source(source: Source) -> SourceView:
    return SourceView(source.id, f"{source.authors.split(',')[0]} {source.year}")


def _trial(knowledge: Knowledge, w: Wording) -> list[tuple[str, Dots]]:
    """New neck pain of 100 people, as dots."""
    numbers = numbers_of("ER-50", knowledge)
    return [
        (w.say(f"evidence.trial.{arm}", count=int(numbers[arm])), dots(int(numbers[arm])))
        for arm in ("control", "shift", "active")
    ]


def _rays(knowledge: Knowledge, w: Wording) -> tuple[str, Rays]:
    deg = numbers_of("ER-60", knowledge)["deg"]
    return w.say("evidence.rays", deg=w.number(deg)), rays(deg)


def titled(key: str, fact: str, knowledge: Knowledge, w: Wording) -> str:
    """A title with the numbers of a fact in it."""
    return w.say(key, **{k: w.number(v) for k, v in numbers_of(fact, knowledge).items()})


def intervals(
    fact: str, names: tuple[str, ...], knowledge: Knowledge, w: Wording
) -> list[tuple[str, str, Interval]]:
    """Odds or risks with their spans: name, numbers in words, picture."""
    numbers = numbers_of(fact, knowledge)
    rows = []
    for name in names:
        values = (numbers[f"{name}_low"], numbers[name], numbers[f"{name}_high"])
        low, middle, high = map(w.number, values)
        words = w.say("evidence.odds.value", middle=middle, low=low, high=high)
        rows.append((w.say(f"evidence.odds.{name}"), words, interval(*values)))
    return rows
