"""One lift: the page, its answer, its problems, all from the address and without script."""

from __future__ import annotations

import re
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.test import Client

from rhomboid.web.pages.lifting import EXAMPLE
from tests.web.local_client import LocalClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def page(client: Client, language: str = "en-GB", **told: str | list[str]) -> str:
    query = urlencode(told, doseq=True)
    answer = client.get(f"/strain/lifting/?{query}", headers={"accept-language": language})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "style=" not in text
    return text


def lift(client: Client, language: str = "en-GB", **changed: str | list[str]) -> str:
    return page(client, language, **{**EXAMPLE, **changed})


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_an_empty_form_says_the_best_case_and_offers_an_example(client: Client) -> None:
    text = page(client)
    assert "Nothing told yet" in text
    assert "In the best case the equation allows 23 kg" in text
    assert "Fill in an example" in text


@pytest.mark.parametrize("told", [{}, EXAMPLE, {"condition": "fast"}, {"load": "heavy"}])
def test_what_it_was_made_for_is_always_said(client: Client, told: dict[str, str]) -> None:
    text = page(client, **told)
    assert "for the low back of healthy workers" in text
    assert "not been tested for people who are in pain already, nor for the upper back" in text
    assert not re.search(r"\b(un)?safe\b", words(text))


def test_a_lift_gets_limit_index_and_the_smallest_change_that_is_enough(client: Client) -> None:
    text = words(lift(client))
    assert "9.1 kg" in text
    assert "Limit 9.1 kg, index 1.54." in text
    assert (
        "The smallest realistic change that is enough Split the load: 8.5 kg or less at a" in text
    )
    assert "and twice as often, which is counted in." in text
    assert "Or with the same weight, these two together" in text
    assert "hands no nearer than 30 cm or than the load is deep." in text
    assert "Distance from the body costs most here." in text


def test_numbers_of_a_change_are_rounded_so_that_it_stays_enough(client: Client) -> None:
    text = words(lift(client, load="9.5"))
    found = re.search(r"hands (\d+) cm from the ankles instead of 40 cm", text)
    assert found is not None
    assert "index is at or below 1 already" in words(lift(client, load="9.5", h=found[1]))


def test_an_index_within_the_goal_needs_no_change(client: Client) -> None:
    text = lift(client, load="5")
    assert "At or below 1. That is what the equation aims for." in text
    assert "Nothing has to change" in text


def test_two_changes_lead_where_no_single_one_is_enough_and_they_are(client: Client) -> None:
    text = words(lift(client, load="22"))
    assert "No single realistic change is enough. These two together are" in text
    found = re.search(r"Split the load: ([\d.]+) kg .*?hands (\d+) cm from the ankles", text)
    assert found is not None
    then = words(lift(client, load=found[1], h=found[2], per_min="1"))
    assert "index is at or below 1 already" in then


def test_where_nothing_realistic_helps_it_says_so_and_what_else_does(client: Client) -> None:
    text = words(lift(client, load="70"))
    assert "No realistic change brings it to 1 Take a lifting aid" in text
    assert re.search(
        r"All that can be changed here, done together, would bring it to [\d.]+\.", text
    )
    assert not re.search(r"\b[1-9](\.\d)? kg or less", text)


def test_distance_and_depth_both_told_says_which_counts(client: Client) -> None:
    text = words(lift(client, depth="40"))
    assert "The measured distance counts, 40 cm" in text
    assert "The measured distance counts" not in words(lift(client, depth="40", h=""))


def test_it_says_why_the_index_differs_between_units(client: Client) -> None:
    assert "its index can differ by a few hundredths between them" in words(lift(client))


def test_what_is_open_gives_bounds_and_says_what_is_open(client: Client) -> None:
    text = words(lift(client, h="", grip=""))
    assert re.search(r"Limit [\d.]+ to [\d.]+ kg", text)
    assert "Tell what is still open" in text
    assert "the distance from the ankles and the grip" in text
    assert "is open: anything from 0 cm to 63 cm" in text
    text = words(lift(client, a="20-40"))
    assert "we name the change that helps most: the turn to the side." in text


def test_a_condition_refuses_with_its_reason_and_no_number(client: Client) -> None:
    text = words(lift(client, condition=["one_handed", "slippery"]))
    assert "For this lift the equation says nothing" in text
    assert "The equation is for lifts with both hands." in text
    assert "The equation needs a floor with grip." in text
    assert "Recommended limit </dt>" not in text
    assert "What takes from the limit" not in text


def test_beyond_a_border_no_weight_is_recommended_and_why(client: Client) -> None:
    text = words(lift(client, h="70"))
    assert "No weight" in text
    assert "Beyond 63 cm the equation recommends no weight." in text


#: All but the turn and the grip.
FAR = {"load": "14", "v": "75", "d": "0", "per_min": "0", "hours": "1"}


@pytest.mark.parametrize(
    ("told", "first", "open_still"),
    [
        ({"h": "70", "grip": "loose"}, "hands at most 63 cm from the ankles.", "the turn to the"),
        ({"h": "40", "a": "200"}, "load at most 135° to the side.", "the grip"),
        ({"h": "40", "a": "0", "per_min": "30"}, "Lift less often: at most 15 lifts", "the grip"),
        ({"h": "40", "d": "200"}, "Shorten the way up or down to at most 175 cm.", "the turn"),
        (
            {"h": "40", "a": "0", "v": "190", "control": "yes", "end_h": "70", "end_a": "0"},
            "Begin lower: hands at most 175 cm above the floor. Put it down closer: hands at most",
            "the grip",
        ),
    ],
)
def test_what_makes_the_limit_0_has_to_change_before_what_is_open_is_asked_for(
    client: Client, told: dict[str, str], first: str, open_still: str
) -> None:
    text = words(page(client, **{**FAR, **told}))
    assert "No weight" in text
    change, asked = text.index("What has to change first"), text.index("After that, tell what is")
    assert change < text.index(first) < asked < text.index(open_still, asked)
    assert "Tell what is still open" not in text
    assert "Was sich zuerst ändern muss" in page(client, "de-DE", **{**FAR, **told})


def test_where_no_two_changes_lift_the_0_every_border_is_named(client: Client) -> None:
    text = words(lift(client, h="70", a="150", v="190", end_v="190"))
    assert "Neither one change nor two give it an index" in text
    for one in ("Bring the load closer", "Begin lower", "Turn with the feet"):
        assert f"{one}: " in text


def test_what_is_open_is_asked_for_first_where_the_limit_is_not_0_for_certain(
    client: Client,
) -> None:
    text = words(page(client, **{**FAR, "h": "60-70"}))
    assert "Tell what is still open" in text
    assert "What has to change first" not in text


def test_bad_input_is_named_at_its_field_and_nothing_is_lost(client: Client) -> None:
    text = lift(client, h="far <b>away</b>", condition="fast")
    assert re.search(r'id="i-h"[^>]*aria-invalid="true"', text)
    assert "Here it says “far &lt;b&gt;away&lt;/b&gt;”." in text
    assert 'value="14"' in text
    assert re.search(r'value="fast" checked', text)
    assert re.search(r'name="handles" value="no" checked', text)
    assert "Nothing is worked out until it is changed." in text


def test_below_0_only_the_way_is_told_that_its_length_is_meant(client: Client) -> None:
    below = "This must be a number from 0 up. Here it says “-4”."
    assert f"{below} Of a way down, give the length." in lift(client, end_v="", d="-4")
    text = lift(client, load="-4")
    assert below in text
    assert "Of a way down" not in text
    german = lift(client, "de-DE", load="-4")
    assert "Zahl ab 0" in german
    assert "Weg nach unten geben" not in german


def test_a_change_of_units_keeps_the_lift(client: Client) -> None:
    answer = client.get(f"/strain/lifting/?{urlencode({**EXAMPLE, 'to': 'us'})}")
    assert answer.status_code == 302
    assert "load=30.9" in answer.headers["location"]
    assert "to=" not in answer.headers["location"]
    text = words(client.get(answer.headers["location"]).content.decode())
    assert re.search(r"Limit (19\.\d|20(\.\d)?) lb", text)
    assert re.search(r"hands \d\d(\.\d)? in from the ankles", text)


def test_control_at_the_end_counts_both_ends(client: Client) -> None:
    text = lift(client, control="yes", end_h="55", end_a="0")
    assert "The end decides: its limit is the lower one." in text
    assert "Put it down closer" in text


def test_the_drawing_says_what_it_shows_and_marks_what_is_open(client: Client) -> None:
    drawings = re.findall(r'<svg class="fig.*?</svg>', lift(client, v="", end_v=""), re.DOTALL)
    assert len(drawings) == 2
    roots = [ElementTree.fromstring(drawing) for drawing in drawings]  # noqa: S314 - our own drawing
    labels = [root.get("aria-label") or "" for root in roots]
    assert "H, from the ankles forward to the hands: 40 cm." in labels[0]
    assert "V, from the floor up to the hands: not known." in labels[0]
    assert "the load turned to the side by A: 30°." in labels[1]
    assert "ld-open" in drawings[0]


def test_parts_that_follow_the_typing_have_an_id_and_one_of_them_speaks(client: Client) -> None:
    live = re.findall(r"<[^>]*data-live[^>]*>", lift(client))
    assert all(' id="' in tag for tag in live)
    assert sum('aria-live="polite"' in tag for tag in live) == 1


def test_nothing_is_kept(client: Client) -> None:
    before = client.get("/diary/").content
    lift(client)
    assert client.get("/diary/").content == before


def test_it_speaks_german(client: Client) -> None:
    text = words(lift(client, "de-DE", load="14,5"))
    assert "auf einmal höchstens 8,5 kg statt 14,5 kg" in text
    assert "An Menschen, die schon Schmerzen haben" in text
