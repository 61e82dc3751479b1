// An answer's sentences as paragraphs and lists.

import { make } from "./dom.js";
import { t } from "./texts.js";

const BULLET = /^[-–•*·]\s+(?=\S)/u;
const NUMBER = /^(?:[-–•*·]\s+)?(\d{1,2})[.)]\s+(?=\S)/u;
// "1. februar 2024" opens a sentence, not a list.
const NO_NUMBER =
  /^\d{1,2}\.\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|kvartal|halvår|behandling|punkt|at-punkt|led|division)/iu;

/** How a sentence is shown: {list: "ul"|"ol"|null, number, text} with the list's own mark taken off. */
export function shape(text) {
  const number = NO_NUMBER.test(text) ? null : NUMBER.exec(text);
  if (number) return { list: "ol", number: Number(number[1]), text: text.slice(number[0].length) };
  const bullet = BULLET.exec(text);
  if (bullet) return { list: "ul", number: null, text: text.slice(bullet[0].length) };
  return { list: null, number: null, text };
}

/** Puts sentences into `container` one by one: items of one document join a list, sentences of one quote a paragraph. */
export class SentenceWriter {
  #container;
  #mark;
  #open = null;
  #origin = null;

  /** `mark` makes the link for a citation's number, or null if there is no such citation. */
  constructor(container, mark) {
    this.#container = container;
    this.#mark = mark;
  }

  /** Append a sentence; `citation` is its first one, if there is any. */
  append(sentence, citation) {
    const { list, number, text } = shape(sentence.text);
    const ownQuote = !list && sentence.support === "quoted";
    const place = this.#place(list ?? "p", ownQuote ? citation?.number : citation?.document);
    const body = list ? make("li", { value: number }) : make("span", { class: "sentence" });
    body.append(text, ...this.#marks(sentence));
    if (place.localName === "p" && place.hasChildNodes()) place.append(" ");
    place.append(body);
  }

  #place(tag, origin) {
    if (this.#open?.localName !== tag || this.#origin !== origin) {
      this.#open = make(tag);
      this.#container.append(this.#open);
    }
    this.#origin = origin;
    return this.#open;
  }

  #marks(sentence) {
    const marks = sentence.citations.map((number) => this.#mark(number)).filter(Boolean);
    const doubt = sentence.support === "unsupported" ? [make("span", { class: "doubt", text: t("chat.unsupported") })] : [];
    // A no-break space keeps the marks with the last word.
    return [...marks, ...doubt].flatMap((element) => ["\u00a0", element]);
  }
}
