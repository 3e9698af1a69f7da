/** The ring and the bars: numbers from a state, and their drawing. */

import { movementOf, type State } from "./engine";
import { phaseAt } from "./cue";
import { fill, kindOf, secondsOf, type Movement } from "./plan";

/** How full the ring is (0 to 1), the number inside and the words under it. */
export interface Dial {
  readonly share: number;
  readonly number: string;
  readonly under: string;
  /** Whether it shows a rest or a tempo rather than a hold. */
  readonly soft: boolean;
}

const RADIUS = 50;
const ROUND = 2 * Math.PI * RADIUS;

/** What the ring shows. With `steps` it moves by whole seconds. */
export function dialOf(state: State, steps = false): Dial {
  const movement = movementOf(state);
  if (movement === undefined) return { share: 1, number: "", under: "", soft: true };
  const seconds = steps ? Math.floor(state.ms / 1000) : state.ms / 1000;
  if (state.mode === "rest") return rest(state, seconds);
  const kind = kindOf(movement);
  if (kind === "minutes") return minutes(state, movement, seconds);
  return kind === "reps" ? tempo(state, movement, seconds) : hold(state, movement, seconds);
}

function rest(state: State, seconds: number): Dial {
  const whole = state.plan.rest_s;
  const left = Math.max(0, Math.ceil(whole - state.ms / 1000));
  const under = state.plan.words["rest_under"] ?? "";
  return { share: Math.min(1, seconds / whole), number: String(left), under, soft: true };
}

function hold(state: State, movement: Movement, seconds: number): Dial {
  const whole = movement.hold_s ?? 0;
  const past = state.mode === "back" || state.mode === "extra";
  const done = state.mode === "hold" ? Math.min(seconds, whole) : past ? whole : 0;
  const under = fill(state.plan.words["of_seconds"] ?? "", { count: whole });
  return { share: whole > 0 ? done / whole : 0, number: String(Math.floor(done)), under, soft: false };
}

function tempo(state: State, movement: Movement, seconds: number): Dial {
  const phase = movement.phases[state.mode === "tempo" ? state.phase : 0];
  const whole = phase === undefined ? 0 : secondsOf(phase);
  const done = state.mode === "tempo" ? Math.min(seconds, whole) : 0;
  const under = fill(state.plan.words["of_seconds"] ?? "", { count: shown(whole) });
  return { share: whole > 0 ? done / whole : 0, number: String(Math.floor(done)), under, soft: true };
}

function minutes(state: State, movement: Movement, seconds: number): Dial {
  const whole = (movement.minutes ?? 0) * 60;
  const done = state.mode === "timed" ? Math.min(seconds, whole) : 0;
  const under = fill(state.plan.words["of_minutes"] ?? "", { count: movement.minutes ?? 0 });
  const parts = phaseAt(movement, state.ms);
  const number = state.mode === "timed" ? clock(done) : "0:00";
  return { share: whole > 0 ? done / whole : 0, number, under, soft: parts.round > 0 };
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Seconds as the language of the page writes them. */
function shown(seconds: number): string {
  return seconds.toLocaleString(document.documentElement.lang || "en", { maximumFractionDigits: 1 });
}

/** Paint a dial into the ring of the page. */
export function paintDial(ring: SVGElement, dial: Dial): void {
  const share = Math.max(0, Math.min(1, dial.share));
  const arc = ring.querySelector(".on");
  arc?.setAttribute("stroke-dasharray", `${(share * ROUND).toFixed(1)} ${ROUND.toFixed(1)}`);
  arc?.classList.toggle("soft", dial.soft);
  put(ring.querySelector(".number"), dial.number);
  put(ring.querySelector(".sub"), dial.under);
  ring.classList.toggle("long", dial.number.length > 2);
}

function put(node: Element | null, text: string): void {
  if (node !== null && node.textContent !== text) node.textContent = text;
}

/** Bars: how many were asked for, done, added on top, and whether one is under way. */
export interface Bars {
  readonly asked: number;
  readonly done: number;
  readonly more: number;
  readonly live: boolean;
}

/** Bars and the big number: repetitions, else sets, else minutes. */
export function barsOf(state: State): Bars {
  const movement = movementOf(state);
  if (movement === undefined) return { asked: 0, done: 0, more: 0, live: false };
  const live = ["tempo", "lead", "hold", "timed"].includes(state.mode) && !state.paused;
  if (movement.minutes !== null) {
    const done = state.mode === "timed" ? Math.floor(state.ms / 60_000) : 0;
    return { asked: movement.minutes, done, more: 0, live };
  }
  if (movement.reps === null) return { ...setsOf(state, movement), more: 0, live };
  const more = state.mode === "extra" || state.count > movement.reps ? movement.extra : 0;
  return { asked: movement.reps, done: state.count, more, live };
}

/** A held position is counted in sets, each side by itself. */
function setsOf(state: State, movement: Movement): { asked: number; done: number } {
  const sides = movement.per_side ? 2 : 1;
  const before = (state.place.set - 1) * sides + (state.place.side === "right" ? 1 : 0);
  return { asked: movement.sets * sides, done: before + (state.mode === "back" ? 1 : 0) };
}

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 240;
const PITCH = 48;

/** Draw the bars: done ones filled, the one under way lighter, open ones as outlines. */
export function paintBars(svg: SVGElement, bars: Bars): void {
  const count = bars.asked + bars.more;
  const pitch = Math.min(PITCH, WIDE / Math.max(1, count));
  const width = pitch * 0.7;
  const drawn: SVGElement[] = [];
  for (let at = 0; at < count; at += 1) {
    const name = at < bars.done ? "on" : at >= bars.asked ? "off more" : "off";
    drawn.push(bar(at * pitch + 2, width, 92, name));
    if (at === bars.done && bars.live) drawn.push(bar(at * pitch + 2, width, 50, "live"));
  }
  svg.replaceChildren(...drawn);
}

/** One slanted bar that stands on the line y = 104. */
function bar(x: number, width: number, height: number, name: string): SVGElement {
  const path = document.createElementNS(SVG, "path");
  const rise = width * 0.35;
  path.setAttribute("class", `rep ${name}`);
  path.setAttribute("d", `M${x.toFixed(1)} ${(104 - height + rise).toFixed(1)}l${width.toFixed(1)} ${(-rise).toFixed(1)}V104h${(-width).toFixed(1)}z`);
  return path;
}
