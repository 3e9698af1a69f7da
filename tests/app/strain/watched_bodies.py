"""Bodies in known postures before a camera, and what RULA and REBA are told of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rhomboid.app.coaching import Shot
from rhomboid.core.movement.body.build import build
from rhomboid.core.movement.body.pose import SIDES, Axial, Limbs, Pose
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.sight import noise
from rhomboid.core.movement.sight.camera import Camera, see
from rhomboid.core.movement.sight.frame import Frame, Seen
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import Build, model_points
from tests.core.movement.observe.bodies import truth

ASPECT = 16 / 9


def body(sits: bool, rng: np.random.Generator) -> Skeleton:
    """Somebody who sits or stands, stoops or leans back, with arms wherever they may be."""

    def limbs() -> Limbs:
        return Limbs(
            shoulder_flexion_deg=rng.uniform(-25, 130),
            shoulder_abduction_deg=rng.uniform(0, 30),
            elbow_flexion_deg=rng.uniform(0, 130),
            hip_flexion_deg=rng.uniform(70, 100) if sits else rng.uniform(0, 30),
            knee_flexion_deg=rng.uniform(60, 110) if sits else rng.uniform(0, 60),
        )

    axial = Axial(
        pelvis_tilt_deg=rng.uniform(-20, 50),
        lumbar_flexion_deg=rng.uniform(-10, 30),
        thoracic_flexion_deg=rng.uniform(-10, 25),
        neck_flexion_deg=rng.uniform(-25, 40),
        head_nod_deg=rng.uniform(-10, 15),
    )
    return build(Pose(axial=axial, left=limbs(), right=limbs()))


def posture(**axial: float) -> Skeleton:
    """Somebody who stands with hanging arms."""
    return build(Pose(axial=Axial(**axial)))


def seen(
    who: Skeleton,
    rng: np.random.Generator,
    *,
    side: Any = "left",
    turn: float = 25,
    bias: float = 1,
) -> Seen:
    """That body as somebody's camera sees it, with points beside their joints."""
    person = Build(
        shoulders=rng.uniform(0.9, 1.1),
        hips=rng.uniform(0.9, 1.1),
        arms=rng.uniform(0.93, 1.07),
        legs=rng.uniform(0.93, 1.07),
    )
    camera = Camera(
        side=side,
        turn_deg=rng.uniform(-turn, turn),
        distance_m=rng.uniform(2.2, 4.0),
        height_m=rng.uniform(0.7, 1.4),
        roll_deg=rng.uniform(-2, 2),
    )
    clean = see(model_points(who, person), camera, rng.uniform(1.55, 1.9))
    return Seen(clean.points + bias * noise.bias(rng) * _trunk(clean), clean.visibility)


def _trunk(one: Seen) -> float:
    p = one.points
    line = p[Landmark.LEFT_SHOULDER] + p[Landmark.RIGHT_SHOULDER]
    line = (line - p[Landmark.LEFT_HIP] - p[Landmark.RIGHT_HIP]) / 2
    return float(np.hypot(line[0], line[1]))


def shots(*people: Seen | None, step_s: float = 0.1) -> Any:
    """Frames with one person each, or nobody."""
    return iter(
        Shot(Frame(t_s=i * step_s, people=() if one is None else (one,), aspect=ASPECT))
        for i, one in enumerate(people)
    )


def asked(who: Skeleton) -> dict[str, Any]:
    """What the sheets ask for, exactly; of each side with its name, worked out from the bones."""
    t = truth(who)
    found = {
        "trunk_flexion_deg": t["trunk_inclination_deg"],
        "neck_flexion_deg": t["head_flexion_deg"],
        "knee_flexion_deg": max(t[f"knee_flexion_deg {side}"] for side in SIDES),
    }
    for side in SIDES:
        raised = math.radians(t[f"shoulder_elevation_deg {side}"])
        plane = math.radians(t[f"shoulder_plane_deg {side}"])
        ahead = math.atan2(math.sin(raised) * math.cos(plane), math.cos(raised))
        out = math.asin(min(max(math.sin(raised) * math.sin(plane), -1), 1))
        found[f"upper_arm_flexion_deg {side}"] = math.degrees(ahead)
        found[f"upper_arm_abduction_deg {side}"] = math.degrees(out)
        found[f"elbow_flexion_deg {side}"] = t[f"elbow_flexion_deg {side}"]
    return found


def noisy(points: Array, rng: np.random.Generator, size: float) -> Array:
    """Points with fresh noise of that many heights of the picture."""
    return points + rng.normal(0, size, points.shape)
