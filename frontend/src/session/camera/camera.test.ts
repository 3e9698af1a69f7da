import { beforeEach, describe, expect, it } from "vitest";

import { KeptParts } from "./kept";
import { Line, type Answer, type Heard, type Measured, type Socket } from "./line";
import { cameras, NoCamera, openCamera, type Devices } from "./picture";
import { frameBytes, POINTS, type Sight } from "./sight";
import { countOf, Tally } from "./tally";

beforeEach(() => {
  localStorage.clear();
});

function sight(t_ms: number, people = 1): Sight {
  const points = Array.from({ length: POINTS }, (_, at) => ({ x: at / 33, y: 0.5, z: -0.25, visibility: 1 }));
  return { t_ms, people: Array.from({ length: people }, () => points), aspect: 1.5, light: 0.5 };
}

describe("a frame", () => {
  it("has a header of 12 bytes and 231 for each person", () => {
    const view = new DataView(frameBytes(sight(70_000, 2)));
    expect(view.byteLength).toBe(12 + 2 * 231);
    expect([view.getUint8(0), view.getUint8(1), view.getUint8(2)]).toEqual([1, 2, 127]);
    expect(view.getUint32(4, true)).toBe(70_000);
    expect(view.getFloat32(8, true)).toBe(1.5);
    expect(view.getInt16(12 + 2, true)).toBe(4096);
    expect(view.getInt16(12 + 4, true)).toBe(-2048);
    expect(view.getUint8(12 + 198)).toBe(255);
  });

  it("brings what is out of reach to the edge, and is never more than four people", () => {
    const far = { x: 99, y: -99, z: Number.NaN, visibility: 2 };
    const view = new DataView(frameBytes({ ...sight(1), people: [Array.from({ length: POINTS }, () => far)], light: null }));
    expect([view.getInt16(12, true), view.getInt16(14, true)]).toEqual([32767, -32768]);
    expect(view.getUint8(2)).toBe(255);
    expect(new DataView(frameBytes(sight(1, 9))).getUint8(1)).toBe(4);
  });
});

/** A socket that is opened and closed by hand. */
class Hand implements Socket {
  binaryType = "";
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly said: Record<string, unknown>[] = [];
  frames = 0;

  send(data: string | ArrayBuffer): void {
    if (typeof data === "string") this.said.push(JSON.parse(data) as Record<string, unknown>);
    else this.frames += 1;
  }

  close(): void {
    this.lose();
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.(new Event("open"));
  }

  lose(): void {
    this.readyState = 3;
    this.onclose?.(new CloseEvent("close"));
  }

  tell(message: unknown): void {
    this.onmessage?.(new MessageEvent("message", { data: JSON.stringify(message) }));
  }
}

function joined(more: Partial<Heard> = {}): { line: Line; sockets: Hand[]; later: (() => void)[]; told: unknown[] } {
  const sockets: Hand[] = [];
  const later: (() => void)[] = [];
  const told: unknown[] = [];
  const heard: Heard = {
    begun: (judged): void => void told.push(["begun", judged]),
    seen: (answer: Answer): void => void told.push(["seen", answer.total ?? 0]),
    measured: (set: string, measured: Measured, over: boolean): void => void told.push(["measured", set, measured.counted, over]),
    reached: (reached): void => void told.push(["reached", reached]),
    ...more,
  };
  const open = (): Socket => {
    const socket = new Hand();
    sockets.push(socket);
    return socket;
  };
  const line = new Line(open, (act) => later.push(act), { language: "en", model: "lite" }, heard);
  return { line, sockets, later, told };
}

const SET = { set: "a", movement: "reach", hold_s: null };

describe("the line to the coach", () => {
  it("brings back what was counted when it was lost, and the frames seen meanwhile", () => {
    const { line, sockets, later } = joined();
    sockets[0]?.open();
    line.begin(SET, null);
    sockets[0]?.tell({ kind: "part", set: "a", measured: { counted: 2 } });
    sockets[0]?.lose();
    line.send(sight(1));
    line.send(sight(2));
    later[0]?.();
    sockets[1]?.open();
    expect(sockets[1]?.said[0]).toMatchObject({ do: "begin", set: "a", carried: { counted: 2 } });
    expect(sockets[1]?.frames).toBe(2);
  });

  it("leaves frames out while the coach lags, and goes on when it answers", () => {
    const { line, sockets } = joined();
    sockets[0]?.open();
    line.begin(SET, null);
    for (let at = 0; at < 40; at += 1) line.send(sight(at));
    expect(sockets[0]?.frames).toBe(30);
    sockets[0]?.tell({ kind: "seen", answer: { t_ms: 0, stage: "ready" } });
    expect(line.send(sight(41))).toBe(true);
    expect(line.send(sight(42))).toBe(false);
  });

  it("does not take an answer to the set before for one to this set", () => {
    const { line, sockets, told } = joined();
    sockets[0]?.open();
    line.begin(SET, null);
    sockets[0]?.tell({ kind: "begun", set: "a", judged: true, place: "" });
    line.begin({ ...SET, set: "b" }, null);
    expect(sockets[0]?.said.map((message) => message["do"])).toEqual(["begin", "finish", "begin"]);
    sockets[0]?.tell({ kind: "seen", answer: { t_ms: 0, stage: "moving", total: 5 } });
    sockets[0]?.tell({ kind: "measured", set: "a", measured: { counted: 5 } });
    sockets[0]?.tell({ kind: "begun", set: "b", judged: true, place: "" });
    sockets[0]?.tell({ kind: "seen", answer: { t_ms: 0, stage: "ready" } });
    expect(told.slice(1)).toEqual([["begun", true], ["measured", "a", 5, true], ["begun", true], ["seen", 0]]);
  });

  it("hears of a closed line only the set, so that what failed stays said", () => {
    const { line, sockets, told } = joined();
    sockets[0]?.open();
    line.begin(SET, null);
    line.close();
    sockets[0]?.tell({ kind: "begun", set: "a", judged: true, place: "" });
    sockets[0]?.tell({ kind: "seen", answer: { t_ms: 0, stage: "ready" } });
    sockets[0]?.tell({ kind: "measured", set: "a", measured: { counted: 5 } });
    expect(told.slice(1)).toEqual([["measured", "a", 5, true]]);
  });

  it("asks for the hold of the set, and hears how long is held", () => {
    const heard: Answer[] = [];
    const { line, sockets } = joined({ seen: (answer) => heard.push(answer) });
    sockets[0]?.open();
    line.begin({ ...SET, hold_s: 5 }, null);
    expect(sockets[0]?.said[0]).toMatchObject({ do: "begin", hold_s: 5 });
    sockets[0]?.tell({ kind: "begun", set: "a", judged: true, place: "" });
    for (const hold_s of [0.03, 0.3, 5.73]) sockets[0]?.tell({ kind: "seen", answer: { t_ms: 0, stage: "holding", hold_s } });
    expect(heard.map((answer) => answer.hold_s)).toEqual([0.03, 0.3, 5.73]);
  });

  it("is not opened again once it was closed", () => {
    const { line, sockets, later } = joined();
    sockets[0]?.open();
    line.close();
    later.forEach((act) => {
      act();
    });
    expect(sockets).toHaveLength(1);
  });
});

describe("the count", () => {
  it("takes what was tapped on top of what the camera counts", () => {
    const tally = new Tally(0, 0);
    expect(tally.missing(0, 1)).toBe(1);
    tally.hand();
    expect(tally.missing(2, 1)).toBe(0);
    expect(tally.missing(2, 2)).toBe(1);
  });

  it("does not count twice what a timer and the camera both saw", () => {
    expect(new Tally(0, 0).missing(1, 1)).toBe(0);
  });

  it("goes on after the page was loaded again", () => {
    expect(new Tally(3, 2).missing(3, 3)).toBe(1);
  });

  it("is that of the side where sides are counted apart", () => {
    expect(countOf({ total: 5, left: 2, right: 3 }, "left")).toBe(2);
    expect(countOf({ total: 5, left: 2, right: 3 }, null)).toBe(5);
    expect(countOf({ total: 5, left: 0, right: 0 }, "right")).toBe(5);
  });
});

describe("what was counted", () => {
  it("goes with the set, and once more when it is over", () => {
    const kept = new KeptParts(localStorage);
    kept.keep("a", { counted: 2 });
    expect(kept.tell("a", { reps: 2 })).toEqual({ reps: 2, measured: { counted: 2 } });
    expect(kept.again("a", { counted: 3 })).toEqual({ reps: 2, measured: { counted: 3 } });
    expect(kept.again("b", { counted: 3 })).toBeNull();
    expect(new KeptParts(localStorage).of("a")).toEqual({ counted: 2 });
  });

  it("is nothing where the browser keeps rubbish", () => {
    localStorage.setItem("rhomboid.camera.part", "{");
    expect(new KeptParts(localStorage).of("a")).toBeNull();
  });
});

describe("a camera that cannot be opened", () => {
  const failing = (name: string): Devices => ({
    getUserMedia: () => Promise.reject(new DOMException("no", name)),
    enumerateDevices: () => Promise.resolve([]),
    addEventListener: () => undefined,
  });

  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "none"],
    ["NotReadableError", "busy"],
    ["Unheard", "busy"],
  ])("%s is said as %s", async (name, failure) => {
    const opened = openCamera(failing(name), "");
    await expect(opened).rejects.toBeInstanceOf(NoCamera);
    await expect(opened).rejects.toMatchObject({ failure });
  });

  it("is none where the browser has no cameras at all", async () => {
    await expect(openCamera(null, "")).rejects.toMatchObject({ failure: "none" });
    expect(await cameras(null, String)).toEqual([]);
  });
});
