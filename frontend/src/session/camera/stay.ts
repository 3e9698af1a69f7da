/** A hold as the camera sees it: when the page's begins, and whether it was left early. */

/** A hold that the camera sees for this long starts the hold of the page. */
export const HOLD_S = 0.3;
/** A hold shorter than this share of what was asked was left early. */
const EARLY_SHARE = 0.8;
/** Nobody is asked to stay more often than this. */
const PAUSE_MS = 10_000;

export interface Held {
  /** How long the position is held now; 0 when it is not. */
  readonly hold_s: number;
  readonly seen: boolean;
}

export class Stay {
  private begun = false;
  private longest = 0;
  /** Something of this repetition was not seen: nothing is said about it. */
  private doubtful = false;
  private said_ms = -Infinity;

  /** @param begin begins the page's hold; gives whether it runs */
  constructor(private readonly begin: () => boolean) {}

  /** Another set. */
  anew(): void {
    this.begun = false;
    this.next();
  }

  /** After each answer; gives whether the hold was seen to end. */
  see({ hold_s, seen }: Held): boolean {
    this.longest = Math.max(this.longest, hold_s);
    this.doubtful ||= !seen;
    if (hold_s >= HOLD_S) this.begun ||= this.begin();
    if (hold_s > 0 || !this.begun) return false;
    this.begun = false;
    return seen;
  }

  /**
   * A repetition, or the whole of a held position, is over: how long it was held, if that was
   * too short and may be said.
   */
  early(asked_s: number, t_ms: number): number | null {
    const short = !this.doubtful && this.longest < EARLY_SHARE * asked_s && t_ms - this.said_ms >= PAUSE_MS;
    const held = this.longest;
    this.next();
    if (!short) return null;
    this.said_ms = t_ms;
    return held;
  }

  private next(): void {
    this.longest = 0;
    this.doubtful = false;
  }
}
