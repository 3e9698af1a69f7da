"""The words: complete in every language, honest, and used."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.wording import WordingError, catalogue, languages, wording
from rhomboid.wording.catalogue import Message, placeholders

KNOWLEDGE = load_knowledge()
SOURCE = Path(__file__).parents[2] / "src/rhomboid"
OTHERS = [language for language in languages() if language != "en"]
SAFETY = ("triage.", "plan.stop.", "plan.left_out.", "questions.", "pages.danger.", "problems.")


def texts(message: Message) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


@pytest.mark.hazard("H-13")
@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_exists_with_the_same_placeholders(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert english.keys() == other.keys()
    for key, message in english.items():
        assert placeholders(message) == placeholders(other[key]), key


@pytest.mark.hazard("H-13")
@pytest.mark.parametrize("language", OTHERS)
def test_no_safety_sentence_is_left_in_english(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    for key, message in english.items():
        if key.startswith(SAFETY) and len(" ".join(texts(message)).split()) > 3:
            assert message != other[key], key


#: Words that reassure falsely, frighten, blame, or name a disease as the person's own.
FORBIDDEN = {
    "en": r"you are safe|nothing serious|you have (a |an )?(heart|cancer|fracture|slipped)"
    r"|diagnosed with|!|do not worry|harmless pain|bad posture|poor posture"
    r"|sit up straight|you failed|you missed",
    "de": r"Sie sind sicher|nichts Ernstes|Sie haben (einen |eine )?(Herzinfarkt|Krebs|Bruch)|!"
    r"|keine Sorge|schlechte Haltung|sitzen Sie gerade|versäumt|versagt",
}


@pytest.mark.hazard("H-08")
@pytest.mark.parametrize("language", languages())
def test_no_sentence_reassures_falsely_frightens_or_blames(language: str) -> None:
    pattern = re.compile(FORBIDDEN[language], re.IGNORECASE)
    for key, message in catalogue(language).items():
        for text in texts(message):
            assert not pattern.search(text), f"{key}: {text}"


@pytest.mark.hazard("H-08")
@pytest.mark.parametrize("language", languages())
def test_self_care_says_that_nothing_is_ruled_out_and_when_to_come_back(language: str) -> None:
    w = wording(language)
    lead = w.say("triage.lead.self_care")
    assert ("rule anything out" in lead) or ("schließt nichts aus" in lead)
    assert "6" in w.say("triage.net.see_doctor.text", date="6 January 2027")


def needed() -> set[str]:
    keys: set[str] = set()
    for question in KNOWLEDGE.questions.values():
        keys |= {f"questions.{question.id}.ask", f"questions.{question.id}.short"}
        words = "places" if question.id == "worst_place" else question.id
        keys |= {f"questions.{words}.choice.{choice}" for choice in question.choices}
        keys |= {f"questions.{question.id}.field.{field.id}.label" for field in question.fields}
        if question.unsure_is_yes:
            keys.add(f"questions.{question.id}.yes")
    for page in KNOWLEDGE.pages:
        keys |= {f"pages.{page}.title", f"pages.{page}.why"}
    keys |= {f"findings.{finding.id}" for finding in KNOWLEDGE.findings}
    for flag in KNOWLEDGE.red_flags:
        keys |= {f"triage.{flag.id}.name", f"triage.{flag.id}.what"}
    for cause in KNOWLEDGE.causes:
        keys |= {f"causes.{cause.id}.{part}" for part in ("name", "about", "helps")}
        keys |= {f"causes.{cause.id}.row.{row.id}" for row in cause.evidence}
    for movement in KNOWLEDGE.movements.values():
        base = f"movements.{movement.id}"
        keys |= {f"{base}.{part}" for part in ("name", "purpose", "start")}
        keys |= {f"{base}.phase.{phase.id}" for phase in movement.phases}
        keys |= {f"movements.fault.{fault.id}" for fault in movement.faults}
        keys |= {f"{base}.easier"} if movement.easier else set()
        keys |= {f"{base}.harder"} if movement.harder else set()
    rules = KNOWLEDGE.prescription
    keys |= {f"plan.left_out.{row.id}" for row in KNOWLEDGE.avoidances}
    keys |= {f"plan.left_out.{row.id}" for row in rules.clearance}
    for card in rules.advice:
        keys |= {f"plan.advice.{card.id}.title", f"plan.advice.{card.id}.text"}
    keys |= {f"plan.why.group.{group.id}" for group in rules.group}
    for template in rules.template:
        keys |= {f"plan.headline.{template.id}", f"plan.lead.{template.id}"}
    return keys


def test_every_row_that_is_shown_has_its_words() -> None:
    assert needed() - catalogue("en").keys() == set()


def test_every_literal_key_in_pages_and_templates_exists() -> None:
    keys = set(catalogue("en"))
    found: set[str] = set()
    files = (*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py"))
    for path in (path for path in files if path.name != "say.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(
            re.findall(r"""\{% say ["']([a-zA-Z0-9_.-]+[a-zA-Z0-9])["'] *(?:%\}|\w+=)""", text)
        )
        found |= set(re.findall(r"""\.say\("([a-zA-Z0-9_.-]+)"[,)]""", text))
    assert len(found) > 80
    assert found - keys == set()


def test_a_missing_key_value_or_language_is_named() -> None:
    w = wording("en")
    with pytest.raises(WordingError, match="no sentence 'nowhere'"):
        w.say("nowhere")
    with pytest.raises(WordingError, match="needs a value for 'number'"):
        w.say("triage.headline.emergency")
    with pytest.raises(WordingError, match="needs a number"):
        w.say("interface.duration.days")
    with pytest.raises(WordingError, match="must be one of en"):
        wording("xx")
    assert w.maybe("nowhere") == ""


@pytest.mark.parametrize(
    ("language", "days", "words"),
    [
        ("en", 1, "1 day"), ("en", 13, "13 days"), ("en", 14, "2 weeks"), ("en", 91, "13 weeks"),
        ("en", 92, "3 months"), ("en", 731, "2 years"), ("de", 1, "1 Tag"), ("de", 21, "3 Wochen"),
    ],
)  # fmt: skip
def test_a_span_of_days_is_said_as_a_person_would(language: str, days: int, words: str) -> None:
    assert wording(language).duration(days) == words


def test_lists_dates_numbers_and_countries_follow_the_language() -> None:
    assert wording("en").list(["a", "b", "c"]) == "a, b and c"
    assert wording("de").list(["a", "b", "c"]) == "a, b und c"
    assert wording("de").date(date(2026, 11, 24)) == "24. November 2026"
    assert wording("de").number(7.5) == "7,5"
    assert wording("de").inside("Lange Zeit") == "Lange Zeit"
    assert wording("en").inside("Long spells") == "long spells"
    assert wording("de").country("GB") == "Vereinigtes Königreich"
