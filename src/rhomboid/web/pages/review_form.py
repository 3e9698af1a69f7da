"""From the submitted review to the person's own doses: only shape, no rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from django.http import QueryDict

from rhomboid.app.reviews import ReviewError
from rhomboid.core.plan.model import Amount
from rhomboid.core.review.ladder import variables
from rhomboid.core.review.model import Change, Review

Problem = Literal["whole", "never", "confirm", "other"]
#: Lines that keep no dose of their own: walks follow what is walked, and what is out is out.
_NOT_OWN = frozenset(("leave_out", "rest"))


class Wanted(msgspec.Struct, frozen=True):
    """What the person wants instead.

    Attributes:
        own: movement -> dose, where it differs from what is proposed.
        given: name of a field -> what was written in it.
        confirmed: movements for which more than is recommended was confirmed.
        problems: movement -> what is wrong with its line.
        stale: whether something was noted since the review was shown.
    """

    own: Mapping[str, Amount] = {}
    given: Mapping[str, str] = {}
    confirmed: frozenset[str] = frozenset()
    problems: Mapping[str, Problem] = {}
    stale: bool = False


NOTHING_WANTED = Wanted()


def can_own(change: Change) -> bool:
    """Whether a person can choose another dose for this line."""
    return change.target != "walking" and change.verb not in _NOT_OWN


def field(movement: str, variable: str) -> str:
    """The name of one field of a line."""
    return f"own-{movement}-{variable}"


def read_wanted(data: QueryDict, review: Review, *, stale: bool) -> Wanted:
    """Read every line; what is no whole number becomes a problem of its line."""
    own: dict[str, Amount] = {}
    given: dict[str, str] = {}
    problems: dict[str, Problem] = {}
    for change in review.changes:
        if not can_own(change):
            continue
        numbers: dict[str, int] = {}
        for variable, proposed in variables(change.to_amount):
            name = field(change.target, variable)
            text = data.get(name, str(proposed)).strip()
            given[name] = text
            if text.isascii() and text.isdigit():
                numbers[variable] = int(text)
            else:
                problems[change.target] = "whole"
        wanted = msgspec.structs.replace(change.to_amount, **numbers)
        if wanted != change.to_amount:
            own[change.target] = wanted
    confirmed = frozenset(data.getlist("confirm")) & own.keys()
    return Wanted(own, given, frozenset(confirmed), problems, stale)


def with_problem(wanted: Wanted, error: ReviewError) -> Wanted:
    """What was wanted, with what stands against it; nothing is lost."""
    found: Problem = "other"
    if error.bound == "never":
        found = "never"
    elif error.bound == "confirm":
        found = "confirm"
    return msgspec.structs.replace(wanted, problems={**wanted.problems, error.movement: found})
