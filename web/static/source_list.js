// The sources beneath an answer: one entry for each document, with the places that are cited.

import { make, ownAddress } from "./dom.js";
import { day, label, t } from "./texts.js";

/** "Fokusområder › Dataetik, side 4": where in the document, or an empty text. */
export function place({ section, page }) {
  const parts = [section?.replaceAll(" > ", " › "), page ? t("source.page", { page }) : null];
  return parts.filter(Boolean).join(", ");
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
  url.hash = "citat";
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

/** List entries for citations, grouped by document. */
export function citedSources(citations) {
  const groups = new Map();
  for (const citation of citations) {
    const key = `${citation.document}/${citation.version}`;
    groups.set(key, [...(groups.get(key) ?? []), citation]);
  }
  return [...groups.values()].map((cited) => {
    const places = cited.map((citation) => make("li", {}, citationMark(citation), " ", place(citation)));
    return make(
      "li",
      {},
      make("p", { class: "source-title" }, make("span", { lang: "da", text: cited[0].title }), badge(cited[0].validity)),
      make("p", { class: "meta", text: facts(cited[0]) }),
      make("ul", { class: "places" }, ...places),
    );
  });
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
      make("p", { class: "excerpt", lang: "da", text: near.text }),
    );
  });
}
