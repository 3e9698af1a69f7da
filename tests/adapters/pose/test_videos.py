"""Videos and pictures through the pose model; `make video-test` runs them."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rhomboid.adapters.pose.pictures import Picture, VideoPictures, read_image
from tests.cli.running import ran

pytestmark = pytest.mark.video

DATA = Path(__file__).parents[4] / "shared" / "data"
SEATED = DATA / "videos" / "overhead_reach_seated_7_reps.mp4"
SITTING = DATA / "images_sitting"
real = pytest.mark.skipif(not SEATED.exists(), reason=f"the real recordings are not at {DATA}")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return partial(ran, capsys)


def video(path: Path, pictures: list[Any], rate: int = 15, *, index_first: bool = False) -> Path:
    """A video file of pictures of shape (height, width, 3)."""
    import av

    how = {"movflags": "faststart"} if index_first else {}
    with av.open(str(path), "w", options=how) as out:
        stream = out.add_stream("mpeg4", rate=rate)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for picture in pictures:
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return path


def portrait(height: int = 480) -> Any:
    """A person of whom head and shoulders are seen, from scikit-image."""
    from skimage import data, transform

    person = transform.resize(data.astronaut(), (height, height), preserve_range=True)
    wide = np.full((height, height * 16 // 9, 3), 220, dtype=np.uint8)
    left = (wide.shape[1] - height) // 2
    wide[:, left : left + height] = person.astype(np.uint8)
    return wide


@real
def test_a_person_who_reaches_up_seven_times_is_counted_seven_times(run: Run) -> None:
    code, out, err = run("coach", SEATED, "--movement", "standing_overhead_reach", "--json")
    told = json.loads(out)
    assert code == 0, err
    assert told["repetitions"]["total"] == 7
    assert told["unseen_share"] < 0.1


@real
def test_the_overlay_is_a_video_of_the_same_length(run: Run, tmp_path: Path) -> None:
    import av

    short = tmp_path / "short.mp4"
    with av.open(str(SEATED)) as source:
        pictures = [
            frame.to_ndarray(format="rgb24")[::2, ::2]
            for _, frame in zip(range(40), source.decode(video=0), strict=False)
        ]
    video(short, pictures)
    out = tmp_path / "out.mp4"
    code, _, err = run(
        "coach", short, "--movement", "standing_overhead_reach", "--overlay", out
    )  # fmt: skip
    assert code == 0, err
    with av.open(str(out)) as drawn:
        assert sum(1 for _ in drawn.decode(video=0)) == 40


@real
def test_sitting_straight_hunched_and_leaning_back_are_told_apart(run: Run) -> None:
    told = {
        name: json.loads(run("posture", SITTING / f"{name}_hf.jpg", "--json")[1])
        for name in ("straight", "hunchback", "recline")
    }
    trunk = {name: one["trunk_deg"] for name, one in told.items()}
    error = max(one["trunk_error_deg"] for one in told.values())
    assert trunk["recline"] + error < trunk["straight"] - error
    assert trunk["straight"] + error < trunk["hunchback"] - error
    assert told["hunchback"]["head_deg"] > told["straight"]["head_deg"] + 2 * error


@real
def test_a_posture_is_compared_with_the_persons_own_earlier_picture(
    run: Run, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(run("posture", SITTING / "straight_hf.jpg", "--json")[1])
    now = SITTING / "hunchback_hf.jpg"
    told = json.loads(run("posture", now, "--baseline", earlier, "--json")[1])
    assert {change["line"] for change in told["changes"]} >= {"trunk_deg", "head_deg"}
    same = run("posture", SITTING / "straight_hf.jpg", "--baseline", earlier)[1]
    assert "no change" in same


def test_a_video_in_4k_is_read(run: Run, tmp_path: Path) -> None:
    wide = np.kron(portrait(540), np.ones((4, 4, 1), np.uint8))
    assert wide.shape[:2] == (2160, 3840)
    seen = video(tmp_path / "4k.mp4", [wide] * 4)
    code, out, err = run("coach", seen, "--movement", "lateral_raise", "--json")
    assert code == 0, err
    assert json.loads(out)["repetitions"]["total"] == 0


def test_a_video_of_nobody_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    empty = video(tmp_path / "empty.mp4", [np.full((240, 320, 3), 90, np.uint8)] * 12)
    code, out, err = run("coach", empty, "--movement", "lateral_raise")
    assert (code, out) == (2, "")
    assert "a person must be seen" in err


def test_a_person_of_whom_too_little_is_seen_is_found_and_no_repetition_is_made_up(
    run: Run, tmp_path: Path
) -> None:
    wide = portrait()
    pictures = [np.roll(wide, 4 * step, axis=1) for step in range(30)]
    seen = video(tmp_path / "portrait.mp4", pictures)
    code, out, err = run("coach", seen, "--movement", "hip_hinge", "--json")
    assert code == 0, err
    told = json.loads(out)
    assert told["repetitions"]["total"] == 0
    assert told["unseen_share"] > 0.9


def test_a_video_that_is_cut_short_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    whole = video(tmp_path / "whole.mp4", [portrait(240)] * 30)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[:3000])
    code, out, err = run("coach", cut, "--movement", "lateral_raise")
    assert (code, out) == (2, "")
    assert "cut.mp4" in err


def test_a_video_that_ends_before_its_end_is_counted_as_far_as_it_goes_and_said_to_be_cut(
    run: Run, tmp_path: Path
) -> None:
    whole = video(tmp_path / "whole.mp4", [portrait(240)] * 45, index_first=True)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    code, out, err = run("coach", cut, "--movement", "lateral_raise", "--json")
    assert code == 2
    assert 10 < json.loads(out)["frames"] < 45
    assert err.startswith("rhomboid: The recording ends in the middle")


def test_a_picture_is_no_set(run: Run, tmp_path: Path) -> None:
    import cv2

    path = tmp_path / "photo.png"
    cv2.imwrite(str(path), portrait()[:, :, ::-1])
    code, out, err = run("coach", path, "--movement", "lateral_raise")
    assert (code, out) == (2, "")
    assert "`rhomboid posture` reads pictures" in err


#: Quarters of a turn to the right that a reader must make: as videos and as photos tell it.
TURNS = {1: (0, 1, -1, 0), 2: (-1, 0, 0, -1), 3: (0, -1, 1, 0)}
#: What a reader must make of a stored picture for each of the eight orientations of a photo.
ORIENTATIONS: dict[int, Callable[[Any], Any]] = {
    1: lambda a: a,
    2: np.fliplr,
    3: lambda a: np.rot90(a, 2),
    4: np.flipud,
    5: lambda a: np.swapaxes(a, 0, 1),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(np.swapaxes(a, 0, 1), 2),
    8: lambda a: np.rot90(a, 1),
}


def marked() -> Any:
    """A wide picture whose upper left corner is white."""
    picture = np.zeros((160, 320, 3), dtype=np.uint8)
    picture[:80, :160] = 255
    return picture


@pytest.mark.parametrize("turns", TURNS)
def test_a_video_from_a_phone_that_was_turned_is_looked_at_upright(
    tmp_path: Path, turns: int
) -> None:
    path = video(tmp_path / "turned.mp4", [marked()] * 3)
    content = bytearray(path.read_bytes())
    matrix = content.index(b"tkhd") + 44
    a, b, c, d = TURNS[turns]
    one = 1 << 16
    told = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    content[matrix : matrix + len(told)] = told
    path.write_bytes(content)
    pictures = VideoPictures(path)
    seen = next(iter(pictures))
    pictures.close()
    _is(seen, np.rot90(marked(), -turns))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_photo_is_looked_at_as_it_was_taken(tmp_path: Path, orientation: int, order: str) -> None:
    import cv2

    jpeg = cv2.imencode(".jpg", marked())[1].tobytes()
    entry = struct.pack(f"{order}HHHIHHI", 1, 0x112, 3, 1, orientation, 0, 0)
    begin = b"II*\0" if order == "<" else b"MM\0*"
    exif = b"Exif\0\0" + begin + struct.pack(f"{order}I", 8) + entry
    path = tmp_path / "turned.jpg"
    head = b"\xff\xe1" + struct.pack(">H", len(exif) + 2)
    path.write_bytes(jpeg[:2] + head + exif + jpeg[2:])
    _is(read_image(path), ORIENTATIONS[orientation](marked()))


def _is(seen: Picture, wanted: Any) -> None:
    assert seen.aspect == pytest.approx(wanted.shape[1] / wanted.shape[0])
    assert seen.pixels.shape == wanted.shape
    assert np.abs(seen.pixels.astype(float) - wanted).mean() < 10


@pytest.mark.parametrize("ending", ["mp4", "mov", "gif"])
def test_a_video_is_no_picture_of_a_posture(run: Run, tmp_path: Path, ending: str) -> None:
    path = video(tmp_path / "set.mp4", [portrait(240)] * 3).rename(tmp_path / f"set.{ending}")
    code, out, err = run("posture", path)
    assert (code, out) == (2, "")
    assert "`rhomboid coach` reads videos" in err


@real
@pytest.mark.parametrize("name", ["straight_hf", "hunchback_hf", "recline_hf", "kneeling"])
def test_a_photo_and_its_mirror_image_agree_within_the_errors(
    run: Run, tmp_path: Path, name: str
) -> None:
    import cv2

    photo = cv2.imread(str(SITTING / f"{name}.jpg"))
    assert photo is not None
    path = tmp_path / "photo.png"
    told = []
    for picture in (photo, photo[:, ::-1], photo[::2, ::2]):
        cv2.imwrite(str(path), picture)
        told.append(json.loads(run("posture", path, "--json")[1]))
    first, *others = told
    for other in others:
        for line in ("trunk", "head", "gaze"):
            off = abs(first[f"{line}_deg"] - other[f"{line}_deg"])
            assert off < min(first[f"{line}_error_deg"], other[f"{line}_error_deg"])


@real
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_photo_that_lies_on_its_side_gives_no_angle(
    run: Run, tmp_path: Path, quarters: int
) -> None:
    import cv2

    path, photo = tmp_path / "turned.png", cv2.imread(str(SITTING / "straight_hf.jpg"))
    assert photo is not None
    cv2.imwrite(str(path), np.rot90(photo, quarters))
    code, out, err = run("posture", path, "--json")
    assert (code, out) == (2, "")
    assert "must be upright" in err


def test_a_picture_from_the_front_gives_no_posture(run: Run, tmp_path: Path) -> None:
    import cv2

    path = tmp_path / "front.png"
    cv2.imwrite(str(path), portrait()[:, :, ::-1])
    code, out, _ = run("posture", path, "--json")
    assert code == 0
    told = json.loads(out)
    assert told["trunk_deg"] is None
    assert told["not_seen"]
