"""Records of use from other programs: what is read, what is asked about, what is refused."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.activity_log.errors import ActivityLogError, UnknownUseError
from rhomboid.adapters.activity_log.reader import MOST_LINE_BYTES, ActivityLog, Left
from rhomboid.core.ergonomics.desk.events import Period, Use

BERLIN = ZoneInfo("Europe/Berlin")
HEADER = '"Name","Start","End","Duration"'


def log_of(text: str | bytes, meanings: Mapping[str, Use] | None = None) -> ActivityLog:
    raw = text.encode() if isinstance(text, str) else text
    return ActivityLog(io.BytesIO(raw), "log.csv", BERLIN, meanings)


def read(*lines: str, header: str = HEADER) -> list[Period]:
    return list(log_of("\n".join((header, *lines))).periods())


def refused(*lines: str, header: str = HEADER) -> str:
    with pytest.raises(ActivityLogError) as caught:
        read(*lines, header=header)
    return str(caught.value)


def test_a_french_record_with_byte_order_mark_is_read_day_first() -> None:
    text = f'{HEADER}\r\n"Activité","02/11/2015 18:48:56","02/11/2015 20:22:14","1:33:18"\r\n'
    (period,) = log_of(b"\xef\xbb\xbf" + text.encode()).periods()
    start = datetime(2015, 11, 2, 18, 48, 56, tzinfo=BERLIN)
    assert period == Period(start, start + timedelta(seconds=5598), "active")


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Activité", "active"),
        ("Absence", "away"),
        ("Session verrouillée", "locked"),
        ("Extinction", "off"),
        ("Active", "active"),
        ("Away", "away"),
        ("Session lock", "locked"),
        ("Power off", "off"),
        ("Aktiv", "active"),
        ("abwesend", "away"),
        ("Gesperrt", "locked"),
        ("AUSGESCHALTET", "off"),
    ],
)
def test_uses_are_known_in_three_languages(name: str, use: str) -> None:
    (period,) = read(f'"{name}","02/11/2015 18:00:00","02/11/2015 18:10:00","0:10:00"')
    assert period.use == use


@pytest.mark.parametrize("header", ["Name;Start;Ende;Dauer", "Nom;Début;Fin;Durée"])
def test_semicolons_points_and_columns_in_other_languages_are_read(header: str) -> None:
    (period,) = read("Away;2.11.2015 8:00:00;3.11.2015 9:00:00;1.01:00:00", header=header)
    assert period.end - period.start == timedelta(hours=25)


def test_the_plain_form_needs_no_length_and_may_name_zones() -> None:
    first, second = read(
        "2026-11-25T09:00:00+00:00,2026-11-25T10:00Z,active",
        "",
        "2026-11-25 11:00,2026-11-25 12:30,away",
        header="start,end,state",
    )
    assert first == Period(
        datetime(2026, 11, 25, 9, tzinfo=UTC), datetime(2026, 11, 25, 10, tzinfo=UTC), "active"
    )
    assert second.start == datetime(2026, 11, 25, 11, tzinfo=BERLIN)


def test_an_unknown_name_is_asked_about_and_can_be_given_a_meaning() -> None:
    text = f"{HEADER}\nPause café,02/11/2015 18:00:00,02/11/2015 18:10:00,0:10:00\n"
    with pytest.raises(
        UnknownUseError, match="say whether `Pause café` means active, away"
    ) as caught:
        list(log_of(text).periods())
    assert (caught.value.use, caught.value.line) == ("Pause café", 2)
    (period,) = log_of(text, {"pause  CAFÉ": "away"}).periods()
    assert period.use == "away"


def test_a_length_that_does_not_fit_its_times_is_refused_with_its_line() -> None:
    good = '"Active","02/11/2015 18:00:00","02/11/2015 18:10:00","0:10:00"'
    assert refused(good, good.replace('"0:10:00"', '"0:20:00"')) == (
        "log.csv, line 3: the duration must be the time from start to end (0:10:00), got 0:20:00"
    )
    assert read(good.replace('"0:10:00"', '"0:10:01"'))


def test_periods_without_length_or_that_end_before_they_start_are_left_out_and_told() -> None:
    log = log_of(
        "start,end,state\n"
        "2026-11-25 09:00,2026-11-25 09:00,active\n"
        "2026-11-25 09:00,2026-11-25 08:00,active\n"
        "2026-11-25 09:00,2026-11-25 10:00,active\n"
    )
    assert len(list(log.periods())) == 1
    assert log.left == Left(empty=(2,), backwards=(3,))


def test_overlapping_periods_are_given_as_they_are() -> None:
    lines = ("2026-11-25 09:00,2026-11-25 10:00,active", "2026-11-25 09:30,2026-11-25 11:00,off")
    assert [period.use for period in read(*lines, header="start,end,state")] == ["active", "off"]


@pytest.mark.parametrize(
    ("start", "end", "length", "minutes"),
    [
        ("25/10/2026 02:50:00", "25/10/2026 02:10:00", "0:20:00", 20),
        ("25/10/2026 02:10:00", "25/10/2026 02:20:00", "1:10:00", 70),
        ("25/10/2026 01:30:00", "25/10/2026 02:30:00", "2:00:00", 120),
        ("25/10/2026 01:30:00", "25/10/2026 02:30:00", "1:00:00", 60),
        ("25/10/2026 01:00:00", "25/10/2026 04:00:00", "4:00:00", 240),
        ("25/10/2026 01:00:00", "25/10/2026 04:00:00", "3:00:00", 240),
        ("29/03/2026 01:50:00", "29/03/2026 03:10:00", "0:20:00", 20),
        ("29/03/2026 01:50:00", "29/03/2026 03:10:00", "1:20:00", 20),
    ],
)
def test_the_length_settles_the_hour_that_comes_twice_or_never(
    start: str, end: str, length: str, minutes: int
) -> None:
    (period,) = read(f"Active,{start},{end},{length}")
    assert (period.end.timestamp() - period.start.timestamp()) / 60 == minutes


def test_without_a_length_a_period_over_the_hour_that_comes_twice_goes_forward() -> None:
    (period,) = read("2026-10-25 02:50,2026-10-25 02:10,active", header="start,end,state")
    assert (period.start.fold, period.end.fold) == (0, 1)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Active,11/22/2015 10:00:00,11/22/2015 11:00:00,1:00:00", "the start must be day/month"),
        ("Active,02/11/2015 10:00 AM,02/11/2015 11:00:00,1:00:00", "the start must be day/month"),
        ("Active,02/11/2015 10:00:00,soon,1:00:00", "got `soon`"),
        ("Active,02/11/0015 10:00:00,02/11/0015 11:00:00,1:00:00", "in the years 1980 to 2200"),
        ("Active,02/11/2015 10:00:00,02/11/2015 11:00:00,1h", "must be hours:minutes:seconds"),
        ("Active,02/11/2015 10:00:00,02/11/2015 11:00:00", "must have 4 cells, got 3"),
        ('"Active,02/11/2015 10:00:00,02/11/2015 11:00:00,1:00:00', "one line of CSV"),
        ("Active," + "1" * MOST_LINE_BYTES, "at most 10000 bytes"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(line: str, problem: str) -> None:
    said = refused(line)
    assert said.startswith("log.csv, line 2: ")
    assert problem in said
    assert len(said) < 300


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "must name the columns"),
        (b"one,two\n1,2\n", "must name the columns"),
        (HEADER.encode("utf-16"), "must be UTF-8, got UTF-16"),
        ("Name,Start,End,Durée".encode("latin-1"), "must be UTF-8, got another encoding"),
    ],
)
def test_a_file_of_another_form_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(ActivityLogError, match=problem):
        list(log_of(raw).periods())


class Endless(io.RawIOBase):
    """A record without an end."""

    def __init__(self) -> None:
        self._lines = (
            b"start,end,state\n" if n == 0 else b"2026-11-25 09:00,2026-11-25 10:00,active\n"
            for n in count()
        )

    def readline(self, size: int | None = -1, /) -> bytes:
        return next(self._lines)


def test_a_record_is_read_line_by_line() -> None:
    log = ActivityLog(Endless(), "log.csv", BERLIN)  # type: ignore[arg-type] # reads lines only
    assert len(list(islice(log.periods(), 50))) == 50


def line_of_trouble(raw: bytes) -> int | None:
    """The line that an error names, if there is one."""
    try:
        list(log_of(raw).periods())
    except ActivityLogError as error:
        return error.line
    return None


@given(st.binary(max_size=400))
def test_whatever_bytes_come_it_reads_them_or_says_the_line(raw: bytes) -> None:
    line = line_of_trouble(b"start,end,state\n" + raw)
    assert line is None or 2 <= line <= 2 + raw.count(b"\n")


@given(st.text(alphabet='0123456789:/,"\n.-T Zactive', max_size=200))
def test_whatever_text_comes_it_reads_it_or_says_the_line(text: str) -> None:
    line = line_of_trouble(f"start,end,state\n{text}".encode())
    assert line is None or 2 <= line <= 2 + text.count("\n")
