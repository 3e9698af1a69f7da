"""`rhomboid ergonomics video`: RULA and REBA of the postures in a video, a picture or landmarks.

With `--json` it prints an object. Scores are pairs of the lowest and the highest that fit; angles
are in degrees, times in seconds, shares from 0 to 1; null is what was never seen.

- `seconds`, `seen_s`, `unseen_share`, `unseen`: length, time seen, share of the time not seen, and
  its seconds by reason: `nobody`, or `view` where nothing of trunk, neck and arms could be read
- `frames`, `others`, `jumps`: pictures read; whether somebody else was seen too; how often the
  person was suddenly elsewhere, so that two may have been taken for one
- `seen_from`, `position`: shares of the time seen: `side`, `front`, `askew`; `standing`,
  `sitting_or_squatting`, `unseen`
- `angles`: by name: `seen_share`, `median_deg`, `error_deg` (half of the span in which it lies),
  `low_deg` and `high_deg` (a twentieth of the readings lies beyond each), `why_not` (share of the
  time by reason: `view`, `cut_off`, `covered`, `toward_camera`)
- `rula`, `reba`: `partial` takes as neutral all that was not seen (ER-09), `whole` as anything;
  each with `median` (half of the time has it or more), `most`, `sides`, and `levels`: for every
  action `level` its part of the time if every posture had its `lowest` score and if it had its
  `highest` (each adds up to 1), and `at_least` and `at_most`, between which the time at this level
  or above lies. `unseen` names the inputs that were never seen nor told; `table_variant` the
  Table A (ER-08)
- `still`: `long_enough` for anything to be held longer than a minute (ER-03), `whole_s` and
  `longest_s` in which all that was seen was held, `part_s` by angle
- `worst`: at most three: `t_s`, `seen_from`, `angles_deg`, `errors_deg`, `rula` and `reba`
  (partial), `rula_whole`, `reba_whole`, and with `--figures` the `figure`'s file
- `told`: what was told; `conventions`: from which angle on a part counts as bent or out, within
  what a posture is held, and what the neck is measured against
- `aspect`, `notes`: of the source, as of `rhomboid coach --json`
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from rhomboid import bootstrap
from rhomboid.app.coaching import Note, Origin, Shot, until
from rhomboid.app.strain.watched import WatchedError, told_of, watch_postures
from rhomboid.app.strain.watching.exposure import Exposure
from rhomboid.bootstrap.postures import posture_figure
from rhomboid.cli.ergonomics_video_words import exposure_lines, figure_label
from rhomboid.cli.files import print_json, read_record_file
from rhomboid.cli.recording import Stopped, shown
from rhomboid.core.ergonomics.exposure.angles import Told
from rhomboid.core.knowledge.exposure import ExposureRules
from rhomboid.core.movement.sight.frame import Frame
from rhomboid.wording import Wording, wording

_BAD_INPUT: Final = 2
_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".heic"})
_NECK_AGAINST: Final = "line from hip to shoulder; zero is the body model standing upright"


def run_video(given: argparse.Namespace) -> int:
    """Score the postures of a recording; Ctrl-C once gives what was seen so far."""
    w = wording(given.lang)
    told = _told(given)
    rules = bootstrap.knowledge().strain
    if given.figures:
        _folder(given.figures)
    stopped = Stopped()
    if Path(given.input).suffix.lower() in _PICTURES:
        shots, origin = _picture(Path(given.input))
        seen = watch_postures(iter(shots), told, rules, given.table)
    else:
        with bootstrap.open_sight(given.input, None) as source:
            with stopped:
                frames = until(shown(source), stopped.is_set)
                seen = watch_postures(frames, told, rules, given.table)
            origin = source.origin()
    if stopped.is_set():
        origin = msgspec.structs.replace(origin, notes=(*origin.notes, Note("stopped")))
    files = list(_figures(seen, Path(given.figures), w)) if given.figures else []
    if given.json:
        print_json(_plain(seen, told, origin, files, rules.exposure))
    else:
        print("\n".join(exposure_lines(seen, told, files, w, origin.notes)))
    return _whole(origin, w)


def _told(given: argparse.Namespace) -> Told:
    told: dict[str, Any] = read_record_file(given.told, "what is told") if given.told else {}
    if given.load is not None:
        told["load_kg"] = given.load
    if given.sitting or given.stance:
        told["stance"] = given.stance or "sitting"
    return told_of(told)


def _folder(name: str) -> None:
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WatchedError(
            f"--figures must name a folder that can be made, got {name} ({error.strerror})"
        ) from error


def _picture(path: Path) -> tuple[list[Shot], Origin]:
    """One picture as the only frame."""
    readings, people, aspect = bootstrap.person_in(path)
    if not readings:
        raise WatchedError(
            f"a person must be seen in the picture, got nobody in {path}; "
            "take it from the side, with light from the front and the whole body in it"
        )
    # Everybody else is smaller, and not told apart here: only that there is somebody.
    frame = Frame(t_s=0.0, people=(readings[0],) * min(people, 2), aspect=aspect)
    return [Shot(frame)], Origin(aspect=aspect)


def _figures(seen: Exposure, folder: Path, w: Wording) -> Iterator[str]:
    for number, posture in enumerate(seen.worst, 1):
        path = folder / f"posture_{number}.svg"
        try:
            path.write_text(
                posture_figure(posture.drawn, figure_label(posture, w)) + "\n", encoding="utf-8"
            )
        except OSError as error:
            raise WatchedError(
                f"--figures must name a folder that can be written to, got {folder} "
                f"({error.strerror})"
            ) from error
        yield str(path)


def _plain(
    seen: Exposure, told: Told, origin: Origin, files: list[str], rules: ExposureRules
) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(seen)
    for number, posture in enumerate(plain["worst"]):
        del posture["drawn"]
        posture["figure"] = files[number] if files else None
    return {
        **plain,
        "told": dict(told),
        "conventions": {
            "side_bent_from_deg": rules.bent.side_bent_from_deg,
            "abducted_from_deg": rules.bent.abducted_from_deg,
            "still_within_deg": rules.held.within_deg,
            "neck_against": _NECK_AGAINST,
        },
        "aspect": origin.aspect,
        "notes": msgspec.to_builtins(origin.notes),
    }


def _whole(origin: Origin, w: Wording) -> int:
    """Zero for a whole recording; for one that was cut short, say so and return 2."""
    cut = next((note for note in origin.notes if note.id == "cut_short"), None)
    if cut is None:
        return 0
    print(f"rhomboid: {w.say(f'cli.coach.note.{cut.id}', **cut.values)}", file=sys.stderr)
    return _BAD_INPUT
