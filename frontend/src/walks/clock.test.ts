import { describe, expect, it } from "vitest";

import { clockWords, phaseAt, walked } from "./clock";
import { Pending } from "./pending";

const BEGAN = Date.UTC(2026, 0, 6, 9);
const SECOND = 1000;

describe("the time of a walk", () => {
  it("leaves pauses out, those that are over and the present one", () => {
    const walk = { began: BEGAN, paused: 60 * SECOND, pausedAt: null };
    expect(walked(walk, BEGAN + 600 * SECOND)).toBe(540);
    const resting = { ...walk, pausedAt: BEGAN + 300 * SECOND };
    expect(walked(resting, BEGAN + 400 * SECOND)).toBe(240);
    expect(walked(resting, BEGAN + 4000 * SECOND)).toBe(240);
  });

  it("is never less than nothing, whatever the clocks say", () => {
    expect(walked({ began: BEGAN, paused: 0, pausedAt: null }, BEGAN - 5 * SECOND)).toBe(0);
  });

  it("reads as a clock", () => {
    expect([0, 59, 247, 3599, 3723].map(clockWords)).toEqual(["0:00", "0:59", "4:07", "59:59", "1:02:03"]);
  });
});

describe("phases", () => {
  const phases = [
    { from_s: 0, until_s: 120, name: "slow" },
    { from_s: 120, until_s: 480, name: "brisk" },
    { from_s: 480, until_s: 600, name: "slow again" },
  ];

  it("follow each other at their borders, and the last goes on", () => {
    expect([0, 119, 120, 479, 480, 600, 9000].map((s) => phaseAt(phases, s))).toEqual([0, 0, 1, 1, 2, 2, 2]);
  });
});

describe("what was pressed while nobody answered", () => {
  const one = (walk: string): { walk: string; action: string; fields: [string, string][] } => ({
    walk,
    action: "/walks/now/end/",
    fields: [["walk", walk]],
  });

  it.each([[localStorage], [null]])("waits in order and is forgotten once sent", (memory) => {
    memory?.clear();
    const pending = new Pending(memory);
    pending.add(one("a"));
    pending.add({ ...one("a"), action: "/walks/now/pause/" });
    expect(pending.of("a").map((waiting) => waiting.action)).toEqual(["/walks/now/end/", "/walks/now/pause/"]);
    pending.sent();
    expect(pending.of("a")).toHaveLength(1);
    expect(pending.of("b")).toEqual([]);
  });

  it("survives the page, but not another walk", () => {
    localStorage.clear();
    new Pending(localStorage).add(one("a"));
    const later = new Pending(localStorage);
    expect(later.of("a")).toHaveLength(1);
    later.only("b");
    expect(new Pending(localStorage).of("a")).toEqual([]);
  });
});
