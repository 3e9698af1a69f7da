"""Calendar files: who is busy when, in any zone and form; nothing else of them is known."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.calendar.errors import CalendarError
from rhomboid.adapters.calendar.lines import MOST_EVENTS, times_of
from rhomboid.adapters.calendar.reader import CalendarFile, CalendarRead
from rhomboid.core.ergonomics.desk.busy import written

BERLIN = ZoneInfo("Europe/Berlin")
#: Monday before the clocks go forward, on Sunday the 29th.
MONDAY = datetime(2026, 3, 23, 8, tzinfo=BERLIN)


def file_of(*events: str, more: str = "") -> bytes:
    blocks = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{more}{blocks}END:VCALENDAR\r\n".encode()


def read(content: bytes, days: int = 14, now: datetime = MONDAY) -> CalendarRead:
    return CalendarFile(io.BytesIO(content), "my.ics", BERLIN).read(now, days)


def busy(*events: str, more: str = "", days: int = 14) -> list[str]:
    """Begin and end in the local zone, as a person would say them."""
    found = read(file_of(*events, more=more), days).busy.meetings
    return [
        f"{m.start.astimezone(BERLIN):%d %H:%M}-{m.end.astimezone(BERLIN):%H:%M}"
        for m in found
        if m.end is not None
    ]


def test_times_are_understood_in_every_zone_they_are_written_in() -> None:
    assert busy(
        "DTSTART:20260323T090000Z\nDTEND:20260323T093000Z",
        "DTSTART;TZID=America/New_York:20260324T090000\nDTEND;TZID=America/New_York:20260324T100000",
        "DTSTART:20260325T090000\nDURATION:PT45M",
        'DTSTART;TZID="W. Europe Standard Time":20260326T090000\nDURATION:PT1H',
    ) == ["23 10:00-10:30", "24 14:00-15:00", "25 09:00-09:45", "26 09:00-10:00"]


def test_a_zone_that_the_file_brings_along_is_used() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Our office
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
""".replace("\n", "\r\n")
    event = "DTSTART;TZID=Our office:20260324T090000\nDTEND;TZID=Our office:20260324T100000"
    assert busy(event, more=zone) == ["24 08:00-09:00"]


def test_a_weekly_meeting_stays_at_its_hour_when_the_clocks_change() -> None:
    weekly = "DTSTART;TZID=Europe/Berlin:20250106T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"
    assert busy(weekly) == ["23 10:00-11:00", "30 10:00-11:00"]
    first, second = read(file_of(weekly)).busy.meetings
    assert second.start - first.start == timedelta(days=7, hours=-1)


def test_a_meeting_that_is_moved_cancelled_or_left_out_is_not_where_it_was() -> None:
    daily = "UID:a\nDTSTART;TZID=Europe/Berlin:20260323T100000\nDURATION:PT30M\nRRULE:FREQ=DAILY"
    assert busy(
        f"{daily};COUNT=5\nEXDATE;TZID=Europe/Berlin:20260324T100000",
        "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260325T100000\n"
        "DTSTART;TZID=Europe/Berlin:20260325T160000\nDURATION:PT1H",
        "UID:a\nRECURRENCE-ID:20260326T090000Z\nDTSTART:20260326T090000Z\nDURATION:PT30M\n"
        "STATUS:CANCELLED",
    ) == ["23 10:00-10:30", "25 16:00-17:00", "27 10:00-10:30"]


def test_more_dates_and_an_end_of_the_rule_are_kept_to() -> None:
    assert busy(
        "DTSTART:20260323T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260324T080000Z\n"
        "RDATE:20260327T080000Z\nRDATE;VALUE=PERIOD:20260328T080000Z/PT2H"
    ) == ["23 09:00-10:00", "24 09:00-10:00", "27 09:00-10:00", "28 09:00-11:00"]


@pytest.mark.parametrize(
    "free", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_is_free_or_cancelled_is_not_busy(free: str) -> None:
    assert busy(f"DTSTART:20260323T090000Z\nDURATION:PT1H\n{free}") == []


def test_whole_days_are_no_meetings_and_are_counted() -> None:
    found = read(
        file_of(
            "DTSTART;VALUE=DATE:20260324\nDTEND;VALUE=DATE:20260325",
            "DTSTART;VALUE=DATE:20250325\nRRULE:FREQ=YEARLY",
            "DTSTART:20260323T080000Z\nDTEND:20260327T160000Z",
            "DTSTART;VALUE=DATE:20260324\nTRANSP:TRANSPARENT",
        )
    )
    assert found.busy.meetings == ()
    assert found.whole_days == 3


def test_a_file_of_free_and_busy_alone_is_understood() -> None:
    block = (
        "BEGIN:VFREEBUSY\r\nFREEBUSY:20260323T090000Z/PT1H,20260323T100000Z/20260323T103000Z\r\n"
        "FREEBUSY;FBTYPE=FREE:20260323T120000Z/PT1H\r\nEND:VFREEBUSY\r\n"
    )
    assert busy(more=block) == ["23 10:00-11:30"]


def test_only_the_days_asked_for_are_read() -> None:
    daily = "DTSTART:20260101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    found = read(file_of(daily), days=3).busy
    assert [m.start.day for m in found.meetings] == [23, 24, 25]
    assert found.until.isoformat() == "2026-03-26"


@pytest.mark.hazard("H-28")
def test_nothing_but_begin_and_end_is_taken_from_a_calendar() -> None:
    secret = "Talk with the oncologist"
    content = file_of(
        f"UID:{secret}\nDTSTART:20260323T090000Z\nDURATION:PT1H\nSUMMARY:{secret}\n"
        f"LOCATION;LANGUAGE=en:{secret}\nATTENDEE;CN={secret}:mailto:a@example.org\n"
        f"DESCRIPTION:Talk wi\n th the oncologist\\nDTSTART:1\nX-{secret}:1\n"
        f"BEGIN:VALARM\nDESCRIPTION:{secret}\nTRIGGER:-PT5M\nEND:VALARM"
    )
    times = times_of(io.BytesIO(content), "my.ics").replace(f"UID:{secret}", "")
    assert "oncologist" not in times
    found = read(content)
    assert len(found.busy.meetings) == 1
    assert "oncologist" not in repr(found)
    assert written(found.busy.meetings) == "20260323T0900Z/60"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "cut"),
        (b"PK\x03\x04\x00\x00", "form"),
        (b"<html>", "form"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260323T090000Z\r\n", "cut"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nand more", "form"),
        (
            b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * (MOST_EVENTS + 1),
            "many",
        ),
        (b"BEGIN:VCALENDAR\r\n" + b"X-A:" + b"a" * 20_000_000, "big"),
    ],
)
def test_what_is_no_calendar_is_refused_with_the_reason(content: bytes, code: str) -> None:
    with pytest.raises(CalendarError, match=r"^my\.ics: must ") as refused:
        read(content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "broken",
    [
        "DTSTART:yesterday\nDURATION:PT1H",
        "DURATION:PT1H",
        "DTSTART:20260323T090000Z\nDTEND:20260323T080000Z",
        "DTSTART;TZID=Moon/Base:20260323T090000\nDURATION:PT1H",
        "DTSTART:20260323T090000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY",
        "DTSTART:20260323T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=1,2,3",
        "DTSTART:20260323T090000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYDAY=99XX",
        "DTSTART:20260323T090000Z\nDURATION:PT1H\nRDATE:now",
    ],
)
def test_one_broken_event_does_not_cost_the_others(broken: str) -> None:
    good = "DTSTART:20260324T090000Z\nDURATION:PT1H"
    found = read(file_of(broken, good))
    assert [m.start.day for m in found.busy.meetings] in ([24], [23, 24])
    assert found.left == 1


@pytest.mark.parametrize(
    "broken",
    [
        "DTSTART:20260323T090000Z\nDTEND:20260323T080000Z",
        "DTSTART:20260301T090000Z\nDTEND:20260301T080000Z",
        "DTSTART:20260323T090000Z\nDURATION:-PT1H",
        "DTSTART:20200323T090000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY",
        "DTSTART:20200323T090000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;UNTIL=20270101T000000Z",
        "DTSTART:20200323T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=1,2",
    ],
)
def test_a_file_of_which_no_event_can_be_read_is_refused(broken: str) -> None:
    with pytest.raises(CalendarError, match="must hold an event to read") as refused:
        read(file_of(broken))
    assert refused.value.code == "unread"


def test_a_file_without_events_and_a_rule_that_is_long_over_are_no_failure() -> None:
    assert read(file_of()).busy.meetings == ()
    over = "DTSTART:20200323T090000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;UNTIL=20210101T000000Z"
    assert read(file_of(over)).left == 0


def test_rules_made_to_last_forever_are_answered_at_once() -> None:
    never = "DTSTART:16010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    assert busy(never, "DTSTART;TZID=X:20260324T090000\nDURATION:PT1H", more=zone) is not None
    counted = f"{never};COUNT=9"
    with pytest.raises(CalendarError, match="repetitions"):
        read(file_of(*[counted] * 30))


def test_more_busy_times_than_a_person_has_are_refused() -> None:
    start = datetime(2026, 3, 23, 8, tzinfo=UTC)
    events = [
        f"DTSTART:{start + timedelta(minutes=2 * number):%Y%m%dT%H%M%SZ}\nDURATION:PT1M"
        for number in range(1_001)
    ]
    with pytest.raises(CalendarError, match="1000 busy times in 14 days"):
        read(file_of(*events))


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for whole in (content, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + content):
        with suppress(CalendarError):
            assert read(whole + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").left <= 1
