"""`rhomboid desk`: how long without a change, the day's dose; a record replayed or taken in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rhomboid import bootstrap
from rhomboid.app.desk.records import State
from rhomboid.app.desk.taking import Taken
from rhomboid.app.journal import Journal
from rhomboid.cli.desk_calendar import Calendar
from rhomboid.cli.desk_watch import run_watch
from rhomboid.cli.files import print_json
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.ergonomics.desk.day import DayDose, StillSpell
from rhomboid.core.ergonomics.desk.events import Basis, DeskLog, Period
from rhomboid.core.ergonomics.desk.replay import How, Replayed, replay
from rhomboid.wording import Wording, languages, wording
from rhomboid.wording.desk import desk_length


class DeskFileError(RhomboidError):
    """What was asked of the command does not fit together."""


def run_desk(given: argparse.Namespace) -> int:
    """Say how the desk stands, watch, or replay a record.

    Raises:
        DeskFileError: if options do not fit together, or the file cannot be opened.
    """
    if given.watch and (given.file or given.json):
        raise DeskFileError("--watch must stand alone, got a file or --json beside it")
    if given.takes and not given.file:
        raise DeskFileError("--import must come with the file that is taken in")
    if (given.calendar or given.forget_calendar) and (given.file or given.json):
        raise DeskFileError("a calendar must be given alone or with --watch, got more beside it")
    if given.file:
        return _run_file(given)
    journal = open_journal(given)
    w = language_of(given, journal)
    if given.forget_calendar:
        journal.desk.plans.forget_calendar()
        print(w.say("desk.answered.forgotten"))
    calendar = Calendar(journal, Path(given.calendar), given.zone) if given.calendar else None
    if calendar is not None:
        print("\n".join(calendar.read(w)), flush=True)
    if given.watch:
        return run_watch(journal, w, bell=given.bell, calendar=calendar)
    state = journal.desk.state()
    if given.json:
        print_json(_state_record(state))
    else:
        print("\n".join(state_lines(state, w)))
    return 0


def state_lines(state: State, w: Wording) -> list[str]:
    """How the desk stands, in words."""
    since, today = state.since, state.today
    if since.minutes is None:
        first = w.say("desk.since.none")
    else:
        key = "minutes" if since.counted else "told"
        first = w.say(f"desk.since.{key}", count=since.minutes)
    lines = [first]
    if today is not None:
        desk = desk_length(today.desk_min, w)
        lines.append(w.say("desk.terminal.changes", count=today.changes, desk=desk))
        if today.longest is not None:
            lines.append(_longest(today.longest, w))
    if state.quiet_until is not None:
        lines.append(w.say("desk.quiet.until", time=f"{state.quiet_until:%H:%M}"))
    return lines


def _longest(spell: StillSpell, w: Wording) -> str:
    return w.say(
        "desk.day.longest",
        time=desk_length(spell.desk_min, w),
        start=f"{spell.start:%H:%M}",
        end=f"{spell.end:%H:%M}",
    )


def _state_record(state: State) -> dict[str, Any]:
    return {
        "minutes": state.since.minutes,
        "counted": state.since.counted,
        "counting": state.counting,
        "today": None if state.today is None else day_record(state.today),
        "week": [day_record(day) for day in state.week.days],
        "missing": [day.isoformat() for day in state.week.missing],
        "quiet_until": state.quiet_until and state.quiet_until.isoformat(),
        "every_min": state.every_min,
    }


def day_record(day: DayDose) -> dict[str, Any]:
    """One day as JSON."""
    return {
        "day": day.day.isoformat(),
        "desk_min": round(day.desk_min, 1),
        "changes": day.changes,
        "by_source": day.by_source,
        "changes_per_hour": _rounded(day.changes_per_hour),
        "longest_min": None if day.longest is None else round(day.longest.desk_min, 1),
        "long_share": _rounded(day.long_share),
        "prompts": day.prompts,
        "snoozes": day.snoozes,
        "skips": day.skips,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _run_file(given: argparse.Namespace) -> int:
    journal = open_journal(given) if given.takes else None
    w = wording(given.lang or languages()[0]) if journal is None else language_of(given, journal)
    known = bootstrap.knowledge()
    zone = given.zone or ZoneInfo(bootstrap.time_zone())
    basis = Basis(known.strain.desk, known.prescription.positions, zone)
    periods, left = _read(Path(given.file), zone, dict(given.means))
    played = replay(DeskLog(periods=periods), How(), basis)
    taken = None if journal is None else _take(journal, periods)
    if given.json:
        print_json(_replay_record(played, left, taken))
    else:
        lines = _replay_lines(Path(given.file).name, played, basis, w)
        if left:
            lines.append(w.say("desk.take.left", count=left))
        if taken is not None:
            lines.append(taken_words(taken, w))
        print("\n".join(lines))
    return 1 if played.misplaced else 0


def _read(path: Path, zone: ZoneInfo, means: dict[str, Any]) -> tuple[tuple[Period, ...], int]:
    try:
        with path.open("rb") as stream:
            log = bootstrap.activity_log(stream, path.name, zone, means)
            periods = tuple(log.periods())
            return periods, len(log.left.empty) + len(log.left.backwards)
    except OSError as error:
        raise DeskFileError(
            f"{path} must be a file that can be read, got: {error.strerror}"
        ) from error


def _take(journal: Journal, periods: tuple[Period, ...]) -> Taken:
    return journal.desk.take(periods)


def taken_words(taken: Taken, w: Wording) -> str:
    """What came of taking a record in."""
    key = "some" if taken.added else "none"
    said = [w.say(f"desk.take.done.{key}", count=taken.added, known=taken.known)]
    if taken.first is not None and taken.last is not None:
        first, last = w.date(taken.first), w.date(taken.last)
        said.append(w.say("desk.take.days", count=taken.days, first=first, last=last))
    return " ".join(said)


def _replay_record(played: Replayed, left: int, taken: Taken | None) -> dict[str, Any]:
    longest = played.longest
    return {
        "days": [day_record(day) for day in played.days],
        "changes_per_hour": _rounded(played.changes_per_hour),
        "changes_per_day": _rounded(played.changes_per_day),
        "prompts_per_day": _rounded(played.prompts_per_day),
        "longest": None
        if longest is None
        else {
            "minutes": round(longest.desk_min, 1),
            "start": longest.start.isoformat(),
            "end": longest.end.isoformat(),
        },
        "long_share": _rounded(played.long_share),
        "misplaced": [prompt.at.isoformat() for prompt in played.misplaced],
        "left_out": left,
        "taken": None if taken is None else {"added": taken.added, "known": taken.known},
    }


def _replay_lines(name: str, played: Replayed, basis: Basis, w: Wording) -> list[str]:
    days = played.days
    if not days or played.longest is None:
        return [w.say("desk.terminal.file.empty", name=name)]
    first, last = days[0].day.isoformat(), days[-1].day.isoformat()
    lines = [
        w.say("desk.terminal.file.days", count=len(days), name=name, first=first, last=last),
        w.say("desk.terminal.file.head"),
    ]
    lines += [_day_line(day, w) for day in days]
    rate = w.number(round(played.changes_per_hour or 0, 1))
    asked = w.number(round(played.prompts_per_day or 0, 1))
    longest = desk_length(played.longest.desk_min, w)
    lines.append(w.say("desk.terminal.file.sum", changes=rate, longest=longest, prompts=asked))
    share = int((played.long_share or 0) * 100 + 0.5)
    every = basis.positions.every_min
    lines.append(w.say("desk.terminal.file.share", share=share, every=every))
    wrong = len(played.misplaced)
    key = "wrong" if wrong else "right"
    lines.append(w.say(f"desk.terminal.file.{key}", count=wrong))
    return lines


def _day_line(day: DayDose, w: Wording) -> str:
    rate = "" if day.changes_per_hour is None else w.number(round(day.changes_per_hour, 1))
    longest = "" if day.longest is None else desk_length(day.longest.desk_min, w)
    desk = desk_length(day.desk_min, w)
    return f"{day.day}   {desk:11} {day.changes:7}  {rate:>7}  {longest:15} {day.prompts:12}"
