"""Episodes as shaded spans, with what there is to say of them and of the quiet between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rhomboid.adapters.drawing.chart.labels import LINE, Label, Room, text_width
from rhomboid.adapters.drawing.chart.pain import is_gap
from rhomboid.adapters.drawing.chart.scale import Days, Levels
from rhomboid.adapters.drawing.chart.words import ChartWords
from rhomboid.adapters.drawing.svg import number
from rhomboid.app.progress_data import EpisodeSpan, ProgressData

#: Height above the plot for two lines of text.
ABOVE = 42.0
#: From the plot up to the baseline of the lower line.
_OVER_PLOT = 7.0
_DAY = timedelta(days=1)


def shown_episodes(days: Days, data: ProgressData) -> list[EpisodeSpan]:
    """Episodes that reach into the drawing."""
    return [
        episode
        for episode in data.episodes
        if episode.began < days.end and (episode.ended or data.today) >= days.start
    ]


def draw_episodes(days: Days, levels: Levels, data: ProgressData) -> str:
    """A shaded rectangle for each episode; one that lasts ends at today's line."""
    top, height = number(levels.top), number(levels.base - levels.top)
    shaded = []
    for episode in shown_episodes(days, data):
        left, right = _edges(days, episode, data.today)
        place = f'x="{number(left)}" y="{top}" width="{number(right - left)}" height="{height}"'
        shaded.append(f'<rect class="epi" {place}/>')
    return "".join(shaded)


def _edges(days: Days, episode: EpisodeSpan, today: date) -> tuple[float, float]:
    left = days.x(days.within(episode.began))
    if episode.ended is None:
        right = days.middle(min(today, days.end - _DAY))
    else:
        right = days.x(days.within(episode.ended + _DAY))
    return left, max(right, left)


def name_episodes(
    plot: tuple[Days, Levels], data: ProgressData, words: ChartWords, room: Room
) -> None:
    """Labels above the plot, the newest first: an older one is shortened or left out."""
    days, levels = plot
    low = levels.top - _OVER_PLOT
    for episode in reversed(shown_episodes(days, data)):
        name, detail = words.episode(episode)
        wide = max(text_width(name, strong=True), text_width(detail))
        left, _ = _edges(days, episode, data.today)
        x = _start(left, wide, room.right)
        full = (Label(x, low - LINE, name, strong=True), Label(x, low, detail))
        if not room.takes(*full):
            x = _start(left, text_width(name, strong=True), room.right)
            room.takes(Label(x, low, name, strong=True))
    for begin, end in _quiet(data):
        left, right = days.x(days.within(begin)), days.x(days.within(end))
        label = Label((left + right) / 2, low, words.quiet((end - begin).days), "middle")
        if left <= label.box.left and label.box.right <= right:
            room.takes(label)


def _start(left: float, wide: float, edge: float) -> float:
    """Where a text begins: at its span, or further left where it would leave the drawing."""
    return max(0.0, min(left, edge - wide))


def _quiet(data: ProgressData) -> Iterator[tuple[date, date]]:
    """First day of each quiet span and the day after its last.

    A span counts only if the diary was kept in it: no gap at which the line would break.
    """
    ends = [(e.began, e.ended + _DAY if e.ended else None) for e in data.episodes]
    ends.append((data.today + _DAY, None))
    for (_, begin), (end, _) in pairwise(ends):
        if begin is not None and begin < end and _kept(data, begin, end):
            yield begin, end


def _kept(data: ProgressData, begin: date, end: date) -> bool:
    low, high = (bisect_left(data.pain, day, key=lambda one: one.day) for day in (begin, end))
    noted = [one.day for one in data.pain[low:high]]
    return not any(is_gap(a, b) for a, b in pairwise([begin - _DAY, *noted, end]))
