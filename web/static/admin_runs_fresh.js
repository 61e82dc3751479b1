// Parts of a page that the server writes, put in anew while something in them is under way.

const PAUSE = 2000;

/** Put the part with this id in anew, as the server writes it now; returns it, or null when it could not be had. */
export async function renew(id) {
  const fresh = (await fetchPage())?.getElementById(id);
  const stale = document.getElementById(id);
  if (!fresh || !stale) return null;
  if (fresh.isEqualNode(stale)) return stale;
  const part = document.adoptNode(fresh);
  stale.replaceWith(part);
  return part;
}

async function fetchPage() {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** Who works in a part is not interrupted: it is put in anew when the focus has left it. */
function isInUse(part) {
  return part.contains(document.activeElement);
}

async function keepFresh(id) {
  for (;;) {
    await new Promise((resume) => setTimeout(resume, PAUSE));
    const part = document.getElementById(id);
    if (part?.hasAttribute("data-live") && !isInUse(part)) await renew(id);
  }
}

for (const part of document.querySelectorAll("[data-fresh]")) keepFresh(part.id);
