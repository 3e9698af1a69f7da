"""A film for the browser's camera: a real person who stands, steps aside and leaves the picture."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image

#: Chromium plays files of JPEG pictures at this rate, and begins anew at their end.
RATE: Final = 30
SIZE: Final = (640, 480)
#: How much larger the person is shown, and what of the picture lies above the film: so near that
#: head and shoulders are seen and the elbows are not.
_SCALE: Final = 2.64
_ABOVE: Final = 110
#: Around the middle of her face so much is shown, in pixels; beside it is the colour of the empty
#: picture, a little of it on the right where she stands on the left, and the other way round.
_FACE: Final = 594
_HALF: Final = 420
EMPTY: Final = (50, 90, 90)
#: Where her face is at these seconds, in widths: she stands, steps aside, stands, leaves.
#: The empty picture lasts longer than the pause between two words about what the camera needs.
_LEFT, _RIGHT, _AWAY = 0.33, 0.67, 2.0
_PATH: Final = ((0, _LEFT), (5, _LEFT), (6, _RIGHT), (8, _RIGHT), (9, _AWAY), (19, _AWAY))
#: Where she stands, by where the picture is empty beside her.
STANDS: Final = {"right": _LEFT, "left": _RIGHT}


def write_film(path: Path) -> Path:
    """Write the film as Chromium reads it: JPEG pictures, one behind the other."""
    # Here, not above: it takes a second that only these tests need. The picture is in the public
    # domain (NASA) and part of scikit-image: nothing is fetched, and without it the tests fail.
    from skimage import data

    astronaut = Image.fromarray(data.astronaut())
    large = astronaut.resize((round(astronaut.width * _SCALE), round(astronaut.height * _SCALE)))
    person = large.crop((_FACE - _HALF, _ABOVE, _FACE + _HALF, _ABOVE + SIZE[1]))
    shown: dict[int, bytes] = {}
    with path.open("wb") as film:
        for number in range(_PATH[-1][0] * RATE):
            left = round(_place(number / RATE) * SIZE[0]) - _HALF
            if left not in shown:
                shown[left] = _picture(person, left)
            film.write(shown[left])
    return path


def _picture(person: Image.Image, left: int) -> bytes:
    picture = Image.new("RGB", SIZE, EMPTY)
    picture.paste(person, (left, 0))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()


def _place(second: float) -> float:
    for (begin, here), (end, there) in pairwise(_PATH):
        if second < end:
            return here + (there - here) * (second - begin) / (end - begin)
    return _AWAY
