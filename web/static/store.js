// What survives a reload: the draft and the conversation, in this tab only. A browser may forbid storage.

const PREFIX = "kkgpt.";

function read(name, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(name, value) {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Without storage, or with it full, the page works on and forgets at the next reload.
  }
}

export const draft = {
  read: () => String(read("draft", "")),
  write: (text) => write("draft", text),
};

/**
 * The conversation: its id in the journal, and turns as {question, safe?, answer?, partial?, ending?, handed?}.
 * The question as it was typed stays in memory. What is kept is the question as it was recorded, which is redacted, or
 * before that `safe`: the question without what the rules found in it.
 */
export const conversation = {
  read() {
    const stored = read("conversation", {});
    return { id: stored.id ?? null, turns: Array.isArray(stored.turns) ? stored.turns : [] };
  },
  write({ id, turns }) {
    const kept = turns.map(({ question: _, ...turn }) => ({ ...turn, question: turn.answer?.question || turn.safe || "" }));
    write("conversation", { id, turns: kept });
  },
};

/** What an action did, told on the page that is loaded next: {said, undo}, once. */
export const done = {
  write: (value) => write("done", value),
  take() {
    const value = read("done", null);
    if (value) write("done", null);
    return value;
  },
};
