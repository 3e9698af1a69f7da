"""Join the pose model that browser and Python share, and lay the browser's parts beside it.

The detector and the landmark models come from the npm package `@mediapipe/pose`, the WebAssembly
from `@mediapipe/tasks-vision`; both are pinned by frontend/package-lock.json. Nothing is fetched
here: everything read and everything written is checked by its SHA-256.

Usage: python -m tools.make_pose_model
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from pathlib import Path
from typing import Final

from tools.tflite_metadata import Input, ModelError, metadata, with_metadata

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "frontend" / "node_modules" / "@mediapipe"
BUILT = ROOT / "src" / "rhomboid" / "web" / "static" / "rhomboid" / "built" / "pose"

DETECTOR: Final = Input(mean=127.5, deviation=127.5, outputs=2)
LANDMARKS: Final = Input(mean=0.0, deviation=255.0, outputs=5)
#: A member of a bundle bears a fixed time, so that the same input gives the same bytes.
_MEMBER_TIME: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3

#: What is read, by path within the packages.
READ: Final = {
    "pose/pose_solution_packed_assets.data": (
        "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85"
    ),
    "pose/pose_landmark_full.tflite": (
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f"
    ),
    "pose/pose_landmark_lite.tflite": (
        "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61"
    ),
    "tasks-vision/wasm/vision_wasm_internal.js": (
        "7c652617b5bef832f42878ce8c5f752b0724bca6054e4bc1013a37d4b1949723"
    ),
    "tasks-vision/wasm/vision_wasm_internal.wasm": (
        "782eda3ec1f414fdb4f1d66a8b59093eb4d5ab437e06117796abf05962d68eef"
    ),
}
#: What is joined.
WRITTEN: Final = {
    "pose_landmarker_full.task": "8394f6912c9b0aa13b12dc082f06d95eeaa0a6f86436102ef363e7da1a686cd5",
    "pose_landmarker_lite.task": "12e74d8d9db0b099c989af2a405ce7c0edbac7e67fb14ce3037cf9c9f57a365f",
}
NOTICE: Final = """\
pose_landmarker_full.task, pose_landmarker_lite.task: the pose models of MediaPipe (BlazePose), from
the npm package @mediapipe/pose 0.5.1675469404, joined to bundles with metadata added.
vision_wasm_internal.js, vision_wasm_internal.wasm: from the npm package @mediapipe/tasks-vision
1.1.0, unchanged.

Copyright The MediaPipe Authors. Licensed under the Apache License, Version 2.0; its text follows.

"""


class PoseModelError(Exception):
    """A file is missing or is not the one that was checked."""


def checked(data: bytes, name: str, wanted: str) -> bytes:
    """The data, if its SHA-256 is the one that is known.

    Raises:
        PoseModelError: otherwise.
    """
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        raise PoseModelError(
            f"{name} must have the SHA-256 {wanted}, got {found}; "
            "remove frontend/node_modules and run `make setup` again"
        )
    return data


def bundle(detector: bytes, landmarks: bytes) -> bytes:
    """A `.task` file: both models with metadata, stored in a zip, as MediaPipe maps them.

    Raises:
        ModelError: if one of them is not a TFLite model.
    """
    members = {
        "pose_detector.tflite": with_metadata(detector, metadata(DETECTOR)),
        "pose_landmarks_detector.tflite": with_metadata(landmarks, metadata(LANDMARKS)),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, _MEMBER_TIME)
            member.create_system = _UNIX
            archive.writestr(member, data)
    return whole.getvalue()


def read_packages(folder: Path) -> dict[str, bytes]:
    """Every file of `READ`.

    Raises:
        PoseModelError: if one is missing or another than expected.
    """
    found = {}
    for name, wanted in READ.items():
        try:
            data = (folder / name).read_bytes()
        except OSError as error:
            raise PoseModelError(
                f"{name} must be in {folder}, got: {error.strerror}; run `make setup`"
            ) from error
        found[name] = checked(data, name, wanted)
    return found


def made(packages: dict[str, bytes]) -> dict[str, bytes]:
    """Every file to write, by name.

    Raises:
        PoseModelError: if a bundle is another than expected.
    """
    detector = packages["pose/pose_solution_packed_assets.data"]
    files = {
        Path(name).name: data for name, data in packages.items() if name.startswith("tasks-vision/")
    }
    for name, wanted in WRITTEN.items():
        kind = name.removesuffix(".task").rpartition("_")[2]
        data = bundle(detector, packages[f"pose/pose_landmark_{kind}.tflite"])
        files[name] = checked(data, name, wanted)
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    files["NOTICE.txt"] = (NOTICE + licence).encode()
    return files


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write each file whole: one that is cut short never bears its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        draft = folder / f"{name}.part"
        draft.write_bytes(data)
        draft.replace(folder / name)


def main() -> int:
    """Make everything; gives the exit code."""
    try:
        write(made(read_packages(PACKAGES)), BUILT)
    except (PoseModelError, ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
