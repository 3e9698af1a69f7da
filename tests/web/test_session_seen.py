"""What a camera saw of a session: kept with its sets, said in words at its end."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from django.test import Client

from rhomboid import bootstrap
from rhomboid.core.diary.measured import MeasuredHold
from rhomboid.core.movement.coach.records import Unseen
from rhomboid.wording import languages, wording
from tests.core.diary.sets import plain, seen
from tests.web.test_session import FIRST, begin, client, send, text

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


def ended(client: Client, reps: int = 8, **measured: Any) -> str:
    """The last page of a session of one set before a camera."""
    session = begin(client)
    body = {"session": session, "movement": FIRST, "number": 1, "reps": reps}
    answer = send(client, "/session/set/", **body, measured=plain(seen(8, **measured)))
    assert answer.status_code == 200
    client.post("/session/end/", {"session": session, "pain_after": "2"})
    return text(client, "/session/end/")


def test_the_end_says_what_the_camera_saw(client: Client) -> None:
    page = ended(client, range_deg=144.6, error_deg=7.2)
    assert "What the camera saw" in page
    assert "8 repetitions. You went 145° far, give or take 7°." in page


def test_without_a_camera_the_end_says_nothing_of_one(client: Client) -> None:
    session = begin(client)
    send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=8)
    client.post("/session/end/", {"session": session, "pain_after": "2"})
    assert "camera" not in text(client, "/session/end/")


def test_one_thing_to_try_comes_from_the_most_frequent_fault_that_counts(client: Client) -> None:
    page = ended(client, faulty=4, faults={"leans_back": 4, "elbows_bent": 2})
    assert "One thing to try" in page
    cue = wording("en").say("movements.fault.leans_back")
    other = wording("en").say("movements.fault.elbows_bent")
    assert cue in page
    assert other not in page


def test_without_a_fault_nothing_is_to_be_tried(client: Client) -> None:
    assert "One thing to try" not in ended(client)


@pytest.mark.hazard("H-23")
def test_what_was_not_seen_is_said_and_makes_no_fault(client: Client) -> None:
    page = ended(
        client,
        reps=10,
        faulty=4,
        faults={"leans_back": 4},
        seconds=40.0,
        unseen_share=0.5,
        unseen={"out_of_frame": 15.0, "dark": 5.0},
    )
    assert "For 20 seconds it could not see, and nothing counts against you for that." in page
    assert "Part of you was outside the picture." in page
    assert "You said 10, the camera counted 8. Yours counts, and both are kept." in page
    assert "One thing to try" not in page


def test_holds_are_told_and_what_was_asked_where_it_was_more(client: Client) -> None:
    asked = "5 seconds were asked each time."
    assert asked not in ended(client, holds=(MeasuredHold(5.2), MeasuredHold(4.4)))
    page = ended(client, holds=(MeasuredHold(5.2), MeasuredHold(1.6)))
    assert f"Held for 5 and 2 seconds. {asked}" in page


def test_no_hold_of_a_second_is_told_unless_part_of_it_was_not_seen(client: Client) -> None:
    words = "No stay of a second or more was seen, and 5 seconds were asked each time."
    assert words in ended(client)
    assert words not in ended(client, seconds=40.0, unseen_share=0.2, unseen={"dark": 8.0})


def test_seen_from_another_side_names_the_side(client: Client) -> None:
    page = ended(client, seconds=40.0, unseen_share=0.2, unseen={"wrong_side": 8.0})
    assert "Let the camera see you from the front or the side." in page


@pytest.mark.parametrize("language", languages())
def test_every_reason_for_not_seeing_has_words(language: str) -> None:
    assert [why for why in get_args(Unseen) if not wording(language).has(f"seen.why.{why}")] == []
