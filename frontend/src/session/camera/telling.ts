/**
 * What the camera says at a moment: what it needs at once, else the newest hint, for a while.
 *
 * The coach pauses between two spoken words about what it needs; what is written follows the reason
 * itself.
 */

import type { Answer } from "./line";

/** A reason must last for this long before it is written, so that the line does not flicker. */
const STEADY_MS = 300;
/** Where reasons take turns, one is written after this time without the one that stands there. */
const TURNS_MS = 900;
/** For so long a hint stays, unless another one follows. */
const HINT_MS = 8_000;

export interface Told {
  readonly written: string;
  readonly spoken: string;
}

export class Telling {
  /** Where the camera should stand, in words. */
  place = "";
  private reason = "";
  private since_ms = 0;
  /** The reason that is written, and when it last was the one. */
  private shown = "";
  private agreed_ms = 0;
  private hint = "";
  private until_ms = -Infinity;

  constructor(private readonly word: (key: string) => string) {}

  /** Another set. */
  begin(place: string): void {
    this.place = place;
    this.reason = "";
    this.shown = "";
    this.until_ms = -Infinity;
  }

  /** What is written and said after an answer; `words` are those of its cue. */
  hear(answer: Answer, words: string): Told {
    this.see(answer);
    const need = answer.cue?.kind === "see" ? this.needed(answer.cue.id) : "";
    if (words !== "" && need === "") this.tell(words, answer.t_ms);
    return { written: this.written(answer), spoken: words === "" || need === "" ? words : need };
  }

  /** A hint of the page itself. */
  tell(words: string, t_ms: number): void {
    this.hint = words;
    this.until_ms = t_ms + HINT_MS;
  }

  written(answer: Answer): string {
    if (this.shown !== "") return this.needed(this.shown);
    if (answer.t_ms < this.until_ms) return this.hint;
    return answer.stage === "finding" ? this.word("finding") : "";
  }

  private see({ unseen = "", t_ms }: Answer): void {
    if (unseen !== this.reason) this.since_ms = t_ms;
    if (unseen === "" || this.reason === "" || unseen === this.shown) this.agreed_ms = t_ms;
    this.reason = unseen;
    const settled = t_ms - this.since_ms >= STEADY_MS || t_ms - this.agreed_ms >= TURNS_MS;
    if (unseen === "" || settled) this.shown = unseen;
  }

  /** "From another side" says from which one. */
  private needed(reason: string): string {
    return reason === "wrong_side" && this.place !== "" ? this.place : this.word(`see.${reason}`);
  }
}
