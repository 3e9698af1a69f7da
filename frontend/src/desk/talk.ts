/** What the page of the desk and the server say to each other. */

/** What of the page may have changed. */
export interface Parts {
  readonly title: string;
  readonly line: string;
  readonly counting: boolean;
  readonly quiet: string;
  readonly day: string;
  readonly week: string;
  readonly meetings: string;
  readonly hours: string;
  readonly prompt: { readonly root: string; readonly html: string; readonly notice: string } | null;
  readonly note?: string;
}

export interface Look {
  readonly who: "there" | "nobody" | "unseen";
  readonly moved: boolean;
}

export interface Moment {
  /** Seconds without a key or pointer in this page; `null` while another window is in front. */
  readonly lull_s: number | null;
  readonly camera: boolean;
  /** Another window of ours has the camera. */
  readonly elsewhere: boolean;
}

/** The server does not answer. */
export class Lost extends Error {}

function token(): string {
  return document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
}

async function post(url: string, body: BodyInit, type: string, last = false): Promise<unknown> {
  const headers: Record<string, string> = { Accept: "application/json", "X-CSRFToken": token() };
  if (type !== "") headers["Content-Type"] = type;
  let answer: Response;
  try {
    answer = await fetch(url, { method: "POST", keepalive: last, headers, body });
  } catch {
    throw new Lost("no answer");
  }
  if (!answer.ok) throw new Lost(`status ${String(answer.status)}`);
  return answer.json();
}

export async function tick(moment: Moment): Promise<Parts> {
  return (await post("/desk/tick/", JSON.stringify(moment), "application/json")) as Parts;
}

export async function look(bytes: ArrayBuffer): Promise<Look> {
  return (await post("/desk/look/", bytes, "application/octet-stream")) as Look;
}

export async function stop(last: boolean): Promise<Parts> {
  return (await post("/desk/stop/", "{}", "application/json", last)) as Parts;
}

/** Send a form as it would go by itself, with the button that was pressed. */
export async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<Parts> {
  const fields = new FormData(form, button);
  // As addresses are written: what a form without a file sends.
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, typeof value === "string" ? value : ""]));
  return (await post(form.action, body, "")) as Parts;
}

/** Tell of a change of position so many seconds ago. */
export async function moved(ago_s: number): Promise<Parts> {
  return (await post("/desk/moved/", new URLSearchParams({ ago_s: String(ago_s) }), "")) as Parts;
}
