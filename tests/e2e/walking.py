"""Walking through the intake with mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

Answer = Callable[[Page], None]


def tick(*names: str) -> Answer:
    """Tick boxes or radios by name and value: "sex=male"."""

    def act(page: Page) -> None:
        for name in names:
            question, _, value = name.partition("=")
            page.check(f'input[name="{question}"][value="{value}"]')

    return act


def fill(**values: str) -> Answer:
    """Fill fields by name; selects take a value."""

    def act(page: Page) -> None:
        for name, value in values.items():
            field = page.locator(f'[name="{name}"]')
            if field.evaluate("node => node.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    return act


def both(*acts: Answer) -> Answer:
    """One after the other."""

    def act(page: Page) -> None:
        for single in acts:
            single(page)

    return act


def no_danger(page: Page) -> None:
    """No to all, group by group."""
    for box in page.locator('input[name^="none-"]').all():
        box.check()


DESK_WORKER: Mapping[str, Answer] = {
    "danger": no_danger,
    "about": both(fill(age_years="38", country="GB"), tick("sex=female")),
    "pregnancy": tick("pregnancy=no"),
    "place": both(
        tick("places=between_left", "places=between_right", "places=t4", "places=t5"),
        fill(worst_place="between_right"),
    ),
    "strength": tick("pain_now=4", "pain_average=4", "pain_worst=6"),
    "began": both(fill(duration_days="4"), fill(**{"duration_days-unit": "months"})),
    "onset": tick("onset=gradual"),
    "course": tick("course=same"),
    "worse": tick("worse_with=one_position"),
    "eased": tick("eased_by=changing_position", "eased_by=moving"),
    "pattern": tick("day_pattern=builds_up_at_task", "day_pattern=better_on_days_off"),
    "work": both(
        tick("work=desk", "heavy_lifting=rarely"),
        fill(sitting_hours="8", longest_unbroken_min="150"),
    ),
    "history": tick("history=like_before"),
    "episodes": fill(
        **{
            "previous_episodes-0-months_ago": "5",
            "previous_episodes-0-set_off": "long_position",
            "previous_episodes-1-months_ago": "10",
            "previous_episodes-1-set_off": "long_position",
        }
    ),
    "clinician": tick("clinician_seen=no"),
    "sleep": both(tick("sleep_quality=6", "smoking=no"), fill(activity_days_per_week="2")),
    "deficiency": tick("deficiency_diagnosed=no"),
    "equipment": tick("equipment=band", "equipment=mat"),
    "time": both(
        fill(minutes_per_day="20"),
        tick("days=mon", "days=tue", "days=wed", "days=thu", "days=fri"),
    ),
    "walking": fill(walk_minutes_now="15"),
    "goals": fill(**{"goals-0-activity": "An hour at the keyboard", "goals-0-ability": "5"}),
}


def page_name(page: Page) -> str | None:
    """Which page of the intake is open, if any."""
    _, found, rest = page.url.partition("/intake/")
    return rest.split("/")[0] if found else None


def walk(
    page: Page, answers: Mapping[str, Answer], each: Callable[[Page, str], None] | None = None
) -> list[str]:
    """Answer page after page until the intake is over; gives the pages that were asked."""
    asked: list[str] = []
    while (name := page_name(page)) is not None:
        assert name not in asked, f"{name} came twice: {page.locator('main').inner_text()[:300]}"
        asked.append(name)
        if name in answers:
            answers[name](page)
        if each is not None:
            each(page, name)
        with page.expect_navigation():
            page.click("form.intake button.main")
    return asked
