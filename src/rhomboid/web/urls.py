"""Every address, in one place."""

from django.urls import path

from rhomboid.web.pages import (
    answers,
    first,
    intake,
    programme,
    progress,
    review,
    session,
    settings,
    thoughts,
    today,
    today_reports,
    today_small,
    urgent,
)

urlpatterns = [
    path("", first.show, name="first"),
    path("intake/", intake.resume, name="intake"),
    path("intake/again/", intake.start_again, name="start_again"),
    path("intake/<slug:page>/", intake.page, name="intake_page"),
    path("answers/", answers.show, name="answers"),
    path("emergency/", urgent.emergency, name="emergency"),
    path("urgent/", urgent.show, name="urgent"),
    path("thoughts/", thoughts.show, name="thoughts"),
    path("thoughts/print/", thoughts.for_doctor, name="for_doctor"),
    path("today/", today.show, name="today"),
    path("today/pain/", today_reports.pain, name="tell_pain"),
    path("today/walk/", today_reports.walk, name="tell_walk"),
    path("today/moved/", today_reports.moved, name="tell_moved"),
    path("today/flare/", today_reports.flare, name="tell_flare"),
    path("today/supplement/", today_reports.supplement, name="tell_supplement"),
    path("today/undo/", today_reports.undo, name="undo"),
    path("today/restore/", today_reports.restore, name="restore"),
    path("today/new/", today_small.symptom, name="tell_symptom"),
    path("today/spasm/", today_small.spasm, name="tell_spasm"),
    path("today/measures/", today_small.measures, name="tell_measures"),
    path("review/", review.show, name="review"),
    path("more/", today.more, name="more"),
    path("programme/", programme.show, name="programme"),
    path("programme/print/", programme.sheet, name="programme_sheet"),
    path("programme/swap/", programme.swap, name="swap"),
    path("programme/begin/", programme.begin, name="begin"),
    path("progress/", progress.show, name="progress"),
    path("session/", session.show, name="session"),
    path("session/begin/", session.begin, name="session_begin"),
    path("session/set/", session.keep_set, name="session_set"),
    path("session/pain/", session.pain, name="session_pain"),
    path("session/end/", session.end, name="session_end"),
    path("settings/", settings.show, name="settings"),
    path("sources/", thoughts.sources, name="sources"),
]

handler404 = "rhomboid.web.errors.not_found"
