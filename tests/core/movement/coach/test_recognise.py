"""Naming the movement of a recording, or saying that it cannot be named."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.recognise import MOST_SURE, SURE_FROM, Guess, recognise
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import Flaws
from rhomboid.core.movement.sight.frame import Recording
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.perform import Clock, Performance, perform
from tests.core.movement.coach.keraal import FOLDER, blazepose
from tests.core.movement.coach.test_every_movement import counted
from tests.core.movement.movements import MOVEMENTS


def recorded(name: str, facing: Facing, repetitions: int = 4) -> Recording:
    how = Performance(
        pace=Pace(repetitions=repetitions, reach=0.85),
        stature_m=1.58,
        camera=Camera(side=facing, turn_deg=6.0, height_m=0.8),
        clock=Clock(frames_per_s=15),
        flaws=Flaws(),
    )
    return perform(MOVEMENTS[name], how, np.random.default_rng(21)).recording


@pytest.mark.parametrize(
    ("name", "facing"),
    [
        ("standing_overhead_reach", "front"),
        ("lateral_raise", "front"),
        ("seated_thoracic_rotation", "front"),
        ("band_row", "right"),
        ("sit_to_stand", "left"),
        ("hip_hinge", "right"),
        ("bird_dog", "right"),
    ],
)
def test_a_set_of_one_person_is_named(name: str, facing: Facing) -> None:
    guess = recognise(MOVEMENTS, recorded(name, facing))
    assert guess.movement == name
    assert guess.confidence >= SURE_FROM


def test_two_movements_that_look_alike_are_both_named_as_likely_and_neither_as_sure() -> None:
    guess = recognise(MOVEMENTS, recorded("chin_nod", "right"))
    assert {name for name, _ in guess.likely} >= {"chin_nod", "chin_retraction"}
    assert guess.movement is None or guess.confidence >= SURE_FROM


def test_somebody_who_stands_still_does_no_movement() -> None:
    still = recorded("lateral_raise", "front")
    pause = slice(0, 25)
    still = Recording(
        t_s=still.t_s[pause], points=still.points[pause], visibility=still.visibility[pause]
    )
    assert recognise(MOVEMENTS, still) == Guess(movement=None, confidence=0.0, likely=())


def test_one_repetition_is_too_little() -> None:
    assert recognise(MOVEMENTS, recorded("lateral_raise", "front", 1)).movement is None


def test_nobody_is_no_movement() -> None:
    some = recorded("lateral_raise", "front", 1)
    nobody = msgspec.structs.replace(some, points=np.full_like(some.points, np.nan))
    assert recognise(MOVEMENTS, nobody).movement is None


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the KERAAL recordings are not there: {FOLDER}")
@pytest.mark.parametrize("trial", ["CTK", "ELK", "RTK"])
def test_a_real_exercise_that_is_not_known_is_not_taken_for_one_that_is(trial: str) -> None:
    guess = recognise(MOVEMENTS, blazepose(trial))
    assert guess.movement is None
    assert guess.confidence < SURE_FROM


def with_arms(left: Array, right: Array) -> Recording:
    """Somebody who stands before the camera and moves the arms.

    Args:
        left, right: directions of upper arm and forearm in the picture, shape (n, 2, 3).
    """
    still = recorded("lateral_raise", "front", 1)
    points = np.repeat(still.points[:1], len(left), axis=0)
    for at, ways in ((Landmark.LEFT_SHOULDER, left), (Landmark.RIGHT_SHOULDER, right)):
        upper = np.linalg.norm(points[0, at + 2] - points[0, at])
        fore = np.linalg.norm(points[0, at + 4] - points[0, at + 2])
        unit = ways / np.linalg.norm(ways, axis=-1, keepdims=True)
        points[:, at + 2] = points[:, at] + upper * unit[:, 0]
        for mark in (4, 6, 8, 10):
            reach = fore if mark == 4 else 1.25 * fore
            points[:, at + mark] = points[:, at + 2] + reach * unit[:, 1]
    t_s = np.arange(len(left)) / 15
    return Recording(t_s=t_s, points=points, visibility=np.ones(points.shape[:2]))


def ways(*parts: tuple[Array, Array, Array]) -> Array:
    return np.stack([np.stack(part, axis=-1) for part in parts], axis=1)


T_S = np.arange(210) / 15
NONE, FULL = np.zeros_like(T_S), np.ones_like(T_S)
UP = (1 - np.cos(2 * np.pi * T_S / 3.5)) / 2
HANGS = ways((NONE, FULL, NONE), (NONE, FULL, NONE))
LIFT, BEND = np.radians(10 + 50 * UP), np.radians(60 + 100 * UP)
OUT, OVER = np.radians(10 + 70 * UP), np.radians(150 * UP)
CRAWL = 2 * np.pi * T_S / 2.5


@pytest.mark.parametrize(
    "arms",
    [
        # One hand lifts a cup to the mouth, with the elbow near the body or out.
        (
            HANGS,
            ways(
                (-0.15 * FULL, np.cos(LIFT), -np.sin(LIFT)),
                (0.25 * UP, np.cos(BEND), -0.8 * np.sin(BEND)),
            ),
        ),
        (
            HANGS,
            ways(
                (-0.8 * np.sin(OUT), np.cos(OUT), -0.6 * np.sin(OUT)),
                (0.9 * UP - 0.1, np.cos(OVER), -0.4 * FULL),
            ),
        ),
        # Arms go round in turn, as in a crawl.
        (
            ways(*[(0.35 * FULL, np.cos(CRAWL), -np.sin(CRAWL))] * 2),
            ways(*[(-0.35 * FULL, np.cos(CRAWL + np.pi), -np.sin(CRAWL + np.pi))] * 2),
        ),
    ],
    ids=["drinks", "drinks with the elbow out", "crawls"],
)
def test_what_arms_do_in_daily_life_is_no_movement(arms: tuple[Array, Array]) -> None:
    guess = recognise(MOVEMENTS, with_arms(*arms))
    assert guess.movement is None
    assert guess.confidence < SURE_FROM


@pytest.mark.slow
def test_of_the_sets_of_all_movements_nearly_all_are_named_and_hardly_any_wrongly() -> None:
    guesses = [(name, recognise(MOVEMENTS, recorded(name, at))) for name, at in counted()]
    right = sum(guess.movement == name for name, guess in guesses)
    named = sum(guess.movement is not None for _, guess in guesses)
    assert right >= 0.9 * len(guesses)
    assert named - right <= 0.04 * len(guesses)
    assert all(guess.confidence <= MOST_SURE for _, guess in guesses)
