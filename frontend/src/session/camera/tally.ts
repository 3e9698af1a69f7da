/** Which repetitions of a set the camera counted, and which were counted by hand. */

import type { Side } from "../plan";
import type { Answer, Measured } from "./line";

/** Repetitions of a set that asks for one side: its own, where sides are counted apart. */
export function countOf(seen: { readonly total: number; readonly left: number; readonly right: number }, side: Side | null): number {
  if (side === null || (seen.left === 0 && seen.right === 0)) return seen.total;
  return side === "left" ? seen.left : seen.right;
}

export function countOfAnswer(answer: Answer, side: Side | null): number {
  return countOf({ total: answer.total ?? 0, left: answer.left ?? 0, right: answer.right ?? 0 }, side);
}

export function countOfMeasured(measured: Measured | null, side: Side | null): number {
  return countOf({ total: measured?.counted ?? 0, left: measured?.left ?? 0, right: measured?.right ?? 0 }, side);
}

/**
 * How far the count of the page is behind the camera's.
 *
 * What was counted by hand stands on top of what the camera counts; what a timer counted does not,
 * since the camera saw the same repetition.
 */
export class Tally {
  private byHand: number;

  /**
   * @param counted what the page has counted when the camera begins
   * @param carried how many of them the camera counted
   */
  constructor(counted: number, carried: number) {
    this.byHand = Math.max(0, counted - carried);
  }

  /** A repetition was counted by hand. */
  hand(): void {
    this.byHand += 1;
  }

  /** How many repetitions the page has to count now. */
  missing(counted: number, camera: number): number {
    return Math.max(0, camera + this.byHand - counted);
  }
}
