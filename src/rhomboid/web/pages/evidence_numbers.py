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
