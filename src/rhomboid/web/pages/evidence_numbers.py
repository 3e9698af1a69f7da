"""Numbers of a fact, read from its own statement: a page can't say others than the table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.knowledge import Knowledge

#: Where the numbers of a statement stand. A name ends in `_n` where it is a whole number.
_INTERVAL = r"(?P<{0}>[\d.]+) \((?P<{0}_low>[\d.]+)-(?P<{0}_high>[\d.]+)"
PATTERNS: Mapping[str, str] = {
    "ER-26": r"LI <=(?P<goal>\d+) .*>(?P<most>\d+) nearly all",
    "ER-30": r"from (?P<long>\d+) min \((?P<lean>\d+)\) to (?P<short>\d+) min \((?P<bent>\d+)\)",
    "ER-31": r"twist >(?P<deg>\d+) deg conditionally acceptable if <(?P<per_min>\d+)/min",
    "ER-50": r"n=(?P<people>\d+).*, (?P<months>\d+) mo: new neck pain"
    r" (?P<active>\d+)% active break, (?P<shift>\d+)% postural shift, (?P<control>\d+)% control .*"
    r"low back (?P<low_active>\d+)%/(?P<low_shift>\d+)%/(?P<low_control>\d+)%",
    "ER-51": r"(?P<trials>\d+) RCTs",
    "ER-52": r"sitting >(?P<hours>\d+) h/day, >(?P<episodes>\d+) previous",
    "ER-53": r"every (?P<low>\d+)-(?P<high>\d+) min .*default (?P<default>\d+)\),"
    r" (?P<from_s>\d+)-(?P<to_s>\d+) s",
    "ER-54": r"change >(?P<deg>\d+) deg held >=(?P<hold_s>\d+) s",
    "ER-60": r"(?P<studies>\d+) cross-sectional studies; CVA differs (?P<deg>[\d.]+) deg"
    r" \((?P<deg_low>[\d.]+)-(?P<deg_high>[\d.]+)\).*review \((?P<later>\d+) studies\):"
    r" CVA MPD -(?P<later_deg>[\d.]+) deg",
    "ER-61": r"changes >(?P<deg>\d+) deg held >(?P<min>\d+) min",
    "ER-62": r"n=(?P<people>\d+), (?P<from_age>\d+)->(?P<to_age>\d+) y.*forward head OR "
    + _INTERVAL.format("slumped")
    + r"\), intermediate "
    + _INTERVAL.format("between"),
    "ER-64": r"normal (?P<low>\d+)-(?P<high>\d+) deg Cobb, but >(?P<over>\d+) in (?P<share>\d+)%"
    r".*\((?P<studies>\d+) studies, n=(?P<people>\d+)\)",
    "EX-05": r"exercise OR "
    + _INTERVAL.format("exercise")
    + r"; (?P<trials>\d+) RCTs, (?P<people>\d+) people.*programmes OR "
    + _INTERVAL.format("workplace")
    + r"; (?P<workplace_people>\d+) people",
    "WK-01": r"n=(?P<people>\d+) .*recurrence HR "
    + _INTERVAL.format("low_back")
    + r".*median (?P<days>\d+) .* vs (?P<days_without>\d+) .*"
    r"adverse events (?P<harm>\d+)% v (?P<harm_without>\d+)%",
    "WK-02": r"goal (?P<min>\d+) min x (?P<times>\d+)/wk by (?P<months>\d+) months;"
    r" participants averaged ~(?P<week>\d+) min/wk at (?P<weeks>\d+) weeks",
    "WK-03": r">(?P<long>\d+) min/day walking vs <(?P<short>\d+): ~(?P<lower>\d+)% .*"
    r": ~(?P<middle>\d+)%",
    "WK-04": r">=(?P<moderate>\d+) steps/min .*; (?P<studies>\d+) studies\).*"
    r"\(>=(?P<older>\d+) if >=(?P<age>\d+) y",
    "WK-05": r"(?P<months>\d+)-month incidence (?P<walked>\d+)% v (?P<control>\d+)%, aOR "
    + _INTERVAL.format("neck"),
    "WK-06": r"(?P<low>\d+)-(?P<high>\d+) min moderate or (?P<hard_low>\d+)-(?P<hard_high>\d+)"
    r" vigorous/wk \+ strength >=(?P<strength>\d+) d",
    "WK-07": r"default (?P<default>\d+) min if unknown, (?P<low>\d+) if pain (?P<pain>\d+)\+/10"
    r".*\+(?P<grow_low>\d+)-(?P<grow_high>\d+)% minutes/wk \(max \+(?P<most>\d+) min.*"
    r"until (?P<min>\d+)x(?P<days>\d+); then cadence to >=(?P<cadence>\d+);"
    r" deload (?P<less>\d+)%",
    "WK-08": r"~(?P<low>\d+)-(?P<high>\d+) steps/min, so (?P<min>\d+) min ~"
    r" (?P<steps_low>\d+)-(?P<steps_high>\d+) steps",
}


class StatementError(RhomboidError):
    """A fact no longer says what a page reads from it."""


def numbers_of(fact: str, knowledge: Knowledge) -> dict[str, float]:
    """The numbers that a statement holds, by name; none where a page needs none.

    Raises:
        StatementError: if the statement was written anew in another way.
    """
    pattern = PATTERNS.get(fact)
    if pattern is None:
        return {}
    statement = knowledge.facts[fact].statement
    found = re.search(pattern, statement)
    if found is None:
        raise StatementError(f"{fact} must read like {pattern!r}, got {statement!r}")
    return {name: float(value) for name, value in found.groupdict().items()}
