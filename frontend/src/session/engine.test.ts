import { describe, expect, it } from "vitest";

import { begin, formsOf, step, type Event, type Kept, type State } from "./engine";
import { sample } from "./sample";

type Short = Event["kind"] | number;

/** Let events happen; a number is so many seconds. */
function run(state: State, ...events: Short[]): { state: State; kept: Kept[] } {
  const kept: Kept[] = [];
  let now = state;
  for (const event of events) {
    const parts: Event[] =
      typeof event === "number"
        ? Array.from({ length: event * 10 }, () => ({ kind: "tick", ms: 100 }))
        : [event === "pain" || event === "tick" ? { kind: "tick", ms: 0 } : { kind: event }];
    for (const part of parts) {
      const next = step(now, part);
      kept.push(...next.kept);
      now = next.state;
    }
  }
  return { state: now, kept };
}

describe("repetitions", () => {
  it("count by tap, are kept when the set is full, and then rest", () => {
    const { state, kept } = run(begin(sample("row")), "count", "count", "count");
    expect(kept).toEqual([
      { place: { movement: 0, set: 1, side: null }, movement: "row", event: "done", variant: "standard", reps: 3, hold_s: null },
    ]);
    expect(state).toMatchObject({ mode: "rest", place: { set: 2 }, count: 0 });
  });

  it("are led by their tempo once started, and a tap begins the round anew", () => {
    const led = run(begin(sample("row")), "start", 2).state;
    expect(led).toMatchObject({ mode: "tempo", phase: 1, count: 0 });
    expect(run(led, "count").state).toMatchObject({ mode: "tempo", phase: 0, ms: 0, count: 1 });
    expect(run(led, 2).state).toMatchObject({ phase: 0, rounds: 1, count: 0 });
  });

  it("may go on by two after the last set while it feels easy, and each one is kept", () => {
    const last = run(begin(sample("row")), "count", "count", "count", "count", "count", "count");
    expect(last.state).toMatchObject({ mode: "extra", count: 3, place: { set: 2 } });
    const more = run(last.state, "count", "count");
    expect(more.kept.map((one) => one.reps)).toEqual([4, 5]);
    expect(more.state.mode).toBe("over");
    expect(run(last.state, "start").state.mode).toBe("over");
  });

  it("that were counted before the set was left are kept, and none means left out", () => {
    expect(run(begin(sample("row")), "count", "next").kept).toMatchObject([{ event: "done", reps: 1 }]);
    const none = run(begin(sample("row", "reach")), "next");
    expect(none.kept).toMatchObject([{ event: "skipped", reps: null }]);
    expect(none.state.place).toEqual({ movement: 1, set: 1, side: null });
  });
});

describe("a hold", () => {
  it("is not timed before it is started", () => {
    expect(run(begin(sample("reach")), 30)).toMatchObject({ state: { mode: "ready", ms: 0, count: 0 }, kept: [] });
  });

  it("is led into, held, counted, and led out of", () => {
    let state = run(begin(sample("reach")), "start", 1).state;
    expect(state).toMatchObject({ mode: "lead", phase: 0 });
    state = run(state, 2).state;
    expect(state).toMatchObject({ mode: "hold", phase: 1, count: 0 });
    state = run(state, 5).state;
    expect(state).toMatchObject({ mode: "back", phase: 2, count: 1 });
    state = run(state, 3).state;
    expect(state).toMatchObject({ mode: "ready", count: 1 });
  });

  it("begins at once when it is seen, and a tap counts it", () => {
    const state = run(begin(sample("reach")), "start", "hold").state;
    expect(state.mode).toBe("hold");
    expect(run(state, "count").state).toMatchObject({ mode: "back", count: 1 });
  });

  it("stands still while paused", () => {
    const paused = run(begin(sample("stretch")), "start", 4, "pause", 60).state;
    expect(paused).toMatchObject({ mode: "hold", paused: true });
    expect(Math.round(paused.ms / 1000)).toBe(4);
    expect(run(paused, "resume", 1).state.ms).toBeGreaterThan(paused.ms);
  });

  it("counts each side by itself, left first, and rests after both", () => {
    const left = run(begin(sample("stretch")), "start", 21);
    expect(left.kept).toMatchObject([{ place: { side: "left" }, hold_s: 20, reps: null }]);
    expect(left.state).toMatchObject({ mode: "ready", place: { set: 1, side: "right" } });
    const right = run(left.state, "start", 21);
    expect(right.kept).toMatchObject([{ place: { set: 1, side: "right" } }]);
    expect(right.state).toMatchObject({ mode: "rest", place: { set: 2, side: "left" } });
  });

  it("that ends early is kept with its seconds, and one that was never timed as asked", () => {
    expect(run(begin(sample("stretch")), "start", 12, "next").kept).toMatchObject([{ hold_s: 12 }]);
    expect(run(begin(sample("stretch")), "count").kept).toMatchObject([{ hold_s: 20 }]);
  });

  it("is timed anew each time it is seen, until the set is full", () => {
    const back = run(begin(sample("reach")), "hold", 5, 1).state;
    expect(back).toMatchObject({ mode: "back", count: 1 });
    const again = run(back, "hold", 2).state;
    expect(again).toMatchObject({ mode: "hold", phase: 1, count: 1 });
    const full = run(again, 4).state;
    expect(full).toMatchObject({ mode: "back", count: 2 });
    expect(run(full, "hold").state).toEqual(full);
    expect(run(begin(sample("reach")), "pause", "hold").state.mode).toBe("ready");
    expect(run(begin(sample("row")), "hold").state.mode).toBe("ready");
  });

  it("that is seen to end early waits to begin anew, and counts nothing by itself", () => {
    const left = run(begin(sample("reach")), "hold", 2, "leave");
    expect(left).toMatchObject({ state: { mode: "ready", ms: 0, count: 0 }, kept: [] });
    expect(run(left.state, "count").state).toMatchObject({ mode: "ready", count: 1 });
    expect(run(begin(sample("stretch")), "hold", 2, "leave", 1).state).toMatchObject({ mode: "hold", ms: 3_000 });
  });
});

describe("minutes", () => {
  it("run by the clock once started and are kept as seconds", () => {
    const done = run(begin(sample("breath")), "start", 181);
    expect(done.kept).toMatchObject([{ hold_s: 180, reps: null }]);
    expect(done.state.mode).toBe("over");
  });
});

describe("a rest", () => {
  const resting = run(begin(sample("row")), "count", "count", "count").state;

  it("ends by itself and can be left out", () => {
    expect(run(resting, 29).state.mode).toBe("rest");
    expect(run(resting, 31).state).toMatchObject({ mode: "ready", place: { set: 2 } });
    for (const event of ["start", "next"] as const) {
      expect(run(resting, event)).toMatchObject({ state: { mode: "ready", place: { set: 2 }, count: 0 }, kept: [] });
    }
  });

  it("counts a repetition of the next set when one is tapped", () => {
    expect(run(resting, "count").state).toMatchObject({ mode: "tempo", place: { set: 2 }, count: 1 });
  });
});

describe("pain", () => {
  it("that stops leads to the next movement and keeps nothing by itself", () => {
    const { state, kept } = step(run(begin(sample("row", "reach")), "count").state, { kind: "pain", advice: "stop" });
    expect(kept).toEqual([]);
    expect(state).toMatchObject({ mode: "ready", place: { movement: 1, set: 1 }, count: 0 });
  });

  it("that stops the last movement ends the session", () => {
    expect(step(begin(sample("row")), { kind: "pain", advice: "stop" }).state.mode).toBe("over");
  });

  it("that holds the level goes on, and takes the harder form away", () => {
    const before = run(begin(sample("row")), "count").state;
    expect(formsOf(before).harder).toBe("harder");
    const held = step(before, { kind: "pain", advice: "hold" }).state;
    expect(held).toMatchObject({ mode: "tempo", count: 1 });
    expect(formsOf(held)).toEqual({ easier: "easier", harder: null });
  });

  it("that is easy changes nothing", () => {
    const before = run(begin(sample("row")), "count").state;
    expect(step(before, { kind: "pain", advice: "go_on" }).state).toEqual(before);
  });
});

describe("forms", () => {
  it("go one step at a time within what is offered, and are kept with the set", () => {
    const easier = run(begin(sample("row")), "easier", "easier").state;
    expect(easier.variants).toEqual(["easier"]);
    expect(run(easier, "count", "next").kept).toMatchObject([{ variant: "easier" }]);
    expect(run(easier, "harder", "harder", "harder").state.variants).toEqual(["harder"]);
    expect(run(begin(sample("stretch")), "easier").state.variants).toEqual(["standard"]);
  });
});

describe("a session", () => {
  it("begins where it stands, with what was counted", () => {
    const plan = { ...sample("reach", "row"), place: { movement: 1, set: 2, side: null } };
    expect(begin(plan, 2)).toMatchObject({ place: { movement: 1, set: 2 }, count: 2, mode: "ready" });
  });

  it("that is through takes no event", () => {
    const plan = { ...sample("row"), place: { movement: 1, set: 1, side: null } };
    const over = begin(plan);
    expect(over.mode).toBe("over");
    expect(run(over, "hold", "leave", "count", "next", "start", "easier", 5)).toEqual({ state: over, kept: [] });
  });

  it("keeps every set of a whole session exactly once", () => {
    let state = begin(sample("reach", "row", "stretch", "breath"));
    const kept: Kept[] = [];
    for (let taps = 0; state.mode !== "over" && taps < 60; taps += 1) {
      const next = run(state, state.mode === "extra" ? "start" : "count");
      kept.push(...next.kept);
      state = next.state;
    }
    const keys = kept.map((one) => `${one.movement} ${one.place.set} ${one.place.side ?? "-"}`);
    expect(keys).toEqual([
      "reach 1 -",
      "row 1 -",
      "row 2 -",
      "stretch 1 left",
      "stretch 1 right",
      "stretch 2 left",
      "stretch 2 right",
      "breath 1 -",
    ]);
  });
});
