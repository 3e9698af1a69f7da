"""How it went: weeks, means, the change since the start."""

from __future__ import annotations

from rhomboid.app.progress import Progress, progress_of
from tests.app.living import KNOWLEDGE, Life


def progress(life: Life) -> Progress:
    return progress_of(life.journal.present(), KNOWLEDGE)


def test_before_anything_was_told_there_is_nothing_to_show() -> None:
    told = progress(Life())
    assert told.data.pain == ()
    assert told.weeks == ()
    assert told.pain.now is None


def test_pain_now_is_compared_with_the_pain_at_the_start() -> None:
    life = Life(pain_average=6, pain_worst=8, pain_now=5)
    for number in range(21):
        life.on(number, 12).tell("pain", average=6 if number < 7 else 3)
    told = progress(life)
    assert (told.pain.start, told.pain.now, told.pain.down) == (6, 3, 3)
    assert told.pain.size == "clear"
    assert (told.data.matters_below, told.data.clear_below) == (4.7, 4.0)


def test_the_mean_of_a_day_is_that_of_its_seven_days() -> None:
    life = Life()
    for number, score in enumerate([2, 4, 6, 2, 4, 6, 4, 8]):
        life.on(number, 12).tell("pain", average=score)
    means = {one.day.day: one.mean for one in progress(life).data.mean}
    assert (means[2], means[3], means[8]) == (2, 3, 4)
    assert means[9] == round((4 + 6 + 2 + 4 + 6 + 4 + 8) / 7, 2)


def test_a_week_holds_what_was_done_of_what_was_asked() -> None:
    life = Life()
    life.on(0, 12).tell("pain", average=4, limited=True).on(0, 18).session()
    life.on(1, 19).tell("walk", minutes=12).on(2, 9).tell("medicine")
    life.on(7, 12).tell("pain", average=2)
    first, second = progress(life).weeks
    assert (first.number, first.sessions, first.sessions_planned) == (1, 1, 3)
    assert (first.walk_min, first.limited_days, first.medicine_days) == (12, 1, 1)
    assert (first.so_far, second.so_far, second.pain) == (False, True, 2)


def test_what_was_corrected_counts_as_corrected() -> None:
    life = Life().on(0, 12)
    entry = life.journal.reports.tell("pain", {"average": 8})
    life.on(0, 13).journal.reports.correct(entry.id, {"average": 3})
    assert [one.score for one in progress(life).data.pain] == [3]
    life.journal.reports.undo(entry.id)
    assert progress(life).data.pain == ()
