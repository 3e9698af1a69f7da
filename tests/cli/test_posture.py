"""A posture from a picture, told in words and compared; the pose model is played."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rhomboid import bootstrap
from rhomboid.core.movement.sight.frame import Seen
from tests.cli.running import ran
from tests.core.movement.coach.test_posture import ASPECT, sitting

ROOT = Path(__file__).parents[2]

Ran = tuple[int, str, str]


@pytest.fixture
def look(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs `rhomboid posture` on a picture in which this person is seen."""

    def looked(person: Seen | None, *options: object, people: int = 1) -> Ran:
        monkeypatch.setattr(bootstrap, "person_in", lambda _: (person, people, ASPECT))
        return ran(capsys, "posture", "photo.jpg", *options)

    return looked


def test_inclinations_are_told_as_json_with_their_errors(look: Any) -> None:
    code, out, _ = look(sitting(trunk=12.0, head=30.0), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["trunk_deg"] == pytest.approx(12.0)
    assert told["head_deg"] == pytest.approx(30.0)
    assert told["trunk_error_deg"] == told["head_error_deg"] == 5.0
    assert told["not_seen"] == []
    assert told["changes"] is None


def test_every_field_of_a_posture_is_described(look: Any) -> None:
    _, out, _ = look(sitting(), "--json")
    described = (ROOT / "docs" / "formats" / "reports.md").read_text()
    assert [field for field in json.loads(out) if f"`{field}`" not in described] == []


@pytest.mark.parametrize(
    ("language", "nobody_judges"),
    [("en", "No angle is right or wrong."), ("de", "Kein Winkel ist richtig oder falsch.")],
)
def test_inclinations_are_told_in_words_and_judged_by_nobody(
    look: Any, language: str, nobody_judges: str
) -> None:
    code, out, _ = look(sitting(trunk=12.0, head=30.0), "--lang", language, people=2)
    assert code == 0
    assert "12°" in out
    assert "30°" in out
    assert nobody_judges in out


def test_a_picture_without_anybody_is_refused_in_a_sentence(look: Any) -> None:
    code, out, err = look(None)
    assert (code, out) == (2, "")
    assert "got nobody in photo.jpg" in err


def test_a_later_picture_is_compared_with_the_earlier_one(look: Any, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(look(sitting(trunk=0.0), "--json")[1])
    _, out, _ = look(sitting(trunk=20.0), "--json", "--baseline", earlier)
    (change,) = json.loads(out)["changes"]
    assert change["line"] == "trunk_deg"
    assert change["degrees"] == pytest.approx(20.0)
    _, said, _ = look(sitting(trunk=20.0), "--baseline", earlier)
    assert "20°" in said.splitlines()[-1]


@pytest.mark.parametrize("content", [None, "no JSON", '{"trunk_deg": "much"}', "[]"])
def test_a_baseline_that_is_none_is_refused_in_a_sentence(
    look: Any, tmp_path: Path, content: str | None
) -> None:
    baseline = tmp_path / "earlier.json"
    if content is not None:
        baseline.write_text(content)
    code, out, err = look(sitting(), "--baseline", baseline)
    assert (code, out) == (2, "")
    assert err.startswith("rhomboid: the baseline must be")
