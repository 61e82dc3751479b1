// The chat page: questions go out, answers come in sentence by sentence, sources open beside them.

import { check, isHarmless } from "./checking.js";
import { Composer } from "./composer.js";
import { isPlainClick } from "./dom.js";
import { Handover } from "./handover.js";
import { remediesFor } from "./remedies.js";
import { SourcePanel } from "./source_panel.js";
import { STOPPED } from "./stops.js";
import { conversation as stored } from "./store.js";
import { Refused, ask } from "./stream.js";
import { language, t } from "./texts.js";
import { Turn } from "./turn.js";

const element = (id) => document.getElementById(id);
const panel = new SourcePanel(element("panel"), element("workspace"));
const handover = new Handover(element("handover"));
let conversation = stored.read();
let running = null;

const composer = new Composer(element("composer"), {
  onAsk: begin,
  onStop: () => running?.abort(),
  before: earlier,
});

/** The questions of the conversation as they were recorded; of those that were stopped nothing was. */
function earlier() {
  const kept = conversation.turns.filter(({ answer }) => answer && !STOPPED.includes(answer.status));
  return kept.map(({ answer }) => answer.question).filter(Boolean);
}

function begin(question) {
  const entry = { question };
  conversation.turns.push(entry);
  const turn = show(entry);
  // Start reading at the question: the page stays still while the answer grows beneath it.
  turn.element.scrollIntoView({ block: "start" });
  keep(entry, conversation);
  run(entry, turn);
}

/** Until its answer has come, a question is kept only as far as the rules see no harm in it. */
async function keep(entry, into) {
  const found = await check(entry.question, { before: earlier() });
  if (entry.answer || !isHarmless(found)) return;
  entry.safe = entry.question;
  if (into === conversation) stored.write(conversation);
}

/** Put a turn on the page, with its answer or its ending if it has one. */
function show(entry) {
  const turn = new Turn(entry, {
    retry() {
      if (running) return;
      turn.begin();
      composer.focus();
      run(entry, turn);
    },
    handOver(onSent) {
      handover.open(entry, (id) => {
        entry.handed = id;
        stored.write(conversation);
        onSent(id);
      });
    },
    remedies: (answer) => remediesFor(answer, entry.question, { ask: askAgain, write }),
  });
  element("turns").append(turn.element);
  element("welcome").hidden = element("cleared").hidden = true;
  element("conversation").hidden = false;
  return turn;
}

function askAgain(question) {
  if (running) return;
  begin(question);
  composer.focus();
}

/** Put a text into the field to be rewritten, and say why it stands there. */
function write(text) {
  composer.fill(text);
  composer.focus();
}

/** Ask and show what comes. Whatever happens, the question stays. */
async function run(entry, turn) {
  const stop = new AbortController();
  running = stop;
  composer.running = true;
  turn.working(t("chat.working"));
  delete entry.answer;
  entry.partial = [];
  entry.ending = t("chat.interrupted");
  stored.write(conversation);
  try {
    entry.answer = await receive(entry, turn, stop.signal);
    delete entry.ending;
    delete entry.partial;
    delete entry.safe;
    if (running === stop) conversation.id = entry.answer.conversation;
  } catch (error) {
    entry.ending = stop.signal.aborted ? t("chat.stopped") : explain(error);
    turn.problem(entry.ending);
  } finally {
    if (running === stop) {
      running = null;
      composer.running = false;
      stored.write(conversation);
    }
  }
}

async function receive(entry, turn, signal) {
  for await (const { name, data } of ask(entry.question, { conversation: conversation.id, language, signal })) {
    if (name === "step") turn.working(data.message);
    if (name === "sentence") {
      entry.partial.push(data);
      turn.sentence(data.sentence, data.citations);
    }
    if (name === "error") throw new Refused(data.message);
    if (name === "answer") {
      turn.answer(data);
      return data;
    }
  }
  throw new TypeError("the stream ended without an answer");
}

function explain(error) {
  if (error instanceof Refused) return error.message || t("chat.failed");
  return error instanceof TypeError ? t("chat.lost") : t("chat.failed");
}

/** Show another conversation in place of this one; a running answer is stopped. */
function change(to) {
  const former = conversation;
  running?.abort();
  running = null;
  composer.running = false;
  conversation = to;
  stored.write(conversation);
  if (element("panel").open) panel.close();
  element("turns").replaceChildren();
  element("conversation").hidden = true;
  element("welcome").hidden = false;
  restore();
  composer.focus();
  return former;
}

/** Put the turns of the conversation on the page. */
function restore() {
  for (const entry of conversation.turns) {
    const turn = show(entry);
    for (const { sentence, citations } of entry.partial ?? []) turn.sentence(sentence, citations);
    if (entry.answer) turn.answer(entry.answer);
    else turn.problem(entry.ending ?? t("chat.interrupted"));
  }
}

element("new-conversation").addEventListener("click", () => {
  const former = change({ id: null, turns: [] });
  element("cleared").hidden = false;
  element("undo-new").onclick = () => change(former);
});
for (const example of document.querySelectorAll(".example")) {
  example.addEventListener("click", () => {
    begin(example.textContent.trim());
    composer.focus();
  });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-source]");
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  panel.open(link);
});
// With a mouse and a keyboard, one types at once; a phone's keyboard would cover the page.
if (matchMedia("(hover: hover) and (pointer: fine)").matches) composer.focus();
restore();
