// The administration's pages: dialogs that confirm, forms that act, and word of what was done, with a way back.

import { submit } from "./admin_form.js";
import { send } from "./admin_send.js";
import { make } from "./dom.js";
import { done } from "./store.js";
import { t } from "./texts.js";

/** Load the page anew, saying there what was done; `undo` is {method, address, body} or nothing. */
export function reload(said, undo = null) {
  done.write({ said, undo });
  location.reload();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) open(document.getElementById(opener.dataset.dialog));
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-method]");
  if (!form) return;
  event.preventDefault();
  const undo = form.dataset.undo ? JSON.parse(form.dataset.undo) : null;
  submit(form, () => reload(form.dataset.done, undo));
});

function open(dialog) {
  dialog.querySelector("form")?.reset();
  for (const problem of dialog.querySelectorAll(".problem")) problem.textContent = "";
  dialog.showModal();
}

/** Tell what was done before the page was loaded anew. */
function tell({ said, undo }) {
  const place = document.getElementById("done");
  place.append(make("span", { text: said }));
  if (undo) {
    const button = make("button", { type: "button", class: "quiet", text: t("action.undo") });
    button.addEventListener("click", () => takeBack(place, button, undo));
    place.append(button);
  }
  place.hidden = false;
  place.focus();
}

async function takeBack(place, button, { method, address, body }) {
  button.disabled = true;
  try {
    await send(method, address, body);
    reload(t("action.undone"));
  } catch (error) {
    place.replaceChildren(make("span", { text: error.message }));
    place.classList.replace("done", "notice-bad");
    place.classList.add("notice");
  }
}

const news = done.take();
if (news) tell(news);
