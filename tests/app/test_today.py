"""Today: what is in force at once, without waiting for Sunday."""

from __future__ import annotations

import pytest

from tests.app.living import DANGER, KNOWLEDGE, Life


def settled(days: int = 7) -> Life:
    """The desk worker after some days at a pain of 3, the first session done."""
    life = Life().on(0, 18).session(more=0)
    for number in range(days):
        life.on(number, 12).pain(3)
    return life


def recovered(days: int) -> Life:
    """The same, with no pain from the second week on."""
    life = settled(7)
    for number in range(7, days):
        life.on(number, 12)
        if number == 27:
            life.danger()
        life.pain(0)
    return life


def loaded(life: Life) -> list[str]:
    kinds = {name: row.kind for name, row in KNOWLEDGE.movements.items()}
    return [
        item.movement
        for item in life.today().items
        if kinds[item.movement] in ("strength", "control", "balance")
    ]


def test_an_ordinary_day_shows_the_session_that_was_adopted() -> None:
    life = Life().on(0)
    today = life.today()
    assert (today.mode, today.week, today.session_due) == ("normal", 1, True)
    assert loaded(life)
    assert life.on(1).today().session_due is False


@pytest.mark.hazard("H-21")
def test_a_flare_is_in_force_at_once_and_strength_waits() -> None:
    life = settled().on(7, 12).pain(5).on(8, 12).pain(5)
    today = life.today()
    assert today.mode == "flare"
    assert loaded(life) == []
    assert today.items
    life.on(9, 12).pain(4).on(10, 12).pain(3)
    assert life.today().mode == "normal"


@pytest.mark.hazard("H-21")
@pytest.mark.parametrize(("score", "mode"), [(5, "normal"), (6, "red_day")])
def test_pain_above_five_takes_the_load_out_of_the_day(score: int, mode: str) -> None:
    life = Life(pain_average=4).on(0, 9)
    for number in range(6):
        life.on(number, 12).pain(4)
    life.on(6, 12).pain(score)
    today = life.today()
    assert today.mode == mode
    assert bool(loaded(life)) is (mode == "normal")
    walk = life.journal.present().course.plan
    assert walk is not None
    assert walk.walking is not None
    share = 1.0 if mode == "normal" else 0.7
    assert today.walk_min == int(walk.walking.minutes * share)


@pytest.mark.hazard("H-21")
def test_the_session_after_a_sore_morning_is_the_last_one_at_seventy_percent() -> None:
    life = settled().on(7, 18).session().on(8, 7).pain(5, "morning")
    today = life.on(9, 8).today()
    assert today.mode == "sore_morning"
    row = next(item for item in today.items if item.movement == "band_row")
    assert (row.amount.sets, row.amount.reps) == (2, 7)
    life.on(9, 18).session(more=0).on(10, 7).pain(3, "morning")
    assert life.today().mode == "normal"


@pytest.mark.hazard("H-20")
def test_a_new_symptom_closes_the_session_until_the_danger_questions_are_answered() -> None:
    life = settled().on(7, 12).tell("symptom", symptoms=["fever_or_weight_loss"])
    today = life.today()
    assert (today.mode, today.items, today.session_allowed) == ("danger_questions", (), False)
    assert life.journal.present().assessment.progress.next_page is not None
    life.on(7, 13).danger(general_signs=[])
    assert life.today().mode == "normal"


@pytest.mark.hazard("H-20")
def test_danger_questions_are_asked_again_every_four_weeks() -> None:
    life = settled(28)
    assert life.on(27, 20).today().mode == "normal"
    assert life.on(28).pain(3).today().mode == "danger_questions"
    assert [hit.trigger for hit in life.today().hits] == ["every_four_weeks"]
    assert life.danger().today().mode == "normal"


@pytest.mark.hazard("H-20")
def test_an_answer_that_means_danger_ends_the_session_at_once() -> None:
    life = settled().on(7, 12)
    life.journal.answer({DANGER[0]: "yes"})
    assert (life.today().mode, life.today().items) == ("none", ())


@pytest.mark.hazard("H-05")
def test_what_a_new_answer_bars_is_out_of_the_session_at_once() -> None:
    life = settled().on(7, 12)
    assert "band_row" in loaded(life)
    life.journal.answer({"limits": ["shoulder_unstable_or_new_injury"]})
    assert "band_row" not in loaded(life)


def test_strength_rests_for_forty_eight_hours() -> None:
    life = settled().on(7, 18).session()
    assert life.on(8).today().session_allowed is False
    assert life.on(9).pain(3, "morning").today().session_allowed is True


def test_the_morning_after_a_session_is_asked_once() -> None:
    life = settled().on(7, 18).session()
    assert life.on(8, 7).today().ask_morning is True
    assert life.pain(3, "morning").today().ask_morning is False
    assert life.on(9, 7).today().ask_morning is False


def test_the_review_is_due_on_the_first_sunday_after_five_days_and_stays_due() -> None:
    life = settled(5)
    assert life.on(5).today().review_due is False
    assert life.on(6).today().review_due is True
    assert life.on(8).today().review_due is True
    life.journal.reviews.decline(life.journal.present())
    assert life.on(8, 9).today().review_due is False
    assert life.on(12).today().review_due is False
    assert life.on(13).today().review_due is True


def test_a_session_under_way_is_picked_up_and_a_broken_one_stays_told() -> None:
    life = settled().on(7, 18)
    here = life.journal.sessions.begin(life.journal.present())
    assert life.today().open_session == here.session
    again = life.journal.sessions.begin(life.journal.present())
    assert again.session == here.session


def test_the_week_counts_from_monday() -> None:
    life = settled().on(7, 18).session().on(7, 19).tell("walk", minutes=12)
    week = life.on(9).today().this_week
    assert (week.sessions, week.walks, week.walk_min) == (1, 1, 12)
    assert life.on(14).today().this_week.sessions == 0


def test_check_ins_thin_out_after_recovery_and_come_back_at_the_first_sign() -> None:
    life = recovered(45)
    life.on(44, 13)
    assert life.today().phase == "quiet"
    assert (life.today().next_check_in - life.today().on).days == 7
    assert life.on(46).today().ask_pain is False
    assert life.on(51).today().ask_pain is True
    life.pain(3)
    assert life.today().phase == "first_sign"
    assert life.on(52).today().ask_pain is True


def test_recovery_is_offered_as_prevention_and_one_day_of_pain_does_not_end_it() -> None:
    life = recovered(42)
    present = life.on(41, 20).journal.present()
    proposed = life.journal.reviews.propose(present)
    assert proposed is not None
    assert proposed.mode is not None
    assert proposed.mode.to_template == "prevention"
    assert proposed.mode.reasons[0].rule == "mode.recovered"
    life.journal.reviews.adopt(present)
    assert life.journal.course().plan == proposed.plan
    life.on(50, 12).pain(3)
    after = life.journal.reviews.propose(life.on(69, 20).journal.present())
    assert after is not None
    assert after.mode is None


def test_a_new_episode_after_recovery_brings_the_programme_back_one_step_lower() -> None:
    life = recovered(42)
    life.journal.reviews.adopt(life.on(41, 20).journal.present())
    for number in range(60, 70):
        life.on(number, 12).pain(3)
    life.danger()
    proposed = life.journal.reviews.propose(life.on(69, 20).journal.present())
    assert proposed is not None
    assert proposed.mode is not None
    assert proposed.mode.to_template == "standard"
    assert proposed.mode.reasons[0].rule == "mode.begins_again"
    assert "movement.begins_again" in [change.reasons[0].rule for change in proposed.changes]


def test_measures_are_asked_once_a_week() -> None:
    life = settled(7)
    assert life.on(5).today().measures_due is False
    assert life.on(6).today().measures_due is True
    life.tell("measure", pgic=3)
    assert life.on(12).today().measures_due is False
    assert life.on(13).today().measures_due is True


@pytest.mark.hazard("H-21")
def test_pain_above_five_after_a_session_or_a_walk_makes_a_red_day() -> None:
    life = settled().on(7, 18).session(pain=2, after=6)
    assert life.today().mode == "red_day"
    walked = settled().on(7, 18).tell("walk", minutes=10, pain_after=7)
    assert walked.today().mode == "red_day"


@pytest.mark.hazard("H-21")
def test_a_session_under_way_is_not_gone_on_with_in_a_flare_or_in_danger() -> None:
    life = settled().on(7, 18)
    begun = life.journal.sessions.begin(life.journal.present())
    life.tell("flare", state="began")
    assert life.journal.sessions.under_way(life.journal.present()) is None
    assert life.today().open_session is None
    milder = life.journal.sessions.begin(life.journal.present())
    assert milder.session != begun.session
    assert "band_row" not in [line.movement for line in milder.begun.planned]
    life.journal.answer({DANGER[0]: "yes"})
    assert life.journal.sessions.under_way(life.journal.present()) is None


def test_what_a_phone_saw_is_a_walk_of_the_week_from_most_of_the_minutes_asked() -> None:
    life = settled()
    asked = life.today().walk_min or 0
    enough = asked * KNOWLEDGE.review.walking.full_percent // 100
    seen = life.on(7, 20).tell("walk_day", minutes=enough - 0.5)
    assert (seen.today().this_week.walks, seen.today().walk_done) == (0, False)
    seen.on(8, 20).tell("walk_day", minutes=float(enough))
    assert (seen.today().this_week.walks, seen.today().walk_done) == (1, True)
    seen.on(9, 20).tell("walk", minutes=2)
    assert (seen.today().this_week.walks, seen.today().walk_done) == (2, True)


@pytest.mark.hazard("H-21")
def test_walks_stay_shorter_after_a_red_day_and_come_back_on_a_calmer_one() -> None:
    life = settled()
    asked = life.today().walk_min or 0
    life.on(7, 12).pain(6).on(7, 13).danger()
    assert life.on(8).today().walk_min == asked * 70 // 100
    life.pain(3)
    plan = life.journal.present().course.plan
    assert plan is not None
    assert plan.walking is not None
    assert (life.today().walk_min, plan.walking.minutes) == (asked, asked)


def test_a_walk_left_out_no_longer_waits_and_takes_nothing_back() -> None:
    life = settled()
    due = next(n for n in range(7, 14) if life.on(n).today().walk_due)
    before = life.on(due).today()
    after = life.tell("walk_skipped", because="weather").today()
    assert (before.walk_waits, after.walk_waits) == (True, False)
    assert (after.walk_min, after.mode, after.walk_reason) == (before.walk_min, "normal", None)


def test_after_two_weeks_without_a_known_walk_less_is_offered_and_the_plan_stays() -> None:
    life = settled().on(3, 19).tell("walk", minutes=15)
    for number in range(7, 18):
        life.on(number, 12).pain(3)
    plan = life.journal.present().course.plan
    assert plan is not None
    assert plan.walking is not None
    today = life.on(17, 13).today()
    assert today.walk_min == plan.walking.minutes * 70 // 100
    assert today.walk_reason is not None
    assert today.walk_reason.rule == "today.walk_again"
