/**
 * The course of a session: state and event give a new state and what is to be kept.
 *
 * Nothing here knows the page, the time or the network. A timer runs only after it was started,
 * and stands still while `paused`.
 */

import { kindOf, secondsOf, type Advice, type Movement, type Place, type Plan, type Side, type Variant } from "./plan";

/**
 * `ready` waits for a start, `tempo` leads repetitions phase by phase, `lead` goes into a hold,
 * `hold` holds, `back` comes out of it, `timed` runs for minutes, `extra` offers more, `rest` rests.
 */
export type Mode = "ready" | "tempo" | "lead" | "hold" | "back" | "timed" | "extra" | "rest" | "over";

export interface State {
  readonly plan: Plan;
  readonly place: Place;
  readonly mode: Mode;
  /** Repetitions counted in this set. */
  readonly count: number;
  /** Place of the phase that is led. */
  readonly phase: number;
  /** Milliseconds in this phase, hold or rest. */
  readonly ms: number;
  /** How often the guide has gone through all phases in this set. */
  readonly rounds: number;
  readonly paused: boolean;
  readonly variants: readonly Variant[];
  /** Movements whose level holds because of pain. */
  readonly level: readonly boolean[];
}

export type Event =
  | { readonly kind: "start" | "hold" | "leave" | "count" | "next" | "pause" | "resume" | "easier" | "harder" }
  | { readonly kind: "tick"; readonly ms: number }
  | { readonly kind: "pain"; readonly advice: Advice };

/** A set to be kept. */
export interface Kept {
  readonly place: Place;
  readonly movement: string;
  readonly event: "done" | "skipped";
  readonly variant: Variant;
  readonly reps: number | null;
  readonly hold_s: number | null;
}

export interface Step {
  readonly state: State;
  readonly kept: readonly Kept[];
}

const RUNNING: readonly Mode[] = ["tempo", "lead", "hold", "back", "timed", "rest"];

/** A session at the place where it stands, with what was counted of that set. */
export function begin(plan: Plan, count = 0): State {
  return {
    plan,
    place: plan.place,
    mode: plan.place.movement < plan.movements.length ? "ready" : "over",
    count,
    phase: 0,
    ms: 0,
    rounds: 0,
    paused: false,
    variants: plan.movements.map((movement) => movement.variant),
    level: plan.movements.map((movement) => movement.level),
  };
}

export function movementOf(state: State): Movement | undefined {
  return state.plan.movements[state.place.movement];
}

export function isRunning(state: State): boolean {
  return RUNNING.includes(state.mode) && !state.paused;
}

/** Whether every repetition that was asked is counted. */
export function isFull(state: State, movement: Movement): boolean {
  return movement.reps !== null && state.count >= movement.reps;
}

/** Forms of the movement one step easier and harder that may be taken now. */
export function formsOf(state: State): { easier: Variant | null; harder: Variant | null } {
  const movement = movementOf(state);
  if (movement === undefined) return { easier: null, harder: null };
  const order = (["easier", "standard", "harder"] as const).filter((form) => form in movement.variants);
  const at = order.indexOf(state.variants[state.place.movement] ?? "standard");
  const harder = state.level[state.place.movement] === true ? null : (order[at + 1] ?? null);
  return { easier: order[at - 1] ?? null, harder };
}

type Handler = (state: State, movement: Movement) => Step;

const HANDLERS: Readonly<Record<Exclude<Event["kind"], "tick" | "pain">, Handler>> = {
  start,
  hold,
  leave,
  count,
  next,
  pause: (state) => only({ ...state, paused: true }),
  resume: (state) => only({ ...state, paused: false }),
  easier: (state) => only(changed(state, "easier")),
  harder: (state) => only(changed(state, "harder")),
};

/** What an event makes of a session. */
export function step(state: State, event: Event): Step {
  const movement = movementOf(state);
  if (movement === undefined || state.mode === "over") return only(state);
  if (event.kind === "pain") return pain(state, event.advice);
  if (event.kind !== "tick") return HANDLERS[event.kind](state, movement);
  return isRunning(state) ? tick({ ...state, ms: state.ms + event.ms }, movement) : only(state);
}

function only(state: State): Step {
  return { state, kept: [] };
}

/** Begin what can be timed, or go on after a pause, a rest or the offer of more. */
function start(state: State, movement: Movement): Step {
  if (state.paused) return only({ ...state, paused: false });
  if (state.mode === "rest") return only(fresh(state, state.place));
  if (state.mode === "extra" || isThrough(state, movement)) return only(advance(state));
  return state.mode === "ready" || state.mode === "back" ? only(started(state, movement)) : only(state);
}

/** A hold was seen to begin: its time runs from now, however the page got there. */
function hold(state: State, movement: Movement): Step {
  const waits = ["ready", "lead", "back", "extra"].includes(state.mode) && !state.paused;
  if (movement.hold_s === null || !waits || isThrough(state, movement)) return only(state);
  return only({ ...state, mode: "hold", phase: movement.hold_at ?? 0, ms: 0 });
}

/** A hold was seen to end before its time: the next one begins anew. */
function leave(state: State, movement: Movement): Step {
  if (state.mode !== "hold" || state.paused || movement.reps === null) return only(state);
  return only({ ...state, mode: "ready", phase: 0, ms: 0 });
}

/** Whether the set is kept and only its last way back is still led. */
function isThrough(state: State, movement: Movement): boolean {
  return state.mode === "back" && (movement.reps === null || isFull(state, movement));
}

function started(state: State, movement: Movement): State {
  const begun = { ...state, phase: 0, ms: 0 };
  const kind = kindOf(movement);
  if (kind === "reps") return { ...begun, mode: "tempo" };
  if (kind === "minutes") return { ...begun, mode: "timed" };
  return { ...begun, mode: movement.hold_at === 0 ? "hold" : "lead" };
}

function count(state: State, movement: Movement): Step {
  const awake = { ...state, paused: false };
  if (state.mode === "rest") {
    const here = fresh(state, state.place);
    return movement.reps === null ? only(here) : count(here, movement);
  }
  if (movement.reps === null) return finish(awake, movement, secondsDone(state, movement) || secondsAsked(movement));
  if (isThrough(state, movement)) return only(advance(awake));
  return counted({ ...awake, count: state.count + 1 }, movement);
}

/** After a repetition: more of the set, the offer of more, or on. */
function counted(state: State, movement: Movement): Step {
  const asked = movement.reps ?? 0;
  const most = asked + (state.place.set === movement.sets ? movement.extra : 0);
  const kept = state.count >= asked ? [result(state, movement, state.count, null)] : [];
  const after = { ...state, ms: 0, rounds: state.rounds + 1 };
  if (state.count >= most) return { state: outOf(after, movement, advance), kept };
  if (state.count >= asked) return { state: { ...after, mode: "extra", phase: 0 }, kept };
  return { state: outOf({ ...after, phase: 0 }, movement, onwards), kept };
}

/** Come out of a hold by the phases that follow it, then go where `then` says. */
function outOf(state: State, movement: Movement, then: (state: State) => State): State {
  const following = (movement.hold_at ?? movement.phases.length) + 1;
  if (state.mode !== "hold" || following >= movement.phases.length) return then(state);
  return { ...state, mode: "back", phase: following, ms: 0 };
}

/** Inside a set: repetitions go on in their tempo, a hold waits to be started again. */
function onwards(state: State): State {
  const movement = movementOf(state);
  const led = movement !== undefined && kindOf(movement) === "reps";
  return { ...state, mode: led ? "tempo" : "ready", phase: 0, ms: 0 };
}

function next(state: State, movement: Movement): Step {
  if (state.mode === "rest") return only(fresh(state, state.place));
  if (state.mode === "extra" || isFull(state, movement)) return only(advance(state));
  if (movement.reps !== null && state.count > 0) {
    return { state: advance(state), kept: [result(state, movement, state.count, null)] };
  }
  const seconds = secondsDone(state, movement);
  if (movement.reps === null && state.mode === "back") return only(advance(state));
  if (movement.reps === null && seconds > 0) return { ...finish(state, movement, seconds), state: advance(state) };
  const kept: Kept = { ...result(state, movement, null, null), event: "skipped" };
  return { state: left(state), kept: [kept] };
}

function pain(state: State, advice: Advice): Step {
  if (advice === "stop") return only(left(state));
  const level = state.level.map((held, place) => held || (advice === "hold" && place === state.place.movement));
  return only({ ...state, level });
}

function tick(state: State, movement: Movement): Step {
  switch (state.mode) {
    case "tempo":
      return only(led(state, movement, (over) => ({ ...over, phase: 0, rounds: over.rounds + 1 })));
    case "lead":
      return only(led(state, movement, (over) => over));
    case "back":
      return only(led(state, movement, (over) => settled(over, movement)));
    case "hold":
      return state.ms < (movement.hold_s ?? 0) * 1000 ? only(state) : held(state, movement);
    case "timed":
      return state.ms < secondsAsked(movement) * 1000 ? only(state) : finish(state, movement, secondsAsked(movement));
    default:
      return state.ms < state.plan.rest_s * 1000 ? only(state) : only(fresh(state, state.place));
  }
}

/** Lead on to the next phase when this one's seconds are over. */
function led(state: State, movement: Movement, after: (state: State) => State): State {
  const phase = movement.phases[state.phase];
  const length = phase === undefined ? 0 : secondsOf(phase) * 1000;
  if (state.ms < length) return state;
  const onto = { ...state, phase: state.phase + 1, ms: state.ms - length };
  if (state.mode === "lead" && onto.phase === movement.hold_at) return { ...onto, mode: "hold" };
  return onto.phase < movement.phases.length ? onto : after(onto);
}

/** Out of the hold: on when the set is full, else ready for the next one. */
function settled(state: State, movement: Movement): State {
  if (movement.reps === null || isFull(state, movement)) return advance(state);
  return { ...state, mode: "ready", phase: 0, ms: 0 };
}

function held(state: State, movement: Movement): Step {
  if (movement.reps !== null) return counted({ ...state, count: state.count + 1 }, movement);
  return finish(state, movement, secondsAsked(movement));
}

/** A held or timed set is done. */
function finish(state: State, movement: Movement, seconds: number): Step {
  if (state.mode === "back") return only(advance(state));
  return { state: outOf(state, movement, advance), kept: [result(state, movement, null, seconds)] };
}

function secondsAsked(movement: Movement): number {
  return movement.minutes === null ? (movement.hold_s ?? 0) : movement.minutes * 60;
}

/** Whole seconds held so far. */
function secondsDone(state: State, movement: Movement): number {
  const runs = state.mode === "hold" || state.mode === "timed";
  return runs ? Math.min(Math.floor(state.ms / 1000), secondsAsked(movement)) : 0;
}

function result(state: State, movement: Movement, reps: number | null, hold_s: number | null): Kept {
  const variant = state.variants[state.place.movement] ?? movement.variant;
  return { place: state.place, movement: movement.id, event: "done", variant, reps, hold_s };
}

function changed(state: State, way: "easier" | "harder"): State {
  const to = formsOf(state)[way];
  if (to === null) return state;
  const variants = state.variants.map((form, place) => (place === state.place.movement ? to : form));
  return { ...state, variants };
}

/** After a set: the other side, a rest before the next set, or the next movement. */
function advance(state: State): State {
  const movement = movementOf(state);
  if (movement === undefined) return state;
  const { set, side } = state.place;
  if (side === "left") return fresh(state, { ...state.place, side: "right" });
  if (set >= movement.sets) return left(state);
  const place = { ...state.place, set: set + 1, side: sideOf(movement) };
  return { ...fresh(state, place), mode: "rest" };
}

/** Leave this movement for the next one. */
function left(state: State): State {
  const movement = state.place.movement + 1;
  const following = state.plan.movements[movement];
  if (following === undefined) {
    return { ...fresh(state, { movement, set: 1, side: null }), mode: "over" };
  }
  return fresh(state, { movement, set: 1, side: sideOf(following) });
}

function sideOf(movement: Movement): Side | null {
  return movement.per_side ? "left" : null;
}

function fresh(state: State, place: Place): State {
  return { ...state, place, mode: "ready", count: 0, phase: 0, ms: 0, rounds: 0, paused: false };
}
