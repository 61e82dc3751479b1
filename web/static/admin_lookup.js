// Finding a document by its title: what is typed narrows the list that the value is chosen from.

import { send } from "./admin_send.js";
import { make } from "./dom.js";
import { t } from "./texts.js";

const PAUSE = 250;

for (const field of document.querySelectorAll("[data-lookup]")) attach(field);

function attach(field) {
  const list = document.getElementById(field.dataset.lookup);
  const found = document.getElementById(`${field.dataset.lookup}-found`);
  let timer = 0;
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => lookUp(field.value, list, found), PAUSE);
  });
}

async function lookUp(words, list, found) {
  try {
    const { documents, total } = await send("GET", `/api/catalogue?q=${encodeURIComponent(words)}`);
    const chosen = list.selectedOptions[0];
    const others = documents.filter(({ document: id }) => id !== chosen.value);
    list.replaceChildren(...new Set([list.options[0], chosen]), ...others.map(option));
    found.textContent = t("action.found", { count: total });
  } catch (error) {
    found.textContent = error.message;
  }
}

function option({ document: id, title, date }) {
  return make("option", { value: id, text: [title, date].filter(Boolean).join(", ") });
}
