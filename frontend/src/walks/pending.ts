/** A button pressed while the server does not answer: kept in the browser until it does. */

const KEY = "rhomboid.walk.pending";

/** A form that waits to be sent. */
export interface Waiting {
  readonly walk: string;
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}

export class Pending {
  /** @param memory where it is kept; `null` keeps it for this page only */
  constructor(private readonly memory: Storage | null) {}

  private here: Waiting[] = [];

  /** What waits of a walk, in the order of the presses. */
  of(walk: string): Waiting[] {
    return this.all().filter((one) => one.walk === walk);
  }

  add(one: Waiting): void {
    this.keep([...this.all(), one]);
  }

  /** Forget the first. */
  sent(): void {
    this.keep(this.all().slice(1));
  }

  /** Forget what waits of other walks: they are over. */
  only(walk: string): void {
    this.keep(this.of(walk));
  }

  private all(): Waiting[] {
    try {
      return JSON.parse(this.memory?.getItem(KEY) ?? "") as Waiting[];
    } catch {
      return this.here;
    }
  }

  private keep(all: Waiting[]): void {
    this.here = all;
    try {
      this.memory?.setItem(KEY, JSON.stringify(all));
    } catch {
      // The browser keeps nothing: it waits in this page.
    }
  }
}
