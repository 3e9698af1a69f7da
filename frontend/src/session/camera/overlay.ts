/** Drawing the body that was found over the picture: an ink line with an edge that stands off clothes. */

import type { Point, Sight } from "./sight";

/** Limbs and trunk by the numbers of the landmarks. */
const BONES: readonly (readonly [number, number])[] = [
  [11, 12], [11, 13], [13, 15], [12, 14], [14, 16], [11, 23], [12, 24], [23, 24],
  [23, 25], [25, 27], [24, 26], [26, 28], [27, 31], [28, 32],
];
const JOINTS = [11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28] as const;
const [NOSE, LEFT_EAR, RIGHT_EAR, LEFT_SHOULDER, RIGHT_SHOULDER] = [0, 7, 8, 11, 12] as const;
const SEEN = 0.5;
/** Widths on the screen, in CSS pixels. */
const LINE_PX = 3;
const EDGE_PX = 1.75;
const JOINT_PX = 3.5;
/** Half a head by the distance of the ears, and by that of ears and shoulders. */
const BY_EARS = 0.6;
const BY_NECK = 0.5;

/** Colours of the line and of its edge. */
export interface Inks {
  readonly ink: string;
  readonly edge: string;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Circle extends Spot {
  readonly radius: number;
}

/** Lines and circles, in pixels of the canvas. */
interface Drawing {
  readonly lines: readonly (readonly [Spot, Spot])[];
  readonly head: Circle | null;
  readonly joints: readonly Spot[];
}

/** Draw over a picture of the canvas' size; the canvas is mirrored with the picture. */
export function drawBody(pen: CanvasRenderingContext2D, sight: Sight | null, { ink, edge }: Inks): void {
  const { width, height, clientWidth, clientHeight } = pen.canvas;
  pen.clearRect(0, 0, width, height);
  const points = sight?.people[0];
  if (points === undefined) return;
  const px = clientHeight > 0 ? Math.max(width / clientWidth, height / clientHeight) : 1;
  const drawing = drawn(points, width, height);
  pen.lineCap = "round";
  stroke(pen, drawing, { colour: edge, line: (LINE_PX + 2 * EDGE_PX) * px, joint: (JOINT_PX + EDGE_PX) * px });
  stroke(pen, drawing, { colour: ink, line: LINE_PX * px, joint: JOINT_PX * px });
}

function drawn(points: readonly Point[], width: number, height: number): Drawing {
  const spot = (at: number): Spot | null => {
    const point = points[at];
    return point === undefined || point.visibility < SEEN ? null : { x: point.x * width, y: point.y * height };
  };
  const lines = BONES.map(([from, to]) => pair(spot(from), spot(to)));
  const neck = middle(spot(LEFT_SHOULDER), spot(RIGHT_SHOULDER));
  const head = headOf(spot, neck);
  if (head !== null && neck !== null) lines.push(pair(neck, edgeTowards(head, neck)));
  return {
    lines: lines.filter((line) => line !== null),
    head,
    joints: JOINTS.map(spot).filter((joint) => joint !== null),
  };
}

/** A circle around the ears, or around the one that is seen; from the side they are one. */
function headOf(spot: (at: number) => Spot | null, neck: Spot | null): Circle | null {
  const [left, right] = [spot(LEFT_EAR), spot(RIGHT_EAR)];
  const middleOf = middle(left, right) ?? left ?? right ?? spot(NOSE);
  if (middleOf === null) return null;
  const wide = left !== null && right !== null ? apart(left, right) * BY_EARS : 0;
  const radius = Math.max(wide, neck === null ? 0 : apart(neck, middleOf) * BY_NECK);
  return radius > 0 ? { ...middleOf, radius } : null;
}

function pair(from: Spot | null, to: Spot | null): readonly [Spot, Spot] | null {
  return from === null || to === null ? null : [from, to];
}

function middle(one: Spot | null, other: Spot | null): Spot | null {
  return one === null || other === null ? null : { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

function apart(one: Spot, other: Spot): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Where a line from a circle's middle to a spot leaves the circle; the spot, where it lies within. */
function edgeTowards({ x, y, radius }: Circle, to: Spot): Spot {
  const share = radius / Math.max(radius, apart({ x, y }, to));
  return { x: x + (to.x - x) * share, y: y + (to.y - y) * share };
}

function stroke(pen: CanvasRenderingContext2D, drawing: Drawing, how: { colour: string; line: number; joint: number }): void {
  pen.strokeStyle = how.colour;
  pen.fillStyle = how.colour;
  pen.lineWidth = how.line;
  for (const [from, to] of drawing.lines) {
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
  }
  if (drawing.head !== null) {
    circle(pen, drawing.head);
    pen.stroke();
  }
  for (const joint of drawing.joints) {
    circle(pen, { ...joint, radius: how.joint });
    pen.fill();
  }
}

function circle(pen: CanvasRenderingContext2D, { x, y, radius }: Circle): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}
