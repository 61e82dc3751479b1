// The text of a source with a quote highlighted. Offsets count Unicode code points, as on the server.

import { make } from "./dom.js";

/** The text cut at the edges of a quote, as [text, marked] pairs. */
export function pieces(block, start, end) {
  if (end <= block.start || start >= block.end) return [[block.text, false]];
  const points = Array.from(block.text);
  const first = Math.max(start - block.start, 0);
  const last = Math.min(end - block.start, points.length);
  const cut = [
    [points.slice(0, first).join(""), false],
    [points.slice(first, last).join(""), true],
    [points.slice(last).join(""), false],
  ];
  return cut.filter(([text]) => text !== "");
}

/** Elements for the blocks of a version; the quote stands in <mark>, in more than one if it spans blocks. */
export function sourceText({ title, blocks }, start, end) {
  return blocks.map((block, index) => {
    const depth = block.kind === "item" && block.level ? Math.min(block.level, 3) : null;
    const repeated = index === 0 && block.text === title && (end <= block.start || start >= block.end);
    const kind = `block block-${block.kind}${repeated ? " hidden" : ""}`;
    const element = make(tag(block), { class: kind, "data-depth": depth });
    for (const [text, marked] of pieces(block, start, end)) {
      element.append(marked ? make("mark", { text }) : text);
    }
    return element;
  });
}

function tag(block) {
  return block.kind === "heading" ? `h${Math.min(Math.max(block.level, 1) + 2, 6)}` : "p";
}
