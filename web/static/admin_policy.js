// Trying a proposal on earlier questions: the server tells how far it is, and then the page shows what it found.

import { reload } from "./admin.js";
import { EventReader, Refused } from "./stream.js";
import { t } from "./texts.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-shadow]");
  if (button) run(button);
});

async function run(button) {
  const acting = button.closest(".acting");
  const [problem, working] = [acting.querySelector(".problem"), acting.querySelector(".working")];
  problem.textContent = "";
  working.textContent = t("action.working");
  button.disabled = true;
  try {
    for await (const { name, data } of events(Number(button.dataset.shadow))) {
      if (name === "progress") working.textContent = t("policy.trying", data);
      if (name === "error") throw new Refused(data.message);
      if (name === "report") return reload(t("policy.trying", { done: data.questions, total: data.questions }));
    }
    throw new Refused(t("action.lost"));
  } catch (error) {
    problem.textContent = error instanceof Refused && error.message ? error.message : t("action.lost");
    working.textContent = "";
    button.disabled = false;
  }
}

async function* events(policy) {
  const response = await fetch("/api/policy/shadow", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ policy }),
  });
  if (!response.ok) throw new Refused((await response.json()).error?.message ?? "");
  const [reader, bytes, decoder] = [new EventReader(), response.body.getReader(), new TextDecoder()];
  for (;;) {
    const { done, value } = await bytes.read();
    if (done) return;
    for (const event of reader.read(decoder.decode(value, { stream: true }))) {
      yield { name: event.name, data: JSON.parse(event.data) };
    }
  }
}
