/** What a pose model sees in one picture, and its compact form for the socket (docs/formats/live-socket.md). */

/** One landmark: x and z in widths of the picture, y in heights, never mirrored. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly visibility: number;
}

export interface Sight {
  /** Milliseconds since the page was opened. */
  readonly t_ms: number;
  /** 33 landmarks for each person, the likeliest first. */
  readonly people: readonly (readonly Point[])[];
  /** Width of the picture by its height. */
  readonly aspect: number;
  /** Mean brightness, 0 to 1; `null` where it is not known. */
  readonly light: number | null;
}

export const POINTS = 33;
const VERSION = 1;
const MOST_PEOPLE = 4;
const HEADER = 12;
const PERSON = POINTS * 7;
const UNIT = 8192;
const NOT_KNOWN = 255;
const BRIGHTEST = 254;

/** The bytes of a frame; what lies outside the numbers' reach is brought to their edge. */
export function frameBytes(sight: Sight): ArrayBuffer {
  const people = sight.people.filter((points) => points.length === POINTS).slice(0, MOST_PEOPLE);
  const bytes = new ArrayBuffer(HEADER + people.length * PERSON);
  const view = new DataView(bytes);
  view.setUint8(0, VERSION);
  view.setUint8(1, people.length);
  view.setUint8(2, sight.light === null ? NOT_KNOWN : Math.round(clamp(sight.light, 0, 1) * BRIGHTEST));
  view.setUint32(4, Math.max(0, Math.round(sight.t_ms)), true);
  view.setFloat32(8, sight.aspect, true);
  people.forEach((points, place) => {
    write(view, HEADER + place * PERSON, points);
  });
  return bytes;
}

function write(view: DataView, at: number, points: readonly Point[]): void {
  points.forEach((point, index) => {
    [point.x, point.y, point.z].forEach((value, axis) => {
      view.setInt16(at + (index * 3 + axis) * 2, whole(value), true);
    });
    view.setUint8(at + POINTS * 6 + index, Math.round(clamp(point.visibility, 0, 1) * 255));
  });
}

function whole(value: number): number {
  return clamp(Math.round(value * UNIT), -32768, 32767);
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
}
