// What became of files, one line each, made as the server makes them (admin_run_parts.html).

import { make } from "./dom.js";
import { label, t } from "./texts.js";

const KINDS = {
  added: "active",
  updated: "active",
  restored: "active",
  failed: "failed",
  quarantined: "failed",
  refused: "failed",
  kept: "warning",
  reading: "running",
  sending: "running",
};

/** The badge of a result, or of what happens to a file at the moment. */
export function badge(result) {
  return make("span", { class: `badge badge-${KINDS[result] ?? "plain"}`, text: label("result", result) });
}

/** A line for a file; `why` explains the result, `more` are further elements at its end. */
export function line({ name, location, href, result, why }, ...more) {
  const named = make(href ? "a" : "span", { class: "file-name", href, text: name });
  const said = why ? make("span", { class: "file-why", text: why }) : null;
  return make(
    "li",
    { "data-location": location },
    make("span", { class: "file-mark" }, badge(result)),
    make("div", { class: "file-words" }, named, said),
    ...more,
  );
}

/** A line for a file that a run told of. */
export function told(file) {
  const href = file.document ? `/admin/dokumenter/${encodeURIComponent(file.document)}` : undefined;
  const why = file.reason ?? (file.passages ? t("live.passages", { count: file.passages }) : "");
  return line({ name: file.name, location: file.location, href, result: file.outcome, why });
}

/** Show another result in a line that stands already. */
export function mark(row, result) {
  if (row.dataset.result === result) return;
  row.dataset.result = result;
  row.querySelector(".file-mark").replaceChildren(badge(result));
}
