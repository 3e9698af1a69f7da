"""`rhomboid desk --watch`: a plain timer in a terminal; answers are typed, or only logged."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from queue import Empty, Queue
from threading import Thread
from typing import Final, get_args

from rhomboid import bootstrap
from rhomboid.app.desk.records import Answer, Ticked
from rhomboid.app.journal import Journal
from rhomboid.cli.desk_calendar import Calendar
from rhomboid.core.ergonomics.desk.events import SkipReason
from rhomboid.core.ergonomics.desk.offers import WALK
from rhomboid.core.ergonomics.desk.prompt import Prompt
from rhomboid.wording import Wording
from rhomboid.wording.desk import desk_length, desk_reason

_TICK_S: Final = 20.0
_HOUR: Final = timedelta(hours=1)
_BELL: Final = "\a"
_END: Final = "q"
_REASONS: Final[tuple[SkipReason, ...]] = get_args(SkipReason)
#: What was typed since the last moment; `None` when nothing was.
Typed = Callable[[], str | None]


def run_watch(journal: Journal, w: Wording, *, bell: bool, calendar: Calendar | None) -> int:
    """Count until the person ends it; what was counted is kept."""
    print(w.say("desk.terminal.begin"), flush=True)
    if not bootstrap.devices_in_use().known:
        print(w.say("desk.terminal.devices_unknown"), flush=True)
    try:
        for line in watched(journal, w, typing(), calendar):
            print(f"{_BELL if bell and line.startswith('*') else ''}{line}", flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        journal.desk.stop()
    today = journal.desk.state().today
    print(w.say("desk.terminal.ended", desk=desk_length(today.desk_min if today else 0.0, w)))
    return 0


def typing() -> Typed:
    """Lines of the terminal as they are typed, waiting for one no longer than a tick."""
    lines: Queue[str] = Queue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)

    Thread(target=read, daemon=True).start()

    def typed() -> str | None:
        try:
            return lines.get(timeout=_TICK_S)
        except Empty:
            return None

    return typed


def watched(
    journal: Journal, w: Wording, typed: Typed, calendar: Calendar | None = None
) -> Iterator[str]:
    """What is printed, line by line; a suggestion begins with a star."""
    said = ""
    yield from _ticked(_tick(journal), w)
    while True:
        line = typed()
        if line is not None and line.strip():
            word, _, rest = line.strip().casefold().partition(" ")
            if word == _END:
                return
            yield act(journal, word, rest.strip(), w)
        if calendar is not None:
            yield from calendar.read_if_changed(w)
        ticked = _tick(journal)
        yield from _ticked(ticked, w)
        shown = _shown(ticked, w)
        if shown != said and ticked.state.since.minutes:
            yield shown
        said = shown


def _tick(journal: Journal) -> Ticked:
    return journal.desk.tick(capturing=bootstrap.devices_in_use().any)


def act(journal: Journal, word: str, rest: str, w: Wording) -> str:
    """Do what was typed; gives what is said about it."""
    desk, now = journal.desk, journal.now()
    if word == "m":
        desk.moved()
        return w.say("desk.answered.moved", time=f"{now:%H:%M}")
    if word == "d":
        desk.be_quiet(now + _HOUR)
        return w.say("desk.quiet.until", time=f"{now + _HOUR:%H:%M}")
    answer = _answer(word, rest, journal)
    if answer is None:
        keys = w.say("desk.terminal.keys")
        return w.say("desk.terminal.unknown", got=f"{word} {rest}".strip(), keys=keys)
    waiting = desk.state().open
    if waiting is None:
        return w.say("desk.terminal.nothing")
    desk.answer(waiting.root, answer)
    if answer.snooze_min is not None:
        return w.say("desk.answered.snoozed", count=answer.snooze_min)
    return w.say(f"desk.answered.{answer.reason}")


def _answer(word: str, rest: str, journal: Journal) -> Answer | None:
    choices = journal.knowledge.strain.desk.snooze.minutes
    if word == "l" and (not rest or rest.isdecimal()):
        minutes = int(rest) if rest else choices[0]
        return Answer("snoozed", snooze_min=minutes) if minutes in choices else None
    reason = next((one for one in _REASONS if one == (rest or "bad_moment")), None)
    return Answer("skipped", reason) if word == "n" and reason is not None else None


def _shown(ticked: Ticked, w: Wording) -> str:
    state = ticked.state
    return w.say("desk.terminal.line", time=f"{state.now:%H:%M}", minutes=state.since.minutes or 0)


def _ticked(ticked: Ticked, w: Wording) -> Iterator[str]:
    prompt = ticked.decision.outcome
    if isinstance(prompt, Prompt):
        why = " ".join(desk_reason(reason, w) for reason in ticked.decision.reasons[:1])
        yield f"* {prompt_words(prompt, w)} {why}"
        yield f"  {w.say('desk.terminal.keys')}"


def prompt_words(prompt: Prompt, w: Wording) -> str:
    """What is suggested, in one or two sentences."""
    if prompt.kind == "long_break":
        title = w.say("desk.prompt.long")
        key = "desk.prompt.break_walk" if prompt.offer == WALK else "desk.prompt.break"
        return f"{title} {w.say(key, count=prompt.seconds // 60)}"
    return f"{w.say('desk.prompt.title')} {offer_words(prompt.offer, prompt.seconds, w)}"


def offer_words(offer: str | None, seconds: int, w: Wording) -> str:
    """What an offer is, and how long it takes."""
    if offer is None:
        return w.say("desk.prompt.stand", seconds=seconds)
    if offer == WALK:
        return w.say("desk.prompt.walk", seconds=seconds)
    name = w.say(f"movements.{offer}.name")
    return w.say("desk.prompt.movement", name=name, seconds=seconds)
