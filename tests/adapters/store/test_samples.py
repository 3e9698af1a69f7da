"""What phones and watches recorded, in a real database: nothing twice, nothing half, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rhomboid.adapters.store import sample_writing
from rhomboid.adapters.store.errors import StoreError
from rhomboid.adapters.store.models import WalkBlock, WalkImport
from rhomboid.adapters.store.samples import DatabaseSamples
from rhomboid.core.activity.records import Batch, DayTotal, Samples, Workout
from rhomboid.core.activity.sources import alike
from tests.core.activity.made import MIDNIGHT_S, MONDAY, Row, minutes, recorded, steps

pytestmark = pytest.mark.django_db(transaction=True)

STORE = DatabaseSamples()
SUNDAY, TUESDAY = date(2026, 1, 4), date(2026, 1, 6)


def taken(number: int, at_ms: int = 0) -> str:
    """A UUIDv7 made at some time."""
    return str(UUID(int=(at_ms << 80) | (7 << 76) | (2 << 62) | number))


def batch(*rows: Row, offset_h: float = 0) -> Batch:
    plain = steps(*rows, offset_h=offset_h)
    return Batch(
        samples=(
            Samples(
                kind="steps",
                start_s=plain.start_s,
                end_s=plain.end_s,
                value=plain.steps,
                source=plain.source,
                offset_s=plain.offset_s,
                sources=plain.sources,
            ),
        )
    )


def kept(person: str = "p", first: date = SUNDAY, last: date = TUESDAY) -> list[Row]:
    held = STORE.read(person, first, last)
    return [
        (samples.sources[source], (start - MIDNIGHT_S) / 60, (end - MIDNIGHT_S) / 60, value)
        for samples in held.samples
        for source, start, end, value in zip(
            samples.source.tolist(),
            samples.start_s.tolist(),
            samples.end_s.tolist(),
            samples.value.tolist(),
            strict=True,
        )
    ]


def test_what_is_written_is_read_back() -> None:
    rows = [("phone", 600.0, 601.0, 110.0), ("watch", 600.0, 601.5, 160.0)]
    result = STORE.add("p", taken(1), [batch(*rows)], alike)
    assert (result.new, result.known, result.days) == (2, 0, (MONDAY,))
    assert kept() == rows
    assert kept("somebody else") == []
    assert STORE.days("p") == (MONDAY,)
    assert STORE.sources("p") == ("phone", "watch")


def test_reading_again_adds_nothing() -> None:
    lot = [batch(*minutes(600, 30, 110)), batch(*minutes(630, 5, 90))]
    STORE.add("p", taken(1), lot, alike)
    again = STORE.add("p", taken(2), lot, alike)
    assert (again.new, again.known, again.days) == (0, 35, ())
    assert (again.told, again.sources) == ((MONDAY,), ("phone",))
    assert STORE.imports("p") == (taken(1),)
    assert len(kept()) == 35


def test_a_longer_export_adds_only_what_is_new() -> None:
    STORE.add("p", taken(1), [batch(*minutes(600, 30, 110))], alike)
    longer = [batch(*minutes(590, 50, 110), *minutes(1440 + 600, 10, 100))]
    assert STORE.add("p", taken(2), longer, alike).new == 30
    assert len(kept()) == 60


def test_many_spellings_of_a_phone_are_kept_as_one() -> None:
    lot = [batch(("Anna’s iPhone", 600, 601, 100)), batch(("Anna's\u00a0iPhone", 600, 601, 100))]
    assert STORE.add("p", taken(1), lot, alike).new == 1
    assert STORE.sources("p") == ("Anna's iPhone",)


def test_a_sample_stands_on_the_local_day_on_which_it_begins() -> None:
    STORE.add("p", taken(1), [batch(*minutes(1440 + 10, 5, 110), offset_h=1)], alike)
    assert STORE.days("p") == (TUESDAY,)
    assert kept(last=MONDAY) == []


def test_an_import_that_breaks_off_has_brought_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_writing, "_AT_ONCE", 10)

    def broken() -> Iterator[Batch]:
        yield batch(*minutes(600, 30, 110))
        yield Batch(workouts=(recorded(600, 630),))
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        STORE.add("p", taken(1), broken(), alike)
    assert kept() == []
    assert STORE.read("p", SUNDAY, TUESDAY).workouts == ()
    assert not WalkBlock.objects.exists()
    assert not WalkImport.objects.exists()


def test_what_a_killed_import_left_does_not_count_and_is_swept_away_later() -> None:
    """The process died between two pieces: nobody could tidy up."""
    begun = WalkImport.objects.create(id=UUID(taken(1)), person_id="p", done=False)
    writing = sample_writing.Writing(begun, alike)
    writing.take(batch(*minutes(600, 30, 110)))
    writing.finish()
    assert WalkBlock.objects.count() == 1
    assert kept() == []
    assert STORE.days("p") == ()
    two_days_later = 2 * 86_400_000
    STORE.add("p", taken(2, two_days_later), [batch(*minutes(700, 1, 100))], alike)
    assert [row[0:2] for row in kept()] == [("phone", 700)]
    assert WalkImport.objects.count() == 1


def test_what_a_killed_import_left_is_not_taken_for_known() -> None:
    """The same file again, at once: all of it counts."""
    begun = WalkImport.objects.create(id=UUID(taken(1)), person_id="p", done=False)
    writing = sample_writing.Writing(begun, alike)
    writing.take(batch(*minutes(600, 20, 110)))
    writing.take(Batch(workouts=(recorded(600, 630),)))
    writing.finish()
    whole = [batch(*minutes(600, 30, 110)), Batch(workouts=(recorded(600, 630),))]
    result = STORE.add("p", taken(2), whole, alike)
    assert (result.new, result.known) == (31, 0)
    assert len(kept()) == 30
    assert len(STORE.read("p", MONDAY, MONDAY).workouts) == 1


def test_what_a_later_file_held_too_stays_when_the_earlier_is_taken_back() -> None:
    first = [batch(*minutes(600, 30, 110)), Batch(workouts=(recorded(600, 630),))]
    STORE.add("p", taken(1), first, alike)
    STORE.add("p", taken(2), [*first, batch(*minutes(700, 10, 110))], alike)
    STORE.take_back("p", taken(1))
    assert len(kept()) == 40
    assert len(STORE.read("p", MONDAY, MONDAY).workouts) == 1
    STORE.take_back("p", taken(2))
    assert kept() == []


def test_a_sample_across_midnight_speaks_of_both_days() -> None:
    lot = [batch(("phone", 1430, 1450, 2000)), Batch(workouts=(recorded(1430, 1440),))]
    result = STORE.add("p", taken(1), lot, alike)
    assert (result.days, result.told) == ((MONDAY, TUESDAY), (MONDAY, TUESDAY))


def test_an_import_can_be_taken_back_and_only_it() -> None:
    STORE.add("p", taken(1), [batch(*minutes(600, 30, 110))], alike)
    more = Batch(workouts=(recorded(700, 730),), totals=(DayTotal(day=TUESDAY, source="x"),))
    STORE.add("p", taken(2), [batch(*minutes(800, 3, 110)), more], alike)
    assert STORE.take_back("somebody else", taken(2)) == ()
    assert STORE.take_back("p", taken(2)) == (MONDAY, TUESDAY)
    assert len(kept()) == 30
    assert STORE.read("p", SUNDAY, TUESDAY).workouts == ()
    assert STORE.take_back("p", taken(2)) == ()


def test_walks_and_totals_come_back_whole_and_once() -> None:
    walk = recorded(600, 630, source="Anna’s Watch", distance_m=2400, count=3300)
    total = DayTotal(day=MONDAY, source="Fitbit", steps=5000)
    lot = [Batch(workouts=(walk, walk), totals=(total,))]
    assert STORE.add("p", taken(1), lot, alike).new == 2
    assert STORE.add("p", taken(2), lot, alike).known == 3
    held = STORE.read("p", MONDAY, MONDAY)
    assert held.totals == (total,)
    assert [type(one) for one in held.workouts] == [Workout]
    assert (held.workouts[0].source, held.workouts[0].steps) == ("Anna's Watch", 3300)


def test_damaged_samples_are_a_sentence() -> None:
    STORE.add("p", taken(1), [batch(*minutes(600, 30, 110))], alike)
    WalkBlock.objects.update(data=b"x")
    with pytest.raises(StoreError, match="a part of it is damaged"):
        kept()


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["phone", "watch"]),
        st.integers(0, 2800).map(float),
        st.sampled_from([0.25, 1.0, 60.0]),
        st.integers(0, 200).map(float),
    ),
    max_size=30,
).map(lambda rows: [(name, begin, begin + length, count) for name, begin, length, count in rows])


@pytest.mark.hazard("H-29")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(_ROWS, max_size=4), cut=st.integers(1, 30))
def test_however_files_overlap_each_sample_is_kept_once(
    parts: list[list[Row]], cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_writing, "_AT_ONCE", cut)
    WalkImport.objects.all().delete()
    for number, rows in enumerate(parts):
        lots = [batch(*rows[at : at + 3]) for at in range(0, len(rows), 3)]
        STORE.add("p", taken(number), lots, alike)
    assert sorted(kept()) == sorted({row for rows in parts for row in rows})
    assert np.isfinite([row[1] for row in kept()]).all()
