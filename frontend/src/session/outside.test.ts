import { beforeEach, describe, expect, it, vi } from "vitest";

import { meaning } from "./keys";
import { remember, remembered } from "./memory";
import { begin, step } from "./engine";
import { Queue, type Outside, type Sent, type Standing } from "./queue";
import { sample } from "./sample";
import { Voice, type Speaker } from "./speech";
import { Wake, type Lock, type Locks } from "./wake";

beforeEach(() => {
  localStorage.clear();
});

/** A server that answers as it is told, and a clock that stands. */
class Server implements Outside {
  readonly got: Record<string, unknown>[] = [];
  readonly waits: (() => void)[] = [];
  time = 1_000_000;
  answer: Sent = { kind: "taken" };

  send(_url: string, body: Readonly<Record<string, unknown>>): Promise<Sent> {
    this.got.push({ ...body });
    return Promise.resolve(this.answer);
  }

  now(): number {
    return this.time;
  }

  later(act: () => void): void {
    this.waits.push(act);
  }
}

function queue(server: Server): { queue: Queue; told: Standing[] } {
  const told: Standing[] = [];
  const made = new Queue(server, localStorage, (standing) => told.push(standing));
  return { queue: made, told };
}

describe("the queue", () => {
  it("sends at once, in order, and then holds nothing", async () => {
    const server = new Server();
    const { queue: made, told } = queue(server);
    made.add("/a/", { set: 1 });
    made.add("/a/", { set: 2 });
    await made.flush();
    expect(server.got.map((body) => body["set"])).toEqual([1, 2]);
    expect(told.at(-1)).toEqual({ waiting: 0, problem: "" });
    expect(localStorage.length).toBe(0);
  });

  it("keeps what the server did not get, over a closed page, and says how old it is", async () => {
    const server = new Server();
    server.answer = { kind: "lost" };
    const first = queue(server);
    first.queue.add("/a/", { set: 1 });
    await first.queue.flush();
    expect(first.told.at(-1)).toEqual({ waiting: 1, problem: "" });
    server.answer = { kind: "taken" };
    server.time += 90_000;
    const second = queue(server);
    expect(second.queue.waiting).toBe(1);
    await second.queue.flush();
    expect(server.got.at(-1)).toEqual({ set: 1, ago_s: 90 });
    expect(second.queue.waiting).toBe(0);
  });

  it("tries again by itself, with one attempt waiting at a time", async () => {
    const server = new Server();
    server.answer = { kind: "lost" };
    const { queue: made } = queue(server);
    made.add("/a/", { set: 1 });
    await made.flush();
    made.add("/a/", { set: 2 });
    await made.flush();
    expect(server.waits).toHaveLength(1);
    server.answer = { kind: "taken" };
    server.waits[0]?.();
    await vi.waitFor(() => {
      expect(made.waiting).toBe(0);
    });
  });

  it("lets go of what was refused and says why", async () => {
    const server = new Server();
    server.answer = { kind: "refused", problem: "Repetitions go up to 17 here." };
    const { queue: made, told } = queue(server);
    made.add("/a/", { set: 1 });
    await made.flush();
    expect(told.at(-1)).toEqual({ waiting: 0, problem: "Repetitions go up to 17 here." });
  });

  it("begins empty when the browser kept something else", () => {
    for (const kept of ["nonsense", '{"a":1}', '[{"url":1}]']) {
      localStorage.setItem("rhomboid.session.queue", kept);
      expect(queue(new Server()).queue.waiting).toBe(0);
    }
  });
});

describe("the count of an open set", () => {
  it("is remembered for the set at which the session stands, and for no other", () => {
    const plan = sample("row");
    remember(localStorage, step(begin(plan), { kind: "count" }).state);
    expect(remembered(localStorage, plan)).toBe(1);
    expect(remembered(localStorage, { ...plan, session: "another" })).toBe(0);
    expect(remembered(localStorage, { ...plan, place: { movement: 0, set: 2, side: null } })).toBe(0);
    remember(localStorage, begin(plan));
    expect(remembered(localStorage, plan)).toBe(0);
    localStorage.setItem("rhomboid.session.count", "nonsense");
    expect(remembered(localStorage, plan)).toBe(0);
  });
});

describe("the keyboard", () => {
  function press(key: string, target: string, more: KeyboardEventInit = {}): string | null {
    const parsed = new DOMParser().parseFromString(`<main>${target}</main>`, "text/html");
    document.body.replaceChildren(...parsed.body.childNodes);
    const node = document.querySelector("main > *") ?? document.body;
    let meant: string | null = null;
    const listen = (event: KeyboardEvent): void => {
      meant = meaning(event);
    };
    document.addEventListener("keydown", listen, { once: true });
    node.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
    return meant;
  }

  it("has one key for each act", () => {
    expect([" ", "p", "c", "h", "n", "E", "x"].map((key) => press(key, "<p></p>"))).toEqual([
      "main",
      "main",
      "count",
      "hurts",
      "next",
      "easier",
      null,
    ]);
  });

  it("leaves keys to who types, to a control in focus, and to the browser", () => {
    expect(press("n", "<input type='text'>")).toBeNull();
    expect(press(" ", "<button>x</button>")).toBeNull();
    expect(press("n", "<button>x</button>")).toBe("next");
    expect(press("p", "<p></p>", { ctrlKey: true })).toBeNull();
    expect(press(" ", "<p></p>", { repeat: true })).toBeNull();
  });
});

describe("the voice", () => {
  class Mouth implements Speaker {
    readonly said: string[] = [];
    constructor(private readonly languages: string[]) {}
    speak(said: SpeechSynthesisUtterance): void {
      this.said.push(said.text);
    }
    cancel(): void {
      this.said.push("-");
    }
    getVoices(): SpeechSynthesisVoice[] {
      return this.languages.map((lang) => ({ lang }) as SpeechSynthesisVoice);
    }
    addEventListener(): void {
      // voices of a test are there from the beginning
    }
  }

  beforeEach(() => {
    vi.stubGlobal(
      "SpeechSynthesisUtterance",
      class {
        constructor(readonly text: string) {}
      },
    );
  });

  it("speaks one cue at a time when it is on, and remembers that it is", () => {
    const mouth = new Mouth(["en-GB"]);
    const voice = new Voice(mouth, "en", localStorage, false);
    voice.say("Pull.");
    expect(mouth.said).toEqual([]);
    voice.on = true;
    voice.say("Pull.");
    expect(mouth.said).toEqual(["-", "Pull."]);
    expect(new Voice(mouth, "en", localStorage, false).on).toBe(true);
  });

  it("is off where the browser has no voice for the language", () => {
    for (const source of [null, new Mouth([]), new Mouth(["fr-FR"])]) {
      const voice = new Voice(source, "de", localStorage, true);
      voice.on = true;
      expect([voice.available, voice.on]).toEqual([false, false]);
      voice.say("Ziehen.");
    }
  });
});

describe("the screen", () => {
  class Browser implements Locks {
    held = 0;
    request(): Promise<Lock> {
      this.held += 1;
      return Promise.resolve({
        release: () => {
          this.held -= 1;
          return Promise.resolve();
        },
      });
    }
  }

  async function settled(): Promise<void> {
    await new Promise((done) => setTimeout(done, 0));
  }

  it("stays awake while wanted, and again when the page comes back", async () => {
    const browser = new Browser();
    let visible: DocumentVisibilityState = "visible";
    vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visible);
    const wake = new Wake(browser, document);
    wake.want(true);
    await settled();
    expect(browser.held).toBe(1);
    visible = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    await settled();
    expect([browser.held, wake.held]).toEqual([0, false]);
    visible = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    await settled();
    expect(browser.held).toBe(1);
    wake.want(false);
    await settled();
    expect(browser.held).toBe(0);
  });

  it("is left alone where the browser cannot, or will not", async () => {
    new Wake(null, document).want(true);
    const refusing: Locks = { request: () => Promise.reject(new Error("low battery")) };
    const wake = new Wake(refusing, document);
    wake.want(true);
    await settled();
    expect(wake.held).toBe(false);
  });
});
