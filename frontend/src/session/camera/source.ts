/** Where sights come from: the camera and the pose model, or a recorded stream of landmarks. */

import { Light, NoCamera, openCamera, type Devices, type Failure } from "./picture";
import { finder, type Finder } from "./pose";
import type { Sight } from "./sight";

export interface Source {
  stop(): void;
}

export interface Around {
  readonly video: HTMLVideoElement;
  /** Folder of the pose model's files. */
  readonly folder: string;
  readonly seen: (sight: Sight) => void;
  readonly failed: (failure: Failure) => void;
}

declare global {
  interface Window {
    /**
     * Recorded landmarks in the place of the camera, for tests: called with what takes each frame,
     * gives what stops it.
     */
    rhomboidRecorded?: (take: (sight: Sight) => void) => () => void;
  }
}

/** Longer than this for one picture, on average, is slow. */
const SLOW_MS = 160;
const LIGHT_EVERY = 15;

/** Open the camera, or the recorded stream where there is one. */
export async function openSource(from: Devices | null, id: string, around: Around): Promise<Source> {
  const recorded = window.rhomboidRecorded;
  if (recorded !== undefined) return { stop: recorded(around.seen) };
  const stream = await openCamera(from, id);
  try {
    around.video.srcObject = stream;
    await around.video.play();
    const found = await finder(around.folder);
    return new CameraSource(stream, found, around);
  } catch {
    stopTracks(stream);
    throw new NoCamera("model");
  }
}

function stopTracks(stream: MediaStream): void {
  stream.getTracks().forEach((track) => {
    track.stop();
  });
}

class CameraSource implements Source {
  private stopped = false;
  private count = 0;
  private brightness: number | null = null;
  private spent = 0;
  private lastTime = -1;
  private readonly light = new Light();

  constructor(
    private readonly stream: MediaStream,
    private readonly found: Finder,
    private readonly around: Around,
  ) {
    stream.getVideoTracks()[0]?.addEventListener("ended", () => {
      if (this.stopped) return;
      this.stop();
      around.failed("unplugged");
    });
    this.next();
  }

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    stopTracks(this.stream);
    this.around.video.srcObject = null;
    this.found.close();
  }

  private next(): void {
    window.requestAnimationFrame(() => {
      if (this.stopped) return;
      this.look();
      this.next();
    });
  }

  private look(): void {
    const { video } = this.around;
    if (video.videoWidth === 0 || video.currentTime === this.lastTime) return;
    this.lastTime = video.currentTime;
    const t_ms = performance.now();
    const people = this.found.find(video, t_ms);
    if (this.count % LIGHT_EVERY === 0) this.brightness = this.light.of(video);
    this.count += 1;
    const took = performance.now() - t_ms;
    this.spent += this.spent === 0 ? took : 0.05 * (took - this.spent);
    if (this.count === 60 && this.spent > SLOW_MS) this.around.failed("slow");
    this.around.seen({ t_ms, people, aspect: video.videoWidth / video.videoHeight, light: this.brightness });
  }
}
