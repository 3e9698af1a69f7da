"""All parts of one figure as one camera sees them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.hand_surface import (
    finger_lines,
    foot_points,
    hand_loft,
    is_fist,
    thumb_loft,
)
from rhomboid.adapters.drawing.head_surface import bun_loft, ear, hair_loft, head_loft
from rhomboid.adapters.drawing.limb_surface import arm_loft, leg_loft
from rhomboid.adapters.drawing.loft import AROUND
from rhomboid.adapters.drawing.outline import Seen, hull, tube
from rhomboid.adapters.drawing.people import DEFAULT, PEOPLE, Person
from rhomboid.adapters.drawing.sections import BREATH, SLEEVE_HEM, TROUSER_HEM
from rhomboid.adapters.drawing.trunk_surface import neck_loft, pelvis_loft, trunk_loft, yoke_loft
from rhomboid.core.movement.body.pose import SIDES, Pose, Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.body.skeleton import Skeleton


class Parts:
    """Outlines of the parts of a body in one pose, in pixels.

    Args:
        body: the skeleton.
        pose: its angles; only the grip of the hands is read.
        camera: the eye.
        person: whose body it is.
        breath: how deeply it has breathed in, from 0 to 1.
    """

    def __init__(
        self,
        body: Skeleton,
        pose: Pose,
        camera: Camera,
        person: Person = PEOPLE[DEFAULT],
        breath: float = 0.0,
    ) -> None:
        self.body, self.pose, self.camera, self.person = body, pose, camera, person
        lofts = {
            "trunk": trunk_loft(body.trunk).widened(1 + breath * BREATH[:, None, None]),
            "pelvis": pelvis_loft(body.trunk),
            "neck": neck_loft(body.trunk),
            "head": head_loft(body.trunk),
            "hair": hair_loft(body.trunk),
            "bun": bun_loft(body.trunk),
        }
        for side in SIDES:
            grip_share = pose.limbs(side).grip_share
            lofts[f"arm_{side}"] = arm_loft(body, side)
            lofts[f"leg_{side}"] = leg_loft(body, side)
            lofts[f"yoke_{side}"] = yoke_loft(body, side)
            lofts[f"hand_{side}"] = hand_loft(body, side, grip_share)
            lofts[f"thumb_{side}"] = thumb_loft(body, side, grip_share)
        self.seen = {n: Seen(person.dressed(n, loft), camera) for n, loft in lofts.items()}
        self._tubes: dict[tuple[str, int, int | None, float], Array] = {}

    def tube(self, name: str, first: int = 0, last: int | None = None, cap: float = 0.0) -> Array:
        """Outline of some rows of a loft, as `outline.tube`, made once."""
        key = (name, first, last, cap)
        if key not in self._tubes:
            self._tubes[key] = tube(self.seen[name], first, last, cap)
        return self._tubes[key]

    def sleeve(self, side: Side) -> Array:
        """Shoulder to the hem."""
        return self.tube(f"arm_{side}", 0, SLEEVE_HEM)

    def bare_arm(self, side: Side) -> list[Array]:
        """Hem to finger tips, thumb included."""
        return [
            self.tube(f"arm_{side}", SLEEVE_HEM),
            self.tube(f"hand_{side}", cap=0.5),
            self.tube(f"thumb_{side}", cap=0.6),
        ]

    def shirt(self) -> Array:
        """Hem to collar, without sleeves."""
        return self.tube("trunk", cap=0.1)

    def collar(self) -> Array:
        """The ring of the collar, which closes the shirt when it is seen from behind."""
        return hull(self.seen["trunk"].points[-2:].reshape(-1, 2), 14)

    def crown(self) -> Array:
        """The top of the hair, above the hairline all round."""
        return hull(self.seen["hair"].points[7:].reshape(-1, 2), 18)

    def trouser(self, side: Side) -> Array:
        """One leg of the trousers."""
        return self.tube(f"leg_{side}", 0, TROUSER_HEM)

    def foot(self, side: Side) -> list[Array]:
        """Bare foot and ankle."""
        ankle = self.tube(f"leg_{side}", TROUSER_HEM, cap=0.4)
        return [ankle, hull(self.camera.page(foot_points(self.body, side)))]

    def whole(self, name: str, cap: float = 0.0) -> Array:
        """Outline of a whole loft."""
        return self.tube(name, cap=cap)

    def armpit(self, side: Side) -> Array:
        """Cloth between sleeve and flank, which a tube each would leave open."""
        trunk, arm = self.seen["trunk"], self.seen[f"arm_{side}"]
        step = AROUND * (100 if side == "left" else 260) / 360
        rows = np.array([6, 7])
        flank = trunk.at(np.array([step, step]), rows)
        under = [self._nearest(arm, row, flank[0]) for row in (3, 5)]
        chord = (flank[0] + under[1]) / 2
        corner = (flank[1] + under[0]) / 2
        middle = chord + (corner - chord) * 0.55
        return np.array(
            [flank[0], (flank[0] + middle) / 2, middle, (under[1] + middle) / 2, under[1],
             arm.axis[4], arm.axis[2], trunk.axis[8] * 0.35 + arm.axis[0] * 0.65, trunk.axis[6]]
        )  # fmt: skip

    @staticmethod
    def _nearest(seen: Seen, row: int, point: Array) -> Array:
        """The edge of a row that lies nearer to a point."""
        both = (seen.sides[0][row], seen.sides[1][row])
        return min(both, key=lambda edge: float(np.linalg.norm(edge - point)))

    def ear(self, side: Side) -> Array | None:
        """Outline of an ear that is not hidden by the head."""
        frame = self.body.trunk.head_frame
        out = frame[:, 1] if side == "left" else -frame[:, 1]
        if float(out @ self.camera.toward) < -0.30:
            return None
        return self.camera.page(ear(self.body.trunk, side))

    def fingers(self, side: Side) -> list[Array]:
        """Lines between the fingers of an open hand whose palm or back is seen."""
        seen = self.seen[f"hand_{side}"]
        wide = np.linalg.norm(seen.sides[0][5] - seen.sides[1][5])
        if is_fist(self.pose.limbs(side).grip_share) or wide < 0.034 * self.camera.scale:
            return []
        return [self.camera.page(x) for x in finger_lines(seen.loft)]

    @cached_property
    def outlines(self) -> list[Array]:
        """Every part's outline, for the figure's silhouette."""
        out = [self.shirt(), self.whole("pelvis"), self.whole("neck")]
        heads = ("head", "hair", "bun") if self.person.bun else ("head", "hair")
        out += [self.whole(n, cap=0.3) for n in heads]
        for side in SIDES:
            out += [self.sleeve(side), self.trouser(side), self.whole(f"yoke_{side}", cap=0.5)]
            out += [*self.bare_arm(side), *self.foot(side), self.armpit(side)]
        return out
