"""The tracks of a GPX file, 1.0 or 1.1: places, times and what they are called."""

from __future__ import annotations

from typing import BinaryIO, Final

import numpy as np

from rhomboid.adapters.importers.times import iso
from rhomboid.adapters.importers.xml_stream import feed, parser
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.route import Places
from rhomboid.core.activity.samples import Floats
from rhomboid.core.base.decision import Finding

_MOST_PLACES: Final = 2_000_000
#: So many places are kept as text before they become numbers.
_LOT: Final = 20_000
LONGEST_TEXT: Final = 100
_UNITS: Final = frozenset(("trk", "trkseg", "trkpt", "wpt", "rtept", "rte", "metadata", "author"))
_KNOWN: Final = _UNITS | {"time", "ele", "name", "type", "gpx"}


class Track:
    """One track as it is read: text by the lot, then numbers."""

    def __init__(self, segment: int) -> None:
        self.titles: list[str] = []
        self.kinds: list[str] = []
        self.segment = segment
        self.attributes: list[list[str]] = []
        self.at: list[str] = []
        self.height: list[str] = []
        self._lots: list[Places] = []

    @property
    def title(self) -> str:
        """What it calls itself, or nothing."""
        return "".join(self.titles).strip()

    @property
    def kind(self) -> str:
        """What it calls its activity, or nothing."""
        return "".join(self.kinds).strip()

    @property
    def count(self) -> int:
        """Places so far."""
        return sum(map(len, self._lots)) + len(self.attributes)

    def settle(self) -> None:
        """Make numbers out of what was read as text."""
        missing = len(self.attributes)
        self._lots.append(
            Places(
                lat_deg=_within(_coordinates(self.attributes, "lat"), 90.0),
                lon_deg=_within(_coordinates(self.attributes, "lon"), 180.0),
                at_s=iso(_filled(self.at, missing, "")).utc_s("UTC"),
                height_m=_within(_filled(self.height, missing, "nan"), 10_000.0),
                segment=np.full(missing, self.segment),
            )
        )
        for column in (self.attributes, self.at, self.height):
            column.clear()

    def places(self) -> Places:
        """All places; NaN where something is not known."""
        self.settle()
        lots = self._lots
        return Places(
            lat_deg=np.concatenate([lot.lat_deg for lot in lots]),
            lon_deg=np.concatenate([lot.lon_deg for lot in lots]),
            at_s=np.concatenate([lot.at_s for lot in lots]),
            height_m=np.concatenate([lot.height_m for lot in lots]),
            segment=np.concatenate([lot.segment for lot in lots]),
        )


def _program(creator: str) -> str:
    """The program that wrote a file, without the address that some add to its name."""
    return creator.partition("http")[0].strip(" -(/") or "GPX"


def _coordinates(attributes: list[list[str]], name: str) -> list[str]:
    """One attribute of each place, as `[name, value, name, value]` lists hold it."""
    for place in (0, 2):
        if all(len(one) > place + 1 and one[place] == name for one in attributes):
            return [one[place + 1] for one in attributes]
    return [dict(zip(one[::2], one[1::2], strict=False)).get(name, "") for one in attributes]


def _filled(texts: list[str], count: int, nothing: str) -> list[str]:
    return texts + [nothing] * (count - len(texts))


def _within(texts: list[str], most: float) -> Floats:
    """Numbers; NaN where it is none or beyond what is possible."""
    try:
        found = np.array(texts, float)
    except (ValueError, OverflowError):
        found = np.array([_number(text) for text in texts], float)
    return np.where(np.abs(found) <= most, found, np.nan)


def _number(text: str) -> float:
    try:
        return float(text[:LONGEST_TEXT])
    except (ValueError, OverflowError):
        return float("nan")


def read_tracks(name: str, file: BinaryIO) -> tuple[list[Track], str]:
    """All tracks of a GPX file, and the program that wrote it.

    Args:
        name: of the file, as the person knows it.
        file: read from where it stands to its end.

    Raises:
        WalkFileError: if it cannot be read.
    """
    reader = _Reader(name)
    made = parser(name)
    made.ordered_attributes = True
    made.StartElementHandler = reader.start
    made.CharacterDataHandler = reader.text
    feed(name, made, file)
    reader.use_text()
    return reader.tracks, reader.program


class _Reader:
    """Takes what the parser finds. Ends of elements are not asked for, which saves a third."""

    def __init__(self, name: str) -> None:
        self.tracks: list[Track] = []
        self.program = "GPX"
        self._name = name
        self._count = 0
        self._segment = 0
        self._unit = ""
        self._tags: dict[str, str] = {}
        #: Where the text of the element goes that is open, and in which row.
        self._column: list[str] | None = None
        self._row = 0
        self._heard = ""

    def start(self, tag: str, attributes: list[str]) -> None:
        if self._column is not None:
            self.use_text()
        local = self._tags.get(tag)
        if local is None:
            local = self._local(tag)
        if not local:
            return
        if local == "trkpt":
            self._unit = local
            self._point(attributes)
        elif self._unit == "trkpt" and (local in ("time", "ele")):
            track = self.tracks[-1]
            self._column = track.at if local == "time" else track.height
            self._row = len(track.attributes) - 1
        elif self._unit == "trk" and local in ("name", "type"):
            self._column = self.tracks[-1].titles if local == "name" else self.tracks[-1].kinds
            self._row = 0
        elif local in _UNITS:
            self._begin(local)
        elif local == "gpx":
            named = dict(zip(attributes[::2], attributes[1::2], strict=True))
            self.program = _program(named.get("creator", "")[:LONGEST_TEXT])

    def text(self, piece: str) -> None:
        if self._column is not None and len(self._heard) < LONGEST_TEXT:
            self._heard += piece[:LONGEST_TEXT]

    def use_text(self) -> None:
        """Keep the text of the element that has just been left."""
        column, self._column = self._column, None
        text, self._heard = self._heard, ""
        if column is None or len(column) > self._row:
            return
        if len(column) < self._row:
            column.extend(["nan"] * (self._row - len(column)))
        column.append(text)

    def _point(self, attributes: list[str]) -> None:
        if not self.tracks:
            self.tracks.append(Track(self._segment))
        track = self.tracks[-1]
        if len(track.attributes) >= _LOT:
            self._settle()
        if len(attributes) != 4 or len(attributes[1]) + len(attributes[3]) > LONGEST_TEXT:
            attributes = [text[:LONGEST_TEXT] for text in attributes[:20]]
        track.attributes.append(attributes)

    def _local(self, tag: str) -> str:
        """A tag without its prefix; empty if it says nothing here."""
        local = tag.rpartition(":")[2]
        local = local if local in _KNOWN else ""
        if len(self._tags) < LONGEST_TEXT:
            self._tags[tag] = local
        return local

    def _begin(self, unit: str) -> None:
        self._unit = unit
        if unit in ("trk", "trkseg"):
            self._settle()
            self._segment += 1
            if unit == "trk":
                self.tracks.append(Track(self._segment))
            elif self.tracks:
                self.tracks[-1].segment = self._segment

    def _settle(self) -> None:
        """Turn the places so far into numbers."""
        if not self.tracks:
            return
        self._count += len(self.tracks[-1].attributes)
        if self._count > _MOST_PLACES:
            raise WalkFileError(self._name, "too_many_places", Finding("most", _MOST_PLACES))
        self.tracks[-1].settle()
