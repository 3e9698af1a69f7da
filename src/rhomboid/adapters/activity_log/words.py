"""The words that records of use are written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from rhomboid.core.ergonomics.desk.events import Use

Column = Literal["use", "start", "end", "length"]

#: Names of columns, in small letters: ManicTime in English, French and German, and the plain form.
COLUMNS: Final[Mapping[str, Column]] = {
    "name": "use",
    "nom": "use",
    "state": "use",
    "start": "start",
    "début": "start",
    "end": "end",
    "fin": "end",
    "ende": "end",
    "duration": "length",
    "durée": "length",
    "dauer": "length",
}
#: Names of uses, in small letters. The French ones were seen in a record of ManicTime; of the
#: others some may be missing: an unknown name is asked about, never guessed.
USES: Final[Mapping[str, Use]] = {
    "active": "active",
    "activité": "active",
    "actif": "active",
    "aktiv": "active",
    "aktivität": "active",
    "away": "away",
    "absence": "away",
    "absent": "away",
    "abwesend": "away",
    "abwesenheit": "away",
    "locked": "locked",
    "session lock": "locked",
    "session locked": "locked",
    "session verrouillée": "locked",
    "gesperrt": "locked",
    "sitzung gesperrt": "locked",
    "off": "off",
    "power off": "off",
    "extinction": "off",
    "ausgeschaltet": "off",
    "aus": "off",
}
