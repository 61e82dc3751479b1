// Sending actions to the server as JSON.

import { Refused } from "./stream.js";
import { t } from "./texts.js";

/** Send `body` (a GET has none); returns the reply's JSON, null when it has none. Throws `Refused` with words for people. */
export async function send(method, address, body = {}) {
  const response = await reach(method, address, body);
  const reply = await json(response);
  if (!response.ok) throw new Refused(reply?.error?.message ?? t("action.failed"));
  return reply;
}

async function reach(method, address, body) {
  try {
    return await fetch(address, {
      method,
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: method === "GET" ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused(t("action.lost"));
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
