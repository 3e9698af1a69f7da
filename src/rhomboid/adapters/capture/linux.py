"""Camera and microphone on Linux, as the kernel tells of them; nothing is opened or listened to.

Elsewhere neither can be known. On Linux a program of another person of the machine, a camera in a
phone and a headset over Bluetooth stay unknown too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import msgspec

_PROC: Final = Path("/proc")
_RUNNING: Final = "RUNNING"
_CAMERA: Final = "/dev/video"
#: Keeps cameras open only to know of them.
_KEEPERS: Final = frozenset(("wireplumber",))


class InUse(msgspec.Struct, frozen=True):
    """What is in use; `None` where that cannot be known."""

    camera: bool | None = None
    microphone: bool | None = None

    @property
    def any(self) -> bool:
        """Whether one of them is known to be in use."""
        return self.camera is True or self.microphone is True

    @property
    def known(self) -> bool:
        """Whether anything can be known at all."""
        return self.camera is not None or self.microphone is not None


def in_use(proc: Path = _PROC, *, platform: str = sys.platform) -> InUse:
    """What other programs have now."""
    if platform != "linux":
        return InUse()
    return InUse(_camera(proc), _microphone(proc))


def _camera(proc: Path) -> bool | None:
    try:
        processes = [path for path in proc.iterdir() if path.name.isdecimal()]
    except OSError:
        return None
    own = str(os.getpid())
    return any(_has_camera(path) for path in processes if path.name != own)


def _has_camera(process: Path) -> bool:
    """Whether a process holds a camera open; one that is gone or not ours does not count."""
    try:
        held = any(_target(link).startswith(_CAMERA) for link in (process / "fd").iterdir())
        return held and (process / "comm").read_text(encoding="utf-8").strip() not in _KEEPERS
    except (OSError, UnicodeDecodeError):
        return False


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""  # closed just now


def _microphone(proc: Path) -> bool | None:
    """Whether a sound device takes in; `None` without one."""
    if not (proc / "asound").is_dir():
        return None
    for status in proc.glob("asound/card*/pcm*c/sub*/status"):
        try:
            if _RUNNING in status.read_text(encoding="utf-8"):
                return True
        except (OSError, UnicodeDecodeError):
            continue
    return False
