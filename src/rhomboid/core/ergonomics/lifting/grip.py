"""What no tape reads: the class of the coupling, and H from the container (ER-20, ER-22)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from rhomboid.core.base.decision import Decision, Finding, Reason
from rhomboid.core.ergonomics.lifting.given import checked, constants_of
from rhomboid.core.knowledge.lifting import Constants, Coupling, LiftingRules, Units


class Grip(msgspec.Struct, frozen=True, kw_only=True):
    """An object and how hands can hold it. `None` is not known, and counts as the worse answer.

    Attributes:
        kind: a container (box, crate), or a loose object (casting, stock, bag).
        length, height: of a container: seen from the front, and up; cm or inches.
        hinders: a container with rough or slippery surface, sharp edges, a centre of mass to
            one side, unstable contents, or that needs gloves.
        handles: a container with handles or cut-outs of optimal design.
        bulky: a loose object that can't be balanced easily between the hands, or sags.
        wraps: a hand wraps comfortably around a loose object.
        fingers_90: fingers can be flexed about 90 degrees under it.
    """

    kind: Literal["container", "loose"]
    length: float | None = None
    height: float | None = None
    hinders: bool | None = None
    handles: bool | None = None
    bulky: bool | None = None
    wraps: bool | None = None
    fingers_90: bool | None = None


def coupling_of(grip: Grip, rules: LiftingRules, units: Units = "metric") -> Decision[Coupling]:
    """The class of a coupling by the manual's tree; in doubt the worse.

    An optimal container (up to 40 x 30 cm or 16 x 12 in, nothing that hinders) with optimal
    handles is good; without them fair if fingers flex about 90 degrees, else poor; any other
    container is poor. A loose object that is bulky is poor, one that a hand wraps around good,
    else fair or poor as above.

    Raises:
        InputError: if a length is negative or no number.
    """
    constants = constants_of(rules, units)
    if grip.kind == "container":
        spoils = tuple(_spoils(grip, constants))
        best, name = grip.handles, "handles"
    else:
        spoils = () if grip.bulky is False else (Finding("bulky", grip.bulky),)
        best, name = grip.wraps, "wraps"
    held = (Finding(name, best), Finding("fingers_90", grip.fingers_90))
    facts = rules.coupling.facts
    if spoils:
        return Decision("poor", (Reason(f"lifting.{grip.kind}_not_optimal", facts, spoils),))
    if best:
        return Decision("good", (Reason("lifting.coupling_good", facts, held[:1]),))
    if grip.fingers_90:
        return Decision("fair", (Reason("lifting.coupling_fair", facts, held),))
    return Decision("poor", (Reason("lifting.coupling_poor", facts, held),))


def _spoils(grip: Grip, constants: Constants) -> Iterator[Finding]:
    """What keeps a container from being optimal, or is not known to be well."""
    unit = constants.length_unit
    for name, value, most in (
        ("length", grip.length, constants.container_length_most),
        ("height", grip.height, constants.container_height_most),
    ):
        if value is None or checked(name, value, unit) > most:
            yield Finding(name, value, unit)
    if grip.hinders is not False:
        yield Finding("hinders", grip.hinders)


def estimated_h(width: float, v: float, rules: LiftingRules, units: Units = "metric") -> float:
    """H where it can't be measured, in cm or inches; say that it is estimated.

    20 + W/2 with the hands at 25 cm or higher, else 25 + W/2 (8 and 10 in, split at 10 in).

    Args:
        width: of the container from the body outwards (sagittal plane), at least 0.
        v: height of the hands, at least 0.
        rules: the table.
        units: cm or inches.

    Raises:
        InputError: if a length is negative or no number.
    """
    constants = constants_of(rules, units)
    unit = constants.length_unit
    high = checked("v", v, unit) >= constants.estimate_split
    reach = constants.estimate_high if high else constants.estimate_low
    return reach + checked("width", width, unit) / 2
