/** One tab at a time has the camera. */

import { NoCamera } from "./picture";

const LOCK = "rhomboid.camera";

/** Whether a tab has the camera, as far as the browser knows. */
export async function taken(): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>;
  const held = await locks?.query().catch(() => null);
  return held?.held?.some((one) => one.name === LOCK) === true;
}

/** Take the camera's lock; gives what lets it go. */
export async function lock(): Promise<() => void> {
  // Left out by browsers where a page is not served securely.
  const { locks } = navigator as Partial<Navigator>;
  if (locks === undefined) return () => undefined;
  return new Promise((taken, refused) => {
    void locks.request(LOCK, { ifAvailable: true }, (held) => {
      if (held === null) {
        refused(new NoCamera("elsewhere"));
        return undefined;
      }
      return new Promise<void>((release) => {
        taken(release);
      });
    });
  });
}
