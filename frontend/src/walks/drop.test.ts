import { beforeEach, expect, it, vi } from "vitest";

import { Drop } from "./drop";

const PAGE = `<form data-drop data-take="/take/" data-stop="/stop/" data-left="{name} is being taken in."
  data-sending="sent {percent}" data-lost="{name}: no answer" data-stopped="{name}: stopped"
  data-stopping="Stopping." data-see="See these days"><input name="csrfmiddlewaretoken" value="t">
  <span class="dropping" hidden></span><input type="file"><button>Take in</button></form>
  <div data-taking hidden><p id="taking-name"></p><div role="progressbar"><svg><rect/></svg></div>
  <p data-rate></p><button data-cancel>Stop</button></div><ul data-came></ul>`;

/** A server that answers every file with the lines given, or not at all. */
class Answer extends EventTarget {
  static lines: unknown[] | null = [];
  static sent: File[] = [];
  readonly upload = new EventTarget();
  status = 0;
  responseText = "";
  open(): void {
    this.status = 0;
  }
  setRequestHeader(): void {
    this.responseText = "";
  }
  getResponseHeader(): string {
    return "application/x-ndjson";
  }
  abort(): void {
    this.dispatchEvent(new Event("abort"));
  }
  send(file: File): void {
    Answer.sent.push(file);
    queueMicrotask(() => {
      if (Answer.lines === null) {
        this.dispatchEvent(new Event("error"));
        return;
      }
      this.status = 200;
      this.responseText = Answer.lines.map((line) => `${JSON.stringify(line)}\n`).join("");
      this.dispatchEvent(new Event("progress"));
      this.dispatchEvent(new Event("load"));
    });
  }
}

function dropped(...names: string[]): Drop {
  const form = document.querySelector("form");
  if (form === null) throw new Error("no form");
  const drop = new Drop(form);
  drop.add(names.map((name) => new File(["x"], name)));
  return drop;
}

const came = (): string[] => [...document.querySelectorAll("[data-came] li")].map((one) => one.textContent);

beforeEach(() => {
  document.body.innerHTML = PAGE; // eslint-disable-line no-restricted-properties -- the page of this test
  Answer.lines = [{ text: "taken in", skipped: ["2 left out"], see: "/walks/?of=2026-01-05", refused: false }];
  Answer.sent = [];
  vi.stubGlobal("XMLHttpRequest", Answer);
});

it("sends files one after another and tells of each", async () => {
  dropped("a.csv", "b.csv");
  await vi.waitFor(() => {
    expect(came()).toHaveLength(2);
  });
  expect(Answer.sent.map((file) => file.name)).toEqual(["a.csv", "b.csv"]);
  expect(document.querySelector("[data-came] a")?.getAttribute("href")).toBe("/walks/?of=2026-01-05");
  expect(came()[0]).toContain("2 left out");
  await vi.waitFor(() => {
    expect(document.querySelector<HTMLElement>("[data-taking]")?.hidden).toBe(true);
  });
});

it("says of a server that is gone, and goes on with the next file", async () => {
  Answer.lines = null;
  dropped("a.csv", "b.csv");
  await vi.waitFor(() => {
    expect(came()).toEqual(["a.csv: no answer", "b.csv: no answer"]);
  });
});

it("shows how far it is as text and to a screen reader", async () => {
  const progress = { done_bytes: 30, size_bytes: 40, rate: 10, left_s: 1, text: "30 of 40 MB" };
  Answer.lines = [progress, ...(Answer.lines ?? [])];
  const bar = document.querySelector("[role=progressbar]");
  const seen: string[] = [];
  new MutationObserver(() => {
    seen.push(`${bar?.getAttribute("aria-valuenow") ?? ""} ${bar?.getAttribute("aria-valuetext") ?? ""}`);
  }).observe(document.body, { subtree: true, attributes: true });
  dropped("a.csv");
  await vi.waitFor(() => {
    expect(seen).toContain("75 30 of 40 MB");
  });
});
