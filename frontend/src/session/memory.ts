/** Repetitions of a set that is not done yet, kept in this browser over a closed page. */

import type { State } from "./engine";
import type { Place, Plan } from "./plan";

const KEY = "rhomboid.session.count";

interface Counted {
  readonly session: string;
  readonly place: Place;
  readonly count: number;
}

/** Keep how many repetitions of the present set are counted. */
export function remember(memory: Storage | null, state: State): void {
  try {
    if (state.count === 0 || state.mode === "over") memory?.removeItem(KEY);
    else memory?.setItem(KEY, JSON.stringify({ session: state.plan.session, place: state.place, count: state.count }));
  } catch {
    // The browser keeps nothing: only the set that was broken off is counted anew.
  }
}

/** How many repetitions of the set at which the session stands were counted before. */
export function remembered(memory: Storage | null, plan: Plan): number {
  const kept = read(memory);
  if (kept?.session !== plan.session || !samePlace(kept.place, plan.place)) return 0;
  const asked = plan.movements[plan.place.movement]?.reps ?? 0;
  return kept.count > 0 && kept.count < asked ? kept.count : 0;
}

function read(memory: Storage | null): Counted | null {
  try {
    return JSON.parse(memory?.getItem(KEY) ?? "null") as Counted | null;
  } catch {
    return null;
  }
}

function samePlace(one: Place, other: Place): boolean {
  return one.movement === other.movement && one.set === other.set && one.side === other.side;
}
