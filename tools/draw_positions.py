"""Draw every position of a usual day: docs/figures/positions.png.

Large with its name, and small without, as a page shows it. With `--dark` the dark scheme, with ids
only some.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from rhomboid.adapters.drawing.svg import text
from rhomboid.adapters.drawing.theme import standalone_style
from rhomboid.bootstrap.drawings import position_drawing
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.wording.wording import Wording

Scheme = Literal["light", "dark"]
FIGURES = Path(__file__).resolve().parents[1] / "docs" / "figures"
LARGE, SMALL, COLUMNS = 230, 120, 6
_COLOURS = {"light": ("#FBF9F6", "#2A313E"), "dark": ("#14171C", "#EAE6DF")}


def in_order() -> tuple[str, ...]:
    """Every position in the order in which the question offers them."""
    fields = load_knowledge().questions["day_tasks"].fields
    return next(tuple(field.choices) for field in fields if field.id == "position")


def sheet(positions: Sequence[str], scheme: Scheme) -> str:
    """The page with all pictures."""
    say = Wording("en").say
    large, small = [], []
    for one in positions:
        name = say(f"questions.day_tasks.field.position.choice.{one}")
        drawing = position_drawing(one, name)
        large.append(f"<div><div class=l>{drawing}</div><p>{text(name)}</p></div>")
        small.append(f"<div class=s>{drawing}</div>")
    back, front = _COLOURS[scheme]
    style = (
        f"body{{margin:10px;background:{back};color:{front};font:13px sans-serif}}"
        f".g{{display:grid;grid-template-columns:repeat({COLUMNS},{LARGE}px);gap:14px 20px}}"
        "p{margin:4px 0 0}.r{display:flex;flex-wrap:wrap;gap:16px;margin-top:24px}"
        ".l,.s{display:flex;align-items:flex-end;justify-content:center}"
        f".l{{height:{LARGE}px}}.s{{height:{SMALL}px;width:{SMALL}px}}"
        "svg{width:auto;height:auto;max-width:100%;max-height:100%}"
    )
    return (
        f"<!doctype html><meta charset=utf-8>{standalone_style()}<style>{style}</style>"
        f"<div class=g>{''.join(large)}</div><div class=r>{''.join(small)}</div>"
    )


def main() -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("positions", nargs="*", default=in_order())
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--out", type=Path, default=FIGURES / "positions.png")
    given = parser.parse_args()
    scheme: Scheme = "dark" if given.dark else "light"
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    width = COLUMNS * (LARGE + 20) + 4
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 500}, color_scheme=scheme)
        page.set_content(sheet(given.positions, scheme))
        page.screenshot(path=given.out, full_page=True)
        browser.close()
    print(f"{given.out} ({given.out.stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main()
