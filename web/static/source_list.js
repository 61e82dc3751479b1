// The sources beneath an answer: one entry for each document, with the places that are cited.

import { make, ownAddress } from "./dom.js";
import { day, label, t } from "./texts.js";

const QUOTE_LENGTH = 70;

/** "Fokusområder › Dataetik, side 4": where in the document, without its title, or an empty text. */
export function place({ title, section, page }) {
  const headings = (section ?? "").split(" > ");
  if (headings[0] === title) headings.shift();
  return [headings.join(" › "), page ? t("source.page", { page }) : ""].filter(Boolean).join(", ");
}

/** "Byrådet · 5. december 2024 · Lysbjerg": what is known of the document. */
export function facts({ body, date, municipality }) {
  return [body, date ? day(date) : null, municipality].filter(Boolean).join(" · ");
}

/** The badge of a status, or null when it is not known. */
export function badge(validity) {
  if (!validity || validity === "unknown") return null;
  return make("span", { class: `badge badge-${validity}`, text: label("validity", validity) });
}

/** A link to a source that the panel opens; `section` and `page` are shown there. Null for a foreign address. */
export function sourceLink(source, properties) {
  const url = ownAddress(source.url);
  if (url === null) return null;
  if (url.search) url.hash = "citat";
  return make("a", {
    href: url.pathname + url.search + url.hash,
    "data-place": place(source),
    "data-title": source.title,
    ...properties,
  });
}

/** The mark of a citation in the answer. */
export function citationMark(citation) {
  const name = t("chat.mark", { number: citation.number, title: citation.title });
  return sourceLink(citation, { class: "mark", "data-source": "", "aria-label": name, text: citation.number });
}

/** List entries for citations, grouped by document and within it by place. */
export function citedSources(citations) {
  return grouped(citations, ({ document, version }) => `${document}/${version}`).map((cited) => {
    const places = grouped(cited, where).map((same) =>
      make("li", {}, ...same.flatMap((citation) => [citationMark(citation), " "].filter(Boolean)), where(same[0])),
    );
    return make(
      "li",
      {},
      make("p", { class: "source-title" }, wholeSource(cited[0]), badge(cited[0].validity)),
      make("p", { class: "meta", text: facts(cited[0]) }),
      make("ul", { class: "places" }, ...places),
    );
  });
}

/** The place of a citation; how its quote begins, where the document has neither headings nor pages. */
function where(citation) {
  const { quote } = citation;
  const begin = quote.length > QUOTE_LENGTH ? `${quote.slice(0, quote.lastIndexOf(" ", QUOTE_LENGTH))} …` : quote;
  return place(citation) || `»${begin}«`;
}

/** The text of a passage on one line, without the heading that is shown above it. */
function excerpt({ section, text }) {
  const [first, ...rest] = text.split(/\n+/);
  return (section?.endsWith(first) ? rest : [first, ...rest]).join(" ");
}

function wholeSource({ title, url }) {
  const link = sourceLink({ title, url: ownAddress(url)?.pathname }, { "data-source": "", lang: "da", text: title });
  return link ?? title;
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}

/** List entries for sources that were near the question without answering it. */
export function nearSources(nearMisses) {
  return nearMisses.map((near) => {
    const link = sourceLink(near, { "data-source": "", lang: "da", text: near.title });
    return make(
      "li",
      {},
      make("p", { class: "source-title" }, link ?? near.title),
      make("p", { class: "meta", text: place(near) }),
      make("p", { class: "excerpt", lang: "da", text: excerpt(near) }),
    );
  });
}
