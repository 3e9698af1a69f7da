"""Coaching a recording from the command line."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rhomboid.cli.progress_bar import ProgressBar
from tests.adapters.pose.recordings import plain_lines, recording, saved
from tests.adapters.small_disk import own_mount
from tests.cli.running import ran

ROOT = Path(__file__).parents[2]

Ran = tuple[int, str, str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    return partial(ran, capsys)


@pytest.mark.parametrize("ending", ["jsonl", "rhlm"])
def test_a_recorded_set_is_counted_and_told_as_json(run: Any, tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"set.{ending}")
    code, out, _ = run("coach", path, "--movement", "lateral_raise", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["movement"] == "lateral_raise"
    assert told["repetitions"]["total"] == 4
    assert told["repetitions"].keys() >= {"total", "left", "right"}
    assert abs(told["range_deg"] - 72) < told["error_deg"] + 5
    assert told["faults"] == {}
    assert told["holds_s"] == []
    assert 0 <= told["unseen_share"] < 0.1
    assert told["notes"] == []


def test_every_field_of_a_report_is_described(run: Any, tmp_path: Path) -> None:
    _, out, _ = run("coach", saved(tmp_path / "set.rhlm"), "--movement", "lateral_raise", "--json")
    described = (ROOT / "docs" / "formats" / "reports.md").read_text()
    told = json.loads(out)
    parts = (*told, *told["repetitions"], *told["each"][0], *told["tempo"])
    assert [field for field in parts if f"`{field}`" not in described] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_told_in_words(run: Any, tmp_path: Path, language: str) -> None:
    path = saved(tmp_path / "set.jsonl")
    code, out, _ = run("coach", path, "--movement", "lateral_raise", "--lang", language)
    assert code == 0
    assert "4 repetitions." in out or "4 Wiederholungen." in out
    assert "°" in out


def test_the_movement_is_recognised_where_it_can_be(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl", recording("band_row", "right"))
    code, out, _ = run("coach", path, "--movement", "auto", "--json")
    assert code == 0
    told = json.loads(out)
    assert told["movement"] == "band_row"
    assert told["confidence"] > 0.6


def test_where_it_cannot_be_recognised_that_is_said(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl", recording(count=1))
    code, out, err = run("coach", path, "--movement", "auto")
    assert (code, out) == (2, "")
    assert "name it with --movement" in err


def test_landmarks_saved_while_coaching_give_the_same_report(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text("\n".join(plain_lines()))
    kept = tmp_path / "kept.rhlm"
    words = ("--movement", "lateral_raise", "--json")
    _, first, _ = run("coach", path, *words, "--save-landmarks", kept)
    _, again, _ = run("coach", kept, *words)
    one, two = json.loads(first), json.loads(again)
    assert {key: two[key] for key in two if key != "notes"} == {
        key: one[key] for key in one if key != "notes"
    }


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("nobody.jsonl", '{"t": 0.0, "landmarks": null}\n' * 3, "a person must be seen"),
        ("nan.jsonl", plain_lines()[0].replace("0.", "NaN, 0.", 1) + "\n", "nan.jsonl, line 1"),
        ("words.txt", "hello", "words.txt"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_2(
    run: Any, tmp_path: Path, name: str, text: str, words: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    code, out, err = run("coach", path, "--movement", "lateral_raise")
    assert (code, out) == (2, "")
    assert words in err
    assert err.startswith("rhomboid: ")
    assert "Traceback" not in err


def test_a_recording_that_breaks_off_is_counted_as_far_as_it_goes_and_said_to_be_cut(
    run: Any, tmp_path: Path
) -> None:
    path = saved(tmp_path / "set.rhlm")
    path.write_bytes(path.read_bytes()[:-300])
    code, out, err = run("coach", path, "--movement", "lateral_raise", "--json")
    assert code == 2
    assert json.loads(out)["repetitions"]["total"] == 4
    assert err.startswith("rhomboid: The recording ends in the middle")


@pytest.mark.parametrize("option", ["--save-landmarks", "--overlay"])
def test_what_is_read_is_never_written_over(run: Any, tmp_path: Path, option: str) -> None:
    path = saved(tmp_path / "set.jsonl.part")
    before = path.read_bytes()
    (tmp_path / "link.jsonl").symlink_to(path)
    for name in ("set.jsonl.part", "link.jsonl", "set.jsonl"):
        code, out, err = run("coach", path, "--movement", "lateral_raise", option, tmp_path / name)
        assert (code, out) == (2, "")
        assert f"{option} must name a file of its own" in err
    assert path.read_bytes() == before


def test_two_results_are_not_written_into_one_file(run: Any, tmp_path: Path) -> None:
    path, same = saved(tmp_path / "set.jsonl"), tmp_path / "same"
    words = ("--movement", "lateral_raise", "--save-landmarks", same, "--overlay", same)
    code, _, err = run("coach", path, *words)
    assert code == 2
    assert "what --save-landmarks writes" in err


@pytest.mark.parametrize("place", [".", "missing/kept.jsonl", "/"])
def test_a_place_where_landmarks_cannot_be_saved_is_said(
    run: Any, tmp_path: Path, place: str
) -> None:
    path = saved(tmp_path / "set.jsonl")
    words = ("--movement", "lateral_raise", "--save-landmarks", tmp_path / place)
    code, out, err = run("coach", path, *words)
    assert (code, out) == (2, "")
    assert err.startswith("rhomboid: landmarks must be saved where files can be written")
    assert [one.name for one in tmp_path.iterdir()] == ["set.jsonl"]


@pytest.mark.parametrize("option", ["--save-landmarks", "--overlay"])
@pytest.mark.parametrize("beside", ["", ".part"])
def test_a_pipe_is_never_replaced_by_a_file(
    run: Any, tmp_path: Path, option: str, beside: str
) -> None:
    path, name = saved(tmp_path / "set.jsonl"), tmp_path / "out.mp4"
    pipe = tmp_path / f"out.mp4{beside}"
    os.mkfifo(pipe)
    code, out, err = run("coach", path, "--movement", "lateral_raise", option, name)
    assert (code, out) == (2, "")
    assert "is a device, pipe or socket" in err
    assert pipe.is_fifo()


@pytest.mark.parametrize("option", ["--save-landmarks", "--overlay"])
@pytest.mark.parametrize("name", ["", "-", " "])
def test_a_result_needs_the_name_of_a_file(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(
        "coach", saved(tmp_path / "set.jsonl"), "--movement", "lateral_raise", option, name
    )
    assert (code, out) == (2, "")
    assert f"{option} must name a file" in err
    assert [one.name for one in tmp_path.iterdir()] == ["set.jsonl"]


@pytest.mark.parametrize("name", ["o.txt", "o.avi", "mp4"])
def test_an_overlay_is_not_called_what_it_is_not(run: Any, tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / "set.jsonl")
    words = ("--movement", "lateral_raise", "--overlay", tmp_path / name)
    code, out, err = run("coach", path, *words)
    assert (code, out) == (2, "")
    assert "end in .mp4" in err


def test_a_full_disk_is_said_and_leaves_what_was_there(tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl")
    disk = tmp_path / "disk"
    disk.mkdir()
    kept = disk / "kept.jsonl"
    coach = f"{sys.executable} -m rhomboid.cli.main coach {path} --movement lateral_raise"
    script = f"echo before >{kept}; {coach} --save-landmarks {kept}; echo $?; cat {disk}/*"
    mount = own_mount(disk, "size=32k")
    done = subprocess.run([*mount, "sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "2\nbefore\n"
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_overlay_without_what_it_needs_says_what_to_install(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "set.jsonl")
    monkeypatch.setitem(sys.modules, "av", None)
    monkeypatch.setitem(sys.modules, "cv2", None)
    words = ("--movement", "lateral_raise", "--overlay", tmp_path / "seen.mp4")
    code, _, err = run("coach", path, *words)
    assert code == 2
    assert "rhomboid[video]" in err


def test_ctrl_c_ends_a_recording_and_keeps_what_was_counted(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = saved(tmp_path / "set.jsonl"), tmp_path / "kept.jsonl"

    def pressed(_bar: ProgressBar, _share: float | None, count: int) -> None:
        if count == 90:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(ProgressBar, "draw", pressed)
    words = ("--movement", "lateral_raise", "--json", "--save-landmarks", kept)
    code, out, _ = run("coach", path, *words)
    told = json.loads(out)
    assert code == 0
    assert told["frames"] == 90
    assert told["repetitions"]["total"] >= 1
    assert "stopped" in {note["id"] for note in told["notes"]}
    assert len(kept.read_text().splitlines()) == 1 + 90


def test_a_bar_is_drawn_while_it_takes_long_and_taken_away_at_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("time.monotonic", lambda: now)
    bar = ProgressBar("rhomboid")
    bar.draw(0.05, 5)
    assert capsys.readouterr().err == ""
    now = 5.0
    bar.draw(0.5, 50)
    drawn = capsys.readouterr().err
    assert "50%" in drawn
    assert "10/s" in drawn
    bar.close()
    assert capsys.readouterr().err.startswith("\r")


def test_no_bar_is_drawn_where_nobody_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    bar = ProgressBar("rhomboid")
    now = 5.0
    bar.draw(0.5, 50)
    bar.close()
    assert capsys.readouterr().err == ""


def test_an_unknown_movement_names_the_nearest(run: Any, tmp_path: Path) -> None:
    code, _, err = run("coach", saved(tmp_path / "set.jsonl"), "--movement", "lateral_rise")
    assert code == 2
    assert "perhaps lateral_raise" in err


def test_the_name_of_a_movement_may_be_in_capitals(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl")
    assert run("coach", path, "--movement", "LATERAL_RAISE")[0] == 0
    assert "perhaps band_row" in run("coach", path, "--movement", "BAND_ROWS")[2]


def test_what_cannot_be_recognised_is_said_in_the_language_that_was_asked(
    run: Any, tmp_path: Path
) -> None:
    path = saved(tmp_path / "set.jsonl", recording(count=1))
    code, out, err = run("coach", path, "--movement", "auto", "--lang", "de")
    assert (code, out) == (2, "")
    assert "lässt sich aus der Aufnahme nicht sagen" in err
    assert "movement must" not in err


def test_german_numbers_have_a_comma(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl")
    _, out, _ = run("coach", path, "--movement", "lateral_raise", "--lang", "de")
    tempo = next(line for line in out.splitlines() if line.startswith("Hin "))
    assert re.search(r"\d,\d s", tempo)
    assert not re.search(r"\d\.\d", tempo)


def test_the_side_from_which_a_movement_is_seen_is_named(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl", recording("band_row", "front"))
    _, out, _ = run("coach", path, "--movement", "band_row")
    assert "Let the camera see you from the side." in out
    assert "Perhaps another movement is meant" in out


def test_where_only_time_is_kept_nothing_is_said_to_be_unseen(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl")
    _, out, _ = run("coach", path, "--movement", "walking")
    assert "could not be seen" not in out
    told = json.loads(run("coach", path, "--movement", "walking", "--json")[1])
    assert "wrong_side" not in told["unseen"]


def test_what_was_not_judged_is_said(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl", recording("standing_overhead_reach"))
    _, out, _ = run("coach", path, "--movement", "standing_overhead_reach")
    told = json.loads(run("coach", path, "--movement", "standing_overhead_reach", "--json")[1])
    assert told["not_judged"]
    assert "This camera did not look for:" in out
    assert "Left and right: no difference" in out


def test_holds_do_not_contradict_the_tempo_of_repetitions(run: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "set.jsonl", recording("standing_overhead_reach"))
    _, out, _ = run("coach", path, "--movement", "standing_overhead_reach")
    assert "Out " in out
    assert "Held for" not in out


def test_no_number_has_more_digits_than_it_is_worth(run: Any, tmp_path: Path) -> None:
    _, out, _ = run("coach", saved(tmp_path / "set.jsonl"), "--movement", "lateral_raise", "--json")
    assert re.findall(r"\d\.\d{5,}", out) == []


def test_a_shape_that_is_none_is_refused(run: Any, tmp_path: Path) -> None:
    code, _, err = run("coach", "x.jsonl", "--movement", "auto", "--aspect", "wide")
    assert code == 2
    assert "like 16:9" in err


def test_a_picture_that_is_none_is_refused(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"no picture")
    code, out, err = run("posture", path)
    assert (code, out) == (2, "")
    assert err.startswith("rhomboid: ")
