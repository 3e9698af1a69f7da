"""Text on a chart: how wide it is, where there is room for it, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rhomboid.adapters.drawing.svg import number, text

#: Size of all text, in pixels at drawn size; the smallest the look allows.
SIZE = 14.0
#: From one baseline to the next.
LINE = 16.0
#: What letters reach above and below the baseline, in pixels.
_ASCENT, _DESCENT = 11.0, 4.0
#: Least distance between two texts in one line.
_GAP = 4.0
#: Widths in parts of the size, rather too wide than too narrow. Bold is wider.
_NARROW, _DIGIT, _USUAL, _CAPITAL, _WIDE, _FULL = 0.3, 0.5, 0.54, 0.64, 0.88, 1.05
#: Letters that the page's font lacks are set in another, wider one.
_FOREIGN, _FOREIGN_CAPITAL = 0.68, 0.8
_BOLD = 1.04
_NARROW_LETTERS = frozenset("iljtfrI.,:;'’!|()- ")
_WIDE_LETTERS = frozenset("mwMWÆŒ%@—…")


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes share any place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Label(NamedTuple):
    """A line of text.

    Attributes:
        x, y: its anchor and its baseline, in pixels.
        says: the text, not yet escaped.
        anchor: which part of the text stands at `x`.
        strong: whether it is set in bold ink.
    """

    x: float
    y: float
    says: str
    anchor: Literal["start", "middle", "end"] = "start"
    strong: bool = False

    @property
    def box(self) -> Box:
        """The room it takes."""
        wide = text_width(self.says, self.strong)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(left, self.y - _ASCENT, left + wide, self.y + _DESCENT)

    def draw(self) -> str:
        """A text element."""
        anchor = "" if self.anchor == "start" else f' text-anchor="{self.anchor}"'
        strong = ' class="strong"' if self.strong else ""
        place = f'x="{number(self.x)}" y="{number(self.y)}"'
        return f"<text{strong} {place}{anchor}>{text(self.says)}</text>"


class Room:
    """The room for text in a drawing; a place once taken is not given away again.

    Attributes:
        right: the right edge of the drawing, in pixels.
        labels: what has found room.
    """

    def __init__(self, right: float) -> None:
        self.right = right
        self.labels: list[Label] = []
        self._boxes: list[Box] = []

    def takes(self, *labels: Label) -> bool:
        """Take all labels if each fits in the drawing and meets no other; else none of them."""
        boxes = [label.box for label in labels]
        if not all(self._free(box) for box in boxes):
            return False
        self.labels += labels
        self._boxes += boxes
        return True

    def _free(self, box: Box) -> bool:
        if box.left < 0 or box.top < 0 or box.right > self.right:
            return False
        wider = Box(box.left - _GAP, box.top, box.right + _GAP, box.bottom)
        return not any(wider.meets(taken) for taken in self._boxes)

    def draw(self) -> str:
        """All labels that found room."""
        return "".join(label.draw() for label in self.labels)


@lru_cache(maxsize=1024)
def text_width(says: str, strong: bool = False) -> float:
    """Width of a text in pixels, estimated without the font and rather too wide."""
    parts = sum(_part(letter) for letter in says)
    return parts * SIZE * (_BOLD if strong else 1.0)


def _part(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter.isdecimal():
        return _DIGIT
    if letter > "\u2e80":
        return _FULL
    foreign = letter > "\u036f" and letter.isalpha()
    usual, capital = (_FOREIGN, _FOREIGN_CAPITAL) if foreign else (_USUAL, _CAPITAL)
    return capital if letter.isupper() else usual


def fitted(says: str, wide: float, strong: bool = False) -> str:
    """A text cut after a word, so that it takes at most `wide` pixels; empty if none fits."""
    words = says.split()
    if text_width(" ".join(words), strong) <= wide:
        return " ".join(words)
    while words and text_width(" ".join(words) + "…", strong) > wide:
        words.pop()
    return " ".join(words) + "…" if words else ""


def push_apart(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places from top to bottom, `apart` from each other, moved no further than they must be.

    Args:
        wanted: where each would like to be, in rising order.
        apart: least distance.
        low, high: edges; they must leave room for all.
    """
    shifted = [place - index * apart for index, place in enumerate(wanted)]
    last = high - (len(wanted) - 1) * apart
    rising = _rising(shifted)
    return [min(max(v, low), last) + index * apart for index, v in enumerate(rising)]


def _rising(values: Iterable[float]) -> list[float]:
    """The nearest values that never fall: neighbours in the wrong order share their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            other, many = pools.pop()
            mean = (mean * count + other * many) / (count + many)
            count += many
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
