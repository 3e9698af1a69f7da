"""Every address, in one place."""

from django.urls import path

from rhomboid.web.pages import answers, first, intake, programme, settings, thoughts, urgent

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
    path("programme/", programme.show, name="programme"),
    path("programme/print/", programme.sheet, name="programme_sheet"),
    path("programme/swap/", programme.swap, name="swap"),
    path("programme/begin/", programme.begin, name="begin"),
    path("settings/", settings.show, name="settings"),
    path("sources/", thoughts.sources, name="sources"),
]

handler404 = "rhomboid.web.errors.not_found"
