/** Parts of a page that follow what is typed: everything with `data-live`, by its id. */

/** Put the parts of `fresh` into `page`; what is the same is left alone, so that nothing is read twice. */
export function put(page: Document, fresh: Document): void {
  page.querySelectorAll<HTMLElement>("[data-live][id]").forEach((old) => {
    const now = fresh.getElementById(old.id);
    if (now === null || old.isEqualNode(now)) return;
    old.hidden = now.hidden;
    old.replaceChildren(...[...now.childNodes].map((node) => page.importNode(node, true)));
  });
  page.querySelectorAll<HTMLInputElement>("input[aria-describedby]").forEach((field) => {
    const wrong = fresh.getElementById(field.id)?.getAttribute("aria-invalid") === "true";
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });
}

/** Say, beside the result and aloud, that it is of before; or that it no longer is. */
export function age(page: Document, old: boolean): void {
  const note = page.getElementById("stale");
  const said = page.getElementById("said");
  if (note === null) return;
  for (const id of ["drawing", "answer", "rest"]) page.getElementById(id)?.toggleAttribute("data-stale", old);
  note.hidden = !old;
  if (old && said !== null && said.textContent !== note.textContent) said.textContent = note.textContent;
}
