"""Lines of the programme in words: the dose now, and what it was before."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rhomboid.app.reviews import Past
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Amount, Item, Plan
from rhomboid.core.review.model import Change
from rhomboid.wording import Wording
from rhomboid.wording.amounts import amount_words


class LineView(msgspec.Struct, frozen=True):
    """One movement as today and the programme show it.

    Attributes:
        id, name, dose: the movement, its name, its dose in words.
        form: the words of its easier or harder form; empty for the usual one.
        note: what changed, for example "was 10"; empty where nothing did.
        new: whether the note tells of the last review.
    """

    id: str
    name: str
    dose: str
    form: str
    note: str
    new: bool


def lines_of(items: tuple[Item, ...], changes: Mapping[str, Change], w: Wording) -> list[LineView]:
    """Lines with what the last review changed in them."""
    return [line_of(item, changes.get(item.movement), None, w) for item in items]


def line_of(item: Item, change: Change | None, usual: Item | None, w: Wording) -> LineView:
    """One line.

    Args:
        item: the line as it is in force.
        change: what the last review made of it, if anything.
        usual: the line of the programme, where today's differs from it.
        w: the language.
    """
    note, new = "", False
    if usual is not None and (usual.amount, usual.variant) != (item.amount, item.variant):
        note = w.say("today.line.usually", amount=before_words(usual.amount, item.amount, w))
    elif change is not None and _still(change, item):
        note, new = change_note(change, w), True
    words = f"movements.{item.movement}"
    return LineView(
        id=item.movement,
        name=w.say(f"{words}.name"),
        dose=amount_words(item.amount, w),
        form="" if item.variant == "standard" else w.maybe(f"{words}.{item.variant}"),
        note=note,
        new=new,
    )


def _still(change: Change, item: Item) -> bool:
    return change.to_amount == item.amount and change.to_variant == item.variant


def change_note(change: Change, w: Wording) -> str:
    """What a change made different: "was 10", or that the form is another."""
    if change.to_variant != change.variant:
        return w.say(f"today.line.form.{change.to_variant}")
    if change.to_amount == change.amount:
        return w.say("today.line.back") if change.verb == "return" else ""
    return w.say("today.line.was", amount=before_words(change.amount, change.to_amount, w))


def change_dose(change: Change, w: Wording, *, after: bool) -> str:
    """The dose of a line before or after a change, before it only what differs."""
    amount = change.to_amount if after else change.amount
    if change.target == "walking":
        return _walk_dose(change, w, after=after)
    words = amount_words(amount, w)
    if change.variant == change.to_variant:
        return words
    form = w.say(f"review.form.{change.to_variant if after else change.variant}")
    if not after and change.amount == change.to_amount:
        return form
    return w.say("review.form_dose", form=form, dose=words)


def _walk_dose(change: Change, w: Wording, *, after: bool) -> str:
    amount = change.to_amount if after else change.amount
    days = change.to_days if after else change.days
    brisk = change.to_brisk if after else change.brisk
    if not after and change.days == change.to_days:
        if change.amount == change.to_amount:
            return w.say("review.walk_brisk", brisk=brisk)
        return w.say("review.fact.walk_min", count=amount.minutes)
    return walk_words(amount.minutes or 0, days, brisk, w)


def walk_words(minutes: int, days: int, brisk: int, w: Wording) -> str:
    """Walks of a week as a phrase: minutes, days, and how many minutes are brisk."""
    key = "review.walk_dose_brisk" if brisk else "review.walk_dose"
    return w.say(key, minutes=minutes, count=days, brisk=brisk)


def change_words(change: Change, w: Wording) -> dict[str, str]:
    """The name of what changes, and its doses in words."""
    walking = change.target == "walking"
    return {
        "name": w.say("review.walks" if walking else f"movements.{change.target}.name"),
        "before": change_dose(change, w, after=False),
        "after": change_dose(change, w, after=True),
    }


def before_words(before: Amount, now: Amount, w: Wording) -> str:
    """A dose beside another: only the number that differs, or the whole where several do."""
    names = ("sets", "reps", "hold_s", "minutes")
    differs = [name for name in names if getattr(before, name) != getattr(now, name)]
    if len(differs) != 1 or differs == ["sets"]:
        return amount_words(before, w)
    return w.say(f"today.line.part.{differs[0]}", count=getattr(before, differs[0]))


def last_changes(last: Past | None) -> dict[str, Change]:
    """What the last review changed, by movement; nothing where it was declined."""
    if last is None or last.decision == "declined":
        return {}
    return {change.target: change for change in last.review.changes if change.changes}


def names_of(plan: Plan) -> tuple[str, ...]:
    """Movements of a programme, in the order of the session, the two-minute one last."""
    micro = () if plan.micro_dose is None else (plan.micro_dose.movement,)
    return (*(item.movement for item in plan.items), *micro)


def dose_from_table(amount: Amount, movement: str, knowledge: Knowledge, w: Wording) -> str:
    """The most of a movement that is ever given, in words, in the shape of a dose."""
    most = knowledge.movements[movement].dose.max
    shape = {
        name: getattr(most, name) if getattr(amount, name) is not None else None
        for name in ("reps", "hold_s", "minutes")
    }
    return amount_words(Amount(most.sets, per_side=amount.per_side, **shape), w)
