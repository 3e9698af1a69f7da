"""What holds of triage for every person there could be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.app.assess import assess
from rhomboid.core.intake.answers import Answers
from rhomboid.core.intake.values import Answer
from rhomboid.core.knowledge.red_flags import DISPOSITIONS
from rhomboid.core.triage.triage import urgency
from tests.strategies import KNOWLEDGE, answers

#: Sets of signs to which one more can be added. Places, what eases and wishes are no signs;
#: a wider place or something that eases may rightly calm a one-sided or unrelenting pain.
SIGNS = (
    "general_signs",
    "conditions",
    "medicines",
    "recent_events",
    "hand_and_walk_signs",
    "arm_signs",
    "skin_signs",
    "tummy_signs",
    "day_pattern",
    "worse_with",
    "pregnancy_signs",
    "spondyloarthritis_signs",
    "vitamin_risks",
    "limits",
)
DANGER = tuple(q.id for q in KNOWLEDGE.questions.values() if q.page == "danger")


def urgency_of(given_answers: Answers) -> int:
    return urgency(assess(given_answers, KNOWLEDGE).triage.disposition)


@pytest.mark.hazard("H-02")
@given(answers(), st.sampled_from(SIGNS), st.data())
def test_one_more_sign_never_lowers_urgency(
    told: Answers, question: str, data: st.DataObject
) -> None:
    before = told.get(question)
    chosen = before if isinstance(before, tuple) else ()
    more = data.draw(st.sampled_from(KNOWLEDGE.questions[question].choices))
    with_more = told.changed(Answers({question: tuple(sorted({*map(str, chosen), more}))}))
    assert urgency_of(with_more) >= urgency_of(told)


@pytest.mark.hazard("H-02")
@given(answers(), st.sampled_from(DANGER))
def test_one_more_danger_answer_never_lowers_urgency(told: Answers, question: str) -> None:
    assert urgency_of(told.changed(Answers({question: True}))) >= urgency_of(told)


@pytest.mark.hazard("H-04")
@given(answers(), st.sampled_from(DANGER))
def test_not_sure_on_a_danger_question_is_as_urgent_as_yes(told: Answers, question: str) -> None:
    unsure = urgency_of(told.changed(Answers({question: "not_sure"})))
    assert unsure == urgency_of(told.changed(Answers({question: True})))


@given(
    st.sampled_from(
        [q for q in SIGNS if q not in ("arm_signs", "skin_signs", "limits", "pregnancy_signs")]
    ),
    st.data(),
)
def test_a_single_sign_of_weight_alone_is_no_alarm(question: str, data: st.DataObject) -> None:
    alarming = {
        "fever", "calf_swollen_painful", "electric_shocks_bending_neck", "yellow_skin_or_eyes",
        "aortic_disease", "tummy_pain_over_5_hours",
    }  # fmt: skip
    choices = [c for c in KNOWLEDGE.questions[question].choices if c not in alarming]
    choice = data.draw(st.sampled_from(choices))
    calm: dict[str, Answer] = dict.fromkeys(DANGER, False)
    told = Answers({**calm, "age_years": 45, "sex": "male", question: (choice,)})
    triage = assess(told, KNOWLEDGE).triage
    assert triage.disposition in ("self_care", "see_doctor"), triage.fired


@given(answers())
def test_every_reason_names_its_rule_facts_and_findings(told: Answers) -> None:
    triage = assess(told, KNOWLEDGE).triage
    for reason in triage.decision.reasons:
        assert set(reason.facts) <= KNOWLEDGE.facts.keys()
        assert reason.findings
        assert not (
            reason.decisive and reason.ignored_because and triage.disposition == "self_care"
        )
    decisive = [r for r in triage.decision.reasons if r.decisive]
    assert bool(decisive) is (triage.disposition != "self_care")


@given(answers())
def test_an_open_rule_is_more_urgent_and_names_what_is_unanswered(told: Answers) -> None:
    assessment = assess(told, KNOWLEDGE)
    for rule in assessment.triage.still_open:
        assert urgency(rule.disposition) > urgency(assessment.triage.disposition)
        assert rule.questions
        assert all(assessment.facts.get(name) is None for name in rule.questions)


@given(answers())
def test_no_programme_before_an_emergency_or_a_same_day_visit(told: Answers) -> None:
    triage = assess(told, KNOWLEDGE).triage
    assert (triage.programme == "none") is (triage.disposition in DISPOSITIONS[2:])
