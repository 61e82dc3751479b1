// The forms by which sources are added and changed: only what fits the kind of source is shown and sent.

import { reload } from "./admin.js";
import { send } from "./admin_send.js";
import { t } from "./texts.js";

const READ = {
  every_minutes: (field) => (field.value ? Number(field.value) : null),
  most: (field) => (field.value ? Number(field.value) : null),
  hosts: (field) => field.value.split(/[\s,;]+/).filter(Boolean),
  attachments: (field) => field.checked,
  watch: (field) => field.checked,
};

for (const form of document.querySelectorAll("form[data-source]")) {
  fit(form);
  form.addEventListener("change", () => fit(form));
  form.addEventListener("reset", () => setTimeout(() => fit(form)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form);
  });
}

function kindOf(form) {
  return form.dataset.kind ?? form.elements.kind.value;
}

/** Show the parts that belong to the kind of source. */
function fit(form) {
  const kind = kindOf(form);
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(kind);
}

function body(form) {
  const fields = [...form.elements].filter(
    (field) => field.name && !field.closest("[hidden]") && (field.type !== "radio" || field.checked),
  );
  return Object.fromEntries(fields.map((field) => [field.name, value(field)]));
}

function value(field) {
  return READ[field.name]?.(field) ?? (field.name in READ ? null : field.value.trim() || null);
}

async function submit(form) {
  const [problem, working] = [form.querySelector(".problem"), form.querySelector(".working")];
  const button = form.querySelector("[type=submit]");
  problem.textContent = "";
  working.textContent = t("action.working");
  button.disabled = true;
  try {
    await send(form.dataset.source, form.getAttribute("action"), body(form));
    reload(form.dataset.done);
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    working.textContent = "";
    button.disabled = false;
  }
}
