/**
 * One lift: while somebody types, the same page is asked for again and its parts are put in place.
 *
 * No rule lives here. Without this module the button sends the form, and the page comes back.
 */

import { age, put } from "./lifting/parts";

/** How long after the last key the page is asked for. */
const PAUSE_MS = 300;

/** The address of the form as it stands; fields without a value are left out. */
export function addressOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value !== "") query.append(name, value);
  return `${form.getAttribute("action") ?? ""}?${query.toString()}`;
}

/** Join a form to the parts of its page. */
export class Live {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | undefined;
  private works = true;

  constructor(private readonly form: HTMLFormElement) {}

  join(): void {
    this.form.parentElement?.setAttribute("data-scripted", "");
    this.form.addEventListener("input", () => {
      this.soon();
    });
    this.form.addEventListener("submit", (event) => {
      const named = event.submitter instanceof HTMLButtonElement && event.submitter.name !== "";
      if (named || !this.works) return;
      event.preventDefault();
      void this.now().then(() => {
        this.show();
      });
    });
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(), PAUSE_MS);
  }

  /** Ask for the page and put its parts in place; where it does not come, that is said. */
  async now(): Promise<void> {
    clearTimeout(this.timer);
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    const address = addressOf(this.form);
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) throw new Error(`the page must come, got ${String(answer.status)}`);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (fresh.getElementById("answer") === null) throw new Error("the page must hold an answer");
      age(document, false);
      put(document, fresh);
      history.replaceState(null, "", address);
      this.works = true;
    } catch {
      if (asked.signal.aborted) return;
      this.works = false; // the next press of the button sends the form
      age(document, true);
    }
  }

  private show(): void {
    const wrong = this.form.querySelector<HTMLElement>("[aria-invalid=true]");
    (wrong ?? document.getElementById("answer"))?.focus();
  }
}

const form = document.querySelector<HTMLFormElement>("form#lift");
if (form !== null) new Live(form).join();
