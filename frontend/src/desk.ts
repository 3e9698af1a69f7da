/**
 * The desk: counts while the page is open, on top of a page that works without it.
 *
 * The server decides and words everything; all times are its own. This module says that the page is
 * there, every twenty seconds, and shows what comes back.
 */

import { beat, type Beat } from "./desk/beat";
import { Eye } from "./desk/eye";
import { Notices } from "./desk/notice";
import { Page } from "./desk/page";
import { Pending } from "./desk/pending";
import { taken } from "./session/camera/lock";
import { moved, send, stop, tick, type Parts } from "./desk/talk";

const TICK_MS = 20_000;
/** Changes that wait are sent when the server is back: so often it is asked. */
const AGAIN_MS = 5_000;
const COUNTING = "rhomboid.desk.counting";

function kept(which: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[which];
  } catch {
    return null;
  }
}

class Desk {
  private readonly page = new Page();
  private readonly here = kept("sessionStorage");
  private readonly notices = new Notices(this.page, kept("localStorage"));
  private readonly button = document.querySelector<HTMLButtonElement>("[data-count]");
  private readonly pending = new Pending(kept("localStorage"));
  private readonly eye: Eye;
  private again: number | undefined;
  private beat: Beat | null = null;
  private lastAct = performance.now();
  private elsewhere = false;

  constructor() {
    this.eye = new Eye(
      this.page,
      () => {
        if (this.eye.on) this.start();
      },
      () => {
        this.page.noteOver();
        void this.tick();
      },
    );
    this.listen();
    // Loaded anew, the page does not say again what came of an act before.
    if (location.search !== "") history.replaceState(null, "", location.pathname);
    this.page.part("line").hidden = false;
    if (this.button !== null) this.button.hidden = false;
    if (this.here?.getItem(COUNTING) === "on") this.start();
    void this.sendKept();
  }

  private start(): void {
    if (this.beat !== null) return;
    this.here?.setItem(COUNTING, "on");
    this.beat = beat(TICK_MS, () => {
      void this.tick();
    });
    if (this.button !== null) this.page.showCounting(this.button, true);
    void this.tick();
  }

  private async stop(): Promise<void> {
    this.here?.removeItem(COUNTING);
    this.beat?.stop();
    this.beat = null;
    if (this.eye.on) this.eye.stop();
    if (this.button !== null) this.page.showCounting(this.button, false);
    await this.shown(stop(false));
  }

  private async tick(): Promise<void> {
    const lull_s = document.hasFocus() ? (performance.now() - this.lastAct) / 1000 : null;
    // Known at the next moment: no moment waits for the browser's answer.
    void taken().then((held) => {
      this.elsewhere = held;
    });
    await this.shown(tick({ lull_s, camera: this.eye.on, elsewhere: !this.eye.on && this.elsewhere }));
  }

  /** Send a form; a change that the server does not hear of stays with its time. */
  private async sent(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
    const at = Date.now();
    const coming = send(form, button);
    await this.shown(coming);
    try {
      await coming;
    } catch {
      const keeps = "keeps" in form.dataset;
      if (keeps) this.pending.add(at);
      this.page.alert(this.page.word(keeps ? "kept" : "not_sent"));
    }
    await this.sendKept();
  }

  /** Send the changes that wait, each with its own time; what is not heard now is sent later. */
  private async sendKept(): Promise<void> {
    window.clearTimeout(this.again);
    try {
      for (const at of this.pending.all(Date.now())) {
        const parts = await moved(Math.max(1, Math.round((Date.now() - at) / 1000)));
        this.pending.sent(at);
        this.page.show(parts);
        if (parts.note !== undefined) this.page.noteLater(parts.note);
      }
    } catch {
      this.again = window.setTimeout(() => void this.sendKept(), AGAIN_MS);
    }
  }

  private async shown(coming: Promise<Parts>): Promise<void> {
    try {
      const parts = await coming;
      const notice = this.page.show(parts);
      if (notice !== null) this.notices.show(notice);
      if (notice !== null && parts.note === undefined) this.page.noteOver();
      if (parts.prompt === null) this.notices.close();
      if (parts.note !== undefined) this.page.note(parts.note);
    } catch {
      this.page.say(this.page.word("lost"));
    }
  }

  private listen(): void {
    this.button?.addEventListener("click", () => {
      this.page.noteOver();
      if (this.beat === null) this.start();
      else void this.stop();
    });
    for (const name of ["keydown", "pointermove", "pointerdown"])
      document.addEventListener(name, () => {
        this.lastAct = performance.now();
      });
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || !("quietly" in form.dataset)) return;
      event.preventDefault();
      void this.sent(form, event.submitter).then(() => {
        if (this.beat !== null) void this.tick();
      });
    });
    window.addEventListener("pagehide", () => {
      if (this.beat !== null) void stop(true).catch(() => undefined);
      if (this.eye.on) this.eye.stop();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && this.beat !== null) void this.tick();
    });
  }
}

if (document.querySelector("[data-count]") !== null) new Desk();
