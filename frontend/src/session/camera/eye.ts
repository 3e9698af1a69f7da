/** The camera in a session: switched on and off, watching the set that is under way. */

import { movementOf, type State } from "../engine";
import type { Voice } from "../speech";
import { KeptParts } from "./kept";
import { Line, type Answer, type Measured, type Socket } from "./line";
import { Panel } from "./panel";
import { cameras, devices, NoCamera, type Failure } from "./picture";
import { MODEL } from "./pose";
import type { Sight } from "./sight";
import { openSource, type Source } from "./source";
import { countOfAnswer, countOfMeasured, Tally } from "./tally";

const URL_SET = "/session/set/";
const LOCK = "rhomboid.camera";
const CHOSEN = "rhomboid.camera.chosen";
/** A hold that the camera sees for this long starts the hold of the page. */
const HOLD_S = 0.3;
const WATCHED: readonly State["mode"][] = ["ready", "tempo", "lead", "hold", "back", "extra"];

type Body = Readonly<Record<string, unknown>>;

/** What the eye does with the session. */
export interface Session {
  count(times: number): void;
  hold(): void;
  keep(url: string, body: Body): void;
}

export class Eye {
  private source: Source | null = null;
  private line: Line | null = null;
  private release: (() => void) | null = null;
  private state: State | null = null;
  private set = "";
  private judged = false;
  private holding = false;
  private blind = false;
  private tally = new Tally(0, 0);
  private starting = 0;
  private failure: Failure | null = null;
  private readonly kept: KeptParts;

  constructor(
    private readonly panel: Panel,
    private readonly voice: Voice,
    private readonly memory: Storage | null,
    private readonly session: Session,
  ) {
    this.kept = new KeptParts(memory);
    panel.bind({
      toggle: (): void => {
        this.toggle();
      },
      choose: (id): void => {
        memory?.setItem(CHOSEN, id);
        this.stop();
        void this.start();
      },
    });
    panel.showOn(false);
  }

  toggle(): void {
    if (this.line === null) void this.start();
    else this.stop();
  }

  /** A repetition was counted by hand. */
  hand(): void {
    this.tally.hand();
  }

  /** A set goes to the server: with what was seen of it. */
  tell(state: State, body: Body): Body {
    return body["event"] === "done" ? this.kept.tell(nameOf(state), body) : body;
  }

  /** The session stands otherwise now. */
  follow(state: State): void {
    this.state = state;
    if (this.line === null) return;
    if (isWatched(state)) this.take(state, this.line);
    else if (this.set !== "" && nameOf(state) !== this.set) this.over(this.line);
  }

  private take(state: State, line: Line): void {
    const set = nameOf(state);
    const movement = movementOf(state);
    if (set === this.set || movement === undefined) return;
    this.set = set;
    this.judged = false;
    this.holding = false;
    const carried = this.kept.of(set);
    this.tally = new Tally(state.count, countOfMeasured(carried, state.place.side));
    line.begin({ set, movement: movement.id, hold_s: movement.hold_s }, carried);
  }

  /** The set is over and none has begun yet: what was seen of it is asked for. */
  private over(line: Line): void {
    this.set = "";
    line.finish();
  }

  private async start(): Promise<void> {
    this.starting += 1;
    const mine = this.starting;
    this.failure = null;
    this.panel.showOn(true);
    this.panel.say(this.panel.word("starting"));
    try {
      const release = await lock();
      if (mine !== this.starting) {
        release();
        return;
      }
      this.release = release;
      this.line = this.open();
      const chosen = this.memory?.getItem(CHOSEN) ?? "";
      const source = await this.openChosen(chosen);
      if (mine !== this.starting) {
        source.stop();
        return;
      }
      this.source = source;
      await this.offer(chosen);
    } catch (error) {
      if (mine === this.starting) this.failed(error instanceof NoCamera ? error.failure : "model");
    }
  }

  /** The chosen camera, or any where that one is gone. */
  private async openChosen(chosen: string): Promise<Source> {
    const around = {
      video: this.panel.video,
      folder: this.panel.folder,
      seen: (sight: Sight): void => {
        this.see(sight);
      },
      failed: (failure: Failure): void => {
        this.failed(failure);
      },
    };
    try {
      return await openSource(devices(), chosen, around);
    } catch (error) {
      if (chosen === "" || !(error instanceof NoCamera) || error.failure !== "none") throw error;
      return openSource(devices(), "", around);
    }
  }

  private async offer(chosen: string): Promise<void> {
    const all = await cameras(devices(), (number) => this.panel.word("unnamed", { number }));
    this.panel.showChoice(all, chosen);
  }

  private open(): Line {
    const address = `${window.location.protocol === "https:" ? "wss" : "ws"}://${window.location.host}/live/`;
    const later = (act: () => void, ms: number): void => {
      window.setTimeout(act, ms);
    };
    const about = { language: document.documentElement.lang, model: MODEL };
    const line = new Line((): Socket => new WebSocket(address), later, about, {
      begun: (judged, place): void => {
        this.judged = judged;
        this.panel.say(place);
      },
      seen: (answer, words): void => {
        this.answered(answer, words);
      },
      measured: (set, measured, over): void => {
        this.measured(set, measured, over);
      },
      reached: (reached): void => {
        if (this.line !== line) return;
        if (!reached) this.told("lost");
        else if (this.failure === "lost") this.told(null);
      },
    });
    this.set = "";
    // Begun with the line: the set at which the session stands.
    queueMicrotask(() => {
      if (this.line === line && this.state !== null) this.follow(this.state);
    });
    return line;
  }

  private stop(): void {
    this.starting += 1;
    this.source?.stop();
    this.line?.close();
    this.release?.();
    this.source = null;
    this.line = null;
    this.release = null;
    this.panel.showOn(false);
    this.panel.say("");
  }

  /** Something is missing: said in words, and the session goes on without it. */
  private failed(failure: Failure): void {
    if (failure !== "slow") this.stop();
    this.told(failure);
    this.voice.say(this.panel.said);
  }

  private told(failure: Failure | null): void {
    this.failure = failure;
    this.panel.say(failure === null ? "" : this.panel.word(`failed.${failure}`));
  }

  private see(sight: Sight): void {
    if (this.line === null) return;
    this.panel.draw(sight);
    if (this.judged && this.state !== null && isWatched(this.state) && nameOf(this.state) === this.set) this.line.send(sight);
  }

  private answered(answer: Answer, words: string): void {
    const { state } = this;
    if (state === null || nameOf(state) !== this.set || !isWatched(state)) return;
    this.speak(answer, words);
    this.hold(answer);
    const missing = this.tally.missing(state.count, countOfAnswer(answer, state.place.side));
    if (missing > 0) this.session.count(missing);
  }

  /** A hint or what the camera needs; it goes when it is seen to no more. */
  private speak(answer: Answer, words: string): void {
    const seenAgain = this.blind && answer.unseen === undefined;
    this.blind = answer.unseen !== undefined;
    if (seenAgain && this.failure === null) this.panel.say("");
    if (words !== "") {
      this.panel.say(words);
      this.voice.say(words);
    } else if (this.failure === null && answer.stage === "finding") this.panel.say(this.panel.word("finding"));
    else if (answer.stage === "ready") this.panel.say(this.panel.word("ready"));
  }

  private hold(answer: Answer): void {
    const held = answer.hold_s ?? 0;
    if (held >= HOLD_S && !this.holding) this.session.hold();
    this.holding = held > 0;
  }

  private measured(set: string, measured: Measured, over: boolean): void {
    this.kept.keep(set, measured);
    const body = over ? this.kept.again(set, measured) : null;
    if (body !== null) this.session.keep(URL_SET, body);
  }
}

function isWatched(state: State): boolean {
  return WATCHED.includes(state.mode) && !state.paused;
}

/** The page's own name of a set. */
function nameOf(state: State): string {
  const { place, plan } = state;
  return [plan.session, movementOf(state)?.id ?? "", place.set, place.side ?? ""].join("/");
}

/** One tab at a time has the camera; gives what lets it go. */
async function lock(): Promise<() => void> {
  // Left out by browsers where a page is not served securely.
  const { locks } = navigator as Partial<Navigator>;
  if (locks === undefined) return () => undefined;
  return new Promise((taken, refused) => {
    void locks.request(LOCK, { ifAvailable: true }, (held) => {
      if (held === null) {
        refused(new NoCamera("elsewhere"));
        return undefined;
      }
      return new Promise<void>((release) => {
        taken(release);
      });
    });
  });
}

/** The camera's part of the page, where it has one. */
export function eyeOf(voice: Voice, memory: Storage | null, session: Session): Eye | null {
  const root = document.querySelector<HTMLElement>("[data-camera]");
  return root === null ? null : new Eye(new Panel(root), voice, memory, session);
}
