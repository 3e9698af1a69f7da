"""The last page of a session: sums that agree, or what was assumed."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.test_session import begin, client, data_of, send, text

__all__ = ("client",)
pytestmark = pytest.mark.django_db


def test_time_that_was_counted_by_a_tap_is_said_to_be_planned_time(client: Client) -> None:
    words = "What was counted as done is written with its planned time."
    for seconds, said in ((300, True), (60, False)):
        session = begin(client)
        planned = data_of(text(client, "/session/"))["movements"]
        timed = next(one for one in planned if one["minutes"] is not None)
        body = {"session": session, "movement": timed["id"], "number": 1, "hold_s": seconds}
        assert send(client, "/session/set/", **body).status_code == 200
        client.post("/session/end/", {"session": session})
        assert (words in text(client, "/session/end/")) is said
