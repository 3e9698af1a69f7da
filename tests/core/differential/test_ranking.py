"""Points per cluster, bands, caps, and what would change them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from rhomboid.app.assess import assess, assess_raw
from rhomboid.core.base.decision import Value
from rhomboid.core.differential.phase import phase_and_severity
from rhomboid.core.differential.ranking import rank
from rhomboid.core.intake.answers import Answers
from rhomboid.core.knowledge.causes import BANDS, Cause
from rhomboid.core.knowledge.loader import convert_row
from tests.strategies import KNOWLEDGE, TODAY, answers

RULES = KNOWLEDGE.differential


def cause(cause_id: str, *rows: tuple[str, str, int], cap: str | None = None) -> Cause:
    evidence = [
        {"id": name, "cluster": cluster, "points": points, "when": name}
        for name, cluster, points in rows
    ]
    raw: dict[str, object] = {
        "id": cause_id, "facts": ["DX-02"], "status": "product_rule",
        "valid_from": TODAY, "evidence": evidence,
    }  # fmt: skip
    if cap:
        raw |= {"cap": cap, "cap_unless": "proven"}
    return convert_row("test", cause_id, raw, Cause)


def test_findings_of_one_cluster_count_once_the_strongest() -> None:
    row = cause("x", ("a", "same", 2), ("b", "same", 3), ("c", "other", 1), ("d", "against", -2))
    ranked = rank({"a": True, "b": True, "c": True, "d": True}, (row,), RULES.bands)[0]
    assert ranked.points == 2
    assert [point.evidence for point in ranked.speaks_for] == ["b", "c"]
    assert [point.evidence for point in ranked.speaks_against] == ["d"]


@pytest.mark.parametrize(
    ("points", "rival", "band"),
    [(4, 0, "most_consistent"), (3, 0, "possible"), (2, 0, "possible"), (1, 0, "less_likely"),
     (4, 5, "most_consistent"), (4, 6, "possible")],
)  # fmt: skip
def test_bands_begin_where_the_table_says(points: int, rival: int, band: str) -> None:
    table = (cause("mine", ("a", "one", points)), cause("other", ("b", "one", rival)))
    ranked = {row.id: row for row in rank({"a": True, "b": True}, table, RULES.bands)}
    assert ranked["mine"].band == band


def test_a_cap_holds_until_what_lifts_it() -> None:
    row = cause("x", ("a", "one", 5), cap="possible")
    capped = rank({"a": True}, (row,), RULES.bands)[0]
    assert (capped.band, capped.capped) == ("possible", True)
    free = rank({"a": True, "proven": True}, (row,), RULES.bands)[0]
    assert (free.band, free.capped) == ("most_consistent", False)


def test_what_would_change_it_names_the_row_the_way_and_the_open_question() -> None:
    row = cause("x", ("a", "one", 2), ("b", "two", 2))
    change = rank({"a": True}, (row,), RULES.bands)[0].would_change
    assert [(c.evidence, c.direction, c.band, c.open_questions) for c in change] == [
        ("b", "up", "most_consistent", ("b",)),
        ("a", "down", "less_likely", ()),
    ]


@given(answers())
def test_every_change_told_is_true(told: Answers) -> None:
    """Making the row hold, or cease to hold, gives the band that was told."""
    facts = assess(told, KNOWLEDGE).facts
    for ranked in assess(told, KNOWLEDGE).causes:
        for change in ranked.would_change:
            assert change.band != ranked.band
            up = BANDS.index(change.band) > BANDS.index(ranked.band)
            row = next(c for c in KNOWLEDGE.causes if c.id == ranked.id)
            evidence = next(e for e in row.evidence if e.id == change.evidence)
            assert up is ((change.direction == "up") is (evidence.points > 0))
            assert (evidence.when.truth(facts) is True) is (change.direction == "down")


@pytest.mark.hazard("H-15")
@given(answers())
def test_the_ranking_is_ordered_complete_and_never_a_percentage(told: Answers) -> None:
    causes = assess(told, KNOWLEDGE).causes
    assert {c.id for c in causes} == {c.id for c in KNOWLEDGE.causes}
    order = [(BANDS.index(c.band), c.points) for c in causes]
    assert order == sorted(order, reverse=True)
    for ranked in causes:
        total = sum(p.points for p in (*ranked.speaks_for, *ranked.speaks_against))
        assert ranked.points == total
        assert isinstance(ranked.points, int)


@pytest.mark.parametrize(
    ("days", "phase"),
    [(0, "acute"), (41, "acute"), (42, "subacute"), (83, "subacute"), (84, "persistent")],
)
def test_the_phase_follows_from_the_days(days: int, phase: str) -> None:
    found = phase_and_severity({"duration_days": days}, RULES.phase, RULES.severity)
    assert found.phase == phase


@pytest.mark.parametrize(
    ("pain", "severity"),
    [(0, "none"), (1, "mild"), (3, "mild"), (4, "moderate"), (6, "moderate"), (7, "severe")],
)
def test_the_severity_follows_from_the_average_pain(pain: int, severity: str) -> None:
    found = phase_and_severity({"pain_average": pain, "pain_now": 0}, RULES.phase, RULES.severity)
    assert found.severity == severity


def test_over_means_gone_and_no_more_than_one_of_ten() -> None:
    gone: dict[str, Value] = {"course": "gone", "duration_days": 30}
    for pain, phase in ((0, "recovered"), (1, "recovered"), (2, "acute")):
        found = phase_and_severity({**gone, "pain_average": pain}, RULES.phase, RULES.severity)
        assert found.phase == phase
    assert phase_and_severity({}, RULES.phase, RULES.severity).phase == "unknown"


def test_episodes_are_summed_up_with_what_they_share() -> None:
    told = [
        {"months_ago": 2, "lasted_days": 10, "set_off": "load", "helped": ["moving", "heat"]},
        {"months_ago": 12, "set_off": "load", "helped": ["moving"]},
        {"months_ago": 13, "lasted_days": 30, "set_off": "stress", "helped": ["nothing"]},
    ]
    raw = {"history": "like_before", "previous_episodes": told}
    pattern = assess_raw(raw, KNOWLEDGE, date(2026, 11, 24)).pattern
    assert pattern is not None
    assert (pattern.episodes, pattern.past_year, pattern.recurring) == (3, 2, True)
    assert pattern.common == "load"
    assert [(item.what, item.episodes) for item in pattern.helped] == [("moving", 2), ("heat", 1)]
    assert pattern.longest_days == 30
    assert assess_raw({"history": "first_time"}, KNOWLEDGE, TODAY).pattern is None
