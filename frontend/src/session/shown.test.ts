import { describe, expect, it } from "vitest";

import { cueOf, formButtons, formWords, labelsOf, phaseAt, shownPhase } from "./cue";
import { begin, step, type Event, type State } from "./engine";
import { barsOf, dialOf, paintBars, paintDial } from "./ring";
import { sample } from "./sample";

function after(state: State, ...events: (Event["kind"] | number)[]): State {
  return events.reduce<State>((now, event) => {
    const made: Event = typeof event === "number" ? { kind: "tick", ms: event * 1000 } : ({ kind: event } as Event);
    return step(now, made).state;
  }, state);
}

describe("the cue", () => {
  it("is one sentence for each state", () => {
    const row = begin(sample("row"));
    const texts = [
      row,
      after(row, "start"),
      after(row, "start", "pause"),
      after(row, "count", "count", "count"),
      after(row, "count", "count", "count", "count", "count", "count"),
    ].map((state) => cueOf(state).text);
    expect(texts).toEqual(["Hold the band.", "Pull.", "Paused.", "Rest. Then set 2 of 2.", "Up to 2 more."]);
    expect(cueOf(after(begin(sample("stretch")), "count")).text).toBe("Now the right side.");
    expect(cueOf(after(begin(sample("reach")), "count")).text).toBe("Once more.");
  });

  it("is quiet once its phases come round again", () => {
    const row = begin(sample("row"));
    expect(cueOf(after(row, "start", 1)).quiet).toBe(false);
    expect(cueOf(after(row, "start", 1, 3)).quiet).toBe(true);
    expect(cueOf(after(begin(sample("breath")), "start", 11))).toEqual({ text: "In.", quiet: true });
  });

  it("follows the breath", () => {
    const breath = sample("breath").movements[0];
    if (breath === undefined) throw new Error("no breath");
    expect(phaseAt(breath, 3_900)).toMatchObject({ phase: 0, round: 0 });
    expect(phaseAt(breath, 4_000)).toMatchObject({ phase: 1, round: 0 });
    expect(phaseAt(breath, 10_000)).toMatchObject({ phase: 0, round: 1 });
  });

  it("marks the phase that is led", () => {
    const reach = begin(sample("reach"));
    expect([reach, after(reach, "start"), after(reach, "hold")].map(shownPhase)).toEqual([null, 0, 1]);
  });
});

describe("the buttons", () => {
  it("say the act that they do", () => {
    const row = begin(sample("row"));
    expect(labelsOf(row)).toEqual({ main: "start", count: "count", next: "skip" });
    expect(labelsOf(after(row, "count"))).toEqual({ main: "pause", count: "count", next: "next" });
    expect(labelsOf(after(row, "count", "pause")).main).toBe("go_on");
    expect(labelsOf(after(row, "count", "count", "count"))).toMatchObject({ main: "next_now", next: "skip_rest" });
    expect(labelsOf(begin(sample("stretch")))).toEqual({ main: "start_hold", count: "done", next: "skip" });
  });

  it("name the form that they change to, and the page the form that is taken", () => {
    const row = begin(sample("row"));
    expect(formButtons(row)).toEqual({ easier: "Easier: sitting", harder: "Harder: hands linked" });
    expect(formWords(row)).toBe("");
    const easier = after(row, "easier");
    expect(formButtons(easier)).toEqual({ easier: "", harder: "Harder: as described" });
    expect(formWords(easier)).toBe("Easier form: sitting");
  });
});

describe("the ring", () => {
  it("fills with the seconds held and shows them", () => {
    const held = after(begin(sample("reach")), "hold", 3.4);
    const dial = dialOf(held);
    expect(dial).toMatchObject({ number: "3", under: "of 5 s", soft: false });
    expect(dial.share).toBeCloseTo(0.68);
    expect(dialOf(held, true).share).toBeCloseTo(0.6);
  });

  it("shows what is left of a rest, and minutes as a clock", () => {
    expect(dialOf(after(begin(sample("row")), "count", "count", "count", 10))).toMatchObject({ number: "20", soft: true });
    expect(dialOf(after(begin(sample("breath")), "start", 75))).toMatchObject({ number: "1:15", under: "of 3 min" });
  });

  it("is painted from twelve, clockwise", () => {
    const parsed = new DOMParser().parseFromString(
      "<svg class='hold'><circle class='on'/><text class='number'/><text class='sub'/></svg>",
      "text/html",
    );
    const svg = parsed.querySelector("svg");
    if (svg === null) throw new Error("no ring");
    paintDial(svg, { share: 0.5, number: "3", under: "of 6 s", soft: false });
    expect(svg.querySelector(".on")?.getAttribute("stroke-dasharray")).toBe("157.1 314.2");
    expect(svg.querySelector(".number")?.textContent).toBe("3");
  });
});

describe("the bars", () => {
  it("show repetitions done, under way, open, and offered on top", () => {
    const row = begin(sample("row"));
    expect(barsOf(after(row, "count"))).toEqual({ asked: 3, done: 1, more: 0, live: true });
    const extra = after(row, "count", "count", "count", "count", "count", "count");
    expect(barsOf(extra)).toEqual({ asked: 3, done: 3, more: 2, live: false });
    expect(barsOf(after(begin(sample("stretch")), "count", "count"))).toMatchObject({ asked: 4, done: 2 });
    expect(barsOf(after(begin(sample("breath")), "start", 130))).toMatchObject({ asked: 3, done: 2 });
  });

  it("are drawn one by one", () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    paintBars(svg, { asked: 3, done: 1, more: 1, live: true });
    const names = [...svg.children].map((bar) => bar.getAttribute("class"));
    expect(names).toEqual(["rep on", "rep off", "rep live", "rep off", "rep off more"]);
  });
});
