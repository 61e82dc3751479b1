// Sending files, with word of how far they are: only XMLHttpRequest tells that.

import { Refused } from "./stream.js";
import { t } from "./texts.js";

/** Send files; returns {run, files}, or null when `signal` stopped it. Throws `Refused` with words for people. */
export function sendFiles(files, { dryRun, onProgress, signal }) {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/uploads?dry_run=${dryRun}`);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener("load", () => {
      if (request.status === 200) resolve(request.response);
      else reject(new Refused(request.response?.error?.message ?? t("action.failed")));
    });
    request.addEventListener("error", () => reject(new Refused(t("live.broken"))));
    request.addEventListener("abort", () => resolve(null));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
