// Asking the rules about a text that is being typed. Neither the page nor the server keeps it.

import { language } from "./texts.js";

const PAUSE = 400;
const MOST = 20_000;
const MOST_BEFORE = 10;
const STOPPING = ["block", "route"];

/** What the rules say of a text (the reply of POST /api/check), or null when that cannot be told. */
export async function check(text, { before = [], signal } = {}) {
  if (text.length > MOST) return null;
  try {
    const response = await fetch("/api/check", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ text, before: before.slice(-MOST_BEFORE), language }),
      signal,
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** The rule that keeps a text from being answered, or null. */
export function stopping(found) {
  return found?.rules.find(({ action }) => STOPPING.includes(action)) ?? null;
}

/** Whether a text may be kept in the browser as it stands; one that could not be checked may not. */
export function isHarmless(found) {
  return found !== null && found.spans.length === 0 && stopping(found) === null;
}

/** Checks what is typed when typing pauses; there is never more than one request, and a newer text cancels it. */
export class Checker {
  #onFound;
  #before;
  #timer = 0;
  #running = null;
  #latest = null;

  /** `onFound(text, found)` gets each result, null when it cannot be told; `before` gives the earlier questions. */
  constructor({ onFound, before }) {
    this.#onFound = onFound;
    this.#before = before;
  }

  /** The text is this now. */
  typed(text) {
    this.cancel();
    if (text.trim() === "") this.#latest = { text, found: null };
    if (this.#latest?.text === text) this.#onFound(text, this.#latest.found);
    else this.#timer = setTimeout(() => this.#look(text), PAUSE);
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  async #look(text) {
    const running = new AbortController();
    this.#running = running;
    const found = await check(text, { before: this.#before(), signal: running.signal });
    if (this.#running !== running) return;
    this.#running = null;
    this.#latest = found && { text, found };
    this.#onFound(text, found);
  }
}
