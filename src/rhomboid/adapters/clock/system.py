"""The machine's clock and chance."""

from __future__ import annotations

import secrets
from datetime import datetime

from rhomboid.core.base.ids import uuid7

_RANDOM_BITS = 74


def time_zone() -> str:
    """Name of the machine's time zone (IANA), UTC where it has none that is known."""
    from babel.localtime import get_localzone

    try:
        return str(getattr(get_localzone(), "key", "UTC"))
    except LookupError:
        return "UTC"


class SystemClock:
    """The machine's clock and chance."""

    def now(self) -> datetime:
        """Now, with the local offset."""
        return datetime.now().astimezone()

    def zone(self) -> str:
        """Name of the local time zone (IANA)."""
        return time_zone()

    def new_id(self) -> str:
        """A new UUIDv7."""
        return uuid7(int(self.now().timestamp() * 1000), secrets.randbits(_RANDOM_BITS))
