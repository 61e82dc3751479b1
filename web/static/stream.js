// Asking the server and reading its answer as server-sent events over fetch.

/** Text in pieces of any size in, whole events out. */
export class EventReader {
  #rest = "";
  #name = "";
  #data = [];

  /** The events that are complete with this piece, as {name, data}. */
  read(piece) {
    const text = this.#rest + piece;
    // A carriage return at the end may be the first half of a line end: it waits for the next piece.
    const held = text.endsWith("\r") ? "\r" : "";
    const lines = text.slice(0, text.length - held.length).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + held;
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line) {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return [];
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#name = value;
    if (field === "data") this.#data.push(value);
    return [];
  }

  #dispatch() {
    const event = { name: this.#name || "message", data: this.#data.join("\n") };
    const empty = this.#data.length === 0;
    this.#name = "";
    this.#data = [];
    return empty ? [] : [event];
  }
}

/** What the server says is wrong, in words for people. */
export class Refused extends Error {}

/** Ask; yields {name, data} for each event until the answer or an error has come. */
export async function* ask(question, { conversation, language, signal }) {
  const response = await fetch("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ question, language, ...(conversation ? { conversation } : {}) }),
    signal,
  });
  if (!response.ok) throw new Refused(await reason(response));
  const reader = new EventReader();
  const bytes = response.body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await bytes.read();
    if (done) return;
    for (const event of reader.read(decoder.decode(value, { stream: true }))) {
      yield { name: event.name, data: JSON.parse(event.data) };
    }
  }
}

async function reason(response) {
  try {
    return (await response.json()).error?.message ?? "";
  } catch {
    return "";
  }
}
