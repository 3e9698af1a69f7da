"""Adding a movement is adding one file: nothing in the code knows the one below."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import numpy as np
import pytest

from rhomboid.adapters.drawing import poses
from rhomboid.adapters.drawing.still import draw_still
from rhomboid.core.knowledge import loader
from rhomboid.core.knowledge.loader import read_rows, tables_folder
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.coach.batch import coach_recording, count_many
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.perform import Performance, Performed, perform

CURL = """
[[movement]]
id = "curl_of_the_test"
facts = ["XL-07"]
status = "product_rule"
valid_from = 2026-11-24
kind = "strength"
muscles = { main = ["biceps"] }
muscle_groups = ["elbow_flexors"]
position = "standing"
phases = [
    { id = "curl", seconds = [2, 2], to = "end" },
    { id = "lower", seconds = [2, 3], to = "start" },
]
days_per_week = [2, 3]
faults = [{ id = "too_fast" }]
view = "side"
borrowed_from = "general"

[movement.dose]
start = { sets = 1, reps = 8 }
target = { sets = 2, reps = 10 }
max = { sets = 3, reps = 12 }

[movement.coach]
signal = "elbow_flexion"
least = 25
views = ["side"]

[movement.motion]
muscles = ["triceps"]

[movement.motion.view]
of = "right"

[movement.motion.start]
elbow_flexion_deg = 8
shoulder_abduction_deg = 8

[movement.motion.end]
elbow_flexion_deg = 125
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables, and one movement more."""
    place = tmp_path_factory.mktemp("tables")
    with as_file(tables_folder()) as tables:
        copytree(tables, place, dirs_exist_ok=True)
    (place / "movements" / "curl_of_the_test.toml").write_text(CURL, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def curl(folder: Path) -> Movement:
    rows = {row.id: row for row in read_rows("movements", "movement", Movement, folder)}
    return rows["curl_of_the_test"]


@pytest.fixture
def read_from_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program finds its tables in the folder, and forgets them afterwards."""
    kept = (poses._movements, poses.load_figure)
    monkeypatch.setattr(loader, "tables_folder", lambda: folder)
    for read in kept:
        read.cache_clear()
    yield
    for read in kept:
        read.cache_clear()


def performed(curl: Movement, seed: int, repetitions: int = 8) -> Performed:
    how = Performance(
        pace=Pace(repetitions=repetitions, reach=0.8, tempo_spread=0.2),
        camera=Camera(side="right", turn_deg=5),
    )
    return perform(curl, how, np.random.default_rng(seed))


def test_it_is_drawn(read_from_folder: None) -> None:
    assert "curl_of_the_test" in poses.movement_ids()
    drawing = draw_still("curl_of_the_test", label="Curl", standalone=True)
    shapes = list(ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}path"))  # noqa: S314 - our own
    assert len(shapes) > 20
    assert "nan" not in drawing


def test_it_is_seen_by_a_camera(curl: Movement) -> None:
    recording = performed(curl, seed=1).recording
    wrist = recording.points[:, Landmark.RIGHT_WRIST, 1]
    hip = recording.points[:, Landmark.RIGHT_HIP, 1]
    assert wrist.max() > np.median(hip) > wrist.min() + 0.05
    assert np.median(recording.visibility[:, Landmark.RIGHT_WRIST]) > 0.9


@pytest.mark.parametrize("repetitions", [3, 8])
def test_it_is_counted(curl: Movement, repetitions: int) -> None:
    recordings = [performed(curl, seed, repetitions).recording for seed in range(10)]
    assert [counted.total for counted in count_many(curl, recordings)] == [repetitions] * 10
    assert coach_recording(curl, recordings[0]).repetitions.total == repetitions
