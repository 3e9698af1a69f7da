/** The dialog of "It hurts": how strong, sharp or not, then the answer of the rule. */

import type { Answer } from "./plan";

export interface Told {
  readonly answer: Answer;
  readonly text: string;
  /** Whether there is no movement after this one. */
  readonly last: boolean;
}

export interface Around {
  answer(pain: number, sharp: boolean): Told;
  closed(): void;
  /** The session is to end here. */
  ended(): void;
}

export class HurtDialog {
  private readonly dialog: HTMLDialogElement | null = document.querySelector("dialog.hurt");
  private ending = false;
  private readonly form: HTMLFormElement | null = this.dialog?.querySelector("form") ?? null;

  constructor(
    private readonly words: Readonly<Record<string, string>>,
    private readonly around: Around,
  ) {
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.tell();
    });
    this.click("[data-do=back]", () => this.dialog?.close());
    this.click("[data-do=answered]", () => this.dialog?.close());
    this.click("[data-do=stop]", () => {
      this.ending = true;
      this.dialog?.close();
    });
    this.dialog?.addEventListener("close", () => {
      if (this.ending) this.around.ended();
      else this.around.closed();
    });
  }

  get open(): boolean {
    return this.dialog?.open ?? false;
  }

  show(): void {
    this.ending = false;
    this.form?.reset();
    this.part("[data-missing]").hidden = true;
    this.part("[data-answer]").hidden = true;
    if (this.form !== null) this.form.hidden = false;
    this.dialog?.showModal();
  }

  private tell(): void {
    if (this.form === null) return;
    const data = new FormData(this.form);
    const pain = data.get("pain");
    this.part("[data-missing]").hidden = pain !== null;
    if (typeof pain !== "string") return;
    const told = this.around.answer(Number(pain), data.has("sharp"));
    this.form.hidden = true;
    this.part("[data-answer]").hidden = false;
    const stops = told.answer.advice === "stop";
    const key = stops ? (told.last ? "pain.to_end" : "pain.to_next") : "go_on";
    this.part("[data-do=answered]").textContent = this.words[key] ?? "";
    this.part("[data-do=stop]").hidden = !stops || told.last;
    const text = this.part("[data-show=answer]");
    text.textContent = told.text;
    this.part("[data-do=answered]").focus();
  }

  private click(selector: string, act: () => void): void {
    this.dialog?.querySelector(selector)?.addEventListener("click", act);
  }

  private part(selector: string): HTMLElement {
    const found = this.dialog?.querySelector<HTMLElement>(selector);
    if (found === null || found === undefined) throw new Error(`the dialog must have ${selector}`);
    return found;
  }
}
