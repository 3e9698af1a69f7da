"""The ASGI application: pages by Django, the live socket beside them."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rhomboid.web.settings")

pages = get_asgi_application()

# Reads the settings, so it comes after Django has them.
from rhomboid.web.live.socket import Receive, Scope, Send, live_socket  # noqa: E402 - see above


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a connection to whom it belongs."""
    await (live_socket if scope["type"] == "websocket" else pages)(scope, receive, send)
