/**
 * A beat that goes on in a tab that is not in front.
 *
 * Browsers slow the timers of such tabs down, those of workers not. What happens at a beat is worked
 * out from times, so that one that comes late loses nothing.
 */

export interface Beat {
  stop(): void;
}

/** Call back every so many milliseconds until it is stopped. */
export function beat(every_ms: number, act: () => void): Beat {
  const worker = worked();
  if (worker === null) {
    const timer = window.setInterval(act, every_ms);
    return {
      stop: (): void => {
        window.clearInterval(timer);
      },
    };
  }
  worker.onmessage = act;
  worker.postMessage(every_ms);
  return {
    stop: (): void => {
      worker.terminate();
    },
  };
}

function worked(): Worker | null {
  if (typeof Worker === "undefined") return null;
  try {
    return new Worker(new URL("./ticker.ts", import.meta.url), { type: "module" });
  } catch {
    return null;
  }
}
