// An answer as plain text with its sources, and onto the clipboard.

import { facts, place } from "./source_list.js";
import { label, t } from "./texts.js";

/** Question, answer with [1] marks, sources and the AI notice. */
export function plainText(question, answer) {
  const lines = [question, ""];
  if (answer.sentences.length === 0) lines.push(answer.text);
  for (const { text, citations } of answer.sentences) {
    lines.push([text, ...citations.map((number) => `[${number}]`)].join(" "));
  }
  if (answer.citations.length > 0) lines.push("", `${t("chat.sources")}:`);
  for (const citation of answer.citations) {
    const status = citation.validity === "unknown" ? "" : label("validity", citation.validity).toLowerCase();
    const about = [citation.title, facts(citation), status, place(citation)].filter(Boolean).join(". ");
    lines.push(`[${citation.number}] ${about}. ${new URL(citation.url, location.origin).href}`);
  }
  return [...lines, "", answer.ai_notice ?? ""].join("\n");
}

/** Copy; false if the browser does not let us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
