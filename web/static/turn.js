// One question and its answer on the page.

import { copy, plainText } from "./copying.js";
import { make } from "./dom.js";
import { SentenceWriter } from "./sentences.js";
import { citationMark, citedSources, nearSources } from "./source_list.js";
import { STOPPED, notesOf, stopCard } from "./stops.js";
import { t } from "./texts.js";

const ERRORS = ["error_input", "error_internal"];
const SHOWN_OF_ID = 8;
const PARTS = "asked working told sentences ai-mark notes sources problem tools copy handover copied".split(" ");

export class Turn {
  #entry;
  #wishes;
  #parts;
  #writer;
  #citations = new Map();
  #shown = [];

  /**
   * `entry` is what the store keeps of the turn. `wishes`: `retry()` asks the same question again, `handOver(onSent)`
   * opens the dialog of the hotline, `remedies(note)` gives what the page can do about a stop, as [text, action] pairs.
   */
  constructor(entry, wishes) {
    this.#entry = entry;
    this.#wishes = wishes;
    this.element = document.getElementById("turn-template").content.firstElementChild.cloneNode(true);
    this.#parts = Object.fromEntries(PARTS.map((name) => [name, this.element.querySelector(`.${name}`)]));
    this.#parts.handover.addEventListener("click", () => wishes.handOver((id) => this.handed(id)));
    this.#ask(entry.question);
    this.begin();
  }

  #ask(question) {
    const name = make("span", { class: "hidden", text: `${t("chat.question")}: ` });
    const kept = question || t("chat.not_kept");
    this.#parts.asked.replaceChildren(name, kept);
  }

  /** Empty the turn: its answer comes (again). */
  begin() {
    const { told, sentences, notes, sources, problem, tools, "ai-mark": mark } = this.#parts;
    for (const part of [told, sentences, notes, problem]) part.replaceChildren();
    sources.hidden = tools.hidden = mark.hidden = true;
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
    this.#recorded(answer);
    if (answer.sentences.length === 0) this.#message(answer);
    this.#notes(answer);
    this.#sources(answer);
    this.#tools(answer);
  }

  /** Say that there is no whole answer, and offer to try again where the question is at hand. */
  problem(message) {
    this.working("");
    const retry = make("button", { type: "button", class: "secondary retry", text: t("chat.retry") });
    retry.addEventListener("click", () => this.#wishes.retry());
    this.#parts.problem.replaceChildren(make("p", { text: message }), ...(this.#entry.question ? [retry] : []));
  }

  /** Say that the turn was handed over. */
  handed(id) {
    this.#parts.handover.hidden = true;
    this.#parts.copied.textContent = t("hand.sent", { id: id.slice(0, SHOWN_OF_ID) });
  }

  /** Show the question as it was recorded, without what was removed; a stopped one stays as typed until a reload. */
  #recorded({ status, question }) {
    const oneLine = (text) => text.split(/\s+/).filter(Boolean).join(" ");
    if (!question || STOPPED.includes(status) || question === oneLine(this.#entry.question)) return;
    this.#entry.question = question;
    this.#ask(question);
  }

  #message(answer) {
    const { status, text, language } = answer;
    if (ERRORS.includes(status)) return this.problem(text);
    if (!STOPPED.includes(status)) {
      return this.#parts.sentences.append(make("p", { class: "message", lang: language, text }));
    }
    const buttons = this.#wishes.remedies(answer).map(([name, action]) => {
      const button = make("button", { type: "button", class: "secondary", text: name });
      button.addEventListener("click", action);
      return button;
    });
    return this.#parts.sentences.append(stopCard(answer, buttons));
  }

  #notes(answer) {
    const [over, under] = notesOf(answer);
    if (answer.status === "partly_answered") under.unshift(make("p", { class: "note", text: t("chat.partly") }));
    this.#parts.told.replaceChildren(...over);
    this.#parts.notes.replaceChildren(...under);
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
    const { tools, copied, copy: button, handover, "ai-mark": mark } = this.#parts;
    mark.hidden = answer.sentences.length === 0;
    tools.hidden = false;
    button.hidden = answer.sentences.length === 0;
    handover.hidden = false;
    copied.textContent = "";
    button.onclick = async () => {
      const done = await copy(plainText(this.#entry.question, answer));
      copied.textContent = t(done ? "chat.copied" : "chat.copy_failed");
    };
    if (this.#entry.handed) this.handed(this.#entry.handed);
  }
}
