"""Draw all movements on one sheet, docs/figures/contact_sheet.svg, and some of them moving.

Look at it after every change of the body, the drawing or a pose.
"""

from __future__ import annotations

import re
from pathlib import Path

from rhomboid.adapters.drawing.poses import movement_ids
from rhomboid.adapters.drawing.still import draw_still
from rhomboid.adapters.drawing.svg import text
from rhomboid.adapters.drawing.theme import standalone_style
from rhomboid.bootstrap.drawings import moving_drawing
from rhomboid.wording.wording import Wording

SHEET = Path(__file__).resolve().parents[1] / "docs" / "figures" / "contact_sheet.svg"
#: Movements that the README shows in motion.
MOVING = ("standing_overhead_reach", "band_row", "cat_cow", "bird_dog")
COLUMNS = 6
#: Width and height of a cell, and the room for its name under the floor, in pixels.
CELL, NAME = (285, 300), 44
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_LETTERS = (
    "<style>text{font:15px sans-serif;fill:var(--fig-line)}"
    "@media (prefers-color-scheme:dark){text{fill:#EAE6DF}}</style>"
)


def cell(movement_id: str, name: str, place: int) -> str:
    """One drawing with its name, standing on the floor of its row."""
    drawing = draw_still(movement_id, label=name)
    found = _SIZE.search(drawing)
    if found is None:
        raise ValueError(f"the drawing of {movement_id} must have a size")
    width, height = float(found[1]), float(found[2])
    left = place % COLUMNS * CELL[0] + (CELL[0] - width) / 2
    floor = (place // COLUMNS + 1) * CELL[1] - NAME
    placed = drawing.replace("<svg ", f'<svg x="{left:.1f}" y="{floor - height:.1f}" ', 1)
    middle = place % COLUMNS * CELL[0] + CELL[0] / 2
    return f'{placed}<text x="{middle}" y="{floor + 24}" text-anchor="middle">{text(name)}</text>'


def sheet() -> str:
    """The whole sheet as SVG."""
    say = Wording("en").say
    names = [(movement, say(f"movements.{movement}.name")) for movement in movement_ids()]
    cells = "".join(cell(movement, name, i) for i, (movement, name) in enumerate(names))
    width, height = COLUMNS * CELL[0], -(-len(names) // COLUMNS) * CELL[1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="All movements">{standalone_style()}{_LETTERS}{cells}</svg>\n'
    )


if __name__ == "__main__":
    SHEET.parent.mkdir(parents=True, exist_ok=True)
    SHEET.write_text(sheet(), encoding="utf-8")
    print(f"{SHEET} ({SHEET.stat().st_size / 1000:.0f} kB)")
    for movement in MOVING:
        name = Wording("en").say(f"movements.{movement}.name")
        moving = SHEET.with_name(f"{movement}.svg")
        moving.write_text(moving_drawing(movement, name) + "\n", encoding="utf-8")
        print(moving)
