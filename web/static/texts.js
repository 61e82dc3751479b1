// The texts of the interface in the reader's language, as the server wrote them into the page.

const texts = JSON.parse(document.getElementById("texts")?.textContent ?? "{}");

export const language = document.documentElement.lang || "da";

/** The text of `key` with its {places} filled in. */
export function t(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The name of a stored value; a value without a name is shown as it is. */
export function label(group, value) {
  return texts[`${group}.${value}`] ?? value;
}

/** An ISO date in words; anything else, such as a year alone, as it stands. */
export function day(date) {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return date;
  const locale = language === "da" ? "da-DK" : "en-GB";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
}
