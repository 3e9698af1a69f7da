/** The camera's picture: choosing a camera, opening it, and why there is none. */

export type Failure = "denied" | "none" | "busy" | "unplugged" | "model" | "slow" | "lost" | "elsewhere";

/** What of the browser's media devices is used. */
export type Devices = Pick<MediaDevices, "getUserMedia" | "enumerateDevices" | "addEventListener">;

export class NoCamera extends Error {
  constructor(readonly failure: Failure) {
    super(`no camera: ${failure}`);
  }
}

const FAILURES: Readonly<Record<string, Failure>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** The browser's cameras, where it has any. */
export function devices(): Devices | null {
  // Left out by browsers where a page may not ask at all.
  const media = (navigator as Partial<Navigator>).mediaDevices;
  return media ?? null;
}

/** Open a camera; an empty name opens the one that the browser prefers. */
export async function openCamera(from: Devices | null, id: string): Promise<MediaStream> {
  if (from === null) throw new NoCamera("none");
  const named = id === "" ? {} : { deviceId: { exact: id } };
  const video = { ...named, width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  try {
    return await from.getUserMedia({ video, audio: false });
  } catch (error) {
    const { name = "" } = error as Partial<DOMException>;
    throw new NoCamera(FAILURES[name] ?? "busy");
  }
}

/** Names of the cameras by their id; before one was allowed browsers give no names. */
export async function cameras(from: Devices | null, unnamed: (number: number) => string): Promise<[string, string][]> {
  const all = (await from?.enumerateDevices()) ?? [];
  const found = all.filter((device) => device.kind === "videoinput");
  return found.map((device, at) => [device.deviceId, device.label === "" ? unnamed(at + 1) : device.label]);
}

const LIGHT_SIZE = 16;

/** Mean brightness of a picture, 0 to 1. */
export class Light {
  private readonly canvas = Object.assign(document.createElement("canvas"), { width: LIGHT_SIZE, height: LIGHT_SIZE });
  private readonly pen = this.canvas.getContext("2d", { willReadFrequently: true });

  of(video: HTMLVideoElement | ImageBitmap): number | null {
    if (this.pen === null) return null;
    this.pen.drawImage(video, 0, 0, LIGHT_SIZE, LIGHT_SIZE);
    const { data } = this.pen.getImageData(0, 0, LIGHT_SIZE, LIGHT_SIZE);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) sum += (data[at] ?? 0) * 0.2126 + (data[at + 1] ?? 0) * 0.7152 + (data[at + 2] ?? 0) * 0.0722;
    return sum / (LIGHT_SIZE * LIGHT_SIZE * 255);
  }
}
