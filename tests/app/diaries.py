"""Diaries for tests: a whole one as the use cases write it, and any that types allow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from rhomboid.app.journal import LOCAL_PERSON, Journal
from rhomboid.app.ports import Diary
from rhomboid.app.replay.clock import StoryClock
from rhomboid.app.replay.played import session_body
from rhomboid.app.replay.story import SessionTold
from rhomboid.core.base.ids import uuid7
from rhomboid.core.diary.entry import Entry
from rhomboid.core.knowledge.knowledge import load_knowledge
from tests.cases.reading import persons

KNOWLEDGE = load_knowledge()
MONDAY = date(2026, 3, 2)
_ANSWERS = next(case for case in persons() if case["id"] == "01_desk_worker")["answers"]
_PLACES = KNOWLEDGE.questions["places"].choices


def journal_of(diary: Diary, now: datetime | None = None) -> tuple[Journal, StoryClock]:
    """The use cases on a diary, with the clock to set."""
    clock = StoryClock(now or datetime(2026, 3, 2, 8, tzinfo=UTC))
    return Journal(diary, clock, KNOWLEDGE, "1.0"), clock


def write_three_weeks(diary: Diary) -> Journal:
    """Three weeks with every kind of entry, corrected and taken back here and there."""
    journal, clock = journal_of(diary)
    journal.set("language", "de")
    journal.answer(_ANSWERS)
    journal.adopt()
    tell = journal.reports.tell
    for day in range(21):
        clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(days=day))
        pain = tell("pain", {"average": 4 - day // 7, "place": ["between_left"]})
        tell("walk", {"minutes": 10 + day})
        if day % 2 == 0:
            present = journal.present()
            body = session_body(present, "session", SessionTold(), clock.new_id())
            if body is not None:
                tell("session", body)
        if day % 5 == 0:
            journal.reports.correct(pain.id, {"average": 3, "worst": 6})
        if day % 7 == 6:
            journal.reviews.adopt(journal.present())
    _write_the_rest(journal)
    return journal


def _write_the_rest(journal: Journal) -> None:
    tell = journal.reports.tell
    tell("spasm", {"strength": 5, "lasted_min": 20, "set_off": "cold"})
    tell("flare", {"state": "began"})
    tell("position_change", {"seconds": 40})
    tell("supplement", {"taken": False})
    tell("sleep", {"quality": 6, "hours": 7.5})
    tell("medicine", {"name": "the one from the pharmacy"})
    tell("measure", {"psfs": [{"activity": "lifting", "ability": 6}], "pgic": 2})
    note = tell("note", {"text": "Grüße, “quoted”\n\u2028 and a snowman ☃"})
    journal.reports.undo(note.id)
    journal.reports.restore(note.id)
    journal.reports.undo(tell("symptom", {"symptoms": ["other_new"]}).id)


_scores = st.integers(0, 10)
_pains = st.fixed_dictionaries(
    {"now": _scores},
    optional={
        "worst": _scores,
        "place": st.lists(st.sampled_from(_PLACES), max_size=3),
        "moment": st.sampled_from(["now", "morning", "evening"]),
        "limited": st.booleans(),
    },
)
_bodies: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "pain": _pains,
    "spasm": st.fixed_dictionaries({"strength": _scores}),
    "walk": st.fixed_dictionaries({"minutes": st.integers(1, 1440)}),
    "sleep": st.fixed_dictionaries({"quality": _scores}, optional={"hours": st.floats(0, 24)}),
    "note": st.fixed_dictionaries({"text": st.text(min_size=1, max_size=40)}),
    "flare": st.fixed_dictionaries({"state": st.sampled_from(["began", "over"])}),
    "setting": st.fixed_dictionaries(
        {"name": st.just("theme"), "value": st.sampled_from(["", "light", "dark"])}
    ),
    "answers": st.fixed_dictionaries(
        {"answers": st.fixed_dictionaries({}, optional={"age_years": st.integers(18, 99)})}
    ),
}


@st.composite
def entries(draw: st.DrawFn, person_id: str = LOCAL_PERSON) -> Entry:
    """Any entry; ids are never the same twice in practice."""
    kind = draw(st.sampled_from(sorted(_bodies)))
    at = draw(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - Hypothesis adds the zone
    offset = timezone(timedelta(minutes=15 * draw(st.integers(-48, 56))))
    return Entry(
        id=uuid7(int(at.timestamp() * 1000), draw(st.integers(0, 2**74 - 1))),
        person_id=person_id,
        recorded_at=at,
        about=(at - timedelta(minutes=draw(st.integers(0, 100_000)))).astimezone(offset),
        zone=draw(st.sampled_from(["UTC", "Europe/Berlin", "America/Argentina/Ushuaia"])),
        kind=kind,  # type: ignore[arg-type]  # one of the kinds above
        body=draw(_bodies[kind]),
        made_by="1.0",
    )


@st.composite
def diaries(draw: st.DrawFn, most: int = 12) -> list[Entry]:
    """Entries, some of which correct or take back others."""
    found = draw(st.lists(entries(), max_size=most, unique_by=lambda entry: entry.id))
    reports = [entry for entry in found if entry.kind not in ("setting", "answers")]
    for number, root in enumerate(reports):
        if draw(st.booleans()):
            later = root.recorded_at + timedelta(minutes=draw(st.integers(1, 500)))
            taken_back = draw(st.booleans())
            found.append(
                Entry(
                    id=uuid7(int(later.timestamp() * 1000), number),
                    person_id=root.person_id,
                    recorded_at=later,
                    about=root.about,
                    zone=root.zone,
                    kind="undone" if taken_back else root.kind,
                    body={} if taken_back else draw(_bodies[root.kind]),
                    made_by="1.0",
                    supersedes=root.id,
                )
            )
    return list({entry.id: entry for entry in found}.values())
