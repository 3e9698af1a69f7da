"""The live socket as an ASGI application: the door, then one `Talk` for each connection."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from io import BytesIO
from typing import Any, Final

from django.core.handlers.asgi import ASGIRequest

from rhomboid import bootstrap
from rhomboid.web.live.talk import Talk
from rhomboid.web.local_mode import admits_socket

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

PATH: Final = "/live/"
#: Larger messages close the connection: a frame has at most a kilobyte, a set some twenty.
MOST_BYTES: Final = 131_072
#: Why a connection is refused (RFC 6455, 7.4.1).
_POLICY: Final = 1008


async def live_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Talk with one page until it goes; who may not come in is refused before the handshake."""
    await receive()
    if scope["path"] != PATH or not _may_enter(scope):
        await send({"type": "websocket.close", "code": _POLICY})
        return
    await send({"type": "websocket.accept"})
    import numpy.ma  # noqa: F401 - medians bring it in; the first repetition must not wait for it

    talk = Talk(bootstrap.knowledge())
    while (event := await receive())["type"] == "websocket.receive":
        given = event.get("bytes")
        message: str | bytes = given if given is not None else event.get("text") or ""
        for reply in talk.hear(message):
            await send({"type": "websocket.send", "text": reply})
        # One connection whose frames have piled up lets the others have their turn.
        await asyncio.sleep(0)


def _may_enter(scope: Scope) -> bool:
    """The door of local mode, asked with what the handshake brought."""
    return admits_socket(ASGIRequest({**scope, "type": "http", "method": "GET"}, BytesIO()))
