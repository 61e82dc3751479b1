// What was found in a text, shown in place: a layer behind the field that wraps and scrolls as the field does.

import { make } from "./dom.js";

/** Spans in Unicode code points, as the server counts, as ranges of the string. */
export function rangesOf(text, spans) {
  const offsets = [0];
  for (const point of text) offsets.push(offsets.at(-1) + point.length);
  return spans.map(({ start, end }) => ({ start: offsets[start] ?? text.length, end: offsets[end] ?? text.length }));
}

/** The ranges after an edit that turned `before` into `after`; those that the edit touched are gone. */
export function moved(ranges, before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const shift = after.length - before.length;
  return ranges.flatMap(({ start, end }) => {
    if (end <= head) return [{ start, end }];
    return start >= before.length - tail ? [{ start: start + shift, end: end + shift }] : [];
  });
}

/** The layer behind a field. */
export class Highlight {
  #field;
  #layer;
  #text = "";
  #ranges = [];

  constructor(field, layer) {
    this.#field = field;
    this.#layer = layer;
    field.addEventListener("scroll", () => this.#align());
    new ResizeObserver(() => this.#align()).observe(field);
  }

  /** Show ranges of the field's text. */
  show(ranges) {
    this.#text = this.#field.value;
    this.#ranges = ranges;
    const parts = [];
    let at = 0;
    for (const { start, end } of ranges) {
      parts.push(this.#text.slice(at, start), make("mark", { text: this.#text.slice(start, end) }));
      at = end;
    }
    // A line break at the very end takes room in a field, but not in an element without something after it.
    this.#layer.replaceChildren(...parts, `${this.#text.slice(at)}\u200b`);
    this.#align();
  }

  /** The field's text was edited: what was found stays in place until it is checked anew. */
  edited() {
    this.show(moved(this.#ranges, this.#text, this.#field.value));
  }

  #align() {
    const { offsetWidth, clientWidth, clientLeft, scrollTop } = this.#field;
    this.#layer.style.right = `${offsetWidth - clientWidth - 2 * clientLeft}px`;
    this.#layer.scrollTop = scrollTop;
  }
}
