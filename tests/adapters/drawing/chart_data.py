"""Pasts to draw charts of, and what a drawn chart says and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import cast
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import strategies as st

from rhomboid.adapters.drawing.chart.labels import Label
from rhomboid.adapters.drawing.chart.words import ChartWords, RowWords
from rhomboid.app.progress_data import (
    EpisodeSpan,
    MeanDay,
    PainDay,
    ProgressData,
    WeekBar,
)

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 19)
WIDTHS = (350, 760, 1184)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
every_width = pytest.mark.parametrize("width", WIDTHS)


def episode_words(episode: EpisodeSpan) -> tuple[str, str]:
    return f"since {episode.began:%d %B}", f"worst day {episode.worst}"


WORDS = ChartWords(
    summary="Pain & <more>",
    empty="No pain noted yet.",
    today="today",
    number="{:.1f}".format,
    day="{:%d %b}".format,
    month="{:%B}".format,
    month_short="{:%b}".format,
    episode=episode_words,
    quiet="{} quiet days".format,
    start="{:.1f} at the start".format,
    matters="{:.1f} begins to matter".format,
    clear="{:.1f} clear difference".format,
    planned="planned: {}".format,
    sessions=RowWords(weekly="Sessions a week", monthly="Sessions a week, by month"),
    walks=RowWords(weekly="Walking, minutes a week", monthly="Walking, by month"),
    spasms=RowWords(weekly="Spasms a week", monthly="Spasms a week, by month"),
)


def mondays(first: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    while monday <= TODAY:
        yield monday
        monday += WEEK


def past(length: int, scores: tuple[int, ...] = (3, 5, 2, 6), every: int = 1) -> ProgressData:
    """So many days up to today, with scores, means and weeks that repeat."""
    first = TODAY - (length - 1) * DAY
    noted = [first + n * DAY for n in range(0, length, every)]
    pain = tuple(PainDay(day, scores[n % len(scores)]) for n, day in enumerate(noted))
    weeks = tuple(mondays(first))
    return ProgressData(
        first=first,
        today=TODAY,
        pain=pain,
        mean=tuple(MeanDay(one.day, one.score) for one in pain),
        sessions=tuple(WeekBar(week, n % 4, 3) for n, week in enumerate(weeks)),
        walks=tuple(WeekBar(week, n % 5 * 20, 70) for n, week in enumerate(weeks)),
        spasms=tuple(WeekBar(week, n % 3, None) for n, week in enumerate(weeks)),
    )


def with_lines(data: ProgressData, **more: object) -> ProgressData:
    lines = {"start_mean": 5.6, "matters_below": 4.3, "clear_below": 3.6, "lines_from": data.first}
    return msgspec.structs.replace(data, **(lines | more))


TWO_EPISODES = (
    EpisodeSpan(date(2026, 5, 11), date(2026, 7, 9), 8),
    EpisodeSpan(date(2026, 10, 12), None, 6),
)
SHAPES = {
    "three days": with_lines(past(3)),
    "four weeks": with_lines(past(28)),
    "six months with two episodes": with_lines(past(200), episodes=TWO_EPISODES),
    "a year": with_lines(past(365), episodes=TWO_EPISODES),
    "ten years": with_lines(past(3650), episodes=TWO_EPISODES),
    "nothing": ProgressData(first=TODAY, today=TODAY),
    "all zeros": past(120, scores=(0,)),
    "gaps": past(190, every=20),
}
every_shape = pytest.mark.parametrize("shape", SHAPES)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))  # noqa: S314 - our own


def labels(svg: str) -> list[Label]:
    return [
        Label(
            float(e.attrib["x"]),
            float(e.attrib["y"]),
            e.text or "",
            cast("str", e.get("text-anchor", "start")),  # type: ignore[arg-type] # one of three
            e.get("class") == "strong",
        )
        for e in parsed(svg).iter(f"{SVG}text")
    ]


def texts(svg: str) -> list[str]:
    return [label.says for label in labels(svg)]


def paths(svg: str, name: str) -> list[str]:
    return [e.attrib["d"] for e in parsed(svg).iter(f"{SVG}path") if e.get("class") == name]


def corners(data: str) -> Iterator[tuple[float, float]]:
    """Every point that path data reaches; only lines are drawn."""
    x = y = 0.0
    for step, rest in re.findall(r"([MLlHhVvz])([^A-Za-z]*)", data):
        values = [float(v) for v in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        if step in "Hh":
            x = values[0] + (x if step == "h" else 0)
        elif step in "Vv":
            y = values[0] + (y if step == "v" else 0)
        elif step == "l":
            x, y = x + values[0], y + values[1]
        for place in zip(values[::2], values[1::2], strict=True) if step in "ML" else ():
            x, y = place
            yield x, y
        yield x, y


def extent(svg: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is drawn."""
    xs, ys = [0.0], [0.0]
    for e in parsed(svg).iter():
        for x, y in corners(e.get("d", "")):
            xs.append(x)
            ys.append(y)
        if e.tag == f"{SVG}rect":
            left, top = float(e.attrib["x"]), float(e.attrib["y"])
            xs += [left, left + float(e.attrib["width"])]
            ys += [top, top + float(e.attrib["height"])]
        if e.tag == f"{SVG}circle":
            x, y, r = (float(e.attrib[name]) for name in ("cx", "cy", "r"))
            xs += [x - r, x + r]
            ys += [y - r, y + r]
    for label in labels(svg):
        xs += [label.box.left, label.box.right]
        ys += [label.box.top, label.box.bottom]
    return min(xs), min(ys), max(xs), max(ys)


def assert_inside(svg: str) -> None:
    _, _, width, height = (float(v) for v in parsed(svg).attrib["viewBox"].split())
    left, top, right, bottom = extent(svg)
    assert left >= -0.1
    assert top >= -0.1
    assert right <= width + 0.1
    assert bottom <= height + 0.1


def assert_apart(svg: str) -> None:
    for one, other in combinations(labels(svg), 2):
        assert not one.box.meets(other.box), (one, other)


@st.composite
def pasts(draw: st.DrawFn) -> ProgressData:
    """Any past of up to eleven years."""
    length = draw(st.integers(1, 80) | st.integers(1, 4000))
    every = draw(st.integers(1, 12))
    scores = tuple(draw(st.lists(st.integers(0, 10), min_size=1, max_size=9)))
    data = past(length, scores, every)
    done = draw(st.lists(st.integers(0, 9) | st.integers(0, 3000), min_size=1, max_size=5))
    plans = draw(st.lists(st.none() | st.integers(0, 2000), min_size=1, max_size=5))
    bars = tuple(
        WeekBar(week.monday, done[n % len(done)], plans[n % len(plans)])
        for n, week in enumerate(data.walks)
    )
    score = st.none() | st.floats(-2, 10)
    return msgspec.structs.replace(
        data,
        episodes=draw(episodes(data.first)),
        start_mean=draw(score),
        matters_below=draw(score),
        clear_below=draw(score),
        lines_from=draw(st.none() | st.dates(data.first, TODAY)),
        sessions=draw(st.sampled_from((data.sessions, bars, ()))),
        walks=bars,
        spasms=draw(st.sampled_from((data.spasms, bars, ()))),
    )


@st.composite
def episodes(draw: st.DrawFn, first: date) -> tuple[EpisodeSpan, ...]:
    """Episodes that follow each other; the last may last, the first may be older than the data."""
    edges = sorted(draw(st.sets(st.dates(first - 50 * DAY, TODAY), max_size=16)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    found = [EpisodeSpan(began, ended, 5) for began, ended in pairs]
    lasting = [EpisodeSpan(last.began, None, 5) for last in found[-1:]]
    return draw(st.sampled_from((tuple(found), (*found[:-1], *lasting))))
