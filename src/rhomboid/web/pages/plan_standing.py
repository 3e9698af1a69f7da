"""Where the programme stands: which one is in force, what differs today, what could follow."""

from __future__ import annotations

from typing import Any

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.present import Present
from rhomboid.core.plan.model import Item, Plan
from rhomboid.web.pages.lines import names_of
from rhomboid.web.pages.today_view import keeping
from rhomboid.wording import Wording

#: The trials behind the strength programme lasted so many weeks (EX-02, EX-04).
_WEEKS = 12


class Offer(msgspec.Struct, frozen=True):
    """The programme that today's answers and wishes come to, where it is another one."""

    comes: str
    goes: str
    title: str


def shown_plan(journal: Journal, present: Present) -> Plan:
    """The programme in force; before one is begun, the one that follows from the answers."""
    adopted = present.course.plan
    if adopted is None or not present.fresh.offered:
        return journal.plan(present)
    if present.force.mode == "normal" and present.force.plan is not None:
        adopted = present.force.plan
    return _with_swaps(adopted, journal.plan(present))


def _with_swaps(plan: Plan, fresh: Plan) -> Plan:
    """The programme with the swaps that are possible now.

    Only other movements are offered: a form of its own is chosen in the weekly review.
    """
    now = {item.movement: item for item in (*fresh.items, *filter(None, (fresh.micro_dose,)))}

    def swappable(item: Item) -> Item:
        there = now.get(item.movement)
        equal = () if there is None else there.alternatives.get("equal", ())
        swapped = None if there is None else there.swapped_from
        return msgspec.structs.replace(
            item, alternatives={"equal": equal} if equal else {}, swapped_from=swapped
        )

    micro = plan.micro_dose
    return msgspec.structs.replace(
        plan,
        items=tuple(swappable(item) for item in plan.items),
        micro_dose=None if micro is None else swappable(micro),
    )


def standing(journal: Journal, present: Present, w: Wording) -> dict[str, Any]:
    """Values about where the programme stands."""
    today = journal.today(present)
    plan = present.course.plan
    week = max(1, today.week)
    counted = (plan or present.fresh).template == "standard" and week <= _WEEKS
    prevention = plan is not None and plan.template == "prevention"
    key = "prevention" if prevention else "of_weeks" if counted else "week"
    first_sign = today.phase == "first_sign"
    return {
        "eyebrow": w.say(f"interface.programme.eyebrow.{key}", week=week, weeks=_WEEKS),
        "offer": _offer(plan, journal.plan(present), w) if plan is not None else None,
        "differs": _differs(present, w),
        "rests": w.list([w.say(f"movements.{name}.name") for name in sorted(_resting(present))]),
        "keeping": keeping(present, today, w),
        "first_sign": first_sign,
        "sign_from": w.number(journal.knowledge.outcomes.prevention.first_sign_from),
    }


def _resting(present: Present) -> frozenset[str]:
    return present.course.resting if present.course.plan is not None else frozenset()


def _differs(present: Present, w: Wording) -> str:
    """The sentence of a day that is not as the programme has it; nothing on an ordinary one."""
    mode, plan = present.force.mode, present.force.plan
    if mode in ("flare", "red_day"):
        return w.say(f"today.headline.{mode}")
    if mode == "sore_morning":
        return w.say("today.headline.sore_morning.session")
    if mode == "cautious" and plan is not None:
        return w.say(f"today.headline.cautious.{plan.template}")
    return ""


def _offer(plan: Plan, fresh: Plan, w: Wording) -> Offer | None:
    """What would come and go; `None` where the movements are the same."""
    if not fresh.offered:
        return None
    was, now = names_of(plan), names_of(fresh)
    if set(was) == set(now) and plan.template == fresh.template:
        return None
    return Offer(
        comes=w.list([w.say(f"movements.{name}.name") for name in now if name not in was]),
        goes=w.list([w.say(f"movements.{name}.name") for name in was if name not in now]),
        title=w.say(
            f"plan.headline.{fresh.template}",
            minutes=fresh.session_min,
            sessions=fresh.sessions_per_week,
        ),
    )
