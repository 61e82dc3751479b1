// Whom people are sent to: telephone numbers, e-mail and web addresses as links. The texts are the policy's own.

import { make } from "./dom.js";

const PHONE = /(?<![\d-])(?:\+\d{2} ?)?(?:112|\d{2} \d{3} \d{3}|\d{2} \d{2} \d{2} \d{2}|\d{8})(?![\d-])/u;
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u;
const SITE = /https?:\/\/[^\s,;]+[^\s,;.]/u;
const ADDRESS = new RegExp(`(${[SITE, MAIL, PHONE].map(({ source }) => source).join("|")})`, "u");

/** The telephone numbers in a text, as they are written. */
export function phones(text) {
  return text.match(new RegExp(PHONE, "gu")) ?? [];
}

/** A link to a telephone number, an e-mail or a web address. */
export function addressLink(address, properties = {}) {
  return make("a", { href: target(address), ...properties, text: address });
}

/** A text with what it holds of addresses as links: text and elements. */
export function linked(text) {
  return text.split(ADDRESS).map((part, index) => (index % 2 === 1 ? addressLink(part) : part));
}

function target(address) {
  if (SITE.test(address)) return address;
  return MAIL.test(address) ? `mailto:${address}` : `tel:${address.replace(/\s/g, "")}`;
}
