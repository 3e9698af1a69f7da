"""The ASGI application: pages by Django, the live socket beside them."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rhomboid.web.settings")

django.setup(set_prefix=False)

# They read the settings, so they come after Django has them.
from rhomboid.web.live.socket import Receive, Scope, Send, live_socket  # noqa: E402 - see above
from rhomboid.web.uploads import Pages  # noqa: E402 - see above

pages = Pages()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a connection to whom it belongs."""
    await (live_socket if scope["type"] == "websocket" else pages)(scope, receive, send)
