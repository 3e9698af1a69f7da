/** A notice of the system beside the suggestion on the page: only after the person asked for it. */

import { put } from "../session/page";
import type { Page } from "./page";

const KEY = "rhomboid.desk.notices";

export class Notices {
  private readonly box: HTMLInputElement | null;
  private shown: Notification | null = null;

  constructor(
    private readonly page: Page,
    private readonly memory: Storage | null,
  ) {
    const root = document.querySelector<HTMLElement>("[data-notify]");
    this.box = root?.querySelector("input") ?? null;
    if (root === null || this.box === null || typeof Notification === "undefined") return;
    root.hidden = false;
    this.box.checked = memory?.getItem(KEY) === "on" && Notification.permission === "granted";
    this.box.addEventListener("change", () => {
      void this.chosen();
    });
  }

  /** Show a notice, silently, where another window is in front; a new one takes its place. */
  show(words: string): void {
    if (this.box?.checked !== true || document.hasFocus()) return;
    try {
      this.shown = new Notification(this.page.word("notify.title"), { body: words, tag: "rhomboid.desk", silent: true });
    } catch {
      // Some browsers know notices only from service workers: the page says it all the same.
    }
  }

  close(): void {
    this.shown?.close();
    this.shown = null;
  }

  private async chosen(): Promise<void> {
    const { box } = this;
    if (box === null) return;
    if (box.checked && Notification.permission !== "granted") box.checked = (await Notification.requestPermission()) === "granted";
    put(document.querySelector("[data-notify-say]"), !box.checked && Notification.permission === "denied" ? this.page.word("notify.denied") : "");
    this.memory?.setItem(KEY, box.checked ? "on" : "off");
  }
}
