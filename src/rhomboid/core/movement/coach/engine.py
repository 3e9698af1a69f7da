"""The streaming coach: state and frame in, next state and what to show out.

Repetitions are counted relatively, against the person's own range in this set; hints compare with
the limits of the movement's file. A frame that cannot be judged changes no count.
"""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.coach import hints as hint_rules
from rhomboid.core.movement.coach.bones import Bones, bones
from rhomboid.core.movement.coach.counting import Counting, counting, counting_begun, recounted
from rhomboid.core.movement.coach.hints import Hints
from rhomboid.core.movement.coach.middle import Middle, averaged
from rhomboid.core.movement.coach.person import Place, chosen, place
from rhomboid.core.movement.coach.plan import Part, Plan, plan
from rhomboid.core.movement.coach.position import in_position
from rhomboid.core.movement.coach.reading import Reading, channel_values, read, sides_for
from rhomboid.core.movement.coach.records import Cue, Display, SetReport, Unseen
from rhomboid.core.movement.coach.report import report
from rhomboid.core.movement.coach.sight_of import why_unseen
from rhomboid.core.movement.coach.trace import Trace
from rhomboid.core.movement.coach.watch import GAP_S, Watched, first, watch
from rhomboid.core.movement.observe.measures import view_of
from rhomboid.core.movement.observe.readers import Sight, turned_away
from rhomboid.core.movement.observe.scale import Scale, grown
from rhomboid.core.movement.observe.segments import segments
from rhomboid.core.movement.sight.frame import Frame, Seen
from rhomboid.core.movement.sight.landmark import Landmark

#: The body is still when none of these moves faster (trunk lengths a second) for this long.
STILL: Final = 0.35
STILL_S: Final = 0.8
BODY: Final = np.array(
    [
        Landmark.NOSE,
        Landmark.LEFT_SHOULDER,
        Landmark.RIGHT_SHOULDER,
        Landmark.LEFT_WRIST,
        Landmark.RIGHT_WRIST,
        Landmark.LEFT_HIP,
        Landmark.RIGHT_HIP,
    ]
)
#: Somebody who goes slower than this, in own ranges a second, has arrived. Product rule.
STOPPED: Final = 0.08
AT_TOP: Final = frozenset[Part]({"top"})
#: A trunk that has turned away by more than this share spoils what needs it to face the camera.
TURNED_AWAY: Final = 0.4
#: A time step longer than this counts as unseen.
_LONGEST_STEP_S: Final = 1.0


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the coach knows after a frame.

    A state is followed by one next state: `trace` grows in place and is shared between them.
    `rest` is what the faults are read from in the person at rest, before the first repetition.
    """

    plan: Plan
    trace: Trace
    counting: Counting
    hints: Hints
    watched: Watched | None = None
    scale: Scale | None = None
    place: Place | None = None
    bones: Bones | None = None
    rest: tuple[float | None, ...] | None = None
    middle: Middle = Middle()
    still_since_s: float | None = None
    seen_s: float | None = None
    first_s: float | None = None
    last_s: float | None = None


def begin(movement: Movement) -> State:
    """A coach for one set of a movement.

    Raises:
        CoachTableError: if the movement's table `coach` cannot be read.
    """
    of = plan(movement)
    return State(plan=of, trace=Trace(), counting=counting_begun(of), hints=hint_rules.begun(of))


def step(state: State, frame: Frame) -> tuple[State, Display]:
    """Watch one frame.

    A frame that is not later than the one before it changes nothing.
    """
    if state.last_s is not None and frame.t_s <= state.last_s:
        return state, _display(state, frame.t_s, None, None)
    gap_s = 0.0 if state.seen_s is None else frame.t_s - state.seen_s
    who = chosen(frame.people, state.place, gap_s)
    if who is None:
        return _blind(state, frame, "other_person" if frame.people else "nobody")
    here = place(who)
    return _seen(msgspec.structs.replace(state, place=here), frame, who)


def finish(state: State) -> SetReport:
    """The report of the set so far; the state can go on afterwards."""
    seconds = (state.last_s or 0.0) - (state.first_s or 0.0)
    counted = recounted(state.plan, state.counting, state.counting.zigzags)
    return report(state.plan, counted, state.trace, seconds)


def _seen(state: State, frame: Frame, who: Seen) -> tuple[State, Display]:
    """A frame with the person in it."""
    gone = state.seen_s is None or frame.t_s - state.seen_s > GAP_S
    now = np.asarray(frame.t_s)
    watched = (
        first(now, who.points)
        if state.watched is None or gone
        else watch(state.watched, now, who.points)
    )
    body = bones(state.bones, who.points, gone=gone)
    size = 0.0 if state.place is None else state.place.size
    facing = watched.facing
    sides = tuple(
        side
        for side in sides_for(state.plan, facing)
        if why_unseen(who, state.plan.needed[side], size, frame.light, frame.aspect) is None
    )
    state = msgspec.structs.replace(state, watched=watched, bones=body, seen_s=frame.t_s)
    if not body.of_a_body:
        return _blind(state, frame, "nobody")
    if not sides:
        side: Side = sides_for(state.plan, facing)[0]
        needed = state.plan.needed[side]
        reason = why_unseen(who, needed, size, frame.light, frame.aspect)
        return _blind(state, frame, reason or "covered")
    counts = state.plan.measure is not None
    if counts and not state.plan.coached.counts_from(facing):
        return _blind(state, frame, "wrong_side")
    parts = segments(watched.points)
    of = state.plan
    if counts and not in_position(parts, level=of.level, most_lean_deg=of.most_lean_deg):
        return _blind(state, frame, "other_position")
    scale = grown(state.scale, parts)
    sight = Sight(parts, scale, float(watched.toward), view_of(facing) == "front")
    state = msgspec.structs.replace(state, scale=scale)
    measure = state.plan.measure
    faces = measure is not None and measure.faces and sight.across
    if faces and float(turned_away(sight)) > TURNED_AWAY:
        return _blind(state, frame, "turned_away")
    return _judged(state, frame, read(state.plan, sight, facing, sides))


def _judged(state: State, frame: Frame, reading: Reading) -> tuple[State, Display]:
    """A frame that shows what is needed."""
    t_s = frame.t_s
    state = _rested(_centred(state, t_s, reading), t_s, reading)
    values = channel_values(state.plan, reading, state.middle.value)
    counted = counting(state.plan, state.counting, t_s, values)
    relative = _relative(state, reading)
    state.trace.add(t_s, values, reading.error, relative, reading.sides)
    hints, cue = hint_rules.watched(state.plan, state.hints, t_s, _part(counted), relative)
    if cue is None and len(counted.done) > len(state.counting.done):
        hints, cue = _after_repetition(state, counted, hints, t_s)
    state = msgspec.structs.replace(
        state,
        counting=counted,
        hints=hints,
        first_s=t_s if state.first_s is None else state.first_s,
        last_s=t_s,
    )
    return state, _display(state, t_s, None, cue)


def _centred(state: State, t_s: float, reading: Reading) -> State:
    """Average the middle of a signed signal until it has settled."""
    coached = state.plan.coached
    if coached.channels != "signed" or state.middle.settled or "left" not in reading.sides:
        return state
    middle = averaged(state.middle, t_s, reading.sides["left"], coached.least)
    return msgspec.structs.replace(state, middle=middle)


def _rested(state: State, t_s: float, reading: Reading) -> State:
    """Take the person's rest from the first still moment before the first movement."""
    if state.rest is not None or state.watched is None or state.counting.moved:
        return state
    if float(np.abs(state.watched.speed[BODY]).max()) > STILL:
        return msgspec.structs.replace(state, still_since_s=None)
    since = t_s if state.still_since_s is None else state.still_since_s
    if t_s - since < STILL_S:
        return msgspec.structs.replace(state, still_since_s=since)
    return msgspec.structs.replace(state, still_since_s=since, rest=reading.faults)


def _relative(state: State, reading: Reading) -> tuple[float | None, ...]:
    """Values of the faults, less those at rest where the measure is relative."""
    values: list[float | None] = []
    for index, watching in enumerate(state.plan.watching):
        value, measure = reading.faults[index], watching.measure
        if value is not None and measure is not None and measure.relative:
            at_rest = None if state.rest is None else state.rest[index]
            value = None if at_rest is None else value - at_rest
        values.append(value)
    return tuple(values)


def _part(counted: Counting) -> Part | None:
    """Where in a repetition the body is; `None` at rest.

    How far somebody goes is not known before they stop: on the way out of a first repetition they
    are always further than ever before.
    """
    if counted.position < 0.25:
        return None
    if counted.position > 0.8 and abs(counted.speed) < STOPPED:
        return "top"
    return "up" if counted.rising else "down"


def _after_repetition(
    state: State, counted: Counting, hints: Hints, t_s: float
) -> tuple[Hints, Cue | None]:
    """A fault that only a whole repetition shows, or that was only at its top."""
    last = report(state.plan, counted, state.trace, 0.0, last_only=True).each
    shown = last[-1].faults if last else ()
    for index, watching in enumerate(state.plan.watching):
        late = watching.measure is None or watching.parts == AT_TOP
        if late and watching.fault.id in shown:
            return hint_rules.said(state.plan, hints, t_s, index)
    return hints, None


def _blind(state: State, frame: Frame, reason: Unseen) -> tuple[State, Display]:
    """A frame in which the coach cannot see."""
    hints, cue = hint_rules.blind(state.hints, frame.t_s, reason)
    before = state.last_s
    if before is not None:
        state.trace.blind(reason, min(frame.t_s - before, _LONGEST_STEP_S))
    state = msgspec.structs.replace(
        state,
        hints=hints,
        first_s=frame.t_s if state.first_s is None else state.first_s,
        last_s=frame.t_s,
    )
    return state, _display(state, frame.t_s, reason, cue)


def _display(state: State, t_s: float, unseen: Unseen | None, cue: Cue | None) -> Display:
    counted = state.counting
    if unseen is not None:
        stage = "unseen"
    elif counted.hold_s > 0:
        stage = "holding"
    elif counted.moved:
        stage = "moving"
    else:
        stage = "ready" if state.rest is not None else "finding"
    return Display(
        t_s=t_s,
        stage=stage,  # type: ignore[arg-type] # one of the words of `Stage`
        unseen=unseen,
        counted=counted.counted,
        reaches=counted.reaches,
        position=counted.position,
        hold_s=counted.hold_s,
        cue=cue,
    )
