/** The camera as a choice: looks every few seconds, and lets everything go when it is off. */

import { lock } from "../session/camera/lock";
import { NoCamera, type Failure } from "../session/camera/picture";
import { frameBytes } from "../session/camera/sight";
import { put } from "../session/page";
import { beat, type Beat } from "./beat";
import { openGlance, type Glance } from "./glance";
import type { Page } from "./page";
import { look, Lost } from "./talk";

export const LOOK_MS = 4_000;

export class Eye {
  private readonly root: HTMLElement | null = document.querySelector("[data-desk-camera]");
  private glance: Glance | null = null;
  private beat: Beat | null = null;
  private release: (() => void) | null = null;
  private starting = 0;
  private busy = false;

  /**
   * @param page the page
   * @param changed the camera was switched on or off
   * @param moved a change was seen
   */
  constructor(
    private readonly page: Page,
    private readonly changed: () => void,
    private readonly moved: () => void,
  ) {
    if (this.root === null) return;
    this.root.hidden = false;
    this.switcher?.addEventListener("click", () => {
      if (this.glance === null) void this.start();
      else this.stop();
      this.changed();
    });
  }

  get on(): boolean {
    return this.glance !== null;
  }

  stop(words = ""): void {
    this.starting += 1;
    this.beat?.stop();
    this.glance?.stop();
    this.release?.();
    this.beat = null;
    this.glance = null;
    this.release = null;
    this.show(false);
    this.say(words);
  }

  private get switcher(): HTMLButtonElement | null {
    return this.root?.querySelector<HTMLButtonElement>("[data-eye]") ?? null;
  }

  private async start(): Promise<void> {
    const video = this.root?.querySelector("video");
    if (this.root === null || video === null || video === undefined) return;
    this.starting += 1;
    const mine = this.starting;
    this.say(this.page.word("eye.starting"));
    try {
      const release = await lock();
      const failed = (failure: Failure): void => {
        this.failed(failure);
      };
      const glance = await openGlance(video, this.root.dataset["pose"] ?? "", failed).catch((error: unknown) => {
        release();
        throw error;
      });
      if (mine !== this.starting) {
        glance.stop();
        release();
        return;
      }
      this.glance = glance;
      this.release = release;
      this.beat = beat(LOOK_MS, () => {
        void this.look();
      });
      this.show(true);
      this.changed();
      await this.look();
    } catch (error) {
      if (mine === this.starting) this.failed(error instanceof NoCamera ? error.failure : "model");
    }
  }

  private async look(): Promise<void> {
    if (this.busy || this.glance === null) return;
    this.busy = true;
    try {
      const sight = await this.glance.look();
      if (sight === null) return;
      const seen = await look(frameBytes(sight));
      if (!this.on) return;
      this.say(this.page.word(`eye.${seen.who}`));
      if (seen.moved) this.moved();
    } catch (error) {
      // A server that does not answer is said by the page, and the next look tries again.
      if (!(error instanceof Lost)) this.failed("model");
    } finally {
      this.busy = false;
    }
  }

  private failed(failure: Failure): void {
    this.stop(this.page.word(`failed.${failure}`));
    this.changed();
  }

  private show(on: boolean): void {
    this.switcher?.setAttribute("aria-pressed", String(on));
    put(this.switcher, this.page.word(on ? "eye.off" : "eye.on"));
  }

  private say(words: string): void {
    const line = this.root?.querySelector<HTMLElement>("[data-eye-say]");
    put(line, words);
    if (line !== null && line !== undefined) line.hidden = words === "";
  }
}
