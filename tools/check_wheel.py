"""Install a wheel into a clean environment without Node and prove that it runs.

Usage: python -m tools.check_wheel dist/rhomboid-0.1.0-py3-none-any.whl
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.serving import NotServingError, Visitor, serving

ROOT = Path(__file__).resolve().parents[1]

#: A wheel without one of these runs badly on a machine without Node or git.
NEEDED = (
    "rhomboid/core/knowledge/tables/red_flags.toml",
    "rhomboid/wording/en/",
    "rhomboid/wording/de/",
    "rhomboid/web/templates/",
    "rhomboid/web/static/rhomboid/built/manifest.json",
    "rhomboid/web/static/rhomboid/built/pose/pose_landmarker_full.task",
    "rhomboid/web/static/rhomboid/built/pose/pose_landmarker_lite.task",
    "rhomboid/web/static/rhomboid/built/pose/vision_wasm_internal.wasm",
    "rhomboid/web/static/rhomboid/built/pose/NOTICE.txt",
    "rhomboid/adapters/drawing/ahead/mira/",
    "rhomboid/adapters/drawing/ahead/jonas/",
    "rhomboid/adapters/drawing/ahead/amara/",
    "rhomboid/py.typed",
)


class WheelError(Exception):
    """The wheel lacks something, or what it installs does not run."""


def check_contents(wheel: Path) -> None:
    """See that tables, wording, templates and the built front end are inside.

    Raises:
        WheelError: naming the first part that is missing.
    """
    names = zipfile.ZipFile(wheel).namelist()
    for needed in NEEDED:
        if not any(name.startswith(needed) for name in names):
            raise WheelError(f"{wheel.name} must hold {needed}, and it does not")


def install(wheel: Path, folder: Path) -> Path:
    """Make an environment with the locked dependencies and the wheel; gives its `bin`."""
    uv = str(ROOT / ".venv" / "bin" / "uv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    into = [uv, "pip", "install", "--quiet", "--python", python]
    locked = str(ROOT / "requirements" / "app.txt")
    subprocess.run([*into, "--require-hashes", "-r", locked], check=True)
    subprocess.run([*into, "--no-deps", str(wheel)], check=True)
    return folder / "bin"


def check_runs(bin_dir: Path, folder: Path) -> int:
    """Start the program with nothing else on the PATH; gives the number of files fetched.

    Raises:
        WheelError: if a page or a file that it names does not come.
        NotServingError: if the program does not start.
    """
    env = {"PATH": str(bin_dir), "HOME": str(folder), "LANG": "C.UTF-8"}
    command = [str(bin_dir / "rhomboid"), "serve", "--port", "0", "--data", str(folder / "data")]
    with serving(command, limit_s=30, env=env) as visitor:
        return _visit(visitor)


def _visit(visitor: Visitor) -> int:
    status, page = visitor.fetch()
    if status != 200 or "rhomboid" not in page.lower():
        raise WheelError(f"the first page must come with 200, got {status}:\n{page[:500]}")
    files = visitor.linked_files(page)
    if not files:
        raise WheelError("the first page names no style sheet or script of its own")
    for name in files:
        status, _ = visitor.fetch(name)
        if status != 200:
            raise WheelError(f"{name} must come with 200, got {status}")
    return len(files)


def main(arguments: list[str]) -> int:
    """Check one wheel; gives the exit code."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    wheel = Path(arguments[0]).resolve()
    with tempfile.TemporaryDirectory(prefix="rhomboid-wheel-") as name:
        folder = Path(name)
        try:
            check_contents(wheel)
            count = check_runs(install(wheel, folder / "environment"), folder)
        except (WheelError, NotServingError) as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{wheel.name}: installed, started, first page and {count} of its files fetched")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
