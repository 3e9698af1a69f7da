"""The live socket: who comes in, what a set says, and what bad frames do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from asgiref.testing import ApplicationCommunicator
from hypothesis import given
from hypothesis import strategies as st

from rhomboid import bootstrap
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.frame import Frame, Seen
from rhomboid.core.movement.sight.perform import Performance, perform
from rhomboid.web.asgi import application
from rhomboid.web.live.frames import LiveFrameError, frame_bytes, read_frame
from rhomboid.web.live.talk import Talk
from tests.web.local_client import HOST, LocalClient

REACH = "standing_overhead_reach"
CODES = {"empty", "version", "people", "length", "aspect"}


def set_of(repetitions: int = 3, seed: int = 1) -> list[bytes]:
    movement = bootstrap.knowledge().movements[REACH]
    how = Performance(pace=Pace(repetitions=repetitions))
    recording = perform(movement, how, np.random.default_rng(seed)).recording
    return [frame_bytes(recording.frame(index)) for index in range(len(recording))]


def begin(**more: Any) -> str:
    return json.dumps({"do": "begin", "set": "one", "movement": REACH, **more})


def heard(talk: Talk, *messages: str | bytes) -> list[dict[str, Any]]:
    return [json.loads(reply) for message in messages for reply in talk.hear(message)]


def only(replies: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [reply for reply in replies if reply["kind"] == kind]


@pytest.fixture
def talk() -> Talk:
    return Talk(bootstrap.knowledge())


# ------------------------------------------------------------------------------------ frames


@given(
    t_ms=st.integers(0, 2**32 - 1),
    light=st.none() | st.integers(0, 254).map(lambda value: value / 254),
    people=st.integers(0, 4),
    aspect=st.sampled_from([0.5625, 0.75, 1.0, 1.5, 1.75]),
    seed=st.integers(0, 1000),
)
def test_a_frame_comes_back_from_its_bytes(
    t_ms: int, light: float | None, people: int, aspect: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    seen = tuple(
        Seen(rng.uniform(-1.5, 1.5, (33, 3)), rng.uniform(0, 1, 33)) for _ in range(people)
    )
    frame = Frame(t_s=t_ms / 1000, people=seen, aspect=aspect, light=light)
    raw = frame_bytes(frame)
    assert len(raw) == 12 + 231 * people
    back = read_frame(raw)
    assert (back.t_s, back.aspect) == (frame.t_s, aspect)
    assert back.light == pytest.approx(light)
    for one, other in zip(back.people, seen, strict=True):
        np.testing.assert_allclose(one.points, other.points, atol=1.75 / 8192)
        np.testing.assert_allclose(one.visibility, other.visibility, atol=1 / 255)


@given(st.binary(max_size=600))
def test_any_bytes_are_a_frame_or_refused_by_name(raw: bytes) -> None:
    try:
        people = read_frame(raw).people
    except LiveFrameError as error:
        people = ()
        assert error.code in CODES  # noqa: PT017 - a few of the bytes are a frame
    assert all(np.isfinite(seen.points).all() for seen in people)


# -------------------------------------------------------------------------------------- talk


def test_a_set_is_begun_counted_and_told(talk: Talk) -> None:
    begun = heard(talk, begin(model="pose_landmarker_lite"))
    assert begun == [
        {
            "kind": "begun",
            "set": "one",
            "judged": True,
            "place": "Let the camera see you from the front or the side.",
        }
    ]
    replies = heard(talk, *set_of())
    assert only(replies, "seen")[-1]["answer"]["total"] == 3
    assert only(replies, "part")[-1]["measured"]["counted"] == 3
    told = heard(talk, json.dumps({"do": "finish", "set": "one"}))[0]
    assert (told["kind"], told["measured"]["counted"]) == ("measured", 3)
    assert told["measured"]["by"]["model"] == "pose_landmarker_lite"


@pytest.mark.hazard("H-24")
def test_a_lost_connection_loses_no_repetition_already_counted(talk: Talk) -> None:
    frames = set_of(5)
    before = heard(talk, begin(), *frames[: len(frames) // 2])
    shown = only(before, "seen")[-1]["answer"]["total"]
    assert shown >= 1
    again = Talk(bootstrap.knowledge())
    carried = only(before, "part")[-1]["measured"]
    after = heard(again, begin(carried=carried), *frames[len(frames) // 2 :])
    assert only(after, "seen")[0]["answer"]["total"] >= shown
    told = heard(again, json.dumps({"do": "finish", "set": "one"}))[0]
    assert told["measured"]["counted"] in (4, 5, 6)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", "empty"),
        (b"\x01\x00", "empty"),
        (b"\x09" + bytes(11), "version"),
        (b"\x01\x09" + bytes(10), "people"),
        (b"\x01\x01" + bytes(10), "length"),
        (b"\x01\x00" + bytes(10), "aspect"),
        (b"\x01\x00\xff\x00" + bytes(4) + b"\x00\x00\xc0\x7f", "aspect"),
        ("no json", "message"),
        ('{"do": "fly"}', "message"),
        ('{"do": "begin", "set": "x", "movement": "juggling"}', "movement"),
        ('{"do": "finish", "set": "another"}', "no_set"),
    ],
)
def test_what_cannot_be_read_is_answered_in_words_and_the_set_goes_on(
    talk: Talk, frame: str | bytes, code: str
) -> None:
    good = set_of()
    half = len(good) // 2
    heard(talk, begin(), *good[:half])
    problem = heard(talk, frame)
    assert [(one["kind"], one["code"]) for one in problem] == [("problem", code)]
    assert len(problem[0]["words"].split()) > 4
    assert only(heard(talk, *good[half:]), "seen")[-1]["answer"]["total"] == 3


def test_a_frame_before_any_set_is_answered_in_words(talk: Talk) -> None:
    assert heard(talk, set_of()[0])[0]["code"] == "no_set"


def test_words_come_in_the_language_of_the_page(talk: Talk) -> None:
    heard(talk, begin(language="de"))
    nobody = [frame_bytes(Frame(t_s=n / 10, people=())) for n in range(30)]
    words = [one["words"] for one in heard(talk, *nobody) if "words" in one]
    assert words == ["Kommen Sie bitte ins Bild."]


def test_a_movement_that_a_camera_cannot_count_says_so(talk: Talk) -> None:
    told = heard(talk, begin(movement="diaphragmatic_breathing"))[0]
    assert not told["judged"]
    assert "Time leads it" in told["place"]


def test_every_fault_and_reason_that_can_be_said_has_words() -> None:
    from rhomboid.core.movement.coach.records import Unseen
    from rhomboid.wording import languages, wording

    for language in languages():
        w = wording(language)
        for reason in get_args(Unseen):
            assert w.say(f"live.see.{reason}")


# -------------------------------------------------------------------------------------- door


def scope(cookie: str, **headers: str) -> dict[str, Any]:
    given = {"host": HOST, "origin": f"http://{HOST}", "cookie": cookie, **headers}
    return {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "path": "/live/",
        "query_string": b"",
        "scheme": "ws",
        "server": ("127.0.0.1", 8137),
        "client": ("127.0.0.1", 50000),
        "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
        "subprotocols": [],
    }


def talked(at: dict[str, Any], act: Callable[[Any], Awaitable[None]]) -> dict[str, Any]:
    async def run() -> dict[str, Any]:
        page: Any = ApplicationCommunicator(application, at)  # type: ignore[no-untyped-call] # it has no types
        await page.send_input({"type": "websocket.connect"})
        first: dict[str, Any] = await page.receive_output(5)
        await act(page)
        if first["type"] == "websocket.accept":
            await page.send_input({"type": "websocket.disconnect", "code": 1000})
        await page.wait(5)
        return first

    return asyncio.run(run())


async def nothing(page: Any) -> None:
    """Only knock."""


@pytest.fixture
def cookie() -> str:
    name, value = next(iter(LocalClient().enter().cookies.items()))
    return f"{name}={value.value}"


@pytest.mark.django_db
def test_our_own_page_comes_in_and_is_answered(cookie: str) -> None:
    replies: list[dict[str, Any]] = []

    async def begins(page: Any) -> None:
        await page.send_input({"type": "websocket.receive", "text": begin()})
        replies.append(json.loads((await page.receive_output(5))["text"]))
        await page.send_input({"type": "websocket.receive", "bytes": set_of(1)[0]})
        replies.append(json.loads((await page.receive_output(5))["text"]))

    assert talked(scope(cookie), begins)["type"] == "websocket.accept"
    assert [reply["kind"] for reply in replies] == ["begun", "seen"]


@pytest.mark.django_db
@pytest.mark.hazard("H-12")
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ""},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:abc"},
        {"origin": "https://127.0.0.1:8137"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "127.0.0.1:9", "origin": "http://127.0.0.1:9"},
        {"cookie": ""},
        {"cookie": "rhomboid_launch_8137=abc:def:ghi"},
    ],
)
def test_no_other_page_and_nobody_without_the_launch_cookie_opens_the_socket(
    cookie: str, headers: dict[str, str]
) -> None:
    assert talked(scope(**{"cookie": cookie, **headers}), nothing)["type"] == "websocket.close"


@pytest.mark.django_db
def test_no_socket_is_behind_another_address(cookie: str) -> None:
    at = {**scope(cookie), "path": "/elsewhere/"}
    assert talked(at, nothing)["type"] == "websocket.close"


# ---------------------------------------------------------------------------------- the page


@pytest.mark.django_db
@pytest.mark.hazard("H-25")
def test_only_session_and_desk_may_open_the_camera_and_run_the_pose_model() -> None:
    client = LocalClient().enter()
    for path, scripts, camera in (
        ("/session/", "script-src 'self' 'wasm-unsafe-eval';", "camera=(self)"),
        ("/desk/", "script-src 'self' 'wasm-unsafe-eval';", "camera=(self)"),
        ("/session/end/", "script-src 'self';", "camera=()"),
        ("/desk/take/", "script-src 'self';", "camera=()"),
        ("/", "script-src 'self';", "camera=()"),
    ):
        headers = client.get(path).headers
        assert scripts in headers["Content-Security-Policy"], path
        assert "connect-src 'self';" in headers["Content-Security-Policy"], path
        assert camera in headers["Permissions-Policy"], path


@pytest.mark.hazard("H-25")
def test_the_page_that_was_built_reports_to_nobody() -> None:
    built = Path(bootstrap.__file__).parents[1] / "web/static/rhomboid/built"
    scripts = [path for path in built.rglob("*.js") if path.parent.name != "pose"]
    if not any(path.name.startswith("vision_bundle") for path in scripts):
        pytest.skip("the front end is not built: make setup")
    assert [path.name for path in scripts if "odml.pa." in path.read_text("utf-8")] == []
