"""The diary page: read, filtered, corrected, taken back, added to, taken along."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils.html import escape

from rhomboid import bootstrap
from rhomboid.adapters.store.diary import DatabaseDiary
from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.kinds import REPORTS
from rhomboid.web.local_mode import launch_token
from rhomboid.web.pages.diary_fields import BY_HAND, specs_of
from rhomboid.web.pages.diary_view import KINDS
from tests.app.diaries import write_three_weeks
from tests.core.course.test_course import entry
from tests.web.local_client import LocalClient

pytestmark = pytest.mark.django_db

WHEN = {"date": "2026-02-03", "time": "08:30"}
#: What a form sends for each kind, and the body that it becomes.
SENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "pain": (
        {"now": "4", "worst": "6", "average": "", "moment": "morning", "place": ["t5", "neck"],
         "limited": "on"},
        {"now": 4, "worst": 6, "moment": "morning", "place": ["t5", "neck"], "limited": True},
    ),
    "note": ({"text": "Up the stairs\r\nand down"}, {"text": "Up the stairs\nand down"}),
    "walk": ({"minutes": "20", "pain_after": "1"}, {"minutes": 20, "pain_after": 1}),
    "walk_skipped": ({"because": "pain", "pain": "6"}, {"because": "pain", "pain": 6}),
    "spasm": (
        {"strength": "7", "lasted_min": "30", "set_off": "cold"},
        {"strength": 7, "lasted_min": 30, "set_off": "cold"},
    ),
    "flare": ({"state": "over"}, {"state": "over"}),
    "sleep": ({"quality": "6", "hours": "7,5"}, {"quality": 6, "hours": 7.5}),
    "medicine": ({"taken": "on", "name": "the usual"}, {"taken": True, "name": "the usual"}),
    "supplement": ({"analyte": "vitamin_b12"}, {"analyte": "vitamin_b12", "taken": False}),
    "measure": (
        {"pgic": "2", "limited_days": "0", "activity-1": "swim", "ability-1": "5"},
        {"pgic": 2, "limited_days": 0, "psfs": [{"activity": "swim", "ability": 5}]},
    ),
    "position_change": (
        {"seconds": "40", "movement": "band_row"},
        {"seconds": 40, "movement": "band_row"},
    ),
    "symptom": ({"symptoms": ["night_pain"]}, {"symptoms": ["night_pain"]}),
}  # fmt: skip


@pytest.fixture
def client() -> Client:
    bootstrap.journal.cache_clear()
    return LocalClient().enter()


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def tell(kind: Any, body: dict[str, Any], at: datetime | None = None) -> Entry:
    return bootstrap.journal().reports.tell(kind, body, at)


def bodies(kind: str) -> list[dict[str, Any]]:
    days = bootstrap.journal().course().history.days()
    return [r.entry.body for _, day in days for r in day.reports if r.entry.kind == kind]


def at(day: int, hour: int = 8, month: int = 2) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_an_empty_diary_says_what_a_good_first_line_is(client: Client) -> None:
    page = text(client, "/diary/")
    assert "Nothing noted yet." in page
    assert "A good first line is how much it hurts now." in page
    assert 'href="/diary/add/"' in page


def test_days_stand_newest_first_in_words_with_their_times(client: Client) -> None:
    tell("pain", {"now": 4, "place": ["between_left"]}, at(3))
    tell("walk", {"minutes": 20}, at(3, 12))
    tell("sleep", {"quality": 6}, at(5))
    page = text(client, "/diary/")
    assert "2 days with an entry in February 2026." in page
    assert page.index("Thursday 5 February") < page.index("Tuesday 3 February")
    assert page.index("20 minutes") < page.index("4 of 10. Between the blades, left")
    assert f"{at(3).astimezone():%H:%M}" in page
    days = page[page.index('<div class="days">') :]
    assert not re.search(r"between_left|position_change|set_off", days)


def test_a_page_holds_one_month_and_leads_to_its_neighbours(client: Client) -> None:
    for month in (1, 2, 4):
        tell("note", {"text": f"month {month}"}, at(3, month=month))
    page = text(client, "/diary/?month=2026-02")
    assert "month 2" in page
    assert "month 1" not in page
    assert "month 4" not in page
    assert "Earlier: January 2026" in page
    assert "Later: April 2026" in page
    assert "Nothing noted in March 2026." in text(client, "/diary/?month=2026-03")
    assert "month 4" in text(client, "/diary/?month=nonsense")


def test_one_kind_can_be_shown_alone(client: Client) -> None:
    tell("pain", {"now": 4}, at(3))
    tell("note", {"text": "about the stairs"}, at(4))
    page = text(client, "/diary/?kind=note")
    assert "Note on one day in February 2026." in page
    assert "4 of 10" not in page
    assert "Nothing of this kind in February 2026." in text(client, "/diary/?kind=walk")
    assert "4 of 10" in text(client, "/diary/?kind=made_up")


def test_words_of_the_person_are_never_markup(client: Client) -> None:
    tell("note", {"text": "<b onclick=x>&"}, at(3))
    tell("medicine", {"name": "<script>"}, at(3))
    page = text(client, "/diary/")
    assert "<script>" not in page
    assert "&lt;b onclick=x&gt;&amp;" in page


def test_a_session_shows_its_movements_and_its_sets_only_while_it_has_not_ended(
    client: Client,
) -> None:
    write_three_weeks(DatabaseDiary())
    bootstrap.journal().set("language", "en")
    page = text(client, "/diary/?month=2026-03&kind=session")
    assert "Band row</span>" in page
    assert "10 and 10 repetitions, pain 1" in page
    begun = {"session": "s", "planned": []}
    tell("session_begun", begun, at(27, month=3))
    tell("set_done", {"session": "s", "movement": "band_row", "number": 1, "reps": 9}, at(27, 9, 3))
    page = text(client, "/diary/?month=2026-03")
    assert "0 movements planned; not ended" in page
    assert "Band row, set 1: 9 repetitions" in page
    tell("session", {"session": "s", "movements": []}, at(27, 10, 3))
    page = text(client, "/diary/?month=2026-03")
    assert "not ended" not in page
    assert "set 1:" not in page


def test_what_was_decided_stands_on_its_day(client: Client) -> None:
    write_three_weeks(DatabaseDiary())
    page = text(client, "/diary/?month=2026-03")
    assert "Programm begonnen." in page
    assert "Wochenrückblick angenommen" in page


@pytest.mark.parametrize("kind", BY_HAND)
def test_every_kind_can_be_added_by_hand_for_an_earlier_time(client: Client, kind: str) -> None:
    sent, body = SENT[kind]
    assert f"/diary/add/{kind}/" in text(client, "/diary/add/")
    assert "csrfmiddlewaretoken" in text(client, f"/diary/add/{kind}/")
    answer = client.post(f"/diary/add/{kind}/", {**WHEN, **sent})
    assert answer.status_code == 302
    assert bodies(kind) == [body]
    (entry,) = (r.entry for _, d in bootstrap.journal().course().history.days() for r in d.reports)
    assert f"{entry.about:%Y-%m-%d %H:%M}" == "2026-02-03 08:30"
    page = text(client, "/diary/?month=2026-02&note=added&line=" + entry.id)
    assert "Tuesday 3 February" in page
    assert ("Noted." in page) is True


def test_no_kind_is_forgotten() -> None:
    guided = {"session_begun", "set_done", "desk_prompt", "desk_time"}
    of_pages = {"position_tried", "position_checked", "walk_day", "walk_import", "desk_import"}
    knowledge = bootstrap.knowledge()
    assert set(KINDS) == set(REPORTS) - guided - {"undone"}
    assert set(BY_HAND) == set(KINDS) - of_pages - {"session"} == set(SENT)
    assert all(specs_of(kind, knowledge) for kind in set(KINDS) - of_pages)


def test_something_new_leads_to_the_danger_questions(client: Client) -> None:
    answer = client.post("/diary/add/symptom/", {**WHEN, "symptoms": ["arm_symptoms"]})
    assert answer["Location"] == "/intake/danger/"


@pytest.mark.parametrize(
    ("kind", "sent", "sentence"),
    [
        ("pain", {"moment": "now"}, "Please give at least one number for the pain."),
        ("pain", {"now": "11"}, "must be a whole number from 0 to 10, got 11."),
        ("pain", {"now": "4", "place": ["nowhere"]}, "Where must be one of the choices"),
        ("walk", {"minutes": ""}, "Minutes: please choose or write something."),
        ("walk", {"minutes": "ten"}, "Minutes must be a whole number from 1 to 1,440, got ten."),
        ("sleep", {"quality": "6", "hours": "25"}, "Hours must be a number from 0 to 24, got 25."),
        ("spasm", {"strength": "6", "set_off": "magic"}, "must be one of the choices, got magic."),
        ("flare", {}, "What happened: please choose or write something."),
        ("symptom", {"symptoms": ["tired"]}, "must be one of the choices, got tired."),
        ("medicine", {"name": "x" * 81}, "at most 80 characters, got 81."),
        ("measure", {}, "Please answer at least one of these questions."),
        ("walk_skipped", {"because": "pain"}, "Where pain was the reason, a number from 0 to 10"),
        ("measure", {"ability-1": "5"}, "Number 1: please say what it is and how well it goes."),
        ("note", {"text": "x" * 2001}, "at most 2,000 characters, got 2001."),
        ("note", {"text": "x", "date": "3.2.26"}, "The day must be a date such as 2026-03-04"),
        ("note", {"text": "x", "date": "1999-12-31"}, "The day must be in 2000 or later"),
        ("note", {"text": "x", "time": "8 am"}, "The time must read like 08:30, got 8 am."),
        ("note", {"text": "x", "date": "2199-01-01"}, "The time must be now or earlier"),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_keeps_what_was_typed(
    client: Client, kind: str, sent: dict[str, Any], sentence: str
) -> None:
    answer = client.post(f"/diary/add/{kind}/", {**WHEN, **sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert str(escape(sentence)) in page
    assert bootstrap.journal().course().count == 0
    typed = next((v for v in sent.values() if isinstance(v, str) and v), None)
    assert typed is None or str(escape(typed)) in page


def test_a_correction_is_written_on_top_and_the_first_version_stays_readable(
    client: Client,
) -> None:
    line = tell("pain", {"now": 4, "place": ["t5"]}, at(3)).id
    form = text(client, f"/diary/line/{line}/")
    assert 'name="now" value="4" checked' in form
    when = {"date": f"{at(3).astimezone():%Y-%m-%d}", "time": f"{at(3).astimezone():%H:%M}"}
    answer = client.post(f"/diary/line/{line}/", {**when, "now": "7", "moment": "now"})
    assert answer["Location"] == f"/diary/?month=2026-02&note=corrected&line={line}#l-{line}"
    assert bodies("pain") == [{"now": 7, "moment": "now"}]
    page = text(client, answer["Location"].partition("#")[0])
    assert "As it was first written" in page
    assert "Pain 7 of 10 that day" in page
    assert "4 of 10. Spine, T5" in page
    assert "Corrected. The first version stays readable." in page


def test_a_correction_can_move_a_line_to_another_day_and_keeps_its_time_otherwise(
    client: Client,
) -> None:
    told = tell("note", {"text": "x"}, at(3).replace(second=41))
    local = at(3).astimezone()
    when = {"date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
    client.post(f"/diary/line/{told.id}/", {**when, "text": "y"})
    line = bootstrap.journal().reports.line(told.id)
    assert line.in_force is not None
    assert line.in_force.about == told.about
    answer = client.post(f"/diary/line/{told.id}/", {**WHEN, "date": "2026-01-20", "text": "y"})
    assert "month=2026-01" in answer["Location"]
    assert "Tuesday 20 January" in text(client, "/diary/?month=2026-01")


def test_a_form_that_is_sent_unchanged_writes_nothing(client: Client) -> None:
    told = tell("walk", {"minutes": 20}, at(3))
    local = at(3).astimezone()
    when = {"date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
    client.post(f"/diary/line/{told.id}/", {**when, "minutes": "20", "pain_after": "", "steps": ""})
    assert bootstrap.journal().course().count == 1


def test_each_movement_of_a_session_can_be_corrected(client: Client) -> None:
    write_three_weeks(DatabaseDiary())
    day = next(d for _, d in bootstrap.journal().course().history.days() if d.sessions)
    report = next(r for r in day.reports if r.entry.kind == "session")
    body = report.entry.body
    row = next(n for n, m in enumerate(body["movements"]) if m["movement"] == "band_row")
    form = text(client, f"/diary/line/{report.root}/")
    assert f'name="m{row}-s0" inputmode="numeric" value="10"' in form
    bootstrap.journal().set("language", "en")
    sent: dict[str, Any] = {
        "date": f"{report.entry.about:%Y-%m-%d}",
        "time": f"{report.entry.about:%H:%M}",
        "finished": "on",
        "minutes": "12",
        "pain_after": "2",
    }
    for number, line in enumerate(body["movements"]):
        sent[f"m{number}-pain"] = "1"
        for place, one in enumerate(line["sets"]):
            sent[f"m{number}-s{place}"] = str(one.get("reps") or one.get("hold_s"))
    wrong = client.post(f"/diary/line/{report.root}/", {**sent, f"m{row}-s0": "many"})
    assert wrong.status_code == 422
    assert "from 0 to 1000, got many" in wrong.content.decode()
    changes = {f"m{row}-s0": "7", f"m{row}-s1": "", f"m{row}-pain": "6", f"m{row}-sharp": "on"}
    assert client.post(f"/diary/line/{report.root}/", {**sent, **changes}).status_code == 302
    line = bootstrap.journal().reports.line(report.root).in_force
    assert line is not None
    now = line.body["movements"][row]
    assert (now["sets"], now["pain"], now["sharp"]) == ([{"reps": 7}], 6, True)
    others = [m for n, m in enumerate(line.body["movements"]) if n != row]
    assert others == [m for n, m in enumerate(body["movements"]) if n != row]
    assert (line.body["session"], line.body["minutes"]) == (body["session"], 12)


def test_a_line_is_taken_back_stays_on_its_day_and_is_put_back(client: Client) -> None:
    line = tell("note", {"text": "about the stairs"}, at(3)).id
    answer = client.post("/diary/undo/", {"line": line})
    page = text(client, answer["Location"].partition("#")[0])
    assert "That line was taken back." in page
    assert '<s class="said">about the stairs</s>' in page
    assert "Put back" in page
    assert bodies("note") == []
    answer = client.post("/diary/restore/", {"line": line})
    assert "note=restored" in answer["Location"]
    assert bodies("note") == [{"text": "about the stairs"}]
    again = client.post("/diary/restore/", {"line": line})
    assert "note=gone" in again["Location"]
    assert bootstrap.journal().course().count == 3


def test_unknown_lines_and_kinds_do_not_exist(client: Client) -> None:
    nobody = "019a0000-0000-7000-8000-000000000001"
    assert client.get(f"/diary/line/{nobody}/").status_code == 404
    assert client.post("/diary/undo/", {"line": nobody}).status_code == 404
    assert client.post("/diary/undo/", {}).status_code == 404
    assert client.get("/diary/undo/").status_code == 405
    for kind in ("session", "answers", "undone", "setting"):
        assert client.get(f"/diary/add/{kind}/").status_code == 404
    assert "Taken back." not in text(client, f"/diary/?note=undone&line={nobody}")


def test_forms_without_their_key_are_refused() -> None:
    strict = LocalClient(enforce_csrf_checks=True)
    strict.get(f"/?token={launch_token.issue()}")
    for path in ("/diary/import/", "/diary/undo/", "/diary/restore/", "/diary/add/pain/"):
        assert strict.post(path, {"now": "4"}).status_code == 403


@pytest.mark.hazard("H-10")
def test_danger_stands_above_everything(client: Client) -> None:
    journal = bootstrap.journal()
    journal.answer({"chest_pressure": "yes", "country": "GB"})
    tell("pain", {"now": 4}, at(3))
    for path in ("/diary/", "/diary/add/"):
        page = text(client, path)
        assert page.index("Call 999 now.") < page.index("<h1")


def test_every_page_is_whole_in_both_languages(client: Client) -> None:
    write_three_weeks(DatabaseDiary())
    lines = [r.root for _, d in bootstrap.journal().course().history.days() for r in d.reports]
    for language in ("en", "de"):
        bootstrap.journal().set("language", language)
        paths = [f"/diary/line/{root}/" for root in lines[:12]]
        paths += [f"/diary/add/{kind}/" for kind in BY_HAND]
        for path in ("/diary/", "/diary/add/", "/diary/import/", *paths):
            page = text(client, path)
            assert f'lang="{language}"' in page
            assert "{%" not in page


def test_ten_years_are_read_a_month_at_a_time(client: Client) -> None:
    diary, start = DatabaseDiary(), datetime(2016, 1, 1, 8, tzinfo=UTC)
    diary.append(
        msgspec.structs.replace(
            entry(number, "pain", {"now": number % 11}, days=0),
            id=f"019a0000-0000-7000-8000-{number:012x}",
            person_id="local",
            recorded_at=start + timedelta(days=number),
            about=start + timedelta(days=number),
        )
        for number in range(3650)
    )
    page = text(client, "/diary/?month=2020-06")
    assert "30 days with an entry in June 2020." in page
    assert page.count('<section class="day"') == 30
    assert len(page) < 100_000
