/**
 * What a session is made of, as the server hands it over. Keys are those of the server's record.
 */

export type Side = "left" | "right";
export type Variant = "easier" | "standard" | "harder";
export type Advice = "go_on" | "hold" | "stop";

/** One phase of a movement: what to do, and for how many seconds at least and at most. */
export interface Phase {
  readonly words: string;
  readonly seconds: readonly [number, number];
}

/** One movement. `reps` is open for held positions; `minutes` stands alone. */
export interface Movement {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly sets: number;
  readonly reps: number | null;
  readonly hold_s: number | null;
  readonly minutes: number | null;
  readonly per_side: boolean;
  /** How many more repetitions may follow the last set while it feels easy. */
  readonly extra: number;
  /** Place of the phase that is held, if any is. */
  readonly hold_at: number | null;
  readonly phases: readonly Phase[];
  readonly variant: Variant;
  /** Words of each form that may be taken, easiest first. */
  readonly variants: Readonly<Partial<Record<Variant, string>>>;
  /** Whether pain asked to hold the level. */
  readonly level: boolean;
  /** What is said when pain stops it. */
  readonly after_stop: string;
}

/** One set of one movement: `movement` counts from 0, `set` from 1. */
export interface Place {
  readonly movement: number;
  readonly set: number;
  readonly side: Side | null;
}

/** What follows from pain: decided on the server, for every score, dull and sharp. */
export interface Answer {
  readonly advice: Advice;
  readonly words: string;
}

export interface Plan {
  readonly session: string;
  readonly rest_s: number;
  readonly movements: readonly Movement[];
  readonly place: Place;
  /** [score][0 dull, 1 sharp] */
  readonly answers: readonly (readonly [Answer, Answer])[];
  readonly words: Readonly<Record<string, string>>;
  readonly voice: boolean;
}

export type Kind = "reps" | "reps_hold" | "hold" | "minutes";

export function kindOf(movement: Movement): Kind {
  if (movement.minutes !== null) return "minutes";
  if (movement.reps === null) return "hold";
  return movement.hold_s === null ? "reps" : "reps_hold";
}

/** Seconds of a phase that the guide leads with: halfway between least and most. */
export function secondsOf(phase: Phase): number {
  return (phase.seconds[0] + phase.seconds[1]) / 2;
}

/** A sentence with its {placeholders} filled. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
