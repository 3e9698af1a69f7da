"""Django's test client as it reaches a server on one port of this machine."""

from __future__ import annotations

from typing import Any

from django.test import Client

from rhomboid.web.local_mode import launch_token

HOST = "127.0.0.1:8137"


class LocalClient(Client):
    """A client that names the host and port of the server."""

    def __init__(self, **defaults: Any) -> None:
        headers = {"host": HOST, "accept-language": "en-GB", **defaults.pop("headers", {})}
        super().__init__(headers=headers, **defaults)

    def generic(self, *arguments: Any, **extra: Any) -> Any:
        """Every request goes to the server's port."""
        extra.setdefault("SERVER_PORT", "8137")
        return super().generic(*arguments, **extra)

    def enter(self) -> LocalClient:
        """Go in through the door, as the launch link does."""
        assert self.get(f"/?token={launch_token.issue()}").status_code == 302
        return self
