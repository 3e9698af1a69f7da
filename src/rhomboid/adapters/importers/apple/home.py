"""Where the phone was at home, by which the times of an export may fall on local days."""

from __future__ import annotations

import msgspec
import numpy as np

from rhomboid.adapters.importers.local_time import offsets_s
from rhomboid.core.activity.samples import Floats, Ints


class Home(msgspec.Struct, frozen=True):
    """The person's zone, and the offset of the day of the export in it.

    Some versions of iOS write every time with that one offset, summer and winter alike: then the
    zone says more. A time with another offset was written by a phone that knew its own: a summer,
    or a journey.

    Attributes:
        zone: IANA name.
        offset_s: local time less UTC on the day of the export, in seconds.
    """

    zone: str
    offset_s: int

    def local(self, at_s: Floats, told_s: Ints) -> Ints:
        """Local time less UTC at some times, given what the file says of each."""
        unsure = told_s == self.offset_s
        found = told_s.copy()
        found[unsure] = offsets_s(at_s[unsure], self.zone)
        return found

    def local_at(self, at_s: float, told_s: int) -> int:
        """The same for one time."""
        return int(self.local(np.array([at_s]), np.array([told_s], np.int64))[0])
