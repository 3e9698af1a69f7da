import { describe, expect, it } from "vitest";

import type { Answer } from "./line";
import { drawBody } from "./overlay";
import { POINTS, type Point, type Sight } from "./sight";
import { HOLD_S, Stay } from "./stay";
import { Telling } from "./telling";

/** What is seen of a hold from frame to frame, as the server sends it: from 0.03 s up to its length. */
function hold(seconds: number): { hold_s: number; seen: boolean }[] {
  const frames = Array.from({ length: Math.round(seconds * 30) }, (_, at) => ({ hold_s: (at + 1) / 30, seen: true }));
  return [...frames, { hold_s: 0, seen: true }];
}

describe("a hold before the camera", () => {
  it("begins once it has lasted a moment, and not at its first frame", () => {
    const begun: number[] = [];
    let now = 0;
    const stay = new Stay(() => begun.push(now) > 0);
    for (const frame of hold(5.73)) {
      now = frame.hold_s;
      stay.see(frame);
    }
    expect(begun).toHaveLength(1);
    expect(begun[0]).toBeGreaterThanOrEqual(HOLD_S);
    expect(begun[0]).toBeLessThan(HOLD_S + 0.1);
  });

  it("begins as soon as the page can take it", () => {
    let asked = 0;
    const stay = new Stay(() => (asked += 1) === 5);
    hold(2).forEach((frame) => stay.see(frame));
    expect(asked).toBe(5);
  });

  it("is said to end when it was seen to end, and not when it was out of sight", () => {
    const stay = new Stay(() => true);
    expect(hold(2).map((frame) => stay.see(frame)).filter(Boolean)).toHaveLength(1);
    hold(2).slice(0, -1).forEach((frame) => stay.see(frame));
    expect(stay.see({ hold_s: 0, seen: false })).toBe(false);
  });

  it("that was left early is told with its seconds, and not again and again", () => {
    const stay = new Stay(() => true);
    hold(2).forEach((frame) => stay.see(frame));
    expect(stay.early(5, 1_000)).toBeCloseTo(2);
    expect(stay.early(5, 4_000)).toBeNull();
    expect(stay.early(5, 12_000)).toBe(0);
  });

  it("that was long enough, or not seen as a whole, is no reason to say anything", () => {
    const stay = new Stay(() => true);
    hold(4.5).forEach((frame) => stay.see(frame));
    expect(stay.early(5, 1_000)).toBeNull();
    stay.see({ hold_s: 0, seen: false });
    expect(stay.early(5, 20_000)).toBeNull();
  });
});

const answer = (t_ms: number, more: Partial<Answer> = {}): Answer => ({ t_ms, stage: "moving", ...more });

describe("what the camera says", () => {
  const telling = (): Telling => {
    const made = new Telling((key) => key);
    made.begin("From the side, please.");
    return made;
  };

  it("changes with the reason, though the voice pauses", () => {
    const made = telling();
    made.hear(answer(0, { unseen: "covered" }), "");
    expect(made.hear(answer(400, { unseen: "covered" }), "")).toEqual({ written: "see.covered", spoken: "" });
    made.hear(answer(500, { unseen: "too_near" }), "");
    expect(made.hear(answer(900, { unseen: "too_near" }), "").written).toBe("see.too_near");
    expect(made.hear(answer(950), "").written).toBe("");
  });

  it("does not flicker between two reasons", () => {
    const made = telling();
    const shown = Array.from({ length: 40 }, (_, at) => made.hear(answer(at * 33, { unseen: at < 15 || at % 2 === 0 ? "covered" : "dark" }), "").written);
    expect(new Set(shown)).toEqual(new Set(["", "see.covered"]));
  });

  it("writes one of two reasons that take turns from the beginning, and not for ever the same", () => {
    const made = telling();
    const reasons = ["covered", "out_of_frame"];
    const shown = Array.from({ length: 60 }, (_, at) => made.hear(answer(at * 33, { unseen: reasons[at % 2] ?? "" }), "").written);
    expect(shown.slice(30)).not.toContain("");
    const other = Array.from({ length: 60 }, (_, at) => made.hear(answer(2_000 + at * 33, { unseen: ["dark", "too_far"][at % 2] ?? "" }), "").written);
    expect(["see.dark", "see.too_far"]).toContain(other.at(-1));
  });

  it("names the side from which a movement is seen, written and spoken", () => {
    const made = telling();
    made.hear(answer(0, { unseen: "wrong_side" }), "");
    const told = made.hear(answer(1_300, { unseen: "wrong_side", cue: { kind: "see", id: "wrong_side" } }), "From another side.");
    expect(told).toEqual({ written: "From the side, please.", spoken: "From the side, please." });
  });

  it("keeps a hint for a while, unless something is needed", () => {
    const made = telling();
    const hint = made.hear(answer(0, { cue: { kind: "fault", id: "elbows_bent" } }), "Stretch your elbows.");
    expect(hint).toEqual({ written: "Stretch your elbows.", spoken: "Stretch your elbows." });
    expect(made.hear(answer(5_000), "").written).toBe("Stretch your elbows.");
    made.hear(answer(5_100, { unseen: "dark" }), "");
    expect(made.hear(answer(5_500, { unseen: "dark" }), "").written).toBe("see.dark");
    expect(made.hear(answer(9_000), "").written).toBe("");
    expect(made.hear(answer(9_100, { stage: "finding" }), "").written).toBe("finding");
  });
});

/** A pen that writes down what is drawn with it. */
class Pen {
  strokeStyle = "";
  fillStyle = "";
  lineWidth = 0;
  lineCap = "";
  readonly circles: { y: number; radius: number; colour: string }[] = [];
  readonly strokes: { colour: string; width: number }[] = [];

  constructor(readonly canvas: { width: number; height: number; clientWidth: number; clientHeight: number }) {}

  clearRect(): void {
    this.circles.length = 0;
  }
  beginPath(): void {
    this.lineCap = "round";
  }
  moveTo(): void {
    this.lineCap = "round";
  }
  lineTo(): void {
    this.lineCap = "round";
  }
  fill(): void {
    this.lineCap = "round";
  }
  arc(_x: number, y: number, radius: number): void {
    this.circles.push({ y, radius, colour: this.strokeStyle });
  }
  stroke(): void {
    this.strokes.push({ colour: this.strokeStyle, width: this.lineWidth });
  }
}

/** A person from the front: ears at 0.3, shoulders at 0.45 of the height. */
function person(more: Readonly<Record<number, Partial<Point>>> = {}): Sight {
  const places: Readonly<Record<number, Partial<Point>>> = { 0: { y: 0.32 }, 7: { x: 0.55, y: 0.3 }, 8: { x: 0.45, y: 0.3 }, 11: { x: 0.65, y: 0.45 }, 12: { x: 0.35, y: 0.45 }, ...more };
  const points = Array.from({ length: POINTS }, (_, at) => ({ x: 0.5, y: 0.6, z: 0, visibility: 1, ...places[at] }));
  return { t_ms: 0, people: [points], aspect: 4 / 3, light: null };
}

function draw(sight: Sight, clientHeight = 160): Pen {
  const pen = new Pen({ width: 640, height: 480, clientWidth: (clientHeight * 4) / 3, clientHeight });
  drawBody(pen as unknown as CanvasRenderingContext2D, sight, { ink: "ink", edge: "edge" });
  return pen;
}

describe("the body over the picture", () => {
  it("has a head around the ears, also from the side", () => {
    const head = (pen: Pen): { y: number; radius: number } | undefined => pen.circles[0];
    expect(head(draw(person()))).toMatchObject({ y: 144 });
    expect(head(draw(person()))?.radius).toBeGreaterThan(32);
    const side = draw(person({ 7: { x: 0.5, y: 0.3 }, 8: { x: 0.5, y: 0.3, visibility: 0.1 } }));
    expect(head(side)?.y).toBe(144);
    expect(head(side)?.radius).toBeGreaterThan(25);
  });

  it("has none where no head is seen", () => {
    const none = { visibility: 0.1 };
    expect(draw(person({ 0: none, 7: none, 8: none })).circles.every(({ radius }) => radius < 20)).toBe(true);
  });

  it("is drawn as wide on a phone as on a desk, with an edge under the line", () => {
    for (const height of [120, 480]) {
      const { strokes } = draw(person(), height);
      const px = 480 / height;
      expect(strokes[0]).toEqual({ colour: "edge", width: 6.5 * px });
      expect(strokes.at(-1)).toEqual({ colour: "ink", width: 3 * px });
    }
  });
});
