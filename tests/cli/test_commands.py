"""The command line: the same use cases, plain records, clear sentences."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from rhomboid.cli.main import main
from tests.cases.reading import persons

PERSONS = {case["id"]: case for case in persons()}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def file_of(tmp_path: Path, answers: dict[str, Any]) -> str:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    return str(path)


def test_assess_prints_disposition_reasons_and_causes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = file_of(tmp_path, PERSONS["01_desk_worker"]["answers"])
    code, out, _ = run(capsys, "assess", answers, "--json")
    record = json.loads(out)
    assert code == 0
    assert record["disposition"] == "self_care"
    assert record["causes"][0]["id"] == "sustained_posture"
    assert record["causes"][0].keys() >= {"id", "band", "points", "for", "against"}
    assert [net["within"] for net in record["safety_net"]] == [
        "emergency",
        "same_day",
        "see_doctor",
    ]
    assert "six weeks from today" in record["safety_net"][2]["text"]


def test_assess_takes_partial_answers_from_toml(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.toml"
    path.write_text('chest_pressure = "not_sure"\n', encoding="utf-8")
    code, out, _ = run(capsys, "assess", str(path), "--json")
    record = json.loads(out)
    assert (code, record["disposition"]) == (0, "emergency")
    assert record["reasons"][0]["rule"] == "RF-10.pressure"
    assert "Pressure in the chest" in record["reasons"][0]["answers"]


def test_assess_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'{"age_years": 15}'))
    monkeypatch.setattr("sys.stdin", stream)
    _, out, _ = run(capsys, "assess", "-", "--json")
    assert json.loads(out)["not_offered"] is True


def test_unknown_keys_and_impossible_values_are_named_and_nothing_else_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = file_of(tmp_path, {"chest_presure": "yes", "age_years": 200, "onset": "fast"})
    code, out, err = run(capsys, "assess", answers)
    assert code == 2
    assert out == ""
    assert "There is no question chest_presure. Did you mean chest_pressure" in err
    assert "age_years must be between 0 and 120; we got 200" in err
    assert "onset must be one of" in err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"age_years = ", "must be TOML or JSON"),
        (b'{"age_years": ', "must be JSON"),
        (b"\xff\xfe\x00", "must be text in UTF-8"),
        (b"[1, 2]", "must be TOML or JSON"),
        (b"x" * 1_000_001, "must be a file smaller than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "answers.toml"
    path.write_bytes(content)
    code, _, err = run(capsys, "assess", str(path))
    assert code == 2
    assert sentence in err


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "plan", "/nowhere/answers.toml")
    assert code == 2
    assert "must be a file that can be read, got /nowhere/answers.toml" in err


@pytest.mark.parametrize("name", ["01_desk_worker", "03_spasm_sneeze", "10_osteoporosis_sneeze"])
def test_plan_prints_a_programme_or_why_there_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    answers = file_of(tmp_path, PERSONS[name]["answers"])
    code, out, _ = run(capsys, "plan", answers, "--json")
    record = json.loads(out)
    expect = PERSONS[name]["expect"]["programme"]
    assert code == 0
    assert record["offered"] is expect["offered"]
    assert record["reasons"][0]["text"]
    code, out, _ = run(capsys, "plan", answers)
    assert code == 0
    assert ("Strengthening has the best record" in out) is (record.get("template") == "standard")


def test_questions_lists_every_question_with_kind_choices_and_range(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capsys, "questions", "--json", "--lang", "de")
    records = {record["id"]: record for record in json.loads(out)}
    assert len(records) == 73
    assert records["age_years"]["minimum"] == 0
    assert {"id": "fever", "label": "Fieber"} in records["general_signs"]["choices"]
    assert run(capsys, "questions")[1].count("\n") > 300


def test_knowledge_lists_shows_and_names_what_is_unverified(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "knowledge", "list", "movements")[1].endswith("39 rows\n")
    assert "source andersen2011" in run(capsys, "knowledge", "show", "EX-04")[1]
    assert "EX-41" in run(capsys, "knowledge", "unverified")[1]
    assert (
        json.loads(run(capsys, "knowledge", "show", "band_row", "--json")[1])[0]["table"]
        == "movements"
    )
    code, _, err = run(capsys, "knowledge", "show", "band_rwo")
    assert code == 2
    assert "band_row" in err
    assert run(capsys, "knowledge", "list", "nothing")[0] == 2


def test_an_unknown_language_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "questions", "--lang", "xx")
    assert code == 2
    assert "must be one of en, de" in err
