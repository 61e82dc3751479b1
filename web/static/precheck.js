// What the rules say of the question while it is typed: shown in place and in a line, with a way to anonymise it.

import { Checker, isHarmless, stopping } from "./checking.js";
import { Highlight, rangesOf } from "./highlight.js";
import { linked } from "./contacts.js";
import { label, t } from "./texts.js";
import { draft } from "./store.js";

export class Precheck {
  #field;
  #highlight;
  #said;
  #button;
  #undo;
  #checker;
  #masked = null;
  #former = null;

  /** `before` gives the earlier questions of the conversation; a field of the form is replaced as if typed. */
  constructor(form, { before }) {
    this.#field = form.querySelector("textarea");
    this.#highlight = new Highlight(this.#field, form.querySelector(".found-layer"));
    this.#said = form.querySelector("#precheck-said");
    this.#button = form.querySelector("#anonymise");
    this.#undo = form.querySelector("#anonymise-undo");
    this.#checker = new Checker({ before, onFound: (text, found) => this.#found(text, found) });
    this.#button.addEventListener("click", () => this.#anonymise());
    this.#undo.addEventListener("click", () => this.#restore());
  }

  /** The field's text changed. */
  typed() {
    const text = this.#field.value;
    if (this.#former && text !== this.#former.anonymised) this.#forget();
    this.#highlight.edited();
    this.#checker.typed(text);
  }

  #found(text, found) {
    // Only what was checked and holds no personal data may survive a reload.
    draft.write(isHarmless(found) ? text : "");
    this.#highlight.show(found ? rangesOf(text, marked(found)) : []);
    this.#masked = found && found.anonymised !== text && offersToAnonymise(found) ? found.anonymised : null;
    this.#button.hidden = this.#masked === null;
    this.#say(found);
  }

  #say(found) {
    const told = found ? lines(found) : [];
    if (this.#former && told.length === 0) told.push(t("check.anonymised"));
    const words = told.join(" ");
    if (this.#said.textContent !== words) this.#said.replaceChildren(...linked(words));
  }

  #anonymise() {
    this.#former = { text: this.#field.value, anonymised: this.#masked };
    this.#replace(this.#masked);
    this.#undo.hidden = false;
    this.#button.hidden = true;
    this.#say(null);
    this.#field.focus();
  }

  #restore() {
    const { text } = this.#former;
    this.#forget();
    this.#replace(text);
    this.#field.focus();
  }

  #forget() {
    this.#former = null;
    this.#undo.hidden = true;
  }

  /** Replace the whole text in a way that Ctrl+Z takes back. */
  #replace(text) {
    this.#field.focus();
    this.#field.select();
    // The only way in that keeps the history of the field; browsers keep it for this use.
    if (!document.execCommand("insertText", false, text)) {
      this.#field.value = text;
      this.#field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

/** Names alone are no harm, as those of politicians; with other personal data or something sensitive they are. */
function offersToAnonymise(found) {
  return found.spans.length > 0 || found.rules.some(({ remedy }) => remedy === "anonymise");
}

/** What is marked: what would be masked where that is offered, else what the rules found. */
function marked(found) {
  return offersToAnonymise(found) && found.identifying.length > 0 ? found.identifying : found.spans;
}

/** What is said beneath the field: what was found, and the sentence of the rule that will stop the question. */
function lines(found) {
  const stop = stopping(found);
  const kinds = [...new Set(marked(found).map(({ mask }) => label("mask", kindOf(mask))))];
  const what = kinds.length > 0 ? [t("check.found", { what: joined(kinds) })] : [];
  if (stop === null) return what;
  // In acute danger the numbers to call come before any question of sending.
  if (stop.rule === "acute-danger") return [...what, stop.message, stop.advice];
  return [...what, t("check.stops", { message: stop.message })];
}

/** "[CPR-nummer fjernet]" is a mask of a "CPR-nummer". */
function kindOf(mask) {
  return mask.replace(/^\[|\]$/g, "").replace(/ fjernet$/, "");
}

function joined(words) {
  const [last, ...rest] = [...words].reverse();
  const all = rest.length > 0 ? `${rest.reverse().join(", ")} ${t("check.and")} ${last}` : last;
  return all[0].toUpperCase() + all.slice(1);
}
