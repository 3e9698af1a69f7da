"""What `rhomboid ergonomics video` prints of a recording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rhomboid.app.coaching import Note
from rhomboid.app.strain.watching.exposure import (
    AngleSeen,
    Bounds,
    Exposure,
    SheetSeen,
    WorstPosture,
)
from rhomboid.core.ergonomics.exposure.angles import Told
from rhomboid.core.ergonomics.exposure.scored import SHEETS
from rhomboid.core.ergonomics.exposure.shares import LevelShare
from rhomboid.wording import Wording
from rhomboid.wording.strain_times import moment_words, time_words

#: An angle that is known less closely than this is not worth a number.
_ROUGH_DEG: Final = 45.0
_MOST: Final = {"rula": 7, "reba": 15}
_LABELS: Final = 24
#: Percent.
_ALL: Final = 100


def exposure_lines(
    seen: Exposure, told: Told, files: Sequence[str], w: Wording, notes: Sequence[Note]
) -> Iterator[str]:
    """What was seen, the scores over time, the worst postures, and what the scores are worth."""
    yield from _seen(seen, told, w)
    for note in notes:
        if note.id == "stopped":
            yield w.say("watched.stopped")
        elif note.id != "cut_short":
            yield w.say(f"cli.coach.note.{note.id}", **note.values)
    for sheet in SHEETS:
        yield ""
        yield from _sheet(sheet, getattr(seen, sheet), seen, w)
    yield ""
    if seen.frames > 1:
        yield from _still(seen, w)
        yield ""
    yield w.say("watched.angles.title")
    for name, angle in seen.angles.items():
        yield f"  {_name(name, w):{_LABELS}} {_angle(angle, w)}"
    yield w.say("watched.held_to")
    yield ""
    yield from _worst(seen, files, w)
    yield from _ends(seen, told, w)


def figure_label(posture: WorstPosture, w: Wording) -> str:
    """What a screen reader says of a drawing."""
    view = w.say(f"watched.from.{posture.seen_from}")
    return w.say(
        "watched.label", view=view[0].lower() + view[1:], angles=", ".join(_angles(posture, w))
    )


def _seen(seen: Exposure, told: Told, w: Wording) -> Iterator[str]:
    if seen.frames == 1:
        yield w.say("watched.one")
    else:
        whole = not seen.unseen
        yield w.say(
            f"watched.seen{'_all' if whole else ''}",
            seen=time_words(seen.seen_s, w),
            length=time_words(seen.seconds, w),
            frames=seen.frames,
        )
    position = {} if "stance" in told else seen.position
    for kind, shares in (("from", seen.seen_from), ("position", position)):
        for one, share in shares.items():
            what = w.say(f"watched.{kind}.{one}")
            yield w.say(
                "watched.share.line", what=what[0].upper() + what[1:], share=_percent(share)
            )
    if seen.unseen:
        yield w.say("watched.unseen.line", share=_percent(seen.unseen_share))
    for reason, time_s in seen.unseen.items():
        yield "  " + w.say(f"watched.unseen.{reason}", time=time_words(time_s, w))
    if seen.others:
        yield w.say("watched.others")
    if seen.jumps:
        yield w.say("watched.jumped", count=seen.jumps)


def _sheet(name: str, sheet: SheetSeen, seen: Exposure, w: Wording) -> Iterator[str]:
    title = w.say(f"strain.{name}.name")
    for kind in ("partial", "whole"):
        low, high = getattr(sheet, kind).median
        yield w.say(f"watched.{kind}", sheet=title, low=low, high=high, most=_MOST[name])
    part = sheet.partial
    if seen.frames > 1:
        yield w.say("watched.half", low=part.median[0], high=part.median[1])
        yield from _levels(name, part.levels, w)
    left, right = part.sides["left"], part.sides["right"]
    yield w.say(
        "watched.sides",
        left_low=left[0],
        left_high=left[1],
        right_low=right[0],
        right_high=right[1],
    )


def _levels(name: str, levels: Sequence[LevelShare], w: Wording) -> Iterator[str]:
    """How much of the time lies at each level above the lowest, as far as that says something."""
    reached = [level for level in levels[1:] if _percent(level.at_most) > 0]
    if not reached:
        yield "  " + w.say("watched.level_none", text=_level_text(name, levels[0], w))
    for level in reached:
        least, most = _percent(level.at_least), _percent(level.at_most)
        yield "  " + w.say(
            f"watched.{_level_key(least, most)}",
            least=least,
            most=most,
            text=_level_text(name, level, w),
        )


def _level_text(name: str, level: LevelShare, w: Wording) -> str:
    return w.say(f"strain.{name}.level.{level.level}")


def _level_key(least: int, most: int) -> str:
    """The sentence for a share of the time, both ends in percent."""
    if least == most:
        return "level_always" if most == _ALL else "level_exact"
    if least == 0:
        return "level_open" if most == _ALL else "level_up_to"
    return "level_from" if most == _ALL else "level"


def _still(seen: Exposure, w: Wording) -> Iterator[str]:
    if not seen.still.long_enough:
        yield w.say("watched.static_short")
        return
    whole, longest = seen.still.whole_s, time_words(seen.still.longest_s, w)
    if whole <= 0:
        yield w.say("watched.static_none")
    elif time_words(whole, w) == longest:
        yield w.say("watched.static_once", longest=longest)
    else:
        yield w.say("watched.static", whole=time_words(whole, w), longest=longest)


def _angle(angle: AngleSeen, w: Wording) -> str:
    if angle.median_deg is None or angle.error_deg is None:
        reasons = ", ".join(w.say(f"watched.why.{reason}") for reason in angle.why_not)
        return w.say("watched.angles.never", reasons=reasons)
    if angle.error_deg > _ROUGH_DEG:
        return w.say("watched.angles.rough", error=round(_ROUGH_DEG))
    return w.say(
        "watched.angles.seen",
        degrees=round(angle.median_deg),
        error=round(angle.error_deg),
        share=_percent(angle.seen_share),
    )


def _worst(seen: Exposure, files: Sequence[str], w: Wording) -> Iterator[str]:
    yield w.say("watched.worst" if seen.frames > 1 else "watched.worst_one")
    for number, posture in enumerate(seen.worst):
        yield "  " + w.say(
            "watched.at" if seen.frames > 1 else "watched.at_once",
            time=moment_words(posture.t_s),
            **_ends_of("rula", posture.rula),
            **_ends_of("reba", posture.reba),
        )
        yield "    " + ", ".join(_angles(posture, w))
        if files:
            yield "    " + w.say("watched.drawn", file=files[number])


def _ends_of(name: str, bounds: Bounds) -> dict[str, int]:
    return {f"{name}_low": bounds[0], f"{name}_high": bounds[1]}


def _angles(posture: WorstPosture, w: Wording) -> list[str]:
    return [
        w.say(
            "watched.angle",
            name=_name(name, w),
            degrees=round(value),
            error=round(posture.errors_deg[name]),
        )
        for name, value in posture.angles_deg.items()
        if posture.errors_deg[name] <= _ROUGH_DEG
    ]


def _ends(seen: Exposure, told: Told, w: Wording) -> Iterator[str]:
    """What was told and what was not, and what the scores mean and do not."""
    yield ""
    if told:
        yield w.say("watched.told", names=", ".join(told))
    else:
        yield w.say("watched.nothing_to_tell")
    names = dict.fromkeys((*seen.rula.unseen, *seen.reba.unseen))
    yield w.say("watched.not_told", names=", ".join(names))
    yield w.say("watched.wide")
    yield w.say("strain.rula.table", variant=seen.rula.table_variant)
    for name in SHEETS:
        yield w.say(f"strain.{name}.not_means")


def _name(name: str, w: Wording) -> str:
    return w.say(f"watched.name.{name.replace(' ', '_')}")


def _percent(share: float) -> int:
    return round(100 * share)
