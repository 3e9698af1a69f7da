/** Finding bodies in the camera's picture, in this page, with files of our own server. */

import type { Point } from "./sight";

export const MODEL = "pose_landmarker_lite";
/** Two, so that a second person is noticed and not followed. */
const PEOPLE = 2;

/** What a body is looked for in. */
export type Picture = HTMLVideoElement | ImageBitmap;

export interface Finder {
  find(picture: Picture, t_ms: number): readonly (readonly Point[])[];
  close(): void;
}

/** Load the pose model; `folder` is where its files lie. */
export async function finder(folder: string): Promise<Finder> {
  const { PoseLandmarker } = await import("@mediapipe/tasks-vision");
  const files = {
    wasmLoaderPath: `${folder}vision_wasm_internal.js`,
    wasmBinaryPath: `${folder}vision_wasm_internal.wasm`,
  };
  const landmarker = await PoseLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: `${folder}${MODEL}.task`, delegate: "CPU" },
    runningMode: "VIDEO",
    numPoses: PEOPLE,
  });
  return {
    find: (picture, t_ms) => landmarker.detectForVideo(picture, t_ms).landmarks,
    close: (): void => {
      landmarker.close();
    },
  };
}
