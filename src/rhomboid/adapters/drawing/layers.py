"""The figure as layers from the back to the front; each is one or more SVG paths."""

from __future__ import annotations

from collections.abc import Sequence

from rhomboid.adapters.drawing.hair import eyes, face, hair
from rhomboid.adapters.drawing.muscles import wash
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.sections import SLEEVE_HEM, TROUSER_HEM
from rhomboid.adapters.drawing.shade import shades
from rhomboid.adapters.drawing.svg import path, same_way, smooth
from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.motion.figure import Figure, Layer


def joined(outlines: Sequence[Array]) -> str:
    """Outlines as one path whose parts all run the same way round.

    With `paint-order: stroke` the fill covers the strokes inside: the line runs round the union.
    """
    return "".join(smooth(same_way(outline)) for outline in outlines)


class Layers:
    """Draws the layers of one figure in one pose."""

    def __init__(self, figure: Figure, parts: Parts) -> None:
        self.figure, self.parts = figure, parts
        self._washes: dict[str, list[Array]] = {}
        sides = (figure.muscle_side,) if figure.muscle_side else SIDES
        for muscle in figure.muscles:
            for name, outlines in wash(muscle, sides, parts.seen).items():
                self._washes.setdefault(name, []).extend(outlines)
        self.order = figure.order or default_order(figure)

    def draw(self, layer: Layer) -> str:
        """One layer as SVG."""
        kind, _, side = layer.partition("_")
        if kind == "legs":
            return self._legs()
        if kind == "trunk":
            return self._trunk()
        if kind == "head":
            return self._head()
        limb: Side = "left" if side == "left" else "right"
        if kind == "arm":
            return self._arm(limb)
        if kind == "hand":
            return self._hand(limb)
        return self._leg(limb) if kind == "leg" else self._sleeve(limb)

    def _wash(self, *names: str) -> str:
        outlines = [o for name in names for o in self._washes.get(name, [])]
        return path("fg-muscle", joined(outlines))

    def _shade(self, name: str, first: int = 0, last: int | None = None) -> list[Array]:
        return shades(self.parts.seen[name], first, last)

    def _arm(self, side: Side) -> str:
        lines = "".join(smooth(line, closed=False) for line in self.parts.fingers(side))
        name = f"arm_{side}"
        return (
            path("fg-skin", joined(self.parts.bare_arm(side)))
            + path("fg-shade", joined(self._shade(name, SLEEVE_HEM)))
            + path("fg-face", lines)
        )

    def _hand(self, side: Side) -> str:
        """A hand alone, where it lies on the body whose arm goes behind it."""
        lines = "".join(smooth(line, closed=False) for line in self.parts.fingers(side))
        return path("fg-skin", joined(self.parts.bare_arm(side)[1:])) + path("fg-face", lines)

    def _sleeve(self, side: Side) -> str:
        name = f"arm_{side}"
        return (
            path("fg-shirt", joined([self.parts.sleeve(side)]))
            + path("fg-shade", joined(self._shade(name, 0, SLEEVE_HEM)))
            + self._wash(name)
        )

    def _leg(self, side: Side) -> str:
        """One leg; the nearer one in one piece with the hips."""
        name = f"leg_{side}"
        cloth = [self.parts.trouser(side)]
        washes = [name]
        if name == [layer for layer in self.order if layer.startswith("leg")][-1]:
            cloth.append(self.parts.whole("pelvis"))
            washes.append("pelvis")
        return (
            path("fg-skin", joined(self.parts.foot(side)))
            + path("fg-trousers", joined(cloth))
            + path("fg-shade", joined(self._shade(name, 1, TROUSER_HEM)))
            + self._wash(*washes)
        )

    def _legs(self) -> str:
        """Both legs and the hips in one piece of cloth."""
        p = self.parts
        names = [f"leg_{side}" for side in SIDES]
        shade = [strip for name in names for strip in self._shade(name, 1, TROUSER_HEM)]
        cloth = [p.whole("pelvis"), *(p.trouser(side) for side in SIDES)]
        feet = [outline for side in SIDES for outline in p.foot(side)]
        return (
            path("fg-skin", joined(feet))
            + path("fg-trousers", joined(cloth))
            + path("fg-shade", joined(shade))
            + self._wash(*names, "pelvis")
        )

    def _trunk(self) -> str:
        """The shirt with the sleeves that are not layers of their own."""
        p = self.parts
        own = [side for side in SIDES if f"sleeve_{side}" not in self.order]
        shirt = [p.shirt(), *([p.collar()] if self._from_behind() else [])]
        shade = self._shade("trunk")
        for side in own:
            shirt += [p.whole(f"yoke_{side}", cap=0.5), p.sleeve(side), p.armpit(side)]
            shade += self._shade(f"arm_{side}", 1, SLEEVE_HEM)
        washes = ["trunk", *(f"yoke_{side}" for side in SIDES), *(f"arm_{side}" for side in own)]
        return (
            path("fg-shirt", joined(shirt)) + path("fg-shade", joined(shade)) + self._wash(*washes)
        )

    def _from_behind(self) -> bool:
        """Whether the head turns its back to the eye; then hair and shirt cover the neck."""
        p = self.parts
        return float(p.body.trunk.head_frame[:, 0] @ p.camera.toward) < -0.35

    def _crown(self) -> list[Array]:
        """The top of the head where it is turned so that its sides alone don't show it."""
        p = self.parts
        up = float(p.body.trunk.head_frame[:, 2] @ p.camera.toward)
        return [p.crown()] if up > 0.35 or (up < -0.35 and self._from_behind()) else []

    def _neck(self) -> str:
        return path("fg-skin", joined([self.parts.whole("neck")])) + self._wash("neck")

    def _head(self) -> str:
        p = self.parts
        turned_away = self._from_behind()
        skull = (
            path("fg-skin", joined([p.whole("head", cap=0.3)]))
            + path("fg-shade", joined(self._shade("head", 2)))
            + path("fg-face", "".join(smooth(line, closed=False) for line in face(p.seen["head"])))
            + path("fg-eye", joined(eyes(p.seen["head"], p.camera.scale)))
        )
        neck = self._neck()
        cap = path("fg-hair", joined(hair(p.seen["hair"]) + self._crown()))
        bun = path("fg-hair", joined([p.whole("bun", cap=0.3)]))
        ears = path("fg-skin", joined([e for e in map(p.ear, SIDES) if e is not None]))
        if turned_away:
            return ears + skull + neck + cap + bun
        return bun + neck + skull + cap + ears


def default_order(figure: Figure) -> tuple[Layer, ...]:
    """Layers from the back to the front for the side the figure is seen from."""
    of = figure.view.of
    if of in {"front", "back"}:
        first: tuple[Layer, ...] = ("legs", "trunk")
        arms: tuple[Layer, ...] = ("arm_left", "arm_right")
        return (*first, *arms, "head") if of == "front" else (*arms, *first, "head")
    if of == "left":
        return (
            "sleeve_right", "arm_right", "leg_right", "leg_left", "trunk", "head", "sleeve_left",
            "arm_left",
        )  # fmt: skip
    return (
        "sleeve_left", "arm_left", "leg_left", "leg_right", "trunk", "head", "sleeve_right",
        "arm_right",
    )  # fmt: skip
