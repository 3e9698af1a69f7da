import { beforeEach, describe, expect, it } from "vitest";

import { joinBodyMap, nextMark, PlaceList } from "./bodymap";

const page = `
  <form class="intake place">
    <svg><path data-region="neck"></path><path data-region="t4"></path></svg>
    <input type="checkbox" name="places" value="neck">
    <input type="checkbox" name="places" value="t4">
    <select name="worst_place">
      <option value="">-</option><option value="neck">Neck</option><option value="t4">T4</option>
    </select>
  </form>`;

function form(): HTMLFormElement {
  const found = document.querySelector("form");
  if (found === null) throw new Error("the page has no form");
  return found;
}

function tap(region: string): void {
  form().querySelector(`[data-region="${region}"]`)?.dispatchEvent(new Event("click", { bubbles: true }));
}

beforeEach(() => {
  const parsed = new DOMParser().parseFromString(page, "text/html");
  document.body.replaceChildren(...parsed.body.childNodes);
  joinBodyMap(form());
});

describe("the body map", () => {
  it("marks hurts, then worst, then nothing", () => {
    expect(nextMark("none")).toBe("hurts");
    expect(nextMark("hurts")).toBe("worst");
    expect(nextMark("worst")).toBe("none");
  });

  it("writes taps into the list", () => {
    const list = new PlaceList(form());
    tap("neck");
    expect(list.mark("neck")).toBe("hurts");
    tap("neck");
    expect(list.mark("neck")).toBe("worst");
    tap("neck");
    expect(list.mark("neck")).toBe("none");
  });

  it("keeps one worst place at most", () => {
    const list = new PlaceList(form());
    tap("neck");
    tap("neck");
    tap("t4");
    tap("t4");
    expect(list.mark("neck")).toBe("hurts");
    expect(list.mark("t4")).toBe("worst");
  });

  it("takes back the worst place when it is cleared in the list", () => {
    tap("t4");
    tap("t4");
    const box = form().querySelector<HTMLInputElement>('input[value="t4"]');
    if (box === null) throw new Error("no box");
    box.checked = false;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    expect(form().querySelector("select")?.value).toBe("");
  });

  it("marks a place that is chosen as the worst", () => {
    const select = form().querySelector("select");
    if (select === null) throw new Error("no select");
    select.value = "neck";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    expect(new PlaceList(form()).mark("neck")).toBe("worst");
  });
});
