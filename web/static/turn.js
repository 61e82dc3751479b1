// One question and its answer on the page.

import { copy, plainText } from "./copying.js";
import { make } from "./dom.js";
import { SentenceWriter } from "./sentences.js";
import { citationMark, citedSources, nearSources } from "./source_list.js";
import { t } from "./texts.js";

const MESSAGES = ["clarify", "blocked", "routed"];
const ERRORS = ["error_input", "error_internal"];

export class Turn {
  #question;
  #onRetry;
  #parts;
  #writer;
  #citations = new Map();
  #shown = [];

  /** `onRetry` is called when the person wants the same question asked again. */
  constructor(question, onRetry) {
    this.#question = question;
    this.#onRetry = onRetry;
    this.element = document.getElementById("turn-template").content.firstElementChild.cloneNode(true);
    const part = (name) => this.element.querySelector(`.${name}`);
    this.#parts = Object.fromEntries(
      ["asked", "working", "sentences", "notes", "sources", "problem", "tools", "copy", "copied"].map((name) => [
        name,
        part(name),
      ]),
    );
    this.#parts.asked.append(make("span", { class: "hidden", text: `${t("chat.question")}: ` }), question);
    this.begin();
  }

  /** Empty the turn: its answer comes (again). */
  begin() {
    const { sentences, notes, sources, problem, tools } = this.#parts;
    for (const part of [sentences, notes, problem]) part.replaceChildren();
    sources.hidden = tools.hidden = true;
    this.#citations.clear();
    this.#shown = [];
    this.#writer = new SentenceWriter(sentences, (number) => {
      const citation = this.#citations.get(number);
      return citation ? citationMark(citation) : null;
    });
  }

  /** Say what is being done. */
  working(message) {
    this.#parts.working.textContent = message;
  }

  /** Show a checked sentence and take note of its new citations. */
  sentence(sentence, citations) {
    for (const citation of citations) this.#citations.set(citation.number, citation);
    this.#writer.append(sentence, this.#citations.get(sentence.citations[0]));
    this.#shown.push(sentence.text);
  }

  /** Show the whole answer; sentences that are on the page already stay untouched, so that none is read twice. */
  answer(answer) {
    this.working("");
    if (this.#shown.some((text, index) => text !== answer.sentences[index]?.text)) this.begin();
    for (const citation of answer.citations) this.#citations.set(citation.number, citation);
    for (const sentence of answer.sentences.slice(this.#shown.length)) this.sentence(sentence, []);
    if (answer.sentences.length === 0) this.#message(answer);
    this.#notes(answer);
    this.#sources(answer);
    this.#tools(answer);
  }

  /** Say that there is no whole answer, and offer to try again. */
  problem(message) {
    this.working("");
    const retry = make("button", { type: "button", class: "secondary retry", text: t("chat.retry") });
    retry.addEventListener("click", () => this.#onRetry());
    this.#parts.problem.replaceChildren(make("p", { text: message }), retry);
  }

  #message({ status, text, language }) {
    if (ERRORS.includes(status)) return this.problem(text);
    const look = MESSAGES.includes(status) ? `message message-${status}` : "message";
    return this.#parts.sentences.append(make("p", { class: look, lang: language, text }));
  }

  #notes(answer) {
    if (answer.status === "partly_answered") this.#parts.notes.append(make("p", { class: "note", text: t("chat.partly") }));
    for (const { rule, action, message, clause } of answer.guardrails) {
      if (action === "pass" || rule === "ai-disclosure") continue;
      const basis = clause ? make("span", { class: "clause", text: t("chat.clause", { clause }) }) : null;
      const said = message === answer.text ? null : make("span", { text: message });
      if (said || basis) this.#parts.notes.append(make("p", { class: "note" }, said, said && basis ? " " : null, basis));
    }
  }

  #sources({ status, citations, near_misses: nearMisses }) {
    const near = status === "not_found";
    const entries = near ? nearSources(nearMisses) : citedSources(citations);
    const { sources } = this.#parts;
    sources.hidden = entries.length === 0;
    sources.classList.toggle("sources-near", near);
    sources.querySelector("h3").textContent = t(near ? "chat.nearest" : "chat.sources");
    sources.querySelector("ol").replaceChildren(...entries);
  }

  #tools(answer) {
    const { tools, copied } = this.#parts;
    tools.hidden = answer.sentences.length === 0;
    copied.textContent = "";
    this.#parts.copy.onclick = async () => {
      const done = await copy(plainText(this.#question, answer));
      copied.textContent = t(done ? "chat.copied" : "chat.copy_failed");
    };
  }
}
