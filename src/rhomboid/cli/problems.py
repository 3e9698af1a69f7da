"""What is wrong with answers, printed."""

from __future__ import annotations

import sys

from rhomboid.cli.files import print_json
from rhomboid.core.intake.errors import AnswerError
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.wording import Wording
from rhomboid.wording.problems import problem_sentence


def print_problems(
    error: AnswerError, name: str, knowledge: Knowledge, w: Wording, *, as_json: bool
) -> None:
    """Each problem as a sentence on standard error; as a record too, when JSON is asked for."""
    sentences = [
        problem_sentence(problem, knowledge.questions.get(problem.question), w, raw=True)
        for problem in error.problems
    ]
    if as_json:
        print_json({"error": "answers", "problems": list(error.problems), "sentences": sentences})
    for sentence in sentences:
        print(f"rhomboid: {name}: {sentence}", file=sys.stderr)
