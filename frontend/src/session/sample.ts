/** A small session for the tests. */

import type { Movement, Plan } from "./plan";

const REACH: Movement = {
  id: "reach",
  name: "Overhead reach",
  start: "Stand.",
  sets: 1,
  reps: 2,
  hold_s: 5,
  minutes: null,
  per_side: false,
  extra: 0,
  hold_at: 1,
  phases: [
    { words: "Raise.", seconds: [2, 2] },
    { words: "Reach.", seconds: [5, 5] },
    { words: "Lower.", seconds: [3, 3] },
  ],
  variant: "standard",
  variants: { easier: "sitting", standard: "as described", harder: "hands linked" },
  level: false,
  after_stop: "We stop this one.",
};

const ROW: Movement = {
  ...REACH,
  id: "row",
  name: "Band row",
  start: "Hold the band.",
  sets: 2,
  reps: 3,
  hold_s: null,
  extra: 2,
  hold_at: null,
  phases: [
    { words: "Pull.", seconds: [1, 1] },
    { words: "Return.", seconds: [2, 3] },
  ],
};

const STRETCH: Movement = {
  ...REACH,
  id: "stretch",
  name: "Side stretch",
  start: "Sit.",
  sets: 2,
  reps: null,
  hold_s: 20,
  per_side: true,
  hold_at: 0,
  phases: [{ words: "Lean and stay.", seconds: [20, 20] }],
  variants: { standard: "as described" },
};

const BREATH: Movement = {
  ...REACH,
  id: "breath",
  name: "Breathing",
  start: "Sit back.",
  reps: null,
  hold_s: null,
  minutes: 3,
  hold_at: null,
  phases: [
    { words: "In.", seconds: [4, 4] },
    { words: "Out.", seconds: [6, 6] },
  ],
};

const WORDS = {
  over: "That was the last one.",
  paused: "Paused.",
  extra: "Up to {count} more.",
  rest: "Rest. Then set {number} of {count}.",
  once_more: "Once more.",
  go_on_counting: "Go on.",
  other_side: "Now the right side.",
  next_set: "Set {number} of {count}.",
  form_easier: "Easier form: {words}",
  form_harder: "Harder form: {words}",
  easier: "Easier: {words}",
  harder: "Harder: {words}",
  of_seconds: "of {count} s",
  of_minutes: "of {count} min",
  rest_under: "s rest",
};

/** A plan with some of: reach (reps held), row (reps), stretch (held, each side), breath (minutes). */
export function sample(...names: ("reach" | "row" | "stretch" | "breath")[]): Plan {
  const all = { reach: REACH, row: ROW, stretch: STRETCH, breath: BREATH };
  const movements = names.map((name) => all[name]);
  return {
    session: "s1",
    rest_s: 30,
    movements,
    place: { movement: 0, set: 1, side: movements[0]?.per_side === true ? "left" : null },
    answers: [],
    words: WORDS,
    voice: false,
  };
}
