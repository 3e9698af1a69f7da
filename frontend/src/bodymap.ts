/**
 * The body map: a tap on the drawing does what the list beside it does.
 *
 * First tap "hurts", second tap "worst", third clears. The list stays the truth: the drawing
 * follows it by style sheet alone, so that everything works without this module too.
 */

export type Mark = "none" | "hurts" | "worst";

/** What one more tap makes of a place. */
export function nextMark(mark: Mark): Mark {
  switch (mark) {
    case "none":
      return "hurts";
    case "hurts":
      return "worst";
    case "worst":
      return "none";
  }
}

/** The list beside the drawing. */
export class PlaceList {
  constructor(private readonly form: HTMLElement) {}

  private box(region: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`input[name="places"][value="${region}"]`);
  }

  private get worst(): HTMLSelectElement | null {
    return this.form.querySelector<HTMLSelectElement>('select[name="worst_place"]');
  }

  /** How a place is marked. */
  mark(region: string): Mark {
    if (this.box(region)?.checked !== true) return "none";
    return this.worst?.value === region ? "worst" : "hurts";
  }

  /** Mark a place; one place at most is the worst. */
  set(region: string, mark: Mark): void {
    const box = this.box(region);
    if (box === null) return;
    box.checked = mark !== "none";
    const worst = this.worst;
    if (worst === null) return;
    if (mark === "worst") worst.value = region;
    else if (worst.value === region) worst.value = "";
  }

  /** A place that is no longer marked can no longer be the worst. */
  settle(): void {
    const worst = this.worst;
    if (worst !== null && worst.value !== "" && this.mark(worst.value) === "none") worst.value = "";
  }
}

/** Join a drawing to the list of its form. */
export function joinBodyMap(form: HTMLElement): void {
  const list = new PlaceList(form);
  form.querySelectorAll<SVGElement>("[data-region]").forEach((shape) => {
    shape.addEventListener("click", () => {
      const region = shape.dataset["region"] ?? "";
      list.set(region, nextMark(list.mark(region)));
    });
  });
  form.addEventListener("change", (event) => {
    const target = event.target;
    if (target instanceof HTMLInputElement && target.name === "places") list.settle();
    if (target instanceof HTMLSelectElement && target.name === "worst_place" && target.value !== "") {
      list.set(target.value, "worst");
    }
  });
}

document.querySelectorAll<HTMLElement>("form.intake.place").forEach(joinBodyMap);
