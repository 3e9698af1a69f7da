"""What a camera saw of a session: kept with its sets, said in words at its end."""

from __future__ import annotations

import pytest
from django.test import Client

from rhomboid import bootstrap
from tests.core.diary.sets import plain, seen
from tests.web.test_session import FIRST, begin, client, send

__all__ = ("client",)
pytestmark = pytest.mark.django_db


def test_what_the_camera_saw_of_a_set_is_kept_and_ends_in_the_session(client: Client) -> None:
    session = begin(client)
    measured = plain(seen(8, 2))
    body = {"session": session, "movement": FIRST, "number": 1}
    assert send(client, "/session/set/", **body, reps=8, measured=measured).status_code == 200
    send(client, "/session/set/", **body, reps=9)
    bad = send(client, "/session/set/", **body, reps=9, measured={**measured, "score": 7})
    assert bad.status_code == 422
    client.post("/session/end/", {"session": session, "pain_after": "2"})
    journal = bootstrap.journal()
    ended = journal.sessions.last_ended(journal.present())
    assert ended is not None
    result = ended.movements[0]
    assert result.faulty_reps == 2
    kept = result.sets[0].measured
    assert kept is not None
    assert (result.sets[0].reps, kept.counted, kept.counted_by) == (9, 8, "person")
