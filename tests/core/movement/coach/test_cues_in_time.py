"""A hint about how far somebody goes waits until they have gone as far as they go."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rhomboid.core.movement.coach.engine import begin, step
from rhomboid.core.movement.coach.plan import plan
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import Flaws
from rhomboid.core.movement.sight.perform import Performance, Truth, perform
from tests.core.movement.movements import MOVEMENTS


def cues(name: str, facing: Facing, tempo: float = 1.0, **changed: Any) -> tuple[list[Any], Truth]:
    """Times and names of faults that are said, in a set done with other angles at the end."""
    how = Performance(
        pace=Pace(repetitions=4, tempo=tempo, hold_s=2.0),
        camera=Camera(side=facing),
        flaws=Flaws(bias=0.0),
        changed=changed,
    )
    done = perform(MOVEMENTS[name], how, np.random.default_rng(6))
    state, said = begin(MOVEMENTS[name]), []
    for index in range(len(done.recording)):
        state, shown = step(state, done.recording.frame(index))
        if shown.cue is not None:
            said.append((shown.t_s, shown.cue.id))
    return said, done.truth


@pytest.mark.parametrize("tempo", [0.7, 1.0, 3.0])
@pytest.mark.parametrize("facing", ["front", "right"])
def test_whoever_reaches_all_the_way_up_is_never_asked_to_go_higher(
    facing: Facing, tempo: float
) -> None:
    said, _ = cues("standing_overhead_reach", facing, tempo)
    assert "arms_low" not in {name for _, name in said}


@pytest.mark.parametrize(
    ("name", "facing", "fault", "changed"),
    [
        (
            "standing_overhead_reach",
            "front",
            "arms_low",
            {"shoulder_abduction_deg": 110, "shoulder_flexion_deg": 40},
        ),
        ("band_row", "right", "short_pull", {"elbow_flexion_deg": 60}),
        ("band_pull_apart", "front", "elbows_bent", {"elbow_flexion_deg": 75}),
    ],
)
def test_what_is_wrong_at_the_top_is_said_once_the_top_is_reached(
    name: str, facing: Facing, fault: str, changed: dict[str, float]
) -> None:
    said, truth = cues(name, facing, **changed)
    first = min(t_s for t_s, one in said if one == fault)
    assert first > truth.tops_s[0] - 0.1


@pytest.mark.parametrize("name", sorted(MOVEMENTS))
def test_no_movement_judges_too_little_before_the_top(name: str) -> None:
    for watching in plan(MOVEMENTS[name]).watching:
        if watching.measure is not None and watching.fault.when == "below":
            assert watching.parts == {"top"}, watching.fault.id
