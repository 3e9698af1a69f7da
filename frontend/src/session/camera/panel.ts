/** The camera's part of the page: its switch, choice and picture, what it notes and what it says. */

import { find, put } from "../page";
import { fill } from "../plan";
import { drawBody } from "./overlay";
import type { Sight } from "./sight";

export interface Acts {
  toggle(): void;
  choose(id: string): void;
}

export class Panel {
  readonly video: HTMLVideoElement;
  readonly folder: string;
  private readonly canvas: HTMLCanvasElement;
  private readonly switcher: HTMLButtonElement;
  private readonly choice: HTMLSelectElement;
  private readonly line: HTMLElement;
  private readonly noted: HTMLElement;
  private readonly picture: HTMLElement;
  private readonly choices: HTMLElement;
  private readonly words: Readonly<Record<string, string>>;

  constructor(private readonly root: HTMLElement) {
    this.video = this.part("video") as HTMLVideoElement;
    this.canvas = this.part("canvas") as HTMLCanvasElement;
    this.switcher = this.part("[data-camera-switch]") as HTMLButtonElement;
    this.choice = this.part("select") as HTMLSelectElement;
    this.noted = this.part("[data-camera-note]") as HTMLElement;
    // In the place of the cue: one thing at a time is read from afar.
    this.line = find("[data-camera-say]");
    this.picture = this.part(".room") as HTMLElement;
    this.choices = this.part("[data-camera-choice]") as HTMLElement;
    this.folder = root.dataset["pose"] ?? "";
    const spans = [...root.querySelectorAll<HTMLElement>("[data-word]")];
    this.words = Object.fromEntries(spans.map((span) => [span.dataset["word"] ?? "", span.textContent]));
  }

  bind(acts: Acts): void {
    this.root.hidden = false;
    this.switcher.addEventListener("click", () => {
      acts.toggle();
    });
    this.choice.addEventListener("change", () => {
      acts.choose(this.choice.value);
    });
  }

  word(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.words[key] ?? "", values);
  }

  /** Show the picture or not, and what the switch does next. */
  showOn(on: boolean): void {
    this.root.classList.toggle("on", on);
    this.switcher.setAttribute("aria-pressed", String(on));
    put(this.switcher, this.word(on ? "off" : "on"));
    this.picture.hidden = !on;
    if (!on) this.choices.hidden = true;
  }

  /** Offer the cameras, when there is a choice. */
  showChoice(all: readonly (readonly [string, string])[], now: string): void {
    this.choices.hidden = all.length < 2;
    this.choice.replaceChildren(...all.map(([id, name]) => new Option(name, id, false, id === now)));
  }

  /** What is to be done or changed now, to be read from afar. */
  say(text: string): void {
    put(this.line, text);
    this.line.hidden = text === "";
  }

  /** How the camera stands, to be read beside it. */
  note(text: string): void {
    put(this.noted, text);
    this.noted.hidden = text === "";
  }

  draw(sight: Sight): void {
    const height = this.video.videoHeight || 480;
    const width = Math.round(height * sight.aspect);
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    const pen = this.canvas.getContext("2d");
    const { color, borderTopColor } = getComputedStyle(this.canvas);
    if (pen !== null) drawBody(pen, sight, { ink: color, edge: borderTopColor });
  }

  private part(selector: string): Element {
    const found = this.root.querySelector(selector);
    if (found === null) throw new Error(`the camera's part of the page must have ${selector}`);
    return found;
  }
}
