/** Spoken cues. Nothing depends on them; without a voice they are silent. */

export interface Speaker {
  readonly speaking?: boolean;
  speak(said: SpeechSynthesisUtterance): void;
  cancel(): void;
  getVoices(): readonly SpeechSynthesisVoice[];
  addEventListener(type: "voiceschanged", listener: () => void): void;
}

const KEY = "rhomboid.voice";

/** The browser's speech, where it has one. */
export function speaker(): Speaker | null {
  const usable = "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;
  return usable ? window.speechSynthesis : null;
}

export class Voice {
  private wanted: boolean;

  /**
   * @param source the browser's speech; `null` without one
   * @param language of the cues, for example `en`
   * @param memory where the choice is remembered
   * @param preset the choice where none is remembered
   */
  constructor(
    private readonly source: Speaker | null,
    private readonly language: string,
    private readonly memory: Storage | null,
    preset: boolean,
  ) {
    const kept = memory?.getItem(KEY) ?? null;
    this.wanted = kept === null ? preset : kept === "on";
  }

  /** Whether there is a voice for the language, or voices that do not say for which. */
  get available(): boolean {
    return this.source?.getVoices().some((voice) => this.fits(voice)) ?? false;
  }

  get on(): boolean {
    return this.wanted && this.available;
  }

  set on(wanted: boolean) {
    this.wanted = wanted;
    try {
      this.memory?.setItem(KEY, wanted ? "on" : "off");
    } catch {
      // The browser keeps nothing: the choice holds for this page.
    }
    if (!wanted) this.hush();
  }

  /** Browsers load voices late: call back when they are there. */
  whenChanged(listener: () => void): void {
    this.source?.addEventListener("voiceschanged", listener);
  }

  /** Say a cue instead of what is being said. */
  say(text: string): void {
    if (!this.on || this.source === null || text === "") return;
    this.source.cancel();
    this.add(text);
  }

  /** Say a cue after what is being said. */
  add(text: string): void {
    if (!this.on || this.source === null || text === "") return;
    const said = new SpeechSynthesisUtterance(text);
    said.lang = this.language;
    const voice = this.source.getVoices().find((one) => this.fits(one));
    if (voice !== undefined) said.voice = voice;
    this.source.speak(said);
  }

  hush(): void {
    this.source?.cancel();
  }

  private fits(voice: SpeechSynthesisVoice): boolean {
    return voice.lang.toLowerCase().startsWith(this.language.slice(0, 2).toLowerCase());
  }
}
