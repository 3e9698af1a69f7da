"""Taking walks in: what devices saw becomes days of the diary, once, and can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rhomboid.adapters.store.models import DiaryEntry, WalkImport
from rhomboid.app.recorder import Draft, ReportError
from rhomboid.app.reports import Reports
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Batch, DayTotal
from rhomboid.core.diary.walk_bodies import WalkDay
from rhomboid.core.diary.walk_bodies import WalkImport as ImportLine
from tests.app.walks.walker import Walker, lot
from tests.core.activity.made import MONDAY, Row, minutes, recorded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walker() -> Walker:
    return Walker()


def test_a_file_becomes_days_of_the_diary_and_a_line_of_its_own(walker: Walker) -> None:
    taken = walker.take(lot(*minutes(600, 30, 110)), lot(*minutes(1440 + 600, 12, 95)))
    assert (taken.new, taken.known, taken.changed) == (42, 0, 2)
    assert [(day.day.isoformat(), day.steps, day.walked_s / 60) for day in taken.days] == [
        ("2026-01-05", 3300, 30),
        ("2026-01-06", 1140, 12),
    ]
    assert walker.walked() == {"2026-01-05": (30,), "2026-01-06": (12,)}
    (line,) = walker.bodies(ImportLine)
    assert isinstance(line, ImportLine)
    assert (line.files, line.samples, line.days, line.first) == (("export.xml",), 42, 2, MONDAY)


def test_the_same_file_again_writes_nothing(walker: Walker) -> None:
    walker.take(lot(*minutes(600, 30, 110)))
    before = DiaryEntry.objects.count()
    again = walker.take(lot(*minutes(600, 30, 110)))
    assert (again.new, again.known, again.changed, again.entry) == (0, 30, 0, "")
    assert [day.steps for day in again.days] == [3300]
    assert DiaryEntry.objects.count() == before


def test_a_longer_file_corrects_the_day_that_grew(walker: Walker) -> None:
    walker.take(lot(*minutes(600, 30, 110)))
    walker.take(lot(*minutes(600, 45, 110)))
    (day,) = walker.bodies(WalkDay)
    assert isinstance(day, WalkDay)
    assert (day.minutes, day.moderate_minutes, day.steps) == (45, 45, 4950)


def test_phone_and_watch_from_two_files_are_counted_once(walker: Walker) -> None:
    walker.take(lot(*minutes(600, 30, 110, "iPhone")))
    walker.take(lot(*minutes(600, 30, 112, "Apple Watch")), name="watch.csv")
    (day,) = walker.bodies(WalkDay)
    assert isinstance(day, WalkDay)
    assert (day.steps, [(one.source, one.steps) for one in day.shares]) == (
        3360, [("Apple Watch", 3360)],
    )  # fmt: skip


def test_the_person_decides_which_device_is_believed(walker: Walker) -> None:
    walker.take(lot(*minutes(600, 30, 110, "iPhone"), *minutes(600, 30, 112, "Apple Watch")))
    assert walker.walks.counting.order() == ("Apple Watch", "iPhone")
    assert walker.walks.believe(["iPhone", "Apple Watch"]) == 1
    (day,) = walker.bodies(WalkDay)
    assert isinstance(day, WalkDay)
    assert day.steps == 3300
    assert walker.walks.believe(["iPhone", "Apple Watch"]) == 0


def test_a_file_that_breaks_off_changes_neither_store_nor_diary(walker: Walker) -> None:
    walker.take(lot(*minutes(600, 30, 110)))
    entries = DiaryEntry.objects.count()
    with pytest.raises(WalkFileError):
        walker.take(lot(*minutes(700, 30, 110)), WalkFileError("export.xml", "ends_early"))
    assert DiaryEntry.objects.count() == entries
    assert WalkImport.objects.count() == 1
    assert walker.walked() == {"2026-01-05": (30,)}


def test_an_import_cut_off_before_the_diary_is_made_good_by_the_next(walker: Walker) -> None:
    """The samples were there, and the machine went off before the days were written."""
    walker.store.add("p", walker.clock.new_id(), [lot(*minutes(600, 30, 110))], str)
    assert walker.walked() == {}
    walker.take(lot(*minutes(1440 + 600, 12, 110)), name="other.csv")
    assert walker.walked() == {"2026-01-05": (30,), "2026-01-06": (12,)}
    assert [body.files for _, _, body in walker.walks.imports()] == [("?",), ("other.csv",)]


def test_a_walk_over_midnight_is_told_on_both_days(walker: Walker) -> None:
    walker.take(lot(("phone", 1430.0, 1450.0, 2000.0)))
    assert walker.walked() == {"2026-01-05": (10,), "2026-01-06": (10,)}
    assert walker.walks.take_back(walker.walks.imports()[0][0]) == 2
    assert walker.walked() == {}


def test_the_same_file_again_makes_good_what_was_cut_off(walker: Walker) -> None:
    file = lot(*minutes(600, 30, 110))
    walker.store.add("p", walker.clock.new_id(), [file], str)
    taken = walker.take(file)
    assert (taken.new, taken.changed) == (0, 1)
    assert [body.files for _, _, body in walker.walks.imports()] == [("export.xml",)]


def test_a_disk_that_is_full_between_samples_and_days_is_said_and_made_good(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ReportError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(walker.recorder, "write_all", full)
        with pytest.raises(WalkFileError) as caught:
            walker.take(lot(*minutes(600, 30, 110)))
    assert caught.value.problem == "half_told"
    assert walker.walked() == {}
    assert walker.take(lot(*minutes(600, 30, 110))).changed == 1
    assert walker.walked() == {"2026-01-05": (30,)}


def test_an_import_is_taken_back_with_its_days(walker: Walker) -> None:
    first = walker.take(lot(*minutes(600, 30, 110)))
    second = walker.take(lot(*minutes(640, 10, 110), *minutes(1440 + 600, 12, 110)), name="b.csv")
    assert walker.walks.take_back(second.entry) == 2
    assert walker.walked() == {"2026-01-05": (30,)}
    assert [body.files for _, _, body in walker.walks.imports()] == [("export.xml",)]
    walker.walks.take_back(first.entry)
    assert walker.walked() == {}
    with pytest.raises(ReportError, match="no import"):
        walker.walks.take_back(first.entry)


def test_an_import_of_another_machine_is_taken_back_there(walker: Walker) -> None:
    """The diary came along, what the file held did not."""
    taken = walker.take(lot(*minutes(600, 30, 110)))
    WalkImport.objects.all().delete()
    with pytest.raises(ReportError, match="on the machine that took it in"):
        walker.walks.take_back(taken.entry)
    assert walker.walks.recount() == 0
    assert walker.walked() == {"2026-01-05": (30,)}


def test_a_measured_day_cannot_be_changed_line_by_line(walker: Walker) -> None:
    taken = walker.take(lot(*minutes(600, 30, 110)))
    reports = Reports(walker.recorder)
    with pytest.raises(ReportError, match="from files of devices"):
        reports.undo(taken.entry)


def test_what_was_taken_back_can_be_taken_in_again(walker: Walker) -> None:
    first = walker.take(lot(*minutes(600, 30, 110)))
    walker.walks.take_back(first.entry)
    assert walker.take(lot(*minutes(600, 30, 110))).new == 30
    assert walker.walked() == {"2026-01-05": (30,)}


def test_days_to_come_are_not_told(walker: Walker) -> None:
    """A watch whose clock was wrong."""
    taken = walker.take(lot(*minutes(3 * 1440 + 600, 30, 110)))
    assert (taken.new, taken.days, taken.to_come, taken.changed) == (30, (), 1, 0)
    assert walker.walked() == {}


@pytest.mark.hazard("H-29")
def test_a_walk_that_was_told_and_seen_counts_once(walker: Walker) -> None:
    about = walker.clock.now().replace(day=5)
    walker.recorder.write_all([Draft("walk", {"minutes": 28}, about)])
    walker.take(lot(*minutes(600, 30, 110)))
    assert walker.walked() == {"2026-01-05": (30,)}


def test_a_walk_that_was_longer_than_what_devices_saw_counts_as_told(walker: Walker) -> None:
    about = walker.clock.now().replace(day=5)
    walker.recorder.write_all([Draft("walk", {"minutes": 45}, about)])
    walker.take(lot(*minutes(600, 30, 110)))
    assert walker.walked() == {"2026-01-05": (45,)}


def test_a_walk_without_any_device_adds_to_those_that_were_seen(walker: Walker) -> None:
    about = walker.clock.now().replace(day=5)
    walker.recorder.write_all([Draft("walk", {"minutes": 20, "unseen": True}, about)])
    walker.take(lot(*minutes(600, 30, 110)))
    assert walker.walked() == {"2026-01-05": (30, 20)}


def test_from_sixty_five_on_a_slower_minute_is_brisk(walker: Walker) -> None:
    walker.recorder.write("answers", {"answers": {"age_years": 70}})
    walker.take(lot(*minutes(600, 30, 92)))
    (day,) = walker.bodies(WalkDay)
    assert isinstance(day, WalkDay)
    assert day.moderate_minutes == 30


def test_walks_and_totals_without_steps_make_days_too(walker: Walker) -> None:
    walk = Batch(workouts=(recorded(600, 645, distance_m=3800),))
    total = Batch(totals=(DayTotal(day=MONDAY, source="Fitbit", steps=8000),))
    taken = walker.take(walk, total)
    (day,) = taken.days
    assert (day.steps, day.walked_s / 60, day.distance_m, day.total_from) == (
        8000, 45, 3800, "Fitbit",
    )  # fmt: skip


def test_the_audit_names_the_device_of_each_minute(walker: Walker) -> None:
    walker.take(lot(*minutes(600, 2, 110, "iPhone"), *minutes(601, 1, 112, "Apple Watch")))
    told = [
        {one.source: (one.seen, one.counted) for one in minute.devices}
        for minute in walker.walks.audit(MONDAY)
    ]
    assert told == [{"iPhone": (110, 110)}, {"Apple Watch": (112, 112), "iPhone": (110, 0)}]


_PARTS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["phone", "watch"]),
            st.integers(0, 2600).map(float),
            st.sampled_from([1.0, 8.0]),
            st.integers(0, 120),
        ),
        min_size=1,
        max_size=8,
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=_PARTS)
def test_in_whatever_order_files_come_and_how_often_the_days_are_the_same(
    parts: list[list[tuple[str, float, float, int]]],
) -> None:
    def days(order: list[int]) -> list[object]:
        WalkImport.objects.all().delete()
        DiaryEntry.objects.all().delete()
        walker = Walker()
        for place in order:
            rows: list[Row] = [
                (name, at, at + length, count * length) for name, at, length, count in parts[place]
            ]
            walker.take(lot(*rows), name=f"{place}.csv")
        return list(walker.bodies(WalkDay))

    forwards = list(range(len(parts)))
    assert days(forwards) == days(forwards[::-1] + forwards)
