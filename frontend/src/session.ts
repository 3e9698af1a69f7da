/**
 * The guided session: leads on top of a page that works without it.
 *
 * The engine decides what a tap means; this module only joins it to the page, the clock, the
 * keyboard, the voice, the screen and the queue of what is to be saved.
 */

import { eyeOf } from "./session/camera/eye";
import { remember, remembered } from "./session/memory";
import { Leader } from "./session/leader";
import type { Plan } from "./session/plan";
import { Queue, type Outside, type Sent } from "./session/queue";
import { speaker, Voice } from "./session/speech";
import { locks, Wake } from "./session/wake";

/** What this browser keeps; `null` where it keeps nothing. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function token(): string {
  return document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
}

/** Send one set; only what the server understood and refused is refused for good. */
async function send(url: string, body: Readonly<Record<string, unknown>>): Promise<Sent> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
    const closed = answer.headers.get("X-Session-Closed");
    if (closed !== null) window.location.assign(closed);
    if (answer.ok) return { kind: "taken" };
    if (answer.status !== 409 && answer.status !== 422) return { kind: "lost" };
    const told = (await answer.json()) as { problem?: string };
    return { kind: "refused", problem: told.problem ?? "" };
  } catch {
    return { kind: "lost" };
  }
}

const outside: Outside = {
  send,
  now: () => Date.now(),
  later: (act, ms) => {
    window.setTimeout(act, ms);
  },
};

/** Lead the session that the page describes. */
async function lead(data: HTMLElement): Promise<void> {
  const plan = JSON.parse(data.textContent) as Plan;
  const memory = storage();
  let show: (waiting: number, problem: string) => void = () => undefined;
  const queue = new Queue(outside, memory, ({ waiting, problem }) => {
    show(waiting, problem);
  });
  if (queue.waiting > 0) {
    // What an earlier page could not save comes first; the server then says where we stand.
    await queue.flush();
    if (queue.waiting === 0) {
      window.location.reload();
      return;
    }
  }
  const voice = new Voice(speaker(), document.documentElement.lang, memory, plan.voice);
  const watcher = eyeOf(voice, memory, {
    count: (times): void => {
      leader.countSeen(times);
    },
    hold: (): boolean => leader.holdSeen(),
    leave: (): void => {
      leader.holdLeft();
    },
    keep: (url, body): void => {
      queue.add(url, body);
    },
  });
  const leader: Leader = new Leader(plan, remembered(memory, plan), {
    queue,
    voice,
    wake: new Wake(locks(), document),
    watcher,
    remember: (state): void => {
      remember(memory, state);
    },
  });
  show = (waiting, problem): void => {
    leader.showQueue(waiting, problem);
  };
  window.addEventListener("online", () => {
    void queue.flush();
  });
  leader.begin();
}

const data = document.getElementById("session-data");
if (data !== null) void lead(data);
