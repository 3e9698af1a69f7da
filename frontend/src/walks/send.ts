/** One file sent to the server, and what the server says of it line by line. */

/** How far the server has read. */
export interface Progress {
  readonly done_bytes: number;
  readonly size_bytes: number;
  readonly rate: number;
  readonly left_s: number;
  readonly text: string;
}

/** What came of a file. */
export interface Came {
  readonly text: string;
  readonly skipped: readonly string[];
  readonly see: string;
  readonly refused: boolean;
}

/** What is told while a file goes in. */
export interface Listener {
  /** Share sent so far, 0 to 1. */
  sent(share: number): void;
  read(progress: Progress): void;
}

export interface Ways {
  readonly take: string;
  readonly stop: string;
  readonly token: string;
}

/** The server did not take the file, or went away; its words, where it had some. */
export class Lost extends Error {}

/** The person stopped it before the server had it. */
export class Stopped extends Error {}

const AGAIN_MS = 200;
const MOST_TRIES = 50;

/** Whole lines of JSON out of text that grows; what is not whole yet waits. */
export class Lines {
  private at = 0;

  next(text: string): (Progress | Came)[] {
    const found: (Progress | Came)[] = [];
    for (let end = text.indexOf("\n", this.at); end >= 0; end = text.indexOf("\n", this.at)) {
      found.push(JSON.parse(text.slice(this.at, end)) as Progress | Came);
      this.at = end + 1;
    }
    return found;
  }
}

export function isProgress(line: Progress | Came): line is Progress {
  return "done_bytes" in line;
}

/** A file under way. */
export class Sending {
  private readonly request = new XMLHttpRequest();
  private readonly key = crypto.randomUUID();
  private whole = false;
  private over = false;

  constructor(
    private readonly file: File,
    private readonly ways: Ways,
    private readonly listener: Listener,
  ) {}

  /** Send it; gives what came of it. */
  async run(): Promise<Came> {
    const { request } = this;
    const lines = new Lines();
    let came: Came | null = null;
    const hear = (): void => {
      if (request.status !== 200) return;
      for (const line of lines.next(request.responseText)) {
        if (isProgress(line)) this.listener.read(line);
        else came = line;
      }
    };
    return new Promise<Came>((done, failed) => {
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) this.listener.sent(event.loaded / Math.max(event.total, 1));
      });
      request.upload.addEventListener("load", () => {
        this.whole = true;
      });
      request.addEventListener("progress", hear);
      request.addEventListener("abort", () => {
        failed(new Stopped());
      });
      request.addEventListener("error", () => {
        failed(new Lost(""));
      });
      request.addEventListener("loadend", () => {
        this.over = true;
      });
      request.addEventListener("load", () => {
        hear();
        if (came === null) failed(new Lost(said(request)));
        else done(came);
      });
      request.open("POST", this.ways.take);
      for (const [name, value] of Object.entries(this.headers())) request.setRequestHeader(name, value);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("X-File-Name", encodeURIComponent(this.file.name));
      request.send(this.file);
    });
  }

  /** Take nothing of it. What came of it is still told by `run`. */
  async stop(): Promise<void> {
    if (!this.whole) {
      this.request.abort();
      return;
    }
    // The server may not have begun with it: ask again until it has, or is through.
    for (let tries = 0; tries < MOST_TRIES && !this.over; tries += 1) {
      const answer = await fetch(this.ways.stop, { method: "POST", headers: this.headers() }).catch(() => null);
      if (answer?.ok === true && ((await answer.json()) as { found: boolean }).found) return;
      await new Promise((later) => setTimeout(later, AGAIN_MS));
    }
  }

  private headers(): Record<string, string> {
    return { "X-CSRFToken": this.ways.token, "X-Taking": this.key };
  }
}

/** What a page of an error says. */
function said(request: XMLHttpRequest): string {
  const type = request.getResponseHeader("Content-Type") ?? "";
  if (!type.startsWith("text/html")) return "";
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const parts = [...page.querySelectorAll("main h1, main h1 + p")].map((part) => part.textContent.trim());
  return parts.join(" ");
}
