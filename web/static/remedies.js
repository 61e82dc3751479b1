// What the page can do for a person whose question was stopped. The question as typed is at hand until a reload.

import { check } from "./checking.js";
import { stoppingNote } from "./stops.js";
import { t } from "./texts.js";

/**
 * The remedies of a stop as [text, action] pairs. `ask(question)` asks anew; `write(text)` puts a text into the field.
 * After a reload only the recorded placeholder is left of the question: then there is nothing to offer.
 */
export function remediesFor(answer, question, { ask, write }) {
  const note = stoppingNote(answer);
  if (!question || question === answer.question || !note?.remedy) return [];
  const rewrite = [t("chat.rewrite"), () => write(question)];
  if (note.remedy === "rephrase") return [rewrite];
  const name = t(note.rule === "sensitive-person" ? "chat.without_name" : "chat.without_data");
  return [[name, () => without(question, ask, write)], rewrite];
}

/** Ask without what identifies a person; where nothing can be removed, the person rewrites it. */
async function without(question, ask, write) {
  const found = await check(question);
  if (found === null || found.anonymised === question) write(question);
  else ask(found.anonymised);
}
