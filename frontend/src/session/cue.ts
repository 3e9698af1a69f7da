/** The one cue, the name of the main act, and what the buttons can do: words for a state. */

import { formsOf, isFull, movementOf, type State } from "./engine";
import { fill, kindOf, secondsOf, type Movement } from "./plan";

/** One cue. `quiet` ones repeat: they are shown, but neither spoken nor announced again. */
export interface Cue {
  readonly text: string;
  readonly quiet: boolean;
}

export function cueOf(state: State): Cue {
  const words = state.plan.words;
  const movement = movementOf(state);
  if (movement === undefined) return loud(words["over"]);
  if (state.paused) return loud(words["paused"]);
  if (state.mode === "timed") return breath(state, movement);
  if (state.mode === "extra") return loud(fill(words["extra"] ?? "", { count: movement.extra }));
  if (state.mode === "ready" || state.mode === "rest") return loud(waiting(state, movement));
  return { text: movement.phases[state.phase]?.words ?? "", quiet: state.rounds > 0 };
}

function loud(text = ""): Cue {
  return { text, quiet: false };
}

function waiting(state: State, movement: Movement): string {
  const words = state.plan.words;
  const values = { number: state.place.set, count: movement.sets };
  if (state.mode === "rest") return fill(words["rest"] ?? "", values);
  if (state.count > 0) return words[kindOf(movement) === "reps_hold" ? "once_more" : "go_on_counting"] ?? "";
  if (state.place.side === "right") return words["other_side"] ?? "";
  return state.place.set > 1 ? fill(words["next_set"] ?? "", values) : movement.start;
}

/** In a movement of minutes the phases go round and round. */
function breath(state: State, movement: Movement): Cue {
  const { phase, round } = phaseAt(movement, state.ms);
  return { text: movement.phases[phase]?.words ?? "", quiet: round > 0 };
}

/** Which phase of which round a movement of minutes is in. */
export function phaseAt(movement: Movement, ms: number): { phase: number; round: number; ms: number } {
  const lengths = movement.phases.map((phase) => secondsOf(phase) * 1000);
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  if (whole <= 0) return { phase: 0, round: 0, ms };
  let rest = ms % whole;
  let phase = 0;
  for (const length of lengths) {
    if (rest < length) break;
    rest -= length;
    phase += 1;
  }
  return { phase, round: Math.floor(ms / whole), ms: rest };
}

/** The phase that the guide is in; `null` while nothing is led. */
export function shownPhase(state: State): number | null {
  const movement = movementOf(state);
  if (movement === undefined) return null;
  if (state.mode === "timed") return phaseAt(movement, state.ms).phase;
  return ["tempo", "lead", "hold", "back"].includes(state.mode) ? state.phase : null;
}

/** Keys of the words on the buttons. */
export interface Labels {
  readonly main: "start" | "start_hold" | "pause" | "go_on" | "next_now" | "enough";
  readonly count: "count" | "done";
  readonly next: "skip" | "next" | "skip_rest";
}

export function labelsOf(state: State): Labels {
  const movement = movementOf(state);
  return {
    main: mainOf(state, movement),
    count: movement?.reps === null ? "done" : "count",
    next: state.mode === "rest" ? "skip_rest" : state.count > 0 || hasBegun(state) ? "next" : "skip",
  };
}

function mainOf(state: State, movement: Movement | undefined): Labels["main"] {
  if (state.paused) return "go_on";
  if (state.mode === "rest") return "next_now";
  if (state.mode === "extra") return "enough";
  if (state.mode !== "ready") return "pause";
  return movement?.hold_s === null || movement === undefined ? "start" : "start_hold";
}

function hasBegun(state: State): boolean {
  const movement = movementOf(state);
  if (movement === undefined) return false;
  return isFull(state, movement) || (movement.reps === null && ["hold", "timed", "back"].includes(state.mode));
}

/** The words of the form that is taken; nothing for the standard form. */
export function formWords(state: State): string {
  const form = state.variants[state.place.movement];
  const words = form === undefined ? undefined : movementOf(state)?.variants[form];
  return form === undefined || form === "standard" || words === undefined
    ? ""
    : fill(state.plan.words[`form_${form}`] ?? "", { words });
}

/** Words of the buttons to an easier and a harder form; nothing where there is none. */
export function formButtons(state: State): { easier: string; harder: string } {
  const forms = formsOf(state);
  const words = (way: "easier" | "harder"): string => {
    const form = forms[way];
    const named = form === null ? undefined : movementOf(state)?.variants[form];
    return named === undefined ? "" : fill(state.plan.words[way] ?? "", { words: named });
  };
  return { easier: words("easier"), harder: words("harder") };
}
