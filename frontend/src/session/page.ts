/** Finding the parts of the page and putting words into them. */

/** An element that the page must have. */
export function find(selector: string): HTMLElement {
  return must(document.querySelector<HTMLElement>(selector), selector);
}

/** A field that the page must have. */
export function field(selector: string): HTMLInputElement {
  return must(document.querySelector<HTMLInputElement>(selector), selector);
}

/** A drawing that the page must have. */
export function drawing(selector: string): SVGElement {
  return must(document.querySelector<SVGElement>(selector), selector);
}

function must<Kind extends Element>(found: Kind | null, selector: string): Kind {
  if (found === null) throw new Error(`the page must have ${selector}`);
  return found;
}

/** Put words into an element, only when they are others: a live region speaks at each change. */
export function put(node: Element | null | undefined, text: string): void {
  if (node !== null && node !== undefined && node.textContent !== text) node.textContent = text;
}

/** Let a control act. */
export function on(name: string, act: () => void): void {
  const control = find(`[data-do=${name}]`);
  control.addEventListener("click", (event) => {
    event.preventDefault();
    act();
    // After a tap the space bar counts again; who tabs keeps the focus.
    if (event.detail > 0) control.blur();
  });
}

/** Show the movement at a place, the phase that is led, and the form that is taken. */
export function showPanel(place: number, phase: number | null, form: string): void {
  document.querySelectorAll<HTMLElement>("[data-panel]").forEach((panel) => {
    panel.hidden = panel.dataset["panel"] !== String(place);
    if (panel.hidden) return;
    panel.querySelectorAll("li").forEach((line, at) => {
      line.classList.toggle("now", at === phase);
    });
    const line = panel.querySelector<HTMLElement>("[data-form]");
    if (line === null) return;
    line.hidden = form === "";
    put(line, form);
  });
}
