// Buttons that act at once: they send what they carry, and go to the run that begins, stay, or load the page anew.

import { reload } from "./admin.js";
import { send } from "./admin_send.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-send]");
  if (button) act(button, button.dataset);
});

async function act(button, { send: method, address, body, then, done, undo }) {
  const problem = button.closest(".acting").querySelector(".problem");
  problem.textContent = "";
  button.disabled = true;
  try {
    const reply = await send(method, address, JSON.parse(body));
    if (then === "go") location.assign(`/admin/koersler/${encodeURIComponent(reply.run)}`);
    if (then === "reload") reload(done, undo ? JSON.parse(undo) : null);
  } catch (error) {
    problem.textContent = error.message;
    button.disabled = false;
  }
}
