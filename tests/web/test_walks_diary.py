"""Walks in the diary: what devices wrote is looked at, not changed; those told are corrected."""

from __future__ import annotations

import re

import pytest

from rhomboid import bootstrap
from rhomboid.core.diary.bodies import Walk
from tests.web.local_client import LocalClient
from tests.web.test_walks import MONDAY_WALK, Someone, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(monkeypatch: pytest.MonkeyPatch) -> Someone:
    someone = Someone()
    monkeypatch.setattr(bootstrap, "journal", lambda: someone.journal)
    someone.client = LocalClient().enter()
    return someone


def line_of(text: str, name: str) -> str:
    lines: list[str] = re.findall(r'<li class="line.*?\n</li>', text, re.DOTALL)
    return next(line for line in lines if name in line)


def test_lines_of_devices_lead_to_walks_and_cannot_be_changed(someone: Someone) -> None:
    someone.take(MONDAY_WALK)
    text = someone.page("/diary/?month=2026-01")
    day = line_of(text, "Walking, measured")
    assert 'href="/walks/day/2026-01-05/"' in day
    taken = line_of(text, "Walks taken in")
    assert 'href="/walks/files/"' in taken
    for line in (day, taken):
        assert "/diary/line/" not in line
        assert "<form" not in line
    root = re.search(r'id="l-([^"]+)"', day)
    assert root is not None
    assert someone.client.get(f"/diary/line/{root[1]}/").status_code == 404
    assert someone.client.post("/diary/undo/", {"line": root[1]}).status_code == 404


def test_a_taken_back_import_still_only_leads_to_its_files(someone: Someone) -> None:
    someone.take(MONDAY_WALK)
    found = re.search(r'href="(/walks/files/back/[^"]+)"', someone.page("/walks/files/"))
    assert found is not None
    someone.client.post(found[1])
    text = someone.page("/diary/?month=2026-01")
    assert "/diary/restore/" not in text


def test_a_walk_is_told_with_no_device_along_and_stays_timed_when_corrected(
    someone: Someone,
) -> None:
    form = {"date": "2026-01-06", "time": "18:00", "minutes": "25", "unseen": "on"}
    assert someone.client.post("/diary/add/walk/", form).status_code == 302
    text = words(someone.page("/diary/?month=2026-01"))
    assert "no device along" in text
    entry = someone.journal.reports.tell("walk", {"minutes": 20, "timed": True})
    form = {"date": "2026-01-06", "time": "20:00", "minutes": "22"}
    assert someone.client.post(f"/diary/line/{entry.id}/", form).status_code == 302
    day = someone.journal.course().history.day(someone.clock.now().date())
    walks = [report.body for report in day.reports if isinstance(report.body, Walk)]
    assert {(walk.minutes, walk.timed, walk.unseen) for walk in walks} == {
        (25, False, True),
        (22, True, False),
    }
