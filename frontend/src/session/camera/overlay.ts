/** Drawing the body that was found over the picture, and the hold as a ring. */

import type { Point, Sight } from "./sight";

/** Limbs and trunk by the numbers of the landmarks. */
const BONES: readonly (readonly [number, number])[] = [
  [11, 12], [11, 13], [13, 15], [12, 14], [14, 16], [11, 23], [12, 24], [23, 24],
  [23, 25], [25, 27], [24, 26], [26, 28], [27, 31], [28, 32], [7, 11], [8, 12],
];
const SEEN = 0.5;

/** Draw over a picture of the canvas' size; the canvas is mirrored with the picture. */
export function drawBody(pen: CanvasRenderingContext2D, sight: Sight | null, ink: string): void {
  const { width, height } = pen.canvas;
  pen.clearRect(0, 0, width, height);
  const points = sight?.people[0];
  if (points === undefined) return;
  pen.strokeStyle = ink;
  pen.fillStyle = ink;
  pen.lineWidth = Math.max(2, height / 120);
  pen.lineCap = "round";
  for (const [from, to] of BONES) line(pen, points[from], points[to]);
  for (const point of points.slice(11)) dot(pen, point);
}

function line(pen: CanvasRenderingContext2D, from: Point | undefined, to: Point | undefined): void {
  if (from === undefined || to === undefined || from.visibility < SEEN || to.visibility < SEEN) return;
  const { width, height } = pen.canvas;
  pen.beginPath();
  pen.moveTo(from.x * width, from.y * height);
  pen.lineTo(to.x * width, to.y * height);
  pen.stroke();
}

function dot(pen: CanvasRenderingContext2D, point: Point): void {
  if (point.visibility < SEEN) return;
  pen.beginPath();
  pen.arc(point.x * pen.canvas.width, point.y * pen.canvas.height, pen.canvas.height / 90, 0, 2 * Math.PI);
  pen.fill();
}
