/** Files dropped anywhere on the page, or chosen: taken in one after another, with a bar. */

import { Lost, Sending, Stopped, type Came, type Progress, type Ways } from "./send";

function one<Kind extends Element>(within: ParentNode, selector: string, kind: new () => Kind): Kind {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page must have ${selector}`);
  return found;
}

/** The bar under the form. */
class Bar {
  private readonly root = one(document, "[data-taking]", HTMLElement);
  private readonly name = one(this.root, "#taking-name", HTMLElement);
  private readonly bar = one(this.root, "[role=progressbar]", HTMLElement);
  private readonly part = one(this.root, "rect", SVGElement);
  private readonly rate = one(this.root, "[data-rate]", HTMLElement);
  readonly cancel = one(this.root, "[data-cancel]", HTMLButtonElement);

  begin(text: string): void {
    this.root.hidden = false;
    this.cancel.disabled = false;
    this.name.textContent = text;
    this.show(0, "");
  }

  show(share: number, text: string): void {
    const percent = Math.round(100 * Math.min(Math.max(share, 0), 1));
    this.bar.setAttribute("aria-valuenow", String(percent));
    this.bar.setAttribute("aria-valuetext", text);
    this.part.setAttribute("width", String(percent));
    this.rate.textContent = text;
  }

  end(): void {
    this.root.hidden = true;
  }
}

export class Drop {
  private readonly bar = new Bar();
  private readonly list = one(document, "[data-came]", HTMLElement);
  private readonly field: HTMLInputElement;
  private readonly waiting: File[] = [];
  private sending: Sending | null = null;

  constructor(private readonly form: HTMLFormElement) {
    this.field = one(form, "input[type=file]", HTMLInputElement);
    one(form, ".dropping", HTMLElement).hidden = false;
    this.listen();
  }

  /** Take files in after those that wait. */
  add(files: Iterable<File>): void {
    this.waiting.push(...files);
    if (this.sending === null) void this.run();
  }

  private async run(): Promise<void> {
    for (let file = this.waiting.shift(); file !== undefined; file = this.waiting.shift()) {
      this.bar.begin(this.words("left", file.name));
      this.sending = new Sending(file, this.ways(), {
        sent: (share): void => {
          this.bar.show(0, this.word("sending").replace("{percent}", String(Math.round(100 * share))));
        },
        read: (progress): void => {
          this.read(progress);
        },
      });
      this.tell(await this.outcome(this.sending, file.name));
    }
    this.sending = null;
    this.bar.end();
    this.field.focus();
  }

  private async outcome(sending: Sending, name: string): Promise<Came> {
    try {
      return await sending.run();
    } catch (error) {
      const text =
        error instanceof Stopped ? this.words("stopped", name)
        : error instanceof Lost && error.message !== "" ? `${name}: ${error.message}`
        : this.words("lost", name);
      return { text, skipped: [], see: "", refused: true };
    }
  }

  private read(progress: Progress): void {
    this.bar.show(progress.done_bytes / Math.max(progress.size_bytes, 1), progress.text);
  }

  private tell(came: Came): void {
    const line = document.createElement("li");
    line.className = came.refused ? "refused" : "taken";
    for (const text of [came.text, ...came.skipped]) {
      const part = document.createElement("p");
      part.textContent = text;
      if (line.childElementCount > 0) part.className = "small quiet";
      line.append(part);
    }
    if (came.see !== "") {
      const link = document.createElement("a");
      link.href = came.see;
      link.textContent = this.word("see");
      const part = document.createElement("p");
      part.append(link);
      line.append(part);
    }
    this.list.append(line);
  }

  private ways(): Ways {
    const token = one(this.form, "input[name=csrfmiddlewaretoken]", HTMLInputElement).value;
    return { take: this.form.dataset["take"] ?? "", stop: this.form.dataset["stop"] ?? "", token };
  }

  private word(name: string): string {
    return this.form.dataset[name] ?? "";
  }

  private words(name: string, file: string): string {
    return this.word(name).replace("{name}", file);
  }

  private listen(): void {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add(this.field.files ?? []);
      this.field.value = "";
    });
    this.bar.cancel.addEventListener("click", () => {
      this.bar.cancel.disabled = true;
      this.bar.show(0, this.word("stopping"));
      void this.sending?.stop();
    });
    for (const name of ["dragenter", "dragover"])
      document.addEventListener(name, (event) => {
        event.preventDefault();
        this.form.classList.add("over");
      });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) this.form.classList.remove("over");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      this.form.classList.remove("over");
      this.add(event.dataTransfer?.files ?? []);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.sending !== null) event.preventDefault();
    });
  }
}
