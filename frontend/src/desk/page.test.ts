import { beforeEach, describe, expect, it, vi } from "vitest";

import { beat } from "./beat";
import { Page } from "./page";
import { Pending } from "./pending";
import type { Parts } from "./talk";

const PARTS: Parts = { title: "3 minutes", line: "counting", counting: true, quiet: "", day: "<p>day</p>", week: "<p>week</p>", meetings: "", hours: "", prompt: null };
const PROMPT = { root: "a", html: '<section><input name="prompt" value="a"><button>Done</button></section>', notice: "Time" };

beforeEach(() => {
  const page = `<div data-words><span data-word="start">Start</span><span data-word="stop">Stop</span></div>
    ${["title", "line", "quiet", "day", "week", "meetings", "hours", "prompt"].map((name) => `<div data-part="${name}"></div>`).join("")}
    <div data-part="note" tabindex="-1"></div><button data-loud hidden></button>`;
  document.body.replaceChildren(...new DOMParser().parseFromString(page, "text/html").body.childNodes);
});

describe("the page of the desk", () => {
  it("shows what the server says", () => {
    const page = new Page();
    expect(page.show({ ...PARTS, quiet: "until 10:00" })).toBeNull();
    expect(page.part("title").textContent).toBe("3 minutes");
    expect(page.part("day").textContent).toBe("day");
    expect(document.querySelector<HTMLElement>("[data-loud]")?.hidden).toBe(false);
  });

  it("says a suggestion once, and leaves it alone while somebody is on it", () => {
    const page = new Page();
    expect(page.show({ ...PARTS, prompt: PROMPT })).toBe("Time");
    const button = page.part("prompt").querySelector("button");
    button?.focus();
    expect(page.show({ ...PARTS, prompt: { ...PROMPT, html: "<p>other</p>" } })).toBeNull();
    expect(document.activeElement).toBe(button);
    expect(page.show({ ...PARTS, prompt: { ...PROMPT, root: "b" } })).toBe("Time");
    expect(page.show(PARTS)).toBeNull();
    expect(page.part("prompt").textContent).toBe("");
  });

  it("never takes the focus for a suggestion, only for the word after one's own act", () => {
    const page = new Page();
    page.show({ ...PARTS, prompt: PROMPT });
    expect(document.activeElement).toBe(document.body);
    page.note("<p>Noted</p>");
    expect(document.activeElement).toBe(page.part("note"));
  });

  it("lets go of what was said when something else happens, unless somebody is on it", () => {
    const page = new Page();
    page.note("<button>Take back</button>");
    page.part("note").querySelector("button")?.focus();
    page.noteOver();
    expect(page.part("note").textContent).toBe("Take back");
    page.note("<p>Noted</p>");
    page.noteOver();
    expect(page.part("note").textContent).toBe("");
  });

  it("keeps a table that is open as it is", () => {
    const page = new Page();
    page.show({ ...PARTS, week: "<details open><p>1</p></details>" });
    page.show({ ...PARTS, week: "<details><p>2</p></details>" });
    expect(page.part("week").textContent).toBe("1");
  });
});

describe("an act that the server does not hear of", () => {
  it("is said at once, in the place of the note before", () => {
    const page = new Page();
    page.note("<p>Noted</p>");
    page.alert("Not noted.");
    expect(page.part("note").textContent).toBe("Not noted.");
    expect(document.querySelector("[role=alert]")?.textContent).toBe("Not noted.");
  });

  it.each([[localStorage], [null]])("waits with its own time until it is sent, for a day, and once a minute", (memory) => {
    memory?.clear();
    const now = Date.UTC(2026, 2, 2, 9);
    const pending = new Pending(memory);
    pending.add(now);
    pending.add(now + 1_000);
    pending.add(now + 60_000);
    const again = memory === null ? pending : new Pending(memory);
    expect(again.all(now + 70_000)).toEqual([now, now + 60_000]);
    pending.sent(now);
    expect(pending.all(now + 70_000)).toEqual([now + 60_000]);
    expect(pending.all(now + 48 * 3_600_000)).toEqual([]);
  });

  it("is nothing where the browser holds something else", () => {
    localStorage.setItem("rhomboid.desk.moved", '{"a": ["x"]}');
    expect(new Pending(localStorage).all(0)).toEqual([]);
  });
});

describe("a beat", () => {
  it("goes on until it is stopped, where there are no workers", () => {
    vi.useFakeTimers();
    const act = vi.fn();
    const one = beat(1000, act);
    vi.advanceTimersByTime(3000);
    one.stop();
    vi.advanceTimersByTime(3000);
    expect(act).toHaveBeenCalledTimes(3);
    vi.useRealTimers();
  });
});
