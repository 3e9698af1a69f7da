"""`rhomboid replay`: a story of answers and entries, day by day, with every decision."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from rhomboid import bootstrap
from rhomboid.app.replay.checking import differences, dose_text, expected_of, walking_text
from rhomboid.app.replay.player import DayPlayed, WeekPlayed
from rhomboid.app.replay.story import StoryError, read_story
from rhomboid.cli.files import print_json
from rhomboid.cli.review import print_review, review_record
from rhomboid.cli.today import reason_records, reason_text
from rhomboid.core.plan.model import Plan
from rhomboid.wording import Wording, languages, wording

_FOUND = 1


def run_replay(given: argparse.Namespace) -> int:
    """Play a case; 1 when something came out otherwise than it expects."""
    w = wording(given.lang or languages()[0])
    story = read_story(_read(given.case))
    expected = expected_of(story)
    found: list[dict[str, Any]] = []
    weeks: list[dict[str, Any]] = []
    if not given.json:
        print(f"{story.title}\n{story.words}".strip())
    for week in bootstrap.replay(story).play():
        differs = differences(week, expected[week.number]) if week.number in expected else []
        found += [{"week": week.number, "difference": text} for text in differs]
        if given.json:
            weeks.append({**week_record(week, w), "differences": differs})
        else:
            _print_week(week, differs, w)
    if given.json:
        print_json({"title": story.title, "weeks": weeks, "differences": found, "ok": not found})
    elif expected:
        print(w.say("cli.replay.met") if not found else w.say("cli.replay.not_met"))
    for one in found:
        print(f"rhomboid: week {one['week']}: {one['difference']}", file=sys.stderr)
    return _FOUND if found else 0


def _read(name: str) -> object:
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise StoryError(
            f"a case must be a file that can be read, got {name} ({error.strerror})"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryError(f"{name} must be TOML: {error}") from error


def week_record(week: WeekPlayed, w: Wording) -> dict[str, Any]:
    """One week as plain data: its days, its review, the programme afterwards."""
    return {
        "number": week.number,
        "days": [_day_record(day, w) for day in week.days],
        "review": None if week.review is None else review_record(week.review, w),
        "answer": week.answer,
        "programme": None if week.plan is None else _plan_record(week.plan),
    }


def _day_record(day: DayPlayed, w: Wording) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(day)
    record["reasons"] = reason_records(day.reasons, w)
    record["asked_because"] = [
        {"trigger": hit.trigger, **one}
        for hit, one in zip(
            day.hits, reason_records((hit.reason for hit in day.hits), w), strict=True
        )
    ]
    del record["hits"]
    return record


def _plan_record(plan: Plan) -> dict[str, Any]:
    lines = plan.items if plan.micro_dose is None else (*plan.items, plan.micro_dose)
    return {
        "template": plan.template,
        "session_min": plan.session_min,
        "doses": {item.movement: dose_text(item.amount) for item in lines},
        "walking": None if plan.walking is None else walking_text(plan.walking),
    }


def _print_week(week: WeekPlayed, differs: list[str], w: Wording) -> None:
    print()
    print(w.say("cli.replay.week", number=week.number))
    for day in week.days:
        _print_day(day, w)
    if week.review is not None:
        print()
        print_review(review_record(week.review, w), week.review, w)
        print(w.say(f"cli.replay.answer.{week.answer}"))
    for text in differs:
        print(f"  ! {text}")


def _print_day(day: DayPlayed, w: Wording) -> None:
    session = w.say(f"cli.replay.session.{day.session}") if day.session else ""
    print(f"  {day.on:%Y-%m-%d}  {w.say(f'cli.mode.{day.mode}')} {session}".rstrip())
    for reason in (*day.reasons, *(hit.reason for hit in day.hits)):
        print(f"              {reason_text(reason, w)}")
