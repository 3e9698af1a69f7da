"""The movements: what they train, how they are dosed, who must avoid them, what a camera sees."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from rhomboid.core.knowledge.row import Row

MovementKind = Literal[
    "stretch", "mobility", "strength", "control", "aerobic", "relaxation", "balance"
]
View = Literal["front", "side", "front_or_side", "partial", "none"]


class Dose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An amount of one movement in one session.

    `reps` is open for held positions, `hold_s` where nothing is held; `minutes` stands alone
    for breathing and walking.
    """

    sets: int
    reps: int | None = None
    hold_s: int | None = None
    minutes: int | None = None
    per_side: bool = False


class DoseRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a movement begins, where it goes, and what is never exceeded."""

    start: Dose
    target: Dose
    max: Dose


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One phase; its words stand in the catalogue.

    Attributes:
        id: wording key.
        seconds: least and most.
        to: the pose that it reaches: `start`, `end`, or `hold` for the one it has.
        share: how much of the way to that pose it goes.
    """

    id: str
    seconds: tuple[int, int]
    to: Literal["start", "end", "hold"]
    share: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to watch.

    Attributes:
        id: wording key.
        measure: what a camera would measure, `None` where no webcam can.
        limit: from where it counts, in `unit`.
        when: on which side of the limit it is a fault.
        tolerance: how far beyond the limit a reading must be, for the camera's own error.
        during: phases in which it counts; all where empty.
        counts: whether a repetition that shows it counts as faulty (EX-34, EX-35); a hint that
            only a smaller range earns does not.
    """

    id: str
    measure: str | None = None
    limit: float | None = None
    unit: str | None = None
    when: Literal["above", "below"] = "above"
    tolerance: float = 0.0
    during: tuple[str, ...] = ()
    counts: bool = True


class Muscles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Muscles that do the work, and those that help."""

    main: tuple[str, ...]
    also: tuple[str, ...] = ()


class Movement(Row, frozen=True, kw_only=True):
    """One movement.

    Attributes:
        kind: what it does.
        muscles, muscle_groups: what works; groups rest 48 hours between strength sessions.
        position: the position it is done in.
        equipment: ways to be equipped, one of which must be at hand; empty needs nothing.
        needs_floor: whether one has to get down to the floor.
        overhead: whether the arms go above the shoulders.
        phases: what happens, in order.
        dose: start, target and bounds.
        days_per_week: least and most.
        easier, harder: whether there is such a form (its words stand in the catalogue).
        equal: movements that can stand in for it.
        avoid: ids of avoidances.
        faults: what to watch.
        view: from where a camera can judge it.
        borrowed_from: region where its evidence comes from.
        motion: start and end in joint angles and what is around them; read by `core/movement`.
        coach: how a camera counts it; read by `core/movement`.
    """

    kind: MovementKind
    muscles: Muscles
    muscle_groups: tuple[str, ...]
    position: str
    equipment: tuple[tuple[str, ...], ...] = ()
    needs_floor: bool = False
    overhead: bool = False
    phases: tuple[Phase, ...]
    dose: DoseRange
    days_per_week: tuple[int, int]
    easier: bool = True
    harder: bool = True
    equal: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    view: View
    borrowed_from: str
    motion: dict[str, Any]
    coach: dict[str, Any] = {}
