import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Live } from "../lifting";

const STALE = "rhomboid cannot be reached; this is the result of before.";

function page(limit: string): string {
  return `<div id="drawing" data-live></div><p id="stale" hidden>${STALE}</p>
    <section id="answer" data-live>Limit ${limit}</section>
    <form action="/strain/lifting/"><input name="load" value="12"><p id="said" role="status" data-live>Limit ${limit}</p></form>
    <div id="rest" data-live></div>`;
}

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page must have #${id}`);
  return found;
}

/** What the page tells: whether the result is marked as old, whether that is shown, what is spoken. */
function told(): [boolean, boolean, string | null] {
  return [part("answer").hasAttribute("data-stale"), !part("stale").hidden, part("said").textContent];
}

function joined(): HTMLFormElement {
  const form = document.forms[0];
  if (form === undefined) throw new Error("the page must have a form");
  new Live(form).join();
  return form;
}

async function typed(form: HTMLFormElement): Promise<void> {
  form.dispatchEvent(new Event("input"));
  await vi.runAllTimersAsync();
}

describe("a result while the page cannot be asked for", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    document.body.replaceChildren(...new DOMParser().parseFromString(page("9 kg"), "text/html").body.childNodes);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each([
    ["nothing answers", (): Promise<Response> => Promise.reject(new TypeError("Failed to fetch"))],
    ["the answer is an error", (): Promise<Response> => Promise.resolve(new Response(page("1 kg"), { status: 500 }))],
    ["another page comes", (): Promise<Response> => Promise.resolve(new Response("<h1>The door</h1>"))],
  ])("is said to be of before where %s", async (_, fails) => {
    vi.stubGlobal("fetch", fails);
    await typed(joined());
    expect(told()).toEqual([true, true, STALE]);
    expect(part("answer").textContent).toBe("Limit 9 kg");
  });

  it("is asked for again at the next input, and is then of now", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    const form = joined();
    await typed(form);
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(page("9 kg"))));
    await typed(form);
    expect(told()).toEqual([false, false, "Limit 9 kg"]);
  });

  it("is not said to be of before where only a newer question took the place of an older", async () => {
    const form = joined();
    vi.stubGlobal(
      "fetch",
      (_: string, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(new DOMException("aborted", "AbortError"));
          });
        }),
    );
    await typed(form);
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(page("5 kg"))));
    await typed(form);
    expect(told()).toEqual([false, false, "Limit 5 kg"]);
  });
});
