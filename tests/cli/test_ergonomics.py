"""`rhomboid ergonomics`: tables of cases and single ones, nothing lost, nothing guessed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from rhomboid.cli.csv_table import reading
from tests.cli.running import ran
from tests.core.ergonomics.sheets import REBA_BEST, RULA_BEST

BEST = {"rula": RULA_BEST, "reba": REBA_BEST}
LIFT = {
    "load_kg": 10, "h_cm": 40, "v_cm": 40, "d_cm": 60, "a_deg": 30, "lifts_per_min": 1,
    "duration_h": 1, "coupling": "fair",
}  # fmt: skip
JOB = {
    "job": "stock", "duration_h": 1, "task": "a", "load_max_kg": 12, "load_avg_kg": 9,
    "h_cm": 30, "v_cm": 60, "d_cm": 30, "a_deg": 0, "lifts_per_min": 1, "coupling": "good",
}  # fmt: skip


def table(path: Path, rows: list[dict[str, object]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def batch(
    capsys: pytest.CaptureFixture[str], kind: str, source: Path, *options: str
) -> list[dict[str, str]]:
    out = source.with_suffix(".out.csv")
    code, _, err = ran(capsys, "ergonomics", kind, "--batch", source, "--out", out, *options)
    assert code == 0, err
    return read(out.read_text())


@pytest.mark.parametrize(("kind", "last"), [("rula", "grand"), ("reba", "reba")])
def test_rows_keep_their_order_and_their_own_columns(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str, last: str
) -> None:
    necks = [0, 30, -5]
    rows = [
        {"who": f"p, {neck}", **BEST[kind], "neck_flexion_deg": neck, "note": 'said "so"'}
        for neck in necks
    ]
    found = batch(capsys, kind, table(tmp_path / "in.csv", rows))
    assert [row["who"] for row in found] == ["p, 0", "p, 30", "p, -5"]
    assert {row["note"] for row in found} == {'said "so"'}
    assert [row["error"] for row in found] == [""] * 3
    necks_scored = {"rula": ["1", "3", "4"], "reba": ["1", "2", "2"]}
    assert [row["neck"] for row in found] == necks_scored[kind]
    assert found[0][last] == "1"


def test_results_stand_in_the_order_that_other_programs_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = table(tmp_path / "in.csv", [dict(RULA_BEST)])
    code, out, _ = ran(capsys, "ergonomics", "rula", "--batch", source)
    assert code == 0
    header = out.splitlines()[0].split(",")
    assert header[len(RULA_BEST) :] == [
        "upper_arm", "lower_arm", "wrist", "wrist_twist_score", "posture_a", "score_a", "neck",
        "trunk", "legs", "posture_b", "score_b", "grand", "action_level", "table_variant", "error",
    ]  # fmt: skip
    source = table(tmp_path / "in.csv", [dict(REBA_BEST)])
    header = ran(capsys, "ergonomics", "reba", "--batch", source)[1].splitlines()[0].split(",")
    assert header[len(REBA_BEST) :] == [
        "trunk", "neck", "legs", "posture_a", "score_a", "upper_arm", "lower_arm", "wrist",
        "posture_b", "score_b", "score_c", "activity", "reba", "action_level", "error",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"neck_flexion_deg": "much"}, "neck_flexion_deg must be a number, got 'much'"),
        ({"neck_flexion_deg": ""}, "neck_flexion_deg must be a number, got ''"),
        ({"neck_flexion_deg": "nan"}, "neck_flexion_deg must be a number, got 'nan'"),
        ({"neck_flexion_deg": "1_0"}, "neck_flexion_deg must be a number, got '1_0'"),
        ({"load_kg": "1,000"}, "load_kg must be a number, got '1,000'"),
        ({"neck_flexion_deg": 700}, "neck_flexion_deg must be a number from -180 to 180"),
        ({"neck_twisted": "perhaps"}, "neck_twisted must be true or false, got 'perhaps'"),
        ({"wrist_twist": "far"}, "wrist_twist must be one of mid, end, got 'far'"),
        ({"load_kg": -3}, "load_kg must be a number from 0 to 1000, got -3.0"),
    ],
)
def test_a_bad_row_says_why_and_stops_no_other(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    changed: dict[str, object],
    sentence: str,
) -> None:
    rows = [dict(RULA_BEST), {**RULA_BEST, **changed}, dict(RULA_BEST)]
    first, bad, last = batch(capsys, "rula", table(tmp_path / "in.csv", rows))
    assert sentence in bad["error"]
    assert bad["grand"] == ""
    assert (first["grand"], last["grand"]) == ("1", "1")


def test_a_row_with_too_few_or_too_many_cells_is_bad(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = table(tmp_path / "in.csv", [dict(RULA_BEST)])
    good = source.read_text()
    source.write_text(good + "1,2\n" + good.splitlines()[1] + ",extra\n")
    found = batch(capsys, "rula", source)
    assert [row["error"] for row in found] == [
        "",
        "the row must have 20 cells as the header has, got 2",
        "the row must have 20 cells as the header has, got 21",
    ]


@pytest.mark.parametrize("yes", ["true", "TRUE", "True", "1", "yes"])
def test_yes_and_no_are_read_as_people_write_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, yes: str
) -> None:
    rows: list[dict[str, object]] = [{**RULA_BEST, "neck_twisted": yes}]
    assert batch(capsys, "rula", table(tmp_path / "in.csv", rows))[0]["neck"] == "2"


def test_a_table_with_semicolons_and_decimal_commas_stays_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = table(tmp_path / "in.csv", [{**REBA_BEST, "neck_flexion_deg": "20,5"}], ";")
    source.write_text("\ufeff" + source.read_text(), encoding="utf-8")
    _, out, _ = ran(capsys, "ergonomics", "reba", "--batch", source)
    assert read(out, ";")[0]["neck"] == "2"


def test_empty_cells_give_bounds_where_they_may(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = [
        {**RULA_BEST, "wrist_flexion_deg": "", "wrist_deviated": "", "wrist_twist": ""},
        dict(RULA_BEST),
    ]
    wide, exact = batch(capsys, "rula", table(tmp_path / "in.csv", rows), "--partial")
    assert (wide["wrist"], wide["grand"], wide["action_level"]) == ("1-4", "1-3", "1-2")
    assert (wide["grand_low"], wide["grand_high"]) == ("1", "3")
    assert wide["unseen"] == "wrist_flexion_deg wrist_deviated wrist_twist"
    assert (exact["grand"], exact["grand_low"], exact["unseen"]) == ("1", "1", "")


def test_either_table_a_is_named_in_every_row(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows: list[dict[str, object]] = [
        {**RULA_BEST, "upper_arm_flexion_deg": 30, "wrist_flexion_deg": 0}
    ]
    source = table(tmp_path / "in.csv", rows)
    assert batch(capsys, "rula", source)[0]["table_variant"] == "mainstream"
    older = batch(capsys, "rula", source, "--table", "worksheet")[0]
    assert (older["table_variant"], older["posture_a"]) == ("worksheet", "2")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "must begin with a line of column names, and is empty"),
        ("neck_flexion_deg,neck_flexion_deg\n1,2\n", "has 'neck_flexion_deg' twice"),
        ("who,note\na,b\n", "must have the columns upper_arm_flexion_deg, shoulder_raised"),
    ],
)
def test_a_table_that_cannot_be_scored_is_refused_whole(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, sentence: str
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content)
    code, _, err = ran(capsys, "ergonomics", "rula", "--batch", source, "--out", out)
    assert (code, out.exists()) == (2, False)
    assert sentence in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


def test_a_column_of_the_same_name_is_never_written_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = table(tmp_path / "in.csv", [{**RULA_BEST, "error": "mine"}])
    code, _, err = ran(capsys, "ergonomics", "rula", "--batch", source)
    assert code == 2
    assert "already has the columns error, which would be written over" in err


def test_the_table_that_is_read_is_never_written_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = table(tmp_path / "in.csv", [dict(RULA_BEST)])
    before = source.read_bytes()
    code, _, err = ran(capsys, "ergonomics", "rula", "--batch", source, "--out", source)
    assert (code, source.read_bytes()) == (2, before)
    assert "--out must name a file of its own" in err


def test_a_reader_who_has_enough_is_no_fault_of_the_table(tmp_path: Path) -> None:
    source = table(tmp_path / "in.csv", [dict(RULA_BEST)])
    with pytest.raises(BrokenPipeError), reading(str(source)):
        raise BrokenPipeError


def test_bytes_that_are_no_text_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"\xff\xfe\x00,\n\x81")
    code, _, err = ran(capsys, "ergonomics", "rula", "--batch", source)
    assert code == 2
    assert "must be" in err


# ---------------------------------------------------------------- lifts


def test_lifts_carry_their_multipliers_limit_and_index(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (row,) = batch(capsys, "niosh", table(tmp_path / "in.csv", [dict(LIFT)]))
    # ER-28, third vector
    assert float(row["rwl_kg"]) == pytest.approx(9.296, abs=5e-4)
    assert float(row["li"]) == pytest.approx(10 / 9.296, abs=1e-4)
    assert (float(row["hm"]), float(row["fm"]), float(row["cm"])) == (0.625, 0.94, 0.95)
    assert (row["reason"], row["error"]) == ("", "")


@pytest.mark.parametrize(
    ("changed", "reason", "rwl"),
    [
        ({"h_cm": 64}, "HM is 0: the hands are 64 cm from the ankles, and 63 cm", "0.0"),
        ({"v_cm": 176}, "VM is 0", "0.0"),
        ({"d_cm": 176}, "DM is 0", "0.0"),
        ({"a_deg": 136}, "AM is 0", "0.0"),
        ({"lifts_per_min": 13}, "FM is 0: 13 lifts a minute", "0.0"),
        ({"duration_h": 8.5}, "The equation is for up to 8 hours of lifting a day.", ""),
    ],
)
def test_a_limit_of_nothing_or_none_at_all_says_why(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    changed: dict[str, object],
    reason: str,
    rwl: str,
) -> None:
    (row,) = batch(capsys, "niosh", table(tmp_path / "in.csv", [{**LIFT, **changed}]))
    assert reason in row["reason"]
    assert (row["rwl_kg"], row["li"], row["error"]) == (rwl, "", "")


def test_a_bad_lift_says_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {**LIFT, "h_cm": -1},
        {**LIFT, "coupling": "great"},
        {**LIFT, "load_kg": -2},
        dict(LIFT),
    ]
    negative, coupling, load, good = batch(capsys, "niosh", table(tmp_path / "in.csv", rows))
    assert negative["error"] == "h_cm must be a number of cm, at least 0, got -1.0"
    assert coupling["error"] == "coupling must be one of good, fair, poor, got 'great'"
    assert load["error"] == "load_kg must be a number of kg, at least 0, got -2.0"
    assert good["error"] == ""


def test_jobs_get_one_index_for_all_their_rows_wherever_they_stand(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows: list[dict[str, object]] = [
        dict(JOB),
        {**JOB, "job": "other"},
        {**JOB, "task": "b", "lifts_per_min": 4, "load_avg_kg": 5, "load_max_kg": 5},
    ]
    first, other, second = batch(capsys, "niosh-jobs", table(tmp_path / "in.csv", rows))
    assert first["cli"] == second["cli"]
    assert float(first["cli"]) > float(other["cli"]) > 0


def test_a_bad_row_of_a_job_is_named_by_the_others_of_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows: list[dict[str, object]] = [
        dict(JOB),
        {**JOB, "task": "b", "h_cm": "far"},
        {**JOB, "job": "other"},
        {**JOB, "job": ""},
    ]
    one, bad, other, nameless = batch(capsys, "niosh-jobs", table(tmp_path / "in.csv", rows))
    assert bad["error"] == "h_cm must be a number, got 'far'"
    assert one["error"] == "task 'b' of the same job: h_cm must be a number, got 'far'"
    assert (one["cli"], other["error"]) == ("", "")
    assert nameless["error"] == "job must be text, got ''"


def test_tasks_of_a_job_must_agree_in_their_hours(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows: list[dict[str, object]] = [dict(JOB), {**JOB, "task": "b", "duration_h": 2}]
    found = batch(capsys, "niosh-jobs", table(tmp_path / "in.csv", rows))
    said = "duration_h must be the same for all tasks of a job, got '1.0, 2.0'"
    assert [row["error"] for row in found] == [said, said]


def test_a_task_is_named_once_in_its_job(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = batch(capsys, "niosh-jobs", table(tmp_path / "in.csv", [dict(JOB), dict(JOB)]))
    assert {row["error"] for row in found} == {
        "task must have a name of its own in each row of a job"
    }


# ---------------------------------------------------------------- one case


def test_one_case_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps({**RULA_BEST, "neck_flexion_deg": 25}))
    code, out, _ = ran(capsys, "ergonomics", "rula", case, "--json")
    found = json.loads(out)
    assert (code, found["neck"], found["grand"], found["unseen"]) == (0, 3, 3, [])
    assert (found["table_variant"], found["bounds"]) == ("mainstream", {})


@pytest.mark.hazard("H-27")
def test_what_a_case_does_not_tell_widens_its_score(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.toml"
    case.write_text("neck_flexion_deg = 25\ntrunk_flexion_deg = 30\ntrunk_supported = false\n")
    found = json.loads(ran(capsys, "ergonomics", "rula", case, "--json")[1])
    assert (found["grand"], found["bounds"]["grand"]) == (None, [3, 7])
    assert "wrist_flexion_deg" in found["unseen"]
    said = ran(capsys, "ergonomics", "rula", case)[1]
    assert said.startswith("RULA 3 to 7 of 7\n")
    assert "not a limit between safe and unsafe" in said


@pytest.mark.hazard("H-27")
def test_one_lift_in_words_says_what_the_number_is_worth(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.toml"
    case.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in LIFT.items()))
    code, said, _ = ran(capsys, "ergonomics", "niosh", case)
    assert (code, said.splitlines()[0]) == (
        0,
        "Recommended limit 9.3 kg. The load is 1.08 times that.",
    )
    assert "not been tested for people in pain" in said


@pytest.mark.hazard("H-27")
def test_what_forbids_the_equation_is_said_instead_of_a_number(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps({**LIFT, "conditions": ["one_handed", "slippery"]}))
    found = json.loads(ran(capsys, "ergonomics", "niosh", case, "--json")[1])
    assert (found["rwl_kg"], found["li"]) == (None, None)
    assert "with both hands" in found["reason"]
    assert "floor with grip" in found["reason"]


@pytest.mark.parametrize("kind", ["rula", "reba", "niosh"])
def test_a_name_that_is_no_input_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str
) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"neck": 3}')
    code, _, err = ran(capsys, "ergonomics", kind, case)
    assert code == 2
    assert "neck must be one of" in err


def test_a_case_and_a_table_are_not_given_at_once_nor_neither(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for arguments in ([], [tmp_path / "case.json", "--batch", tmp_path / "in.csv"]):
        code, _, err = ran(capsys, "ergonomics", "rula", *arguments)
        assert code == 2
        assert "must be given either a case or --batch IN.csv" in err


def test_it_speaks_german(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = table(tmp_path / "in.csv", [{**LIFT, "h_cm": 70}])
    row = read(ran(capsys, "ergonomics", "niosh", "--batch", source, "--lang", "de")[1])[0]
    assert row["reason"].startswith("HM ist 0")
