// What a rule did with a question or an answer: the card of a stop, and notes over and under an answer.

import { addressLink, linked, phones } from "./contacts.js";
import { make } from "./dom.js";
import { sourceLink } from "./source_list.js";
import { t } from "./texts.js";

export const STOPPED = ["blocked", "routed"];
const OVER = ["redact", "warn"];
const SENTENCE = /(?<=[.!?])\s+(?=\p{Lu})/u;

/** The note of the rule that stopped a question. */
export function stoppingNote({ status, guardrails }) {
  const action = { blocked: "block", routed: "route" }[status];
  return guardrails.find((note) => note.action === action) ?? null;
}

/** The card in place of an answer; `buttons` is what the person can do. */
export function stopCard(answer, buttons) {
  const note = stoppingNote(answer);
  const acute = note?.rule === "acute-danger";
  const look = `stop-card stop-${answer.status}${acute ? " stop-acute" : ""}`;
  if (note === null) return make("div", { class: look, lang: answer.language }, make("p", { text: answer.text }), ...buttons);
  return make(
    "div",
    { class: look, lang: answer.language },
    make("p", { class: "stop-message", text: note.message }),
    ...(acute ? urgent(note) : [advice(note.advice)]),
    buttons.length > 0 ? make("div", { class: "stop-actions" }, ...buttons) : null,
    acute ? null : contact(note.contact),
    basis(note),
  );
}

/** Notes of what rules did to an answer: [those over it, those under it]. */
export function notesOf(answer) {
  const shown = answer.guardrails.filter(
    ({ rule, action }) => action !== "pass" && rule !== "ai-disclosure" && !["block", "route"].includes(action),
  );
  const over = shown.filter(({ action }) => OVER.includes(action));
  const under = shown.filter(({ action }) => !OVER.includes(action));
  return [over, under].map((notes) => notes.map((note) => noteBox(note, answer.language)));
}

function noteBox(note, language) {
  const look = `note note-${note.action}${note.failed ? " note-failed" : ""}`;
  return make(
    "div",
    { class: look, lang: language },
    make("p", {}, make("span", { text: note.message }), note.advice ? ` ${note.advice}` : null),
    basis(note),
  );
}

/** The clause: it leads to the rule, and to the municipality's own passage where there is one. */
function basis({ rule, clause, clause_url: own }) {
  if (!clause) return null;
  const line = make(
    "p",
    { class: "clause" },
    make("a", { href: `/om/retningslinjer#${rule}`, text: t("chat.clause", { clause }) }),
  );
  const passage = own ? sourceLink({ url: own, title: clause }, { "data-source": "", text: t("chat.own_clause") }) : null;
  if (passage) line.append(" · ", passage);
  return line;
}

function advice(text) {
  return text ? make("p", { class: "stop-advice" }, ...linked(text)) : null;
}

function contact(contact) {
  if (!contact) return null;
  const { name, address, note } = contact;
  const link = address && address !== name ? [", ", addressLink(address)] : [];
  const who = address === name ? addressLink(address) : name;
  return make("p", { class: "stop-contact" }, `${t("chat.contact")}: `, who, ...link, note ? `. ${note}` : "");
}

/** Numbers to call, large, each with the sentence that says when; then the sentences without a number. */
function urgent({ advice: text, contact: whom }) {
  const sentences = (text || whom?.note || "").split(SENTENCE);
  const rows = sentences.flatMap((sentence) => phones(sentence).map((number) => [number, sentence]));
  const address = whom?.address ?? "";
  if (phones(address).length > 0 && !rows.some(([number]) => number === address)) rows.unshift([address, whom.name]);
  const calls = rows.map(([number, sentence]) =>
    make("li", {}, addressLink(number, { class: "call" }), make("span", { text: sentence })),
  );
  const rest = sentences.filter((sentence) => phones(sentence).length === 0).join(" ");
  return [make("ul", { class: "calls" }, ...calls), advice(rest)];
}
