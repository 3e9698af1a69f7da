/** Joins the engine to the page: shows a state, and turns taps, keys and time into events. */

import { cueOf, formButtons, formWords, labelsOf, shownPhase } from "./cue";
import { begin, isRunning, movementOf, step, type Event, type Kept, type State } from "./engine";
import { HurtDialog, type Told } from "./hurt";
import { meaning } from "./keys";
import { drawing, field, find, on, put, showPanel } from "./page";
import { fill, type Movement, type Plan } from "./plan";
import type { Queue } from "./queue";
import { barsOf, dialOf, paintBars, paintDial } from "./ring";
import type { Voice } from "./speech";
import type { Wake } from "./wake";

const FRAME_MS = 100;
/** A longer gap means that the page slept: the body did not go on meanwhile. */
const LONGEST_GAP_MS = 1_000;
const URL_SET = "/session/set/";
const URL_PAIN = "/session/pain/";
const URL_END = "/session/end/";

/** What watches the person, where something does. */
export interface Watcher {
  follow(state: State): void;
  hand(): void;
  tell(state: State, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  toggle(): void;
}

export interface Joined {
  readonly queue: Queue;
  readonly voice: Voice;
  readonly wake: Wake;
  readonly watcher: Watcher | null;
  remember(state: State): void;
}

export class Leader {
  private state: State;
  private cue = "";
  private leaving = false;
  private left = false;
  private pausedBefore = false;
  private last = 0;
  private readonly steps = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private readonly hurt: HurtDialog;

  constructor(
    private readonly plan: Plan,
    count: number,
    private readonly joined: Joined,
  ) {
    this.state = begin(plan, count);
    this.hurt = new HurtDialog(plan.words, {
      answer: (pain, sharp): Told => this.tellPain(pain, sharp),
      closed: (): void => {
        this.apply({ kind: this.pausedBefore ? "pause" : "resume" });
      },
      ended: (): void => {
        this.end();
      },
    });
  }

  /** Take the page over. */
  begin(): void {
    document.body.classList.add("led");
    this.bind();
    this.bindVoice();
    this.show(false);
    this.last = performance.now();
    window.setInterval(() => {
      this.tick(performance.now());
    }, FRAME_MS);
  }

  /** One grey line while something waits to be saved, or when a set was refused. */
  showQueue(waiting: number, problem: string): void {
    const line = find("[data-show=offline]");
    const text = waiting > 0 ? (this.plan.words["not_saved"] ?? "") : problem;
    line.hidden = text === "";
    put(line, text);
    if (waiting === 0 && this.leaving) this.leave();
  }

  /** Repetitions that were seen; the rest of them is left when the set is over. */
  countSeen(times: number): void {
    const { place } = this.state;
    for (let at = 0; at < times && this.state.place === place; at += 1) this.apply({ kind: "count" });
  }

  /** A hold was seen: its time begins, if it has not yet; gives whether it runs. */
  holdSeen(): boolean {
    this.apply({ kind: "hold" });
    return this.state.mode === "hold";
  }

  /** The hold was seen to end before its time was over. */
  holdLeft(): void {
    if (this.state.mode === "hold") this.apply({ kind: "leave" });
  }

  /** What a person counts by hand stands beside what is seen. */
  private byHand(): void {
    const before = this.state;
    this.apply({ kind: "count" });
    if (this.state.place === before.place && this.state.count > before.count) this.joined.watcher?.hand();
  }

  private tick(now: number): void {
    const ms = Math.min(now - this.last, this.state.mode === "rest" ? Infinity : LONGEST_GAP_MS);
    this.last = now;
    if (isRunning(this.state)) this.apply({ kind: "tick", ms });
  }

  private apply(event: Event): void {
    const before = this.state;
    this.leaving = false;
    const { state, kept } = step(before, event);
    this.state = state;
    kept.forEach((one) => {
      const body = this.bodyOf(one);
      this.joined.queue.add(URL_SET, this.joined.watcher?.tell(before, body) ?? body);
    });
    if (state.count !== before.count || state.place !== before.place) this.joined.remember(state);
    if (state.mode === "over") this.end();
    else this.show(state.count > before.count);
  }

  private bodyOf(kept: Kept): Record<string, unknown> {
    const { place, movement, event, variant, reps, hold_s } = kept;
    return { session: this.plan.session, movement, number: place.set, side: place.side, event, variant, reps, hold_s };
  }

  /** Pain was told: the set is kept with it, and the answer of the rule is shown. */
  private tellPain(pain: number, sharp: boolean): Told {
    const movement = movementOf(this.state);
    const answer = this.plan.answers[pain]?.[sharp ? 1 : 0] ?? { advice: "stop", words: "" };
    const stops = answer.advice === "stop";
    if (movement !== undefined) {
      const { place } = this.state;
      const body = { session: this.plan.session, movement: movement.id, number: place.set, side: place.side };
      const variant = this.state.variants[place.movement];
      this.joined.queue.add(URL_PAIN, { ...body, variant, reps: this.repsTold(movement, stops), pain, sharp });
    }
    const last = this.state.place.movement + 1 >= this.plan.movements.length;
    const text = stops ? `${answer.words} ${movement?.after_stop ?? ""}` : answer.words;
    this.joined.voice.say(text);
    this.pausedBefore &&= !stops;
    this.apply({ kind: "pain", advice: answer.advice });
    return { answer, text, last };
  }

  /** Repetitions that count with the pain: those of a set that ends here. */
  private repsTold(movement: Movement, stops: boolean): number | null {
    const { count } = this.state;
    if (movement.reps === null || count === 0) return null;
    return stops || count >= movement.reps ? count : null;
  }

  /** End: only when everything is saved; until then it waits here and says so. */
  private end(): void {
    this.leaving = true;
    this.joined.wake.want(false);
    this.show(false);
    void this.joined.queue.flush();
    if (this.joined.queue.waiting === 0) this.leave();
  }

  private leave(): void {
    if (this.hurt.open || this.left) return;
    this.left = true;
    window.location.assign(URL_END);
  }

  private bind(): void {
    on("main", () => {
      this.main();
    });
    on("count", () => {
      this.byHand();
    });
    on("next", () => {
      this.apply({ kind: "next" });
    });
    on("easier", () => {
      this.apply({ kind: "easier" });
    });
    on("harder", () => {
      this.apply({ kind: "harder" });
    });
    on("hurts", () => {
      this.hurts();
    });
    on("end", () => {
      this.apply({ kind: "pause" });
      this.end();
    });
    this.bindKeys();
  }

  private bindKeys(): void {
    const wanted = field("#keys");
    document.addEventListener("keydown", (event) => {
      const key = meaning(event);
      if (key === null || !wanted.checked || this.hurt.open) return;
      event.preventDefault();
      if (key === "main") this.main();
      else if (key === "hurts") this.hurts();
      else if (key === "camera") this.joined.watcher?.toggle();
      else if (key === "count") this.byHand();
      else this.apply({ kind: key });
    });
  }

  private bindVoice(): void {
    const { voice } = this.joined;
    const box = field("#voice");
    const label = box.closest("label");
    const settle = (): void => {
      box.disabled = !voice.available;
      box.checked = voice.on;
      put(label?.querySelector("span"), this.plan.words[voice.available ? "voice" : "no_voice"] ?? "");
    };
    if (label !== null) label.hidden = false;
    box.addEventListener("change", () => {
      voice.on = box.checked;
      voice.say(this.cue);
    });
    voice.whenChanged(settle);
    settle();
  }

  private main(): void {
    this.apply({ kind: isRunning(this.state) && this.state.mode !== "rest" ? "pause" : "start" });
  }

  private hurts(): void {
    this.pausedBefore = this.state.paused;
    this.apply({ kind: "pause" });
    this.hurt.show();
  }

  private show(counted: boolean): void {
    const { state } = this;
    this.joined.watcher?.follow(state);
    this.joined.wake.want(!state.paused && state.mode !== "over");
    this.showCue(counted);
    this.showCount();
    paintDial(drawing("svg.hold"), dialOf(state, this.steps));
    const movement = movementOf(state);
    if (movement === undefined) return;
    showPanel(state.place.movement, shownPhase(state), formWords(state));
    const { words } = this.plan;
    put(find("[data-show=name]"), movement.name);
    put(find("[data-show=heading]"), fill(words["heading"] ?? "", { title: words["title"] ?? "", name: movement.name }));
    put(find("[data-show=of]"), fill(words["of"] ?? "", { number: state.place.movement + 1, count: this.plan.movements.length }));
    this.showButtons();
  }

  private showCue(counted: boolean): void {
    const cue = cueOf(this.state);
    const line = find("[data-show=cue]");
    // Phases that come round again are shown, but not announced each time.
    line.setAttribute("aria-live", cue.quiet ? "off" : "polite");
    put(line, cue.text);
    if (cue.text !== this.cue && !cue.quiet) this.joined.voice.say(counted ? `${this.state.count}. ${cue.text}` : cue.text);
    else if (counted) this.joined.voice.say(String(this.state.count));
    this.cue = cue.text;
  }

  private showCount(): void {
    const { words } = this.plan;
    const movement = movementOf(this.state);
    const bars = barsOf(this.state);
    put(find("[data-show=count]"), String(bars.done));
    put(find("[data-show=asked]"), fill(words["of"] ?? "", { number: "", count: bars.asked }).trim());
    paintBars(drawing("svg.reps"), bars);
    const { set, side } = this.state.place;
    const parts = [
      movement !== undefined && movement.sets > 1 ? fill(words["set_of"] ?? "", { number: set, count: movement.sets }) : "",
      side === null ? "" : (words[`side.${side}`] ?? ""),
    ];
    put(find("[data-show=where]"), parts.filter((part) => part !== "").join(" · "));
  }

  private showButtons(): void {
    const labels = labelsOf(this.state);
    const words = this.plan.words;
    put(find("[data-do=main]"), words[labels.main] ?? "");
    put(find("[data-do=count]"), words[labels.count] ?? "");
    put(find("[data-do=next]"), words[labels.next] ?? "");
    const forms = formButtons(this.state);
    for (const way of ["easier", "harder"] as const) {
      const button = find(`[data-do=${way}]`);
      button.hidden = forms[way] === "";
      put(button, forms[way]);
    }
  }
}
