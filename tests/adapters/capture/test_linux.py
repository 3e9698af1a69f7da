"""Whether camera or microphone is in use, from folders laid out as the kernel lays out its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rhomboid.adapters.capture.linux import InUse, in_use

CLOSED = "closed\n"
RUNNING = "state: RUNNING\nowner_pid   : 4321\n"


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """A machine with a sound card, and two programs that hold no camera."""
    for device in ("pcm0p", "pcm0c"):
        folder = tmp_path / "asound" / "card0" / device / "sub0"
        folder.mkdir(parents=True)
        (folder / "status").write_text(CLOSED)
    for pid, name in (("41", "editor"), ("42", "browser")):
        (tmp_path / pid / "fd").mkdir(parents=True)
        (tmp_path / pid / "comm").write_text(f"{name}\n")
        (tmp_path / pid / "fd" / "0").symlink_to("/dev/pts/0")
    (tmp_path / "self").mkdir()
    return tmp_path


def told(proc: Path) -> InUse:
    return in_use(proc, platform="linux")


def test_nothing_in_use_is_known_to_be_free(proc: Path) -> None:
    assert told(proc) == InUse(camera=False, microphone=False)
    assert not told(proc).any


def test_a_program_that_holds_a_camera_uses_it(proc: Path) -> None:
    (proc / "42" / "fd" / "7").symlink_to("/dev/video0")
    assert told(proc) == InUse(camera=True, microphone=False)
    assert told(proc).any


def test_what_only_keeps_track_of_cameras_does_not_use_them(proc: Path) -> None:
    (proc / "42" / "fd" / "7").symlink_to("/dev/video0")
    (proc / "42" / "comm").write_text("wireplumber\n")
    assert told(proc).camera is False


def test_rhomboid_itself_is_not_another_program(proc: Path) -> None:
    own = proc / str(os.getpid()) / "fd"
    own.mkdir(parents=True)
    (own / "9").symlink_to("/dev/video0")
    assert told(proc).camera is False


def test_a_sound_device_that_takes_in_is_the_microphone_and_one_that_plays_is_not(
    proc: Path,
) -> None:
    card = proc / "asound" / "card0"
    (card / "pcm0p" / "sub0" / "status").write_text(RUNNING)
    assert told(proc).microphone is False
    (card / "pcm0c" / "sub0" / "status").write_text(RUNNING)
    assert told(proc).microphone is True


def test_a_process_that_is_gone_does_not_matter(proc: Path) -> None:
    (proc / "43").mkdir()
    assert told(proc).camera is False


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_neither_can_be_known(proc: Path, platform: str) -> None:
    found = in_use(proc, platform=platform)
    assert (found, found.any, found.known) == (InUse(), False, False)


def test_without_a_sound_card_nothing_is_known_of_a_microphone(tmp_path: Path) -> None:
    assert told(tmp_path).microphone is None
    assert told(tmp_path / "missing") == InUse()
