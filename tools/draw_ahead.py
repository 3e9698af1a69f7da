"""Draw the moving figures before anybody asks for them, so that no page waits for a picture.

Usage: python -m tools.draw_ahead [--everyone]

Draws what is missing or out of date: every movement by whoever suits it, or by everybody who can be
chosen. The server draws what is not there when it is asked for.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rhomboid.adapters.drawing.moving.kept import FOLDER, draw, load, save, suits
from rhomboid.adapters.drawing.people import PEOPLE
from rhomboid.adapters.drawing.poses import movement_ids


def wanted(everyone: bool) -> list[tuple[str, str]]:
    """Movement and person of every drawing that should lie ready."""
    if everyone:
        return [(movement, who) for movement in movement_ids() for who in PEOPLE]
    return [(movement, suits(movement)) for movement in movement_ids()]


def remove_strangers(folder: Path = FOLDER) -> None:
    """Remove the files of movements and persons that there no longer are."""
    known = {folder / who / f"{movement}.json" for movement, who in wanted(everyone=True)}
    for path in set(folder.glob("*/*.json")) - known:
        path.unlink()


def _draw_one(movement: str, who: str) -> None:
    save(movement, who, draw(movement, who))


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the moving figures ahead.")
    parser.add_argument("--everyone", action="store_true", help="by everybody who can be chosen")
    everyone = parser.parse_args().everyone
    remove_strangers()
    missing = [(movement, who) for movement, who in wanted(everyone) if load(movement, who) is None]
    if not missing:
        return
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        drawn = [pool.submit(_draw_one, movement, who) for movement, who in missing]
        for count, one in enumerate(drawn, start=1):
            one.result()
            if sys.stderr.isatty():
                print(f"\rdrawing figures {count} of {len(missing)}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)


if __name__ == "__main__":
    main()
