import { describe, expect, it } from "vitest";

import { addressOf } from "../lifting";
import { put } from "./parts";

function page(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

const OLD = `<p id="said" data-live>Limit 10 kg.</p><p id="p-h" data-live hidden></p>
  <input id="i-h" aria-describedby="p-h" value="4x"><p id="other">Stays.</p>`;

describe("parts that follow what is typed", () => {
  it("takes the new words and shows what was hidden", () => {
    const old = page(OLD);
    put(old, page(`<p id="said" data-live>No limit.</p><p id="p-h" data-live>Must be a number.</p>
      <input id="i-h" aria-describedby="p-h" aria-invalid="true" value=""><p id="other">New.</p>`));
    expect(old.getElementById("said")?.textContent).toBe("No limit.");
    expect(old.getElementById("p-h")?.hidden).toBe(false);
    expect(old.getElementById("other")?.textContent).toBe("Stays.");
  });

  it("marks the field and leaves what is typed alone", () => {
    const old = page(OLD);
    const field = old.getElementById("i-h") as HTMLInputElement;
    put(old, page(`<input id="i-h" aria-describedby="p-h" aria-invalid="true" value="9">`));
    expect([field.getAttribute("aria-invalid"), field.value]).toEqual(["true", "4x"]);
    put(old, page(`<input id="i-h" aria-describedby="p-h" value="9">`));
    expect(field.hasAttribute("aria-invalid")).toBe(false);
  });

  it("touches nothing that is the same, so that it is not read out again", () => {
    const old = page(OLD);
    const words = old.getElementById("said")?.firstChild;
    put(old, page(OLD));
    expect(old.getElementById("said")?.firstChild).toBe(words);
  });
});

describe("the address of a form", () => {
  it("holds what was told, several times where it was ticked several times, and no empty field", () => {
    const told = page(`<form action="/strain/lifting/"><input name="load" value="12"><input name="h" value="">
      <input type="checkbox" name="condition" value="fast" checked>
      <input type="checkbox" name="condition" value="slippery" checked></form>`);
    const form = told.forms[0];
    if (form === undefined) throw new Error("the page must have a form");
    expect(addressOf(form)).toBe("/strain/lifting/?load=12&condition=fast&condition=slippery");
  });
});
