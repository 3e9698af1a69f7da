/**
 * The line to the coach: a socket that is opened anew when it is lost.
 *
 * After each repetition the coach sends the set as it stands; a new connection brings it back, so
 * that nothing already counted is lost. Frames seen meanwhile wait, as many as fit.
 */

import { frameBytes, type Sight } from "./sight";

/** A set as the diary keeps it: made by the server, carried and never read here but for its counts. */
export interface Measured {
  readonly counted?: number;
  readonly left?: number;
  readonly right?: number;
}

/** What the coach answers to a frame; what is 0 or absent is left out. */
export interface Answer {
  readonly t_ms: number;
  readonly stage: "finding" | "ready" | "moving" | "holding" | "unseen";
  readonly total?: number;
  readonly left?: number;
  readonly right?: number;
  readonly position?: number;
  readonly hold_s?: number;
  readonly hold_share?: number;
  readonly unseen?: string;
  readonly cue?: { readonly kind: "fault" | "see"; readonly id: string };
}

export interface SetBegun {
  /** The page's own name of the set. */
  readonly set: string;
  readonly movement: string;
  readonly hold_s: number | null;
}

export interface Heard {
  begun(judged: boolean, place: string): void;
  seen(answer: Answer, words: string): void;
  /** The set as it stands, or as it is to be kept when it is `over`. */
  measured(set: string, measured: Measured, over: boolean): void;
  /** Whether the coach answers. */
  reached(reached: boolean): void;
}

type Told =
  | { readonly kind: "begun"; readonly set: string; readonly judged: boolean; readonly place: string }
  | { readonly kind: "seen"; readonly answer: Answer; readonly words?: string }
  | { readonly kind: "part" | "measured"; readonly set: string; readonly measured: Measured }
  | { readonly kind: "problem"; readonly code: string; readonly words: string };

/** What of a WebSocket is used. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  onopen: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  send(data: string | ArrayBuffer): void;
  close(): void;
}

const OPEN = 1;
const FIRST_MS = 250;
const LONGEST_MS = 5_000;
/** More frames than this without an answer: the coach lags, and frames are left out. */
const MOST_UNANSWERED = 30;
/** Ten seconds of a camera. */
const MOST_WAITING = 300;

export class Line {
  private socket: Socket | null = null;
  private set: SetBegun | null = null;
  private carried: Measured | null = null;
  private waiting: ArrayBuffer[] = [];
  private unanswered = 0;
  private pause = FIRST_MS;
  private closed = false;
  /** Whether the coach has taken the set up: answers before that belong to the set before. */
  private taken = false;

  /**
   * @param open opens a socket
   * @param later calls back after so many milliseconds
   * @param about language of the words, and name of the pose model
   */
  constructor(
    private readonly open: () => Socket,
    private readonly later: (act: () => void, ms: number) => void,
    private readonly about: { readonly language: string; readonly model: string },
    private readonly heard: Heard,
  ) {
    this.connect();
  }

  /** Begin a set; `carried` is what was counted of it before, if it was. */
  begin(set: SetBegun, carried: Measured | null): void {
    this.finish();
    this.set = set;
    this.carried = carried;
    this.waiting = [];
    this.unanswered = 0;
    this.sayBegin();
  }

  /** Ask for the set as it is to be kept. */
  finish(): void {
    if (this.set !== null) this.say({ do: "finish", set: this.set.set });
  }

  /** Send what was seen; gives whether it went or waits, rather than being left out. */
  send(sight: Sight): boolean {
    if (this.set === null || this.closed) return false;
    const bytes = frameBytes(sight);
    if (this.socket?.readyState !== OPEN) {
      this.waiting.push(bytes);
      if (this.waiting.length > MOST_WAITING) this.waiting.shift();
      return true;
    }
    if (this.unanswered >= MOST_UNANSWERED) return false;
    this.unanswered += 1;
    this.socket.send(bytes);
    return true;
  }

  close(): void {
    this.finish();
    this.closed = true;
    // The answer to `finish` still comes: the server hears the end only after it.
    this.later(() => this.socket?.close(), 1_000);
  }

  private connect(): void {
    const socket = this.open();
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = (): void => {
      this.pause = FIRST_MS;
      this.unanswered = 0;
      this.heard.reached(true);
      this.sayBegin();
      const waiting = this.waiting.splice(0);
      this.unanswered = waiting.length;
      waiting.forEach((bytes) => {
        socket.send(bytes);
      });
    };
    socket.onmessage = (event): void => {
      if (socket !== this.socket) return;
      const told = JSON.parse(String(event.data)) as Told;
      // Of a closed line only the set is still waited for: the page says something else by now.
      if (!this.closed || "measured" in told) this.hear(told);
    };
    socket.onclose = (): void => {
      if (this.closed || socket !== this.socket) return;
      this.heard.reached(false);
      this.later(() => {
        if (!this.closed) this.connect();
      }, this.pause);
      this.pause = Math.min(LONGEST_MS, this.pause * 2);
    };
  }

  private hear(told: Told): void {
    switch (told.kind) {
      case "begun":
        this.taken = told.set === this.set?.set;
        if (this.taken) this.heard.begun(told.judged, told.place);
        break;
      case "seen":
        this.answered();
        if (this.taken) this.heard.seen(told.answer, told.words ?? "");
        break;
      case "problem":
        this.answered();
        break;
      default:
        if (told.set === this.set?.set) this.carried = told.measured;
        this.heard.measured(told.set, told.measured, told.kind === "measured");
    }
  }

  private answered(): void {
    this.unanswered = Math.max(0, this.unanswered - 1);
  }

  private sayBegin(): void {
    this.taken = false;
    if (this.set !== null) this.say({ do: "begin", ...this.set, ...this.about, carried: this.carried });
  }

  private say(message: Readonly<Record<string, unknown>>): void {
    if (this.socket?.readyState === OPEN) this.socket.send(JSON.stringify(message));
  }
}
