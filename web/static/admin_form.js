// Forms whose fields go to the server as JSON.

import { send } from "./admin_send.js";
import { t } from "./texts.js";

/** The form's fields as an object: `data-type` says "number", "flag" or "optional" (an empty text is null). */
export function fields(form) {
  const named = Array.from(form.elements).filter((field) => field.name);
  return Object.fromEntries(named.map((field) => [field.name, value(field)]));
}

function value(field) {
  const { type } = field.dataset;
  if (type === "number") return Number(field.value);
  if (type === "flag") return field.checked;
  return type === "optional" && field.value.trim() === "" ? null : field.value;
}

/**
 * Send the form by its `data-method` to its `action`; `onDone` gets the reply.
 * What is wrong is told in the form's `.problem`; its buttons rest meanwhile.
 */
export async function submit(form, onDone) {
  const problem = form.querySelector(".problem");
  const buttons = form.querySelectorAll("button");
  problem.textContent = "";
  form.setAttribute("aria-busy", "true");
  for (const button of buttons) button.disabled = true;
  const working = setTimeout(() => (form.querySelector(".working").textContent = t("action.working")), 300);
  try {
    onDone(await send(form.dataset.method, form.getAttribute("action"), fields(form)));
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    clearTimeout(working);
    form.querySelector(".working").textContent = "";
    form.removeAttribute("aria-busy");
    for (const button of buttons) button.disabled = false;
  }
}
