"""Whether the tables know every id that an entry names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from rhomboid.app.journal import SETTINGS
from rhomboid.core.diary.entry import Entry
from rhomboid.core.knowledge.knowledge import Knowledge

_VARIANTS = ("standard", "easier", "harder")
_THEMES = ("", "light", "dark")
#: Who can show the movements.
PEOPLE = ("", "mira", "jonas", "amara")


_Named = tuple[str, str, Collection[str]]


def unknown_ids(entry: Entry, knowledge: Knowledge, languages: Collection[str]) -> Iterator[str]:
    """A sentence for every id that neither the tables nor the settings know."""
    named = _setting(entry.body, knowledge, languages) if entry.kind == "setting" else ()
    for what, name, known in (*named, *_named(entry, knowledge)):
        if name not in known:
            near = get_close_matches(name, known, n=3)
            hint = f"; near it: {', '.join(near)}" if near else ""
            yield f"there is no {what} {name!r}{hint}"


def _named(entry: Entry, knowledge: Knowledge) -> Iterator[_Named]:
    body = entry.body
    movements, places = knowledge.movements, knowledge.questions["places"].choices
    match entry.kind:
        case "answers":
            for question in (*body.get("answers", {}), *body.get("withdrawn", ())):
                yield "question", question, knowledge.questions
        case "swap":
            yield "movement", body["movement"], movements
            if body.get("to") is not None:
                yield "movement", body["to"], (*movements, *_VARIANTS)
        case "plan_adopted" | "review_decided":
            yield from (("movement", name, movements) for name in _planned(body["plan"]))
        case "pain" | "spasm":
            yield from (("place", place, places) for place in body.get("place", ()))
        case "position_tried" | "position_checked":
            yield from _changed(body, knowledge)
        case "desk_prompt":
            yield "movement", body.get("offer") or "walk", (*movements, "walk")
        case _:
            yield from (("movement", name, movements) for name in _moved(body))


def _setting(
    body: Mapping[str, Any], knowledge: Knowledge, languages: Collection[str]
) -> Iterator[_Named]:
    yield "setting", body["name"], SETTINGS
    value = str(body.get("value", ""))
    match body["name"]:
        case "language":
            yield "language", value, languages
        case "theme":
            yield "theme", value, _THEMES
        case "person":
            yield "person", value, PEOPLE
        case "country" if value:
            yield "country", value, knowledge.emergency_numbers


def _changed(body: Mapping[str, Any], knowledge: Knowledge) -> Iterator[_Named]:
    """The position of a change, and the change itself."""
    position = knowledge.strain.positions.positions.get(body["position"])
    yield "position", body["position"], knowledge.strain.positions.positions
    if position is not None:
        yield "change of this position", body["fix"], [fix.id for fix in position.fixes]


def _planned(plan: object) -> Iterator[str]:
    """Movements of a programme, as far as it has the shape of one."""
    if not isinstance(plan, Mapping):
        return
    micro = plan.get("micro_dose")
    lines = (*plan.get("items", ()), *((micro,) if micro else ()))
    for line in lines:
        if isinstance(line, Mapping) and isinstance(line.get("movement"), str):
            yield line["movement"]


def _moved(body: Mapping[str, Any]) -> Iterator[str]:
    """Movements of a report: of a session begun or ended, of a set, of a change of position."""
    if body.get("movement") is not None:
        yield body["movement"]
    for line in (*body.get("planned", ()), *body.get("movements", ())):
        yield line["movement"]
