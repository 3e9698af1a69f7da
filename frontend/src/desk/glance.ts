/**
 * A camera that is looked through every few seconds; the model rests in between.
 *
 * A still picture is taken from the camera itself where the browser can, for a video in a tab that
 * is not in front may stand still. Nothing of a picture is kept.
 */

import { devices, Light, NoCamera, openCamera, type Failure } from "../session/camera/picture";
import { finder, type Finder, type Picture } from "../session/camera/pose";
import type { Sight } from "../session/camera/sight";

/** Five pictures a second are plenty, and cost little. */
const RATE = 5;

/** What of a browser's camera takes still pictures; not every browser has it. */
interface Grabber {
  grabFrame(): Promise<ImageBitmap>;
}
type GrabberOf = new (track: MediaStreamTrack) => Grabber;

export interface Glance {
  /** Look once; `null` when there is no new picture. */
  look(): Promise<Sight | null>;
  stop(): void;
}

/** Open the camera, or the recorded stream where there is one. */
export async function openGlance(video: HTMLVideoElement, folder: string, failed: (failure: Failure) => void): Promise<Glance> {
  if (window.rhomboidRecorded !== undefined) return new Recorded(window.rhomboidRecorded);
  const stream = await openCamera(devices(), "");
  try {
    const track = stream.getVideoTracks()[0];
    if (track === undefined) throw new NoCamera("none");
    await track.applyConstraints({ frameRate: { ideal: RATE } }).catch(() => undefined);
    video.srcObject = stream;
    await video.play();
    const found = await finder(folder);
    return new Camera(stream, track, video, found, failed);
  } catch (error) {
    stopTracks(stream);
    video.srcObject = null;
    throw error instanceof NoCamera ? error : new NoCamera("model");
  }
}

function stopTracks(stream: MediaStream): void {
  stream.getTracks().forEach((track) => {
    track.stop();
  });
}

class Camera implements Glance {
  private stopped = false;
  private lastTime = -1;
  private readonly light = new Light();
  private readonly grabber: Grabber | null;

  constructor(
    private readonly stream: MediaStream,
    track: MediaStreamTrack,
    private readonly video: HTMLVideoElement,
    private readonly found: Finder,
    failed: (failure: Failure) => void,
  ) {
    const { ImageCapture: Own } = window as unknown as { ImageCapture?: GrabberOf };
    this.grabber = Own === undefined ? null : new Own(track);
    track.addEventListener("ended", () => {
      if (this.stopped) return;
      this.stop();
      failed("unplugged");
    });
  }

  async look(): Promise<Sight | null> {
    const picture = await this.picture();
    if (picture === null || this.stopped) return null;
    const [width, height] = picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
    const t_ms = performance.now();
    const people = this.found.find(picture, t_ms);
    const light = this.light.of(picture);
    if (!(picture instanceof HTMLVideoElement)) picture.close();
    return { t_ms, people, aspect: width / height, light };
  }

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    stopTracks(this.stream);
    this.video.srcObject = null;
    this.found.close();
  }

  private async picture(): Promise<Picture | null> {
    if (this.grabber !== null) {
      try {
        return await this.grabber.grabFrame();
      } catch {
        return null;
      }
    }
    const { video } = this;
    if (video.videoWidth === 0 || video.currentTime === this.lastTime) return null;
    this.lastTime = video.currentTime;
    return video;
  }
}

/** Landmarks in the place of a camera, for tests. */
class Recorded implements Glance {
  private last: Sight | null = null;
  private readonly over: () => void;

  constructor(recorded: NonNullable<Window["rhomboidRecorded"]>) {
    this.over = recorded((sight) => {
      this.last = sight;
    });
  }

  look(): Promise<Sight | null> {
    const { last } = this;
    this.last = null;
    return Promise.resolve(last);
  }

  stop(): void {
    this.over();
  }
}
