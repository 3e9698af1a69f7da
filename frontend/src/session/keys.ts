/** The keyboard: which key means what, and when a key belongs to something else. */

export type Key = "main" | "count" | "hurts" | "next" | "easier" | "camera";

const KEYS: Readonly<Record<string, Key>> = { " ": "main", p: "main", c: "count", h: "hurts", n: "next", e: "easier", v: "camera" };

/** What a key press means here; nothing while typing, on a control, or with a modifier. */
export function meaning(event: KeyboardEvent): Key | null {
  const key = KEYS[event.key.toLowerCase()] ?? null;
  if (key === null || isTaken(event) || isTyping(event.target)) return null;
  return event.key === " " && isControl(event.target) ? null : key;
}

function isTaken(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.isContentEditable || target.matches("textarea, select");
}

/** A control takes the space bar for itself. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a[href], input, summary, label") !== null;
}
