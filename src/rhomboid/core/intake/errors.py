"""What can be wrong with answers, each problem as data so that it can be said in any language."""

from __future__ import annotations

import msgspec

from rhomboid.core.base.errors import RhomboidError


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with an answer.

    Attributes:
        code: which sentence says it (wording key `problems.<code>`).
        question: id of the question, or the unknown key.
        got: the value as it came, in text.
        allowed: what would have been possible, in text.
        field: field within a record, with its number, for example `labs[0].unit`.
    """

    code: str
    question: str
    got: str = ""
    allowed: tuple[str, ...] = ()
    field: str = ""


class AnswerError(RhomboidError):
    """One or more answers are unknown or impossible; `problems` lists every one of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        listed = "; ".join(f"{p.field or p.question}: {p.code} (got {p.got})" for p in problems)
        super().__init__(f"answers that cannot be used: {listed}")
