import { describe, expect, it } from "vitest";

import { Lines, isProgress } from "./send";

const progress = { done_bytes: 1, size_bytes: 2, rate: 1, left_s: 1, text: "half" };
const came = { text: "a.csv: 3 days", skipped: [], see: "/walks/", refused: false };

describe("lines of an answer that grows", () => {
  it("gives each line once, however the text is cut", () => {
    const whole = `${JSON.stringify(progress)}\n${JSON.stringify(came)}\n`;
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const lines = new Lines();
      expect([...lines.next(whole.slice(0, cut)), ...lines.next(whole)]).toEqual([progress, came]);
      expect(lines.next(whole)).toEqual([]);
    }
  });

  it("tells how far it is from what came of it", () => {
    expect(isProgress(progress)).toBe(true);
    expect(isProgress(came)).toBe(false);
  });
});
