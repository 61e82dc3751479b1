// »Spørg AI-hotlinen«: an answer or a stop is handed to people, with a note and, if wanted, the question.

import { send } from "./admin_send.js";
import { STOPPED } from "./stops.js";
import { t } from "./texts.js";

/** The dialog; what was typed is kept for each answer until it is sent, in memory only. */
export class Handover {
  #dialog;
  #form;
  #note;
  #question;
  #problem;
  #typed = new Map();
  #entry = null;
  #onSent = null;

  constructor(dialog) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    this.#note = dialog.querySelector("textarea");
    this.#question = dialog.querySelector("input[type=checkbox]");
    this.#problem = dialog.querySelector(".problem");
    dialog.querySelector("#handover-close").addEventListener("click", () => dialog.close());
    this.#note.addEventListener("input", () => this.#typed.set(this.#entry.answer.id, this.#note.value));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Open for a turn, whose `question` may be sent along; `onSent(id)` is called when it was handed over. */
  open(entry, onSent) {
    this.#entry = entry;
    this.#onSent = onSent;
    this.#note.value = this.#typed.get(entry.answer.id) ?? "";
    this.#problem.textContent = "";
    this.#question.checked = false;
    const { status, question: recorded } = entry.answer;
    const atHand = STOPPED.includes(status) && entry.question && entry.question !== recorded;
    this.#question.closest(".tick").hidden = !atHand;
    this.#dialog.showModal();
    this.#note.focus();
  }

  async #send() {
    const entry = this.#entry;
    const { id: answer } = entry.answer;
    const body = { answer, note: this.#note.value.trim() };
    if (this.#question.checked) body.question = entry.question;
    this.#busy(true);
    try {
      const { id } = await send("POST", "/api/handovers", body);
      this.#typed.delete(answer);
      this.#onSent(id);
      if (this.#entry === entry) this.#dialog.close();
    } catch (error) {
      this.#problem.textContent = t("hand.failed", { reason: error.message });
    } finally {
      this.#busy(false);
    }
  }

  #busy(busy) {
    this.#problem.textContent = busy ? "" : this.#problem.textContent;
    this.#form.toggleAttribute("aria-busy", busy);
    this.#form.querySelector("[type=submit]").disabled = busy;
  }
}
