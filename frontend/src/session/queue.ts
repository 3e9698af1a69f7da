/**
 * What waits to be saved: kept in this browser until the server has taken it.
 *
 * Each item names its set, and the newest telling of a set counts, so that sending one twice
 * changes nothing.
 */

export interface Item {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Answer of the server: taken, refused for good with a sentence, or not reached. */
export type Sent = { readonly kind: "taken" } | { readonly kind: "refused"; readonly problem: string } | { readonly kind: "lost" };

export interface Outside {
  send(url: string, body: Readonly<Record<string, unknown>>): Promise<Sent>;
  now(): number;
  /** Call back after so many milliseconds. */
  later(act: () => void, ms: number): void;
}

/** How it stands: nothing waits, or something does; `problem` says what was refused. */
export interface Standing {
  readonly waiting: number;
  readonly problem: string;
}

const KEY = "rhomboid.session.queue";
const FIRST_MS = 2_000;
const LONGEST_MS = 30_000;

export class Queue {
  private items: Item[];
  private sending: Promise<void> | null = null;
  private pause = FIRST_MS;
  private scheduled = false;
  private problem = "";

  constructor(
    private readonly outside: Outside,
    private readonly memory: Storage | null,
    private readonly changed: (standing: Standing) => void,
  ) {
    this.items = read(memory);
  }

  get waiting(): number {
    return this.items.length;
  }

  /** Keep something and send it. */
  add(url: string, body: Readonly<Record<string, unknown>>): void {
    this.items.push({ url, body, at: this.outside.now() });
    this.write();
    void this.flush();
  }

  /** Send what waits, oldest first; tries again later when the server is not reached. */
  flush(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    for (let item = this.items[0]; item !== undefined; item = this.items[0]) {
      const ago_s = Math.max(0, Math.round((this.outside.now() - item.at) / 1000));
      const sent = await this.outside.send(item.url, { ...item.body, ago_s });
      if (sent.kind === "lost") {
        this.tell();
        this.tryLater();
        return;
      }
      this.problem = sent.kind === "refused" ? sent.problem : this.problem;
      this.items.shift();
      this.write();
    }
    this.pause = FIRST_MS;
    this.tell();
  }

  private tryLater(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.outside.later(() => {
      this.scheduled = false;
      void this.flush();
    }, this.pause);
    this.pause = Math.min(LONGEST_MS, this.pause * 2);
  }

  private tell(): void {
    this.changed({ waiting: this.items.length, problem: this.problem });
  }

  private write(): void {
    try {
      if (this.items.length > 0) this.memory?.setItem(KEY, JSON.stringify(this.items));
      else this.memory?.removeItem(KEY);
    } catch {
      // The browser keeps nothing (private window, full): the queue still lives in this page.
    }
  }
}

function read(memory: Storage | null): Item[] {
  try {
    const kept: unknown = JSON.parse(memory?.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isItem) : [];
  } catch {
    return [];
  }
}

function isItem(value: unknown): value is Item {
  if (typeof value !== "object" || value === null) return false;
  const item = value as Partial<Record<keyof Item, unknown>>;
  return typeof item.url === "string" && typeof item.at === "number" && typeof item.body === "object" && item.body !== null;
}
