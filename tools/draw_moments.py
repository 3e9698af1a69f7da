"""Draw every movement at three moments of its cycle: docs/figures/moments.png.

Chromium draws the moving files themselves, stopped, so that the sheet shows what a browser shows.
With `--person NAME` another of the people, with `--dark` the dark scheme, with ids only some.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from rhomboid.adapters.drawing.poses import movement_ids
from rhomboid.adapters.drawing.svg import text
from rhomboid.bootstrap.drawings import moving_drawing, people
from rhomboid.wording.wording import Wording

FIGURES = Path(__file__).resolve().parents[1] / "docs" / "figures"
#: Moments as shares of a cycle: near the start, on the way, near the end.
MOMENTS = (0.02, 0.14, 0.4)
CELL, COLUMNS = 150, 3
_COLOURS = {"light": ("#FBF9F6", "#2A313E"), "dark": ("#14171C", "#EAE6DF")}
_STOP = """share => {
  const root = document.documentElement, first = root.querySelector("animate, animateTransform");
  root.setAttribute("width", "100%"); root.setAttribute("height", "100%");
  root.setAttribute("preserveAspectRatio", "xMidYMax");
  root.pauseAnimations(); root.setCurrentTime(parseFloat(first.getAttribute("dur")) * share);
}"""


def sheet(movements: Sequence[str], who: str, scheme: str, folder: Path) -> Path:
    """The page with all moments; each is a frame of its own, so that no ids meet."""
    say = Wording("en").say
    cells = []
    for movement in movements:
        name = say(f"movements.{movement}.name")
        drawing = moving_drawing(movement, name, who, "dark" if scheme == "dark" else "light")
        (folder / f"{movement}.svg").write_text(drawing, encoding="utf-8")
        frames = "".join(f'<iframe src="{movement}.svg" name="{m}"></iframe>' for m in MOMENTS)
        cells.append(f"<div>{frames}<p>{text(name)}</p></div>")
    back, front = _COLOURS[scheme]
    style = (
        f"body{{margin:8px;background:{back};color:{front};font:13px sans-serif;display:grid;"
        f"grid-template-columns:repeat({COLUMNS},1fr);gap:12px 20px}}p{{margin:2px 0}}"
        f"iframe{{width:{CELL}px;height:{CELL}px;border:0}}"
    )
    page = folder / "sheet.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(cells)}",
        encoding="utf-8",
    )
    return page


def stop(page: Page) -> None:
    """Every frame at its own moment."""
    for frame in page.frames[1:]:
        frame.evaluate(_STOP, float(frame.name))


def main() -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("movements", nargs="*", default=movement_ids())
    parser.add_argument("--person", choices=people(), default="")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--out", type=Path, default=FIGURES / "moments.png")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    flags = ["--no-sandbox", "--allow-file-access-from-files"]
    width = COLUMNS * (len(MOMENTS) * CELL + 20) + 24
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": width, "height": 800})
        scheme = "dark" if given.dark else "light"
        page.goto(sheet(given.movements, given.person, scheme, Path(folder)).as_uri())
        stop(page)
        page.screenshot(path=given.out, full_page=True)
        browser.close()
    print(f"{given.out} ({given.out.stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main()
