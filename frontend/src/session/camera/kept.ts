/** What the camera counted of sets: kept in this browser until the set is kept by the server. */

import type { Measured } from "./line";

const KEY = "rhomboid.camera.part";
type Body = Readonly<Record<string, unknown>>;

interface Part {
  readonly set: string;
  readonly measured: Measured;
}

export class KeptParts {
  private part: Part | null;
  private readonly told = new Map<string, Body>();

  constructor(private readonly memory: Storage | null) {
    this.part = read(memory);
  }

  /** What was counted of a set so far. */
  of(set: string): Measured | null {
    return this.part?.set === set ? this.part.measured : null;
  }

  keep(set: string, measured: Measured): void {
    this.part = { set, measured };
    try {
      this.memory?.setItem(KEY, JSON.stringify(this.part));
    } catch {
      // The browser keeps nothing: the part lives in this page.
    }
  }

  /** A set is told to the server: with what the camera saw of it, if it saw anything. */
  tell(set: string, body: Body): Body {
    this.told.set(set, body);
    const measured = this.of(set);
    return measured === null ? body : { ...body, measured };
  }

  /** A set that was told before, with what the camera saw of it in the end; `null` if it was not. */
  again(set: string, measured: Measured): Body | null {
    const body = this.told.get(set);
    return body === undefined ? null : { ...body, measured };
  }
}

function read(memory: Storage | null): Part | null {
  try {
    const kept = JSON.parse(memory?.getItem(KEY) ?? "null") as Partial<Part> | null;
    return typeof kept?.set === "string" && typeof kept.measured === "object" ? (kept as Part) : null;
  } catch {
    return null;
  }
}
