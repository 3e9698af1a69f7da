"""Postures of a recording scored from the command line."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rhomboid import bootstrap
from rhomboid.cli import ergonomics_video
from rhomboid.core.movement.sight.frame import Recording
from tests.adapters.pose.recordings import plain_lines, saved
from tests.adapters.pose.test_videos import DATA, SEATED, SITTING
from tests.app.strain.watched_bodies import ASPECT, posture, seen
from tests.cli.running import ran

Ran = tuple[int, str, str]
UPRIGHT, STOOPED = posture(), posture(pelvis_tilt_deg=55, neck_flexion_deg=15)


def course(*bodies: Any, seconds: float = 3.0, side: str = "left") -> Recording:
    """A film of bodies, each for so many seconds, ten frames a second."""
    rng = np.random.default_rng(1)
    people = [seen(body, rng, side=side, turn=0, bias=0.3) for body in bodies]
    count = round(seconds * 10)
    shown = [one for one in people for _ in range(count)]
    return Recording(
        t_s=np.arange(len(shown)) / 10,
        points=np.array([one.points for one in shown]),
        visibility=np.array([one.visibility for one in shown]),
        aspect=ASPECT,
    )


@pytest.fixture
def score(capsys: pytest.CaptureFixture[str]) -> Any:
    def scored(*arguments: object) -> Ran:
        return ran(capsys, "ergonomics", "video", *arguments)

    return scored


@pytest.mark.parametrize("ending", ["jsonl", "rhlm"])
def test_recorded_landmarks_are_scored_as_json(score: Any, tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"film.{ending}", course(UPRIGHT, STOOPED))
    code, out, _ = score(path, "--load", "0", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["frames"] == 60
    assert told["seen_from"] == {"side": 1.0}
    assert told["told"]["load_kg"] == 0
    for sheet in ("rula", "reba"):
        for kind in ("partial", "whole"):
            low, high = told[sheet][kind]["median"]
            assert low <= high
            assert sum(one["lowest"] for one in told[sheet][kind]["levels"]) == pytest.approx(1)
    assert told["worst"][0]["t_s"] > 2.9
    assert told["worst"][0]["angles_deg"]["trunk_flexion_deg"] > 30
    assert told["conventions"]["neck_against"]


def test_every_field_of_the_json_is_described(score: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "film.rhlm", course(UPRIGHT))
    told = json.loads(score(path, "--json")[1])
    described = ergonomics_video.__doc__ or ""
    parts = [told, told["still"], told["rula"], told["worst"][0], told["rula"]["partial"]]
    parts += [told["angles"]["trunk_flexion_deg"], told["rula"]["partial"]["levels"][0]]
    fields = {field for part in parts for field in part}
    assert [field for field in sorted(fields) if f"`{field}`" not in described] == []


@pytest.mark.parametrize(
    ("language", "neither"),
    [("en", "not a limit between safe and unsafe"), ("de", "keine Grenze zwischen")],
)
def test_it_is_told_in_words_that_end_with_what_the_scores_do_not_mean(
    score: Any, tmp_path: Path, language: str, neither: str
) -> None:
    path = saved(tmp_path / "film.jsonl", course(STOOPED))
    code, out, _ = score(path, "--sitting", "--lang", language)
    assert code == 0
    assert neither in out.splitlines()[-1]
    assert "wrist_flexion_deg" in out
    assert "RULA" in out
    assert "±" in out


def test_who_was_told_to_sit_is_not_said_to_stand_or_to_be_unclear(
    score: Any, tmp_path: Path
) -> None:
    path = saved(tmp_path / "film.jsonl", course(STOOPED))
    _, untold, _ = score(path, "--lang", "en")
    code, told, _ = score(path, "--sitting", "--lang", "en")
    assert code == 0
    of_position = re.compile(r"^(Standing|Sitting).*% of the time\.$", re.MULTILINE)
    assert of_position.search(untold)
    assert not of_position.search(told)
    assert re.search(r"^Taken as you told it: .*stance", told, re.MULTILINE)


@pytest.mark.parametrize("told", [("--load", "-3"), ("--load", "1e9"), ("--load", "nan")])
def test_a_load_that_is_none_is_refused(score: Any, tmp_path: Path, told: Any) -> None:
    code, out, err = score(saved(tmp_path / "film.rhlm", course(UPRIGHT)), *told)
    assert (code, out) == (2, "")
    assert "load_kg must be" in err


def test_what_no_camera_sees_can_be_told_in_a_file(score: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "film.rhlm", course(STOOPED))
    case = tmp_path / "told.toml"
    case.write_text("wrist_flexion_deg = 0\nwrist_deviated = false\nlegs_supported = true\n")
    wide = json.loads(score(path, "--json")[1])
    narrow = json.loads(score(path, "--told", case, "--json")[1])
    assert "legs_supported" in wide["rula"]["unseen"]
    assert "legs_supported" not in narrow["rula"]["unseen"]
    case.write_text("wrist = 0\n")
    code, _, err = score(path, "--told", case)
    assert code == 2
    assert "wrist must be one of" in err


def test_the_worst_postures_are_drawn(score: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "film.rhlm", course(UPRIGHT, STOOPED))
    folder = tmp_path / "new" / "figures"
    code, out, _ = score(path, "--figures", folder, "--json")
    files = [Path(one["figure"]) for one in json.loads(out)["worst"]]
    assert code == 0
    assert sorted(files) == sorted(folder.iterdir())
    assert len(files) == 2
    for file in files:
        root = ET.fromstring(file.read_text())  # noqa: S314 - written by the test itself
        assert "°" in root.attrib["aria-label"]
        assert len(list(root.iter())) > 10


def test_figures_need_a_folder(score: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "film.rhlm", course(UPRIGHT))
    code, out, err = score(path, "--figures", path)
    assert (code, out) == (2, "")
    assert "--figures must name a folder" in err


@pytest.mark.parametrize(
    ("name", "sentence"), [("none.mp4", "which is not there"), ("notes.txt", "no landmarks")]
)
def test_bad_input_is_refused_in_a_sentence(
    score: Any, tmp_path: Path, name: str, sentence: str
) -> None:
    (tmp_path / "notes.txt").write_text("My back hurts.")
    code, out, err = score(tmp_path / name)
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_film_without_anybody_is_refused(score: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text('{"t": 0.0, "landmarks": null}\n{"t": 0.1, "landmarks": null}\n')
    code, out, err = score(path)
    assert (code, out) == (2, "")
    assert "nobody" in err


def test_a_photo_is_one_posture(score: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person = seen(STOOPED, np.random.default_rng(2), turn=0)
    monkeypatch.setattr(bootstrap, "person_in", lambda _: ((person,), 2, ASPECT))
    told = json.loads(score("photo.JPG", "--json")[1])
    assert (told["frames"], len(told["worst"]), told["others"]) == (1, 1, True)
    assert "One picture was read." in score("photo.JPG")[1]
    monkeypatch.setattr(bootstrap, "person_in", lambda _: ((), 0, ASPECT))
    code, out, err = score("photo.JPG")
    assert (code, out) == (2, "")
    assert "got nobody in photo.JPG" in err


@pytest.mark.slow
def test_ctrl_c_gives_what_was_seen_so_far(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "rhomboid.cli.main", "ergonomics", "video", str(pipe)]
    command.append("--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        lines = plain_lines(course(UPRIGHT, seconds=30))
        with pipe.open("w") as stream:
            for line in lines[:250]:
                stream.write(line + "\n")
            stream.flush()
            time.sleep(4)
            running.send_signal(signal.SIGINT)
            time.sleep(0.3)
            try:
                for line in lines[250:]:
                    stream.write(line + "\n")
                stream.flush()
            except BrokenPipeError:
                pass
        out, _ = running.communicate(timeout=60)
    told = json.loads(out)
    assert running.returncode == 0
    assert 0 < told["frames"] < len(lines)
    assert [note["id"] for note in told["notes"] if note["id"] == "stopped"] == ["stopped"]


@pytest.mark.video
@pytest.mark.skipif(not SITTING.exists(), reason=f"the real pictures are not at {DATA}")
def test_who_sits_straight_hunched_or_reclined_is_told_apart(score: Any) -> None:
    found = {}
    for name in ("recline", "straight", "hunchback"):
        code, out, err = score(SITTING / f"{name}_hf.jpg", "--sitting", "--load", "0", "--json")
        assert code == 0, err
        trunk = json.loads(out)["angles"]["trunk_flexion_deg"]
        found[name] = (trunk["median_deg"], trunk["error_deg"])
    for one, other in (("recline", "straight"), ("straight", "hunchback")):
        assert found[one][0] + found[one][1] < found[other][0] - found[other][1]


@pytest.mark.video
@pytest.mark.skipif(not SEATED.exists(), reason=f"the real recordings are not at {DATA}")
def test_arms_overhead_in_a_real_film_from_the_front_score_and_the_trunk_is_said_to_be_cut_off(
    score: Any,
) -> None:
    code, out, err = score(SEATED, "--sitting", "--load", "0", "--json")
    told = json.loads(out)
    assert code == 0, err
    assert told["seen_from"]["front"] > 0.95
    assert told["angles"]["trunk_flexion_deg"]["why_not"]["cut_off"] > 0.9
    assert told["worst"][0]["rula"][0] >= 3
