/** The time of a walk and its phase, from what the server says and a clock that goes on. */

/** A walk as the server knows it; all times in milliseconds. */
export interface Walk {
  readonly began: number;
  /** Pauses that are over. */
  readonly paused: number;
  /** When the present pause began; `null` while walking. */
  readonly pausedAt: number | null;
}

export interface Phase {
  readonly from_s: number;
  readonly until_s: number;
  readonly name: string;
}

/** Seconds walked up to a time of the server, pauses left out. */
export function walked(walk: Walk, now: number): number {
  const until = walk.pausedAt === null ? now : Math.min(walk.pausedAt, now);
  return Math.max(0, Math.floor((until - walk.began - walk.paused) / 1000));
}

/** Which phase a second is in; after the last one, still the last. */
export function phaseAt(phases: readonly Phase[], seconds: number): number {
  const found = phases.findIndex((phase) => seconds < phase.until_s);
  return found < 0 ? phases.length - 1 : found;
}

/** A time as a clock shows it: 4:07, 1:02:03. */
export function clockWords(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  if (seconds < 3600) return `${minutes}:${rest}`;
  return `${Math.floor(seconds / 3600)}:${two(minutes)}:${rest}`;
}
