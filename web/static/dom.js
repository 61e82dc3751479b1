// Elements are made here and filled as text only: nothing from a source or an answer is ever read as markup.

/** A new element: `text` and `class` are set as such, every other property as an attribute, null ones left out. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "text") element.textContent = value;
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** An address of this site, or null: an answer cannot make a link lead elsewhere. */
export function ownAddress(address) {
  try {
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin ? url : null;
  } catch {
    return null;
  }
}

/** Whether a click asks for the link's own page, in a new tab or window perhaps. */
export function isPlainClick(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}
