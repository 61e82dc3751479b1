// A run while it is under way: asked after each second, and put in anew as the server tells it when it has ended.

import "./admin_runs_act.js";
import { renew } from "./admin_runs_fresh.js";
import { line, mark, told } from "./admin_runs_files.js";
import { send } from "./admin_send.js";
import { t } from "./texts.js";

const PAUSE = 1000;
const MOST_ROWS = 200;
const UPLOAD = "upload:";
const MEMBER = "!/";
const UNDER_WAY = ["queued", "running", "interrupted"];

/** Follow the run that the page shows; `names` are files of it that the page knows of. Returns its region at the end. */
export async function follow(names = []) {
  const region = document.getElementById("run");
  if (!region) return null;
  const waiting = [...region.querySelectorAll("[data-place]")].map((row) => row.dataset.location);
  const sent = new Set([...waiting, ...names.map((name) => UPLOAD + name)]);
  if (!region.hasAttribute("data-live")) return settle(region, sent);
  let known = Number(region.dataset.files);
  for (;;) {
    const run = await ask(region.dataset.run, known);
    if (!region.isConnected) return null;
    if (run) {
      known += run.files.length;
      show(region, run);
      if (!UNDER_WAY.includes(run.status)) return end(run.status === "done" ? sent : new Set());
    }
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}

async function ask(run, known) {
  try {
    return await send("GET", `/api/runs/${encodeURIComponent(run)}?files_after=${known}`);
  } catch {
    document.getElementById("run-words").textContent = t("live.lost");
    return null;
  }
}

function show(region, { status, progress, files }) {
  const list = document.getElementById("run-files");
  for (const file of files) add(list, file);
  while (list.children.length > MOST_ROWS) list.firstElementChild.remove();
  document.getElementById("run-words").textContent = words(status, progress);
  if (!progress) return;
  const bar = document.getElementById("run-bar");
  if (progress.total) {
    bar.max = progress.total;
    bar.value = progress.done;
  }
  if (progress.cancelling) region.querySelector("[data-send]").disabled = true;
  for (const row of list.querySelectorAll("[data-place]")) mark(row, state(row, list, progress));
}

function add(list, file) {
  const row = told(file);
  const before = find(list, file.location);
  if (before) before.replaceWith(row);
  else list.append(row);
}

/** What happens to a sent file of which nothing was told: files are taken in one after the other. */
function state(row, list, { done, total, name }) {
  if (total && Number(row.dataset.place) < done) return silent(list, row.dataset.location);
  return Number(row.dataset.place) === done && name ? "reading" : "waiting";
}

/** What became of a file of which nothing is told: an archive's members are told of, anything else is unchanged. */
function silent(list, location) {
  const members = [...list.children].some((row) => row.dataset.location?.startsWith(location + MEMBER));
  return members ? "unpacked" : "unchanged";
}

function words(status, progress) {
  if (status === "queued") return t("live.queued");
  if (status === "interrupted") return t("live.interrupted");
  if (!progress?.total) return t("live.begun");
  const { done, total, name, page, pages, cancelling } = progress;
  if (cancelling) return t("live.cancelling");
  const said = [t("live.progress", { done, total })];
  if (name) said.push(t("live.reading", { name }));
  if (pages) said.push(t("live.page", { page, pages }));
  return said.join(", ");
}

async function end(sent) {
  const region = await renew("run");
  if (!region) location.reload();
  document.getElementById("run-news").textContent = [
    t("live.ended"),
    region?.querySelector(".run-summary")?.textContent.replace(/\s+/g, " ") ?? "",
  ].join(" ");
  return settle(region, sent);
}

/** Name the sent files of which the server tells nothing because they were as they are. */
function settle(region, sent) {
  const list = region?.querySelector("#run-files");
  for (const location of list ? sent : []) {
    if (find(list, location)) continue;
    list.append(line({ name: location.slice(UPLOAD.length), location, result: silent(list, location) }));
  }
  return region;
}

function find(list, location) {
  return [...list.children].find((row) => row.dataset.location === location);
}
