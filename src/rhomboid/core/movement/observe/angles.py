"""The angles that 33 points in space can show, with their ranges and how surely they are found.

Names and signs are those of `body.pose`; flexion is forward, lateral flexion and rotation are to
the left. What 33 points cannot show is not among them, and nobody may claim it as measured
(XL-92): the angles of the scapula, the single regions of the spine, the pelvis's tilt apart from
the spine's flexion (two hip points show no tilt), the nod apart from the neck's flexion, the turn
of the upper arm while the elbow is straight, pronation, and the wrist.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from rhomboid.core.movement.body.pose import SIDES

#: Why an angle is not seen: points lie in one place; a limb points along the axis around which
#: its direction would be counted; the body lies on its side.
WhyNot = Literal["points_coincide", "no_direction", "on_its_side"]


class Angle(msgspec.Struct, frozen=True, kw_only=True):
    """One angle.

    Attributes:
        low, high: its range in degrees; never left.
        tolerance_deg: how far it may be from the body's own, for a body of the model's build with
            its shoulder blades within 5 degrees of rest.
        blades_deg: the same with the shoulder blades wherever a movement takes them: they carry the
            shoulders along, and no point shows them.
        paired: whether left and right have their own.
    """

    name: str
    low: float
    high: float
    tolerance_deg: float
    blades_deg: float
    paired: bool = False


#: Trunk: the line from mid hips to mid shoulders, 0 in upright stance. Head and arms are read
#: against that line, the thighs too; the chest itself is not seen apart from it.
TABLE: Final = (
    Angle(name="pelvis_list_deg", low=-90, high=90, tolerance_deg=0.1, blades_deg=0.1),
    Angle(name="pelvis_rotation_deg", low=-180, high=180, tolerance_deg=0.1, blades_deg=0.1),
    # Forward, against the upright: the pelvis's tilt and what the spine adds.
    Angle(name="trunk_inclination_deg", low=-180, high=180, tolerance_deg=3, blades_deg=10),
    # Shoulder line against hip line: all of the lumbar and three quarters of the thoracic angle,
    # for the shoulders sit on the chest, below the uppermost joint of the back.
    Angle(name="trunk_lateral_flexion_deg", low=-180, high=180, tolerance_deg=7, blades_deg=7),
    Angle(name="trunk_rotation_deg", low=-90, high=90, tolerance_deg=6, blades_deg=9),
    # Neck and nod together, and the uppermost quarter of the thoracic angle.
    Angle(name="head_flexion_deg", low=-180, high=180, tolerance_deg=5, blades_deg=10),
    Angle(name="head_lateral_flexion_deg", low=-90, high=90, tolerance_deg=6, blades_deg=6),
    Angle(name="head_rotation_deg", low=-180, high=180, tolerance_deg=7, blades_deg=9),
    # From hanging to overhead, whatever the plane.
    Angle(
        name="shoulder_elevation_deg", low=0, high=180, tolerance_deg=5, blades_deg=9, paired=True
    ),
    # Forward 0, to the side 90, backward 180, across the body negative.
    Angle(
        name="shoulder_plane_deg", low=-120, high=240, tolerance_deg=12, blades_deg=15, paired=True
    ),
    # As if the arm had been raised straight in its plane, without horizontal abduction.
    Angle(
        name="shoulder_external_rotation_deg",
        low=-180,
        high=180,
        tolerance_deg=15,
        blades_deg=15,
        paired=True,
    ),
    Angle(
        name="elbow_flexion_deg", low=0, high=180, tolerance_deg=0.1, blades_deg=0.1, paired=True
    ),
    Angle(name="hip_flexion_deg", low=-180, high=180, tolerance_deg=4, blades_deg=11, paired=True),
    Angle(name="hip_abduction_deg", low=-180, high=180, tolerance_deg=2, blades_deg=2, paired=True),
    Angle(name="knee_flexion_deg", low=0, high=180, tolerance_deg=1, blades_deg=1, paired=True),
    Angle(
        name="ankle_dorsiflexion_deg",
        low=-92,
        high=92,
        tolerance_deg=0.1,
        blades_deg=0.1,
        paired=True,
    ),
)
ANGLES: Final[dict[str, Angle]] = {angle.name: angle for angle in TABLE}
#: Every angle by name, those of a side with it: `elbow_flexion_deg left`.
NAMES: Final = tuple(
    name
    for angle in TABLE
    for name in ([f"{angle.name} {side}" for side in SIDES] if angle.paired else [angle.name])
)
