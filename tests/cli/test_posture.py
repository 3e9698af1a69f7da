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


def _readings(person: Seen | tuple[Seen, ...] | None) -> tuple[Seen, ...]:
    if person is None:
        return ()
    return (person,) if isinstance(person, Seen) else person


@pytest.fixture
def look(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs `rhomboid posture` on a picture in which this person is seen."""

    def looked(person: Seen | tuple[Seen, ...] | None, *options: object, people: int = 1) -> Ran:
        monkeypatch.setattr(bootstrap, "person_in", lambda _: (_readings(person), people, ASPECT))
        return ran(capsys, "posture", "photo.jpg", *options)

    return looked


def test_inclinations_are_told_as_json_with_their_errors(look: Any) -> None:
    code, out, _ = look(sitting(trunk=12.0, head=30.0), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["trunk_deg"] == pytest.approx(12.0)
    assert told["head_deg"] == pytest.approx(30.0)
    assert told["trunk_error_deg"] == told["head_error_deg"] == 5.0
    assert told["gaze_error_deg"] == 9.0
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


@pytest.mark.parametrize(("language", "said"), [("en", "could not be compared"), ("de", "nicht ")])
def test_a_picture_that_shows_nothing_is_not_said_to_be_unchanged(
    look: Any, tmp_path: Path, language: str, said: str
) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(look(sitting(), "--json")[1])
    front = sitting(turned=80.0)
    code, out, _ = look(front, "--baseline", earlier, "--lang", language)
    assert code == 0
    assert said in out.splitlines()[-1]
    told = json.loads(look(front, "--baseline", earlier, "--json")[1])
    assert told["compared"] == []


def test_a_baseline_without_any_angle_is_refused(look: Any, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    for content in ("{}", look(sitting(turned=80.0), "--json")[1]):
        earlier.write_text(content)
        code, out, err = look(sitting(), "--baseline", earlier)
        assert (code, out) == (2, "")
        assert "the baseline must hold at least one angle" in err


def test_what_picture_and_mirror_image_differ_by_is_in_the_error(look: Any) -> None:
    told = json.loads(look((sitting(head=20.0), sitting(head=28.0)), "--json")[1])
    assert told["head_deg"] == 24.0
    assert told["head_error_deg"] == 9.0


def test_a_picture_that_lies_on_its_side_is_refused(look: Any) -> None:
    code, out, err = look(sitting(trunk=85.0))
    assert (code, out) == (2, "")
    assert "must be upright" in err


@pytest.mark.parametrize(("language", "said"), [("en", "must be level"), ("de", "gerade stehen")])
def test_that_the_camera_must_be_level_is_said_once(look: Any, language: str, said: str) -> None:
    assert look(sitting(), "--lang", language)[1].count(said) == 1
    assert said not in look(sitting(turned=80.0), "--lang", language)[1]


def test_no_number_has_more_digits_than_it_is_worth(look: Any) -> None:
    told = json.loads(look(sitting(trunk=12.34567), "--json")[1])
    assert told["trunk_deg"] == 12.3
