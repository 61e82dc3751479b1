// The field that a question is written in.

import { Precheck } from "./precheck.js";
import { draft } from "./store.js";
import { t } from "./texts.js";

const NEAR_THE_LIMIT = 200;
const PAUSE_BEFORE_SPEAKING = 800;

export class Composer {
  #form;
  #field;
  #send;
  #stop;
  #count;
  #spoken;
  #limit;
  #precheck;
  #timer = 0;
  #running = false;

  /** `onAsk` gets the question; `onStop` is called to stop the running answer; `before` gives the earlier questions. */
  constructor(form, { onAsk, onStop, before }) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#send = form.querySelector("#send");
    this.#stop = form.querySelector("#stop");
    this.#count = form.querySelector("#composer-count");
    this.#spoken = form.querySelector("#composer-spoken");
    this.#limit = Number(form.dataset.limit);
    this.#precheck = new Precheck(form, { before });
    this.#field.addEventListener("input", () => this.#changed());
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#askable()) return;
      const question = this.#question();
      this.fill("");
      onAsk(question);
    });
    this.#stop.addEventListener("click", onStop);
    this.fill(draft.read());
  }

  /** Put a text into the field. */
  fill(text) {
    this.#field.value = text;
    this.#changed();
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  /** While an answer is running there is a stop button in place of the send button. */
  set running(running) {
    this.#running = running;
    const lost = document.activeElement === this.#stop || document.activeElement === this.#send;
    this.#stop.hidden = !running;
    this.#send.hidden = running;
    if (lost) this.focus();
    this.#changed();
  }

  #question() {
    return this.#field.value.trim();
  }

  #excess() {
    return Array.from(this.#question()).length - this.#limit;
  }

  #askable() {
    return !this.#running && this.#question() !== "" && this.#excess() <= 0;
  }

  #changed() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight + this.#field.offsetHeight - this.#field.clientHeight}px`;
    this.#send.disabled = !this.#askable();
    this.#countDown(this.#excess());
    this.#precheck.typed();
  }

  #countDown(excess) {
    const tooLong = excess > 0;
    const near = excess > -NEAR_THE_LIMIT;
    const message = tooLong ? t("chat.too_long", { count: excess, limit: this.#limit }) : t("chat.remaining", { count: -excess });
    this.#count.textContent = near ? message : "";
    this.#form.classList.toggle("too-long", tooLong);
    this.#field.setAttribute("aria-invalid", String(tooLong));
    // Read aloud when typing pauses, not at each key.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#spoken.textContent = this.#count.textContent;
    }, PAUSE_BEFORE_SPEAKING);
  }
}
