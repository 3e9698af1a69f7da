"""The timer of a walk by plain forms: the server's clock, one walk, pain after it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from rhomboid import bootstrap
from rhomboid.core.diary.bodies import Walk
from rhomboid.web.pages.walks_now_view import clock_words, phases
from tests.cases.reading import KNOWLEDGE
from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, prepare
from tests.web.test_walks import Someone, words

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(monkeypatch: pytest.MonkeyPatch) -> Someone:
    someone = Someone()
    monkeypatch.setattr(bootstrap, "journal", lambda: someone.journal)
    someone.client = LocalClient().enter()
    return someone


def press(someone: Someone, what: str, **fields: str) -> str:
    """Press a button of the walk under way; gives the page it leads to."""
    page = someone.page("/walks/now/")
    walk = re.search(r'name="walk" value="([^"]+)"', page)
    if walk is not None:
        fields.setdefault("walk", walk[1])
    answer = someone.client.post(f"/walks/now/{what}/", fields)
    assert answer.status_code == 302
    return someone.page(answer["Location"])


def wait(someone: Someone, **span: float) -> None:
    someone.clock.set(someone.clock.now() + timedelta(**span))


def told(someone: Someone) -> list[Walk]:
    days = someone.journal.course().history.days()
    return [r.body for _, day in days for r in day.reports if isinstance(r.body, Walk)]


def test_a_walk_from_start_to_pain_after(someone: Someone) -> None:
    page = someone.page("/walks/now/")
    assert "10 minutes, at your own pace." in page
    assert "Stop and get help if you turn dizzy or faint" in page
    page = press(someone, "begin")
    assert "Walking since 20:00" in page
    wait(someone, minutes=3, seconds=7)
    page = someone.page("/walks/now/")
    assert re.search(r"data-clock>3:0[78]<", page)
    assert 'aria-current="step"><span>As briskly as is comfortable' in page
    assert "Back to the walk" in someone.page()
    wait(someone, minutes=20)
    page = press(someone, "end")
    assert "A walk of 23 minutes is noted." in page
    entry = re.search(r'name="entry" value="([^"]+)"', page)
    assert entry is not None
    page = press(someone, "after", entry=entry[1], pain_after="3")
    assert "Noted: pain of 3 after the walk." in page
    page = press(someone, "after", entry=entry[1], unseen="yes")
    assert "no phone or watch was along" in page
    (walk,) = told(someone)
    assert (walk.minutes, walk.pain_after, walk.timed, walk.unseen) == (23, 3, True, True)
    assert "1 of 5 days with 20 minutes or more." in someone.page()


def test_pauses_do_not_count_and_are_shown(someone: Someone) -> None:
    press(someone, "begin")
    wait(someone, minutes=10)
    page = press(someone, "pause")
    assert ">Paused</h1>" in page
    assert "Go on" in page
    wait(someone, minutes=30)
    assert re.search(r"data-clock>10:00<", someone.page("/walks/now/"))
    press(someone, "pause")
    wait(someone, minutes=5)
    assert "A walk of 15 minutes is noted." in press(someone, "end")


def test_pressed_twice_it_is_one_walk_and_one_page(someone: Someone) -> None:
    press(someone, "begin")
    press(someone, "begin")
    wait(someone, minutes=12)
    walk = re.search(r'name="walk" value="([^"]+)"', someone.page("/walks/now/"))
    assert walk is not None
    answers = [someone.client.post("/walks/now/end/", {"walk": walk[1]}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert len(told(someone)) == 1


def test_a_start_by_mistake_and_a_walk_taken_back_leave_nothing(someone: Someone) -> None:
    press(someone, "begin")
    assert "no walk was noted" in press(someone, "end")
    press(someone, "begin")
    wait(someone, minutes=12)
    entry = re.search(r'name="entry" value="([^"]+)"', press(someone, "end"))
    assert entry is not None
    press(someone, "after", entry=entry[1], undo="yes")
    assert told(someone) == []


def test_a_forgotten_walk_asks_how_long_it_was(someone: Someone) -> None:
    press(someone, "begin")
    wait(someone, hours=5)
    assert "How many minutes did you walk?" in someone.page("/walks/now/")
    for wrong in ("", "0", "many", "1441"):
        page = press(someone, "end", minutes=wrong)
        assert "Minutes must be a whole number from 1 to 1440." in page
    assert "A walk of 40 minutes is noted." in press(someone, "end", minutes="40")


def test_an_end_that_comes_late_counts_from_the_press(someone: Someone) -> None:
    press(someone, "begin")
    at = someone.clock.now() + timedelta(minutes=17)
    wait(someone, hours=1)
    page = press(someone, "end", at=str(round(at.timestamp() * 1000)))
    assert "A walk of 17 minutes is noted." in page
    for nonsense in ("later", "9" * 40):
        press(someone, "begin")
        wait(someone, minutes=6)
        assert "A walk of 6 minutes is noted." in press(someone, "end", at=nonsense)


def test_the_programme_says_how_long(prepare: Prepare) -> None:
    prepared = prepare([CALM]).at(2, 1)
    client = LocalClient().enter()
    page = words(client.get("/walks/now/").content.decode())
    walking = prepared.journal.today().walk_min
    assert walking is not None
    assert f"{walking} minutes, at your own pace." in page


def test_danger_questions_come_before_a_walk(prepare: Prepare) -> None:
    prepared = prepare([CALM]).at(2, 1)
    prepared.tell("symptom", symptoms=["night_pain"])
    page = LocalClient().enter().get("/walks/now/").content.decode()
    assert "First what Today says, then a walk." in page
    assert "/walks/now/begin/" not in page


def test_phases_fill_the_whole_walk_and_stay_slow_at_both_ends() -> None:
    for minutes in (3, 5, 8, 10, 30):
        for brisk in (0, 5, 20, 60):
            found = phases(minutes, brisk, KNOWLEDGE)
            assert sum(seconds for _, seconds in found) == minutes * 60
            assert (found[0][0], found[-1][0]) == ("slow_start", "slow_end")
            assert all(seconds > 0 for _, seconds in found)
            assert found[0][1] <= 120
    assert phases(30, 20, KNOWLEDGE) == [
        ("slow_start", 120), ("brisk", 1200), ("own_pace", 360), ("slow_end", 120)
    ]  # fmt: skip


def test_a_time_reads_as_a_clock() -> None:
    shown = [clock_words(seconds) for seconds in (0, 59, 247, 3599, 3723)]
    assert shown == ["0:00", "0:59", "4:07", "59:59", "1:02:03"]


def test_it_speaks_german(someone: Someone) -> None:
    assert "10 Minuten, in Ihrem Tempo." in someone.page("/walks/now/", language="de-DE")
