/** Keeps the screen awake while a session runs, where the browser can. */

export interface Lock {
  release(): Promise<void>;
}

export interface Locks {
  request(type: "screen"): Promise<Lock>;
}

/** The browser's wake locks, where it has them. */
export function locks(): Locks | null {
  return "wakeLock" in navigator ? navigator.wakeLock : null;
}

export class Wake {
  private lock: Lock | null = null;
  private wanted = false;
  private asking = false;

  constructor(
    private readonly source: Locks | null,
    private readonly page: Document,
  ) {
    page.addEventListener("visibilitychange", () => {
      if (page.visibilityState === "visible") this.settle();
      else this.drop();
    });
  }

  get held(): boolean {
    return this.lock !== null;
  }

  /** Ask for the screen, or let it go. */
  want(wanted: boolean): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    if (wanted) this.settle();
    else this.drop();
  }

  private settle(): void {
    if (!this.wanted || this.lock !== null || this.asking || this.source === null) return;
    if (this.page.visibilityState !== "visible") return;
    this.asking = true;
    this.source
      .request("screen")
      .then((lock) => {
        this.lock = lock;
        if (!this.wanted) this.drop();
      })
      .catch(() => undefined) // refused, for example on a low battery: the session goes on without
      .finally(() => {
        this.asking = false;
      });
  }

  private drop(): void {
    const lock = this.lock;
    this.lock = null;
    lock?.release().catch(() => undefined); // it was gone already
  }
}
