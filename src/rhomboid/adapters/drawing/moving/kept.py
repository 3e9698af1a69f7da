"""Moving drawings that were made ahead, when rhomboid was built, and lie beside the code.

A file is believed only while the movement and the code that draws it are what they were: its key
tells. So nothing old is ever shown, and whatever is missing is drawn when it is asked for.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import rhomboid
from rhomboid.adapters.drawing.moving.picture import Picture, picture
from rhomboid.adapters.drawing.people import DEFAULT, person
from rhomboid.adapters.drawing.poses import load_figure, load_movement

_PACKAGE = Path(rhomboid.__file__).parent
#: One file for a movement and a person, for example `mira/shrug.json`.
FOLDER = _PACKAGE / "adapters" / "drawing" / "ahead"
#: What decides how a movement is drawn, beside its own table.
_DRAWN_BY = ("adapters/drawing/*.py", "adapters/drawing/moving/*.py", "core/movement/body/*.py",
             "core/movement/motion/*.py")  # fmt: skip


class _File(msgspec.Struct, frozen=True):
    key: str
    picture: Picture


def draw(movement: str, who: str) -> Picture:
    """Draw one movement by one person now.

    Args:
        movement: for example `band_row`.
        who: a name of `PEOPLE`.

    Raises:
        UnknownMovementError: if there is no such movement.
    """
    return picture(load_figure(movement), load_movement(movement).phases, person(who))


def load(movement: str, who: str, folder: Path = FOLDER) -> Picture | None:
    """The drawing made ahead; None where there is none, or it is of another table or other code.

    Raises:
        UnknownMovementError: if there is no such movement.
    """
    wanted = _key(movement, who)
    try:
        kept = msgspec.json.decode(_path(folder, movement, who).read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept.picture if kept.key == wanted else None


def save(movement: str, who: str, drawn: Picture, folder: Path = FOLDER) -> None:
    """Lay a drawing beside the code.

    Raises:
        UnknownMovementError: if there is no such movement.
        OSError: if it cannot be written.
    """
    path = _path(folder, movement, who)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.encode(_File(_key(movement, who), drawn)))


def suits(movement: str) -> str:
    """Who shows a movement where nobody was chosen.

    Raises:
        UnknownMovementError: if there is no such movement.
    """
    return load_figure(movement).person or DEFAULT


def _path(folder: Path, movement: str, who: str) -> Path:
    return folder / who / f"{movement}.json"


def _key(movement: str, who: str) -> str:
    row = msgspec.json.encode(load_movement(movement))
    return sha256(_code() + who.encode() + row).hexdigest()


@cache
def _code() -> bytes:
    digest = sha256()
    for path in sorted(found for pattern in _DRAWN_BY for found in _PACKAGE.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.digest()
