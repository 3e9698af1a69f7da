"""Naming the movement of a recording, or saying that it cannot be named."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from rhomboid.core.movement.coach.recognise import SURE_FROM, Guess, recognise
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import Flaws
from rhomboid.core.movement.sight.frame import Recording
from rhomboid.core.movement.sight.perform import Clock, Performance, perform
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
