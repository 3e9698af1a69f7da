"""Reading records of use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rhomboid.adapters.activity_log.reader import ActivityLog
    from rhomboid.core.ergonomics.desk.events import Use


def activity_log(
    stream: IO[bytes], name: str, zone: tzinfo, meanings: Mapping[str, Use] | None = None
) -> ActivityLog:
    """A record of use as a stream of periods; see `ActivityLog`."""
    from rhomboid.adapters.activity_log.reader import ActivityLog

    return ActivityLog(stream, name, zone, meanings)
