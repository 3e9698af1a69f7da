"""The figure as layers from the back to the front; each is one or more shapes."""

from __future__ import annotations

from rhomboid.adapters.drawing.hair import eyes, face, hair
from rhomboid.adapters.drawing.muscles import wash
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.sections import SLEEVE_HEM, TROUSER_HEM
from rhomboid.adapters.drawing.shade import shades
from rhomboid.adapters.drawing.shape import Shape
from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.motion.figure import Figure, Layer

#: Named outlines of one shape.
Pieces = dict[str, Array]


class Layers:
    """Draws the layers of one figure in one pose.

    Args:
        figure: the movement.
        parts: the body as it is seen.
        thin: keeps strips and washes however narrow they are, so that they can grow and shrink.
        from_behind: whether the head turns its back to the eye; found out if not said.
    """

    def __init__(
        self, figure: Figure, parts: Parts, *, thin: bool = False, from_behind: bool | None = None
    ) -> None:
        self.figure, self.parts, self._thin = figure, parts, thin
        self._from_behind = turned_away(parts) if from_behind is None else from_behind
        self._washes: dict[str, Pieces] = {}
        sides = (figure.muscle_side,) if figure.muscle_side else SIDES
        for muscle in figure.muscles:
            for (name, side), outline in wash(muscle, sides, parts.seen, thin=thin).items():
                self._washes.setdefault(name, {})[f"{muscle}_{side}"] = outline
        self.order = figure.order or default_order(figure)

    def draw(self, layer: Layer) -> str:
        """One layer as SVG."""
        return "".join(shape.svg() for shape in self.shapes(layer))

    def shapes(self, layer: Layer) -> list[Shape]:
        """The shapes of one layer, from the back to the front."""
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

    def _wash(self, *names: str) -> Shape:
        pieces = {f"{n}_{k}": v for n in names for k, v in self._washes.get(n, {}).items()}
        return Shape("fg-muscle", pieces)

    def _shade(self, name: str, first: int = 0, last: int | None = None) -> Pieces:
        found = shades(self.parts.seen[name], first, last, thin=self._thin)
        return {f"{name}_{edge}": strip for edge, strip in found.items()}

    def _fingers(self, side: Side) -> Shape:
        lines = self.parts.fingers(side)
        return Shape("fg-face", {f"finger_{i}_{side}": x for i, x in enumerate(lines)}, False)

    def _bare_arm(self, side: Side) -> Pieces:
        names = (f"forearm_{side}", f"hand_{side}", f"thumb_{side}")
        return dict(zip(names, self.parts.bare_arm(side), strict=True))

    def _foot(self, side: Side) -> Pieces:
        return dict(zip((f"ankle_{side}", f"foot_{side}"), self.parts.foot(side), strict=True))

    def _arm(self, side: Side) -> list[Shape]:
        return [
            Shape("fg-skin", self._bare_arm(side)),
            Shape("fg-shade", self._shade(f"arm_{side}", SLEEVE_HEM)),
            self._fingers(side),
        ]

    def _hand(self, side: Side) -> list[Shape]:
        """A hand alone, where it lies on the body whose arm goes behind it."""
        hand = {k: v for k, v in self._bare_arm(side).items() if not k.startswith("forearm")}
        return [Shape("fg-skin", hand), self._fingers(side)]

    def _sleeve(self, side: Side) -> list[Shape]:
        name = f"arm_{side}"
        return [
            Shape("fg-shirt", {f"sleeve_{side}": self.parts.sleeve(side)}),
            Shape("fg-shade", self._shade(name, 0, SLEEVE_HEM)),
            self._wash(name),
        ]

    def _leg(self, side: Side) -> list[Shape]:
        """One leg; the nearer one in one piece with the hips."""
        name = f"leg_{side}"
        cloth = {name: self.parts.trouser(side)}
        washes = [name]
        if name == [layer for layer in self.order if layer.startswith("leg")][-1]:
            cloth["pelvis"] = self.parts.whole("pelvis")
            washes.append("pelvis")
        return [
            Shape("fg-skin", self._foot(side)),
            Shape("fg-trousers", cloth),
            Shape("fg-shade", self._shade(name, 1, TROUSER_HEM)),
            self._wash(*washes),
        ]

    def _legs(self) -> list[Shape]:
        """Both legs and the hips in one piece of cloth."""
        p = self.parts
        names = [f"leg_{side}" for side in SIDES]
        shade = {k: v for name in names for k, v in self._shade(name, 1, TROUSER_HEM).items()}
        cloth = {"pelvis": p.whole("pelvis"), **{f"leg_{side}": p.trouser(side) for side in SIDES}}
        feet = {name: outline for side in SIDES for name, outline in self._foot(side).items()}
        return [
            Shape("fg-skin", feet),
            Shape("fg-trousers", cloth),
            Shape("fg-shade", shade),
            self._wash(*names, "pelvis"),
        ]

    def _trunk(self) -> list[Shape]:
        """The shirt with the sleeves that are not layers of their own."""
        p = self.parts
        own = [side for side in SIDES if f"sleeve_{side}" not in self.order]
        shirt = {"shirt": p.shirt()}
        if self._from_behind:
            shirt["collar"] = p.collar()
        shade = self._shade("trunk")
        for side in own:
            shirt[f"yoke_{side}"] = p.whole(f"yoke_{side}", cap=0.5)
            shirt[f"sleeve_{side}"] = p.sleeve(side)
            shirt[f"armpit_{side}"] = p.armpit(side)
            shade |= self._shade(f"arm_{side}", 1, SLEEVE_HEM)
        washes = ["trunk", *(f"yoke_{side}" for side in SIDES), *(f"arm_{side}" for side in own)]
        return [Shape("fg-shirt", shirt), Shape("fg-shade", shade), self._wash(*washes)]

    def _crown(self) -> Pieces:
        """The top of the head where it is turned so that its sides alone don't show it."""
        p = self.parts
        up = float(p.body.trunk.head_frame[:, 2] @ p.camera.toward)
        return {"crown": p.crown()} if up > 0.35 or (up < -0.35 and self._from_behind) else {}

    def _head(self) -> list[Shape]:
        p = self.parts
        seen = p.seen["head"]
        skull = [
            Shape("fg-skin", {"head": p.whole("head", cap=0.3)}),
            Shape("fg-shade", self._shade("head", 2)),
            Shape("fg-face", face(seen), closed=False),
            Shape("fg-eye", eyes(seen, p.camera.scale)),
        ]
        neck = [Shape("fg-skin", {"neck": p.whole("neck")}), self._wash("neck")]
        cap = Shape("fg-hair", hair(p.seen["hair"]) | self._crown())
        bun = Shape("fg-hair", {"bun": p.whole("bun", cap=0.3)} if p.person.bun else {})
        found = {f"ear_{side}": p.ear(side) for side in SIDES}
        ears = Shape("fg-skin", {k: v for k, v in found.items() if v is not None})
        if self._from_behind:
            return [ears, *skull, *neck, cap, bun]
        return [bun, *neck, *skull, cap, ears]


def turned_away(parts: Parts) -> bool:
    """Whether the head turns its back to the eye; then hair and shirt cover the neck."""
    return float(parts.body.trunk.head_frame[:, 0] @ parts.camera.toward) < -0.35


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
