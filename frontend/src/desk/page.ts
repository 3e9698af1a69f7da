/** The parts of the desk's page: what the server says goes in, only where it is new. */

import { put } from "../session/page";
import type { Parts } from "./talk";

export class Page {
  private prompted: string | null;
  private readonly words: Readonly<Record<string, string>>;

  constructor() {
    const spans = [...document.querySelectorAll<HTMLElement>("[data-words] [data-word]")];
    this.words = Object.fromEntries(spans.map((span) => [span.dataset["word"] ?? "", span.textContent]));
    this.prompted = this.part("prompt").querySelector<HTMLInputElement>("input[name=prompt]")?.value ?? null;
  }

  word(key: string): string {
    return this.words[key] ?? "";
  }

  part(name: string): HTMLElement {
    const found = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`the page must have a part ${name}`);
    return found;
  }

  /** Show what is new; gives the suggestion's words where a suggestion is new. */
  show(parts: Parts): string | null {
    put(this.part("title"), parts.title);
    this.say(parts.line);
    put(this.part("quiet"), parts.quiet);
    const loud = document.querySelector<HTMLElement>("[data-loud]");
    if (loud !== null) loud.hidden = parts.quiet === "";
    this.replace("day", parts.day);
    this.replace("meetings", parts.meetings);
    this.replace("hours", parts.hours);
    if (this.part("week").querySelector("details[open]") === null) this.replace("week", parts.week);
    return this.suggest(parts.prompt);
  }

  /** The same suggestion stays as it is: somebody may be on one of its buttons. */
  private suggest(prompt: Parts["prompt"]): string | null {
    if (prompt === null) {
      if (this.prompted !== null) this.replace("prompt", "");
      this.prompted = null;
      return null;
    }
    if (prompt.root === this.prompted) return null;
    this.replace("prompt", prompt.html);
    this.prompted = prompt.root;
    return prompt.notice;
  }

  /** Say what came of an act, and go there: its button may be gone. */
  note(html: string): void {
    this.noteLater(html);
    this.part("note").focus({ preventScroll: true });
  }

  /** Say what came of an act of before: nobody is taken away from where they are. */
  noteLater(html: string): void {
    this.part("note").replaceChildren(...nodes(html));
  }

  /** Say at once that an act came to nothing, in the place of what was said before. */
  alert(words: string): void {
    const line = document.createElement("p");
    line.className = "state error";
    line.setAttribute("role", "alert");
    line.textContent = words;
    this.part("note").replaceChildren(line);
  }

  /** Something else has happened: what was said is over, unless somebody is on it. */
  noteOver(): void {
    const part = this.part("note");
    if (!part.contains(document.activeElement) || part === document.activeElement) part.replaceChildren();
  }

  say(line: string): void {
    const part = this.part("line");
    part.hidden = false;
    put(part, line);
  }

  showCounting(button: HTMLButtonElement, counting: boolean): void {
    button.setAttribute("aria-pressed", String(counting));
    put(button, this.word(counting ? "stop" : "start"));
  }

  private replace(name: string, html: string): void {
    const part = this.part(name);
    if (part.dataset["html"] === html) return;
    part.dataset["html"] = html;
    part.replaceChildren(...nodes(html));
  }
}

/** A part of the page as our own server made it, values escaped. */
function nodes(html: string): Node[] {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map((node) => document.importNode(node, true));
}
