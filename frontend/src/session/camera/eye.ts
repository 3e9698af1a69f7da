/** The camera in a session: switched on and off, watching the set that is under way. */

import { movementOf, type State } from "../engine";
import type { Voice } from "../speech";
import { KeptParts } from "./kept";
import { Line, type Answer, type Measured, type Socket } from "./line";
import { lock } from "./lock";
import { Panel } from "./panel";
import { cameras, devices, NoCamera, type Failure } from "./picture";
import { MODEL } from "./pose";
import type { Sight } from "./sight";
import { openSource, type Source } from "./source";
import { Stay } from "./stay";
import { countOfAnswer, countOfMeasured, Tally } from "./tally";
import { Telling } from "./telling";

const URL_SET = "/session/set/";
const CHOSEN = "rhomboid.camera.chosen";
const WATCHED: readonly State["mode"][] = ["ready", "tempo", "lead", "hold", "back", "extra"];

type Body = Readonly<Record<string, unknown>>;

/** What the eye does with the session. */
export interface Session {
  count(times: number): void;
  /** The hold begins, if it has not yet; gives whether it runs. */
  hold(): boolean;
  /** The hold was left. */
  leave(): void;
  keep(url: string, body: Body): void;
}

export class Eye {
  private source: Source | null = null;
  private line: Line | null = null;
  private release: (() => void) | null = null;
  private state: State | null = null;
  private set = "";
  private judged = false;
  /** Repetitions that the camera has counted. */
  private seen = 0;
  private tally = new Tally(0, 0);
  private starting = 0;
  private failure: Failure | null = null;
  private readonly kept: KeptParts;
  private readonly stay: Stay;
  private readonly telling: Telling;

  constructor(
    private readonly panel: Panel,
    private readonly voice: Voice,
    private readonly memory: Storage | null,
    private readonly session: Session,
  ) {
    this.kept = new KeptParts(memory);
    this.telling = new Telling((key) => panel.word(key));
    this.stay = new Stay(() => session.hold());
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
    this.stay.anew();
    const carried = this.kept.of(set);
    this.seen = countOfMeasured(carried, state.place.side);
    this.tally = new Tally(state.count, this.seen);
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
    this.panel.note(this.panel.word("starting"));
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
        this.telling.begin(place);
        this.panel.say("");
        this.note();
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
    this.telling.begin("");
    this.panel.showOn(false);
    this.panel.say("");
    this.panel.note("");
  }

  /** Something is missing: said in words, and the session goes on without it. */
  private failed(failure: Failure): void {
    if (failure !== "slow") this.stop();
    this.told(failure);
    this.voice.say(this.panel.word(`failed.${failure}`));
  }

  private told(failure: Failure | null): void {
    this.failure = failure;
    this.panel.say("");
    this.note();
  }

  /** What is missing, else from where the camera should see and whether it is ready. */
  private note(stage: Answer["stage"] | "" = ""): void {
    const ready = stage === "ready" ? this.panel.word("ready") : "";
    const stands = [this.telling.place, ready].filter((part) => part !== "").join(" ");
    this.panel.note(this.failure === null ? stands : this.panel.word(`failed.${this.failure}`));
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
    const stay = this.watchHold(answer, state);
    const missing = this.tally.missing(state.count, countOfAnswer(answer, state.place.side));
    if (missing > 0) this.session.count(missing);
    if (stay !== "") this.hint(stay, answer.t_ms);
  }

  /** Lead the hold by what is seen of it; gives what to say about one that was too short. */
  private watchHold(answer: Answer, state: State): string {
    const movement = movementOf(state);
    if (movement === undefined || movement.hold_s === null) return "";
    const total = countOfAnswer(answer, state.place.side);
    const counted = total > this.seen;
    this.seen = total;
    const left = this.stay.see({ hold_s: answer.hold_s ?? 0, seen: answer.unseen === undefined });
    if (left) this.session.leave();
    // A held position has no repetition at whose end it could be said.
    const over = movement.reps === null ? left && state.mode === "hold" : counted;
    const held = over ? this.stay.early(movement.hold_s, answer.t_ms) : null;
    if (held === null) return "";
    return this.panel.word(held < 1 ? "stay.none" : "stay.some", { held: Math.floor(held), asked: movement.hold_s });
  }

  /** What the camera needs or hints; written at once, spoken with the coach's pauses. */
  private speak(answer: Answer, words: string): void {
    const { written, spoken } = this.telling.hear(answer, words);
    this.panel.say(written);
    this.note(answer.stage);
    this.voice.say(spoken);
  }

  private hint(words: string, t_ms: number): void {
    this.telling.tell(words, t_ms);
    this.panel.say(words);
    this.voice.add(words);
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

/** The camera's part of the page, where it has one. */
export function eyeOf(voice: Voice, memory: Storage | null, session: Session): Eye | null {
  const root = document.querySelector<HTMLElement>("[data-camera]");
  return root === null ? null : new Eye(new Panel(root), voice, memory, session);
}
