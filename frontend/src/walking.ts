/**
 * A walk under way: the time runs, phases are told, the screen stays on; all on top of plain forms.
 *
 * The server holds the walk. Closed, reloaded or asleep, the page shows the right time again.
 */

import { Voice, speaker } from "./session/speech";
import { Wake, locks } from "./session/wake";
import { clockWords, phaseAt, walked, type Phase, type Walk } from "./walks/clock";
import { Pending, type Waiting } from "./walks/pending";

const TICK_MS = 250;
const AGAIN_MS = 5_000;
const TOLD = "rhomboid.walk.told";
const BUZZ = [200, 100, 200];

function kept(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

class Walking {
  private readonly memory = kept();
  private readonly pending = new Pending(this.memory);
  private readonly wake = new Wake(locks(), document);
  private readonly voice: Voice;
  private readonly phases: readonly (Phase & { readonly line: Element })[];
  private readonly id: string;
  private readonly ahead: number;
  private walk: Walk;
  private shown = -1;
  private told = false;
  private sending = false;

  constructor(private readonly root: HTMLElement) {
    const ms = (name: string): number => Number(root.dataset[name] ?? "0");
    this.id = root.dataset["walk"] ?? "";
    this.ahead = ms("now") - Date.now();
    const pausedAt = root.dataset["pausedAt"] ?? "";
    this.walk = { began: ms("began"), paused: ms("paused"), pausedAt: pausedAt === "" ? null : Number(pausedAt) };
    this.phases = [...root.querySelectorAll<HTMLElement>(".phases li")].map((line) => ({
      line,
      from_s: Number(line.dataset["from"]),
      until_s: Number(line.dataset["until"]),
      name: line.dataset["name"] ?? "",
    }));
    this.voice = new Voice(speaker(), root.dataset["language"] ?? "en", null, true);
    this.pending.only(this.id);
    this.listen();
    this.show();
    window.setInterval(() => {
      this.show();
    }, TICK_MS);
    window.setInterval(() => {
      void this.again();
    }, AGAIN_MS);
    void this.again();
  }

  /** The time of the server. */
  private now(): number {
    return Date.now() + this.ahead;
  }

  private show(): void {
    const seconds = walked(this.walk, this.now());
    this.part("[data-clock]").textContent = clockWords(seconds);
    const whole = this.phases.at(-1)?.until_s ?? 1;
    this.part("[data-done]").setAttribute("width", String(Math.min(100, (100 * seconds) / whole)));
    const at = phaseAt(this.phases, seconds);
    if (at !== this.shown) this.change(at);
    this.wake.want(this.walk.pausedAt === null);
  }

  private change(at: number): void {
    const first = this.shown < 0;
    this.shown = at;
    this.phases.forEach((phase, place) => {
      if (place === at) phase.line.setAttribute("aria-current", "step");
      else phase.line.removeAttribute("aria-current");
    });
    const name = this.phases[at]?.name ?? "";
    const line = this.part("[data-phase]");
    if (line.textContent !== name) line.textContent = name;
    if (first || !this.told) return;
    this.voice.say(name);
    const { vibrate } = navigator as Partial<Navigator>;
    vibrate?.call(navigator, BUZZ);
  }

  private part(selector: string): Element {
    const found = this.root.querySelector(selector);
    if (found === null) throw new Error(`the page must have ${selector}`);
    return found;
  }

  private listen(): void {
    for (const form of this.root.querySelectorAll<HTMLFormElement>("form[data-act]"))
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.press(form);
      });
    const button = this.root.querySelector<HTMLButtonElement>("[data-tell]");
    if (button === null) return;
    button.hidden = false;
    this.tell(button, this.memory?.getItem(TOLD) === "on");
    button.addEventListener("click", () => {
      this.tell(button, !this.told);
      if (this.told) this.voice.say(this.phases[this.shown]?.name ?? "");
    });
  }

  private tell(button: HTMLButtonElement, told: boolean): void {
    this.told = told;
    button.setAttribute("aria-pressed", String(told));
    try {
      this.memory?.setItem(TOLD, told ? "on" : "off");
    } catch {
      // The browser keeps nothing: it holds for this page.
    }
  }

  private press(form: HTMLFormElement): void {
    if (this.sending) return;
    const at = Math.round(this.now());
    const fields = [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]);
    const whole = [...fields, ["at", String(at)]] as [string, string][];
    this.pending.add({ walk: this.id, action: form.action, fields: whole });
    void this.again().then(() => {
      if (this.pending.of(this.id).length > 0) this.keep(form.dataset["act"] ?? "", at);
    });
  }

  /** Send what waits, the oldest first; the last answer is the page to show. */
  private async again(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    let page = "";
    for (const one of this.pending.of(this.id)) {
      const answer = await send(one);
      if (answer === null) break;
      this.pending.sent();
      page = answer;
    }
    this.sending = false;
    if (page !== "" && this.pending.of(this.id).length === 0) location.assign(page);
  }

  /** Go on without the server: the time stands, and what was pressed is said to be kept. */
  private keep(act: string, at: number): void {
    const { pausedAt } = this.walk;
    if (act === "pause" && pausedAt !== null)
      this.walk = { ...this.walk, pausedAt: null, paused: this.walk.paused + at - pausedAt };
    else this.walk = { ...this.walk, pausedAt: pausedAt ?? at };
    const note = this.root.querySelector<HTMLElement>("[data-kept-note]");
    if (note === null) return;
    note.hidden = false;
    note.textContent = this.root.dataset["kept"] ?? "";
    this.show();
  }
}

/** Send a form; gives where it leads, or `null` if nobody answers. */
async function send(one: Waiting): Promise<string | null> {
  const body = new URLSearchParams(one.fields.map(([name, value]) => [name, value]));
  // The token of the page as it is now: that of an earlier one may be too old.
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  if (token !== null) body.set(token.name, token.value);
  try {
    const answer = await fetch(one.action, { method: "POST", body });
    return answer.ok ? answer.url : null;
  } catch {
    return null;
  }
}

const root = document.querySelector<HTMLElement>("[data-walk]");
if (root !== null) new Walking(root);
