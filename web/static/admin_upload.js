// Choosing files, by the file dialog or by dropping them, sending them, and following what becomes of them.

import { renew } from "./admin_runs_fresh.js";
import { mark } from "./admin_runs_files.js";
import { follow } from "./admin_runs_live.js";
import { Chosen, row } from "./admin_upload_files.js";
import { sendFiles } from "./admin_upload_send.js";
import { t } from "./texts.js";

const at = (id) => document.getElementById(id);
const form = at("upload");
const chosen = new Chosen(form.dataset);
let stopping = null;

function render() {
  const trouble = chosen.trouble;
  at("chosen-title").textContent = chosen.words;
  at("chosen-files").replaceChildren(
    ...chosen.all.map((file) => row(file, chosen.problem(file), () => leaveOut(file))),
  );
  at("upload-problem").textContent = trouble;
  at("chosen").hidden = at("upload-buttons").hidden = chosen.all.length === 0;
  for (const button of form.querySelectorAll("[type=submit]")) {
    button.disabled = Boolean(trouble) || chosen.good.length === 0;
  }
}

function leaveOut(file) {
  chosen.remove(file);
  render();
  (chosen.all.length ? at("chosen-title") : at("files")).focus();
}

function take(files) {
  if (stopping) return;
  chosen.add(files);
  render();
  if (chosen.all.length) at("chosen-title").focus();
}

async function submit(dryRun) {
  const files = chosen.good;
  stopping = new AbortController();
  begin();
  try {
    const onProgress = (loaded, total) => tellSent(files, loaded, total);
    const sent = await sendFiles(files, { dryRun, onProgress, signal: stopping.signal });
    if (sent) await arrived(sent, dryRun ? files : []);
    else at("upload-problem").textContent = t("live.stopped");
  } catch (error) {
    at("upload-problem").textContent = error.message;
  } finally {
    stopping = null;
    at("sending").hidden = true;
    at("upload-buttons").hidden = chosen.all.length === 0;
  }
}

function begin() {
  at("upload-problem").textContent = "";
  at("upload-buttons").hidden = true;
  at("sending").hidden = false;
  at("sending-stop").focus();
  for (const button of at("chosen-files").querySelectorAll("button")) button.hidden = true;
  tellSent([], 0, 1);
}

/** The files go one after the other: how many bytes went tells which of them are sent. */
function tellSent(files, loaded, total) {
  at("sending-bar").value = loaded / total;
  at("sending-words").textContent = t("live.sending", { percent: Math.floor((100 * loaded) / total) });
  const rows = [...at("chosen-files").children].filter((_, index) => files.includes(chosen.all[index]));
  let end = 0;
  for (const [index, file] of files.entries()) {
    const begun = end < loaded;
    end += file.size;
    if (begun) mark(rows[index], end <= loaded ? "sent" : "sending");
  }
}

/** Show the run of the files that were sent; after a trial they can be sent again for real. */
async function arrived({ run, files: names }, tried) {
  history.pushState(null, "", `/admin/indlaes?run=${encodeURIComponent(run)}`);
  chosen.clear();
  render();
  at("run-news").textContent = t("live.arrived");
  if (!(await renew("shown"))) location.reload();
  at("shown-title").focus();
  showEnd(follow(names), tried);
}

async function showEnd(following, tried) {
  const region = await following;
  const again = region?.querySelector("[data-resend]");
  if (!again || tried.length === 0) return;
  again.hidden = false;
  region.querySelector("[data-again]").hidden = true;
  again.addEventListener("click", () => {
    chosen.add(tried);
    render();
    submit(false);
  });
}

/** The files that were dropped; folders cannot be read here. */
function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const folder = entries.find((entry) => entry?.isDirectory);
  take([...transfer.files].filter((_, index) => !entries[index]?.isDirectory));
  if (folder) at("upload-problem").textContent = t("live.folder", { name: folder.name });
}

at("files").addEventListener("change", ({ target }) => {
  take(target.files);
  target.value = "";
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!stopping) submit(event.submitter?.value === "dry");
});
at("upload-clear").addEventListener("click", () => {
  chosen.clear();
  render();
  at("files").focus();
});
at("sending-stop").addEventListener("click", () => stopping?.abort());

// A file that is dropped beside the field must not replace the page.
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  at("drop").classList.add("drop-over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) at("drop").classList.remove("drop-over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  at("drop").classList.remove("drop-over");
  if (event.dataTransfer.files.length) dropped(event.dataTransfer);
});
window.addEventListener("beforeunload", (event) => {
  if (stopping) event.preventDefault();
});
window.addEventListener("popstate", () => location.reload());

follow();
