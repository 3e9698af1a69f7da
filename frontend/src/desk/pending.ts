/** Changes told while the server does not answer: their times stay in the browser until it does. */

const KEY = "rhomboid.desk.moved";
/** Older ones are of no day that is still told. */
const DAY_MS = 86_400_000;
/** Told again within a minute, it is the same change. */
const SAME_MS = 60_000;

export class Pending {
  private here: number[] = [];

  /** @param memory where they are kept; `null` keeps them for this page only */
  constructor(private readonly memory: Storage | null) {}

  /** Times that wait, in the order of the presses, in milliseconds since 1970. */
  all(now: number): number[] {
    return this.read().filter((at) => at <= now && now - at < DAY_MS);
  }

  add(at: number): void {
    const waiting = this.all(at);
    const last = waiting.at(-1);
    if (last === undefined || at - last >= SAME_MS) this.keep([...waiting, at]);
  }

  /** Forget one that was sent. */
  sent(at: number): void {
    this.keep(this.read().filter((one) => one !== at));
  }

  private read(): number[] {
    try {
      const kept: unknown = JSON.parse(this.memory?.getItem(KEY) ?? "");
      return Array.isArray(kept) ? kept.filter((at): at is number => typeof at === "number") : [];
    } catch {
      return this.here;
    }
  }

  private keep(all: number[]): void {
    this.here = all;
    try {
      this.memory?.setItem(KEY, JSON.stringify(all));
    } catch {
      // The browser keeps nothing: they wait in this page.
    }
  }
}
