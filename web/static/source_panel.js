// The source beside the answer: a column on a wide screen, a sheet over it on a narrow one.

import { make, ownAddress } from "./dom.js";
import { badge, facts } from "./source_list.js";
import { sourceText } from "./source_text.js";
import { t } from "./texts.js";

const WIDE = matchMedia("(min-width: 1000px)");

export class SourcePanel {
  #dialog;
  #workspace;
  #opener = null;
  #versions = new Map();

  constructor(dialog, workspace) {
    this.#dialog = dialog;
    this.#workspace = workspace;
    dialog.querySelector("#panel-close").addEventListener("click", () => this.close());
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && dialog.open && !event.defaultPrevented) this.close();
    });
    WIDE.addEventListener("change", () => {
      if (!dialog.open) return;
      dialog.close();
      this.#show();
    });
  }

  /** Show the source that the link leads to, with its quote. */
  async open(link) {
    this.#mark(link);
    const address = ownAddress(link.href);
    this.#head({ title: link.dataset.title }, link.dataset.place);
    this.#part("open").href = address.pathname + address.search + address.hash;
    this.#part("text").replaceChildren(make("p", { class: "working", text: t("panel.loading") }));
    this.#show();
    this.#part("title").focus({ preventScroll: true });
    const version = await this.#version(address.pathname);
    if (this.#opener !== link) return;
    if (version === null) {
      this.#part("text").replaceChildren(make("p", { class: "note", text: t("panel.failed") }));
      return;
    }
    this.#head(version, link.dataset.place);
    this.#fill(version, address.searchParams);
  }

  /** Close and give the focus back. */
  close() {
    const opener = this.#opener;
    this.#mark(null);
    this.#dialog.close();
    this.#workspace.classList.remove("with-panel");
    if (opener?.isConnected) opener.focus();
  }

  #part(name) {
    return this.#dialog.querySelector(`#panel-${name}`);
  }

  #show() {
    this.#workspace.classList.add("with-panel");
    if (this.#dialog.open) return;
    if (WIDE.matches) this.#dialog.show();
    else this.#dialog.showModal();
  }

  #mark(link) {
    this.#opener?.removeAttribute("aria-current");
    this.#opener = link;
    link?.setAttribute("aria-current", "true");
  }

  #head(version, place) {
    this.#part("title").textContent = version.title;
    this.#part("facts").replaceChildren(...[facts(version), badge(version.validity)].filter(Boolean));
    this.#part("place").textContent = place ?? "";
  }

  #fill(version, parameters) {
    const [start, end] = ["fra", "til"].map((name) => Number(parameters.get(name) ?? 0));
    const text = this.#part("text");
    text.replaceChildren(...sourceText(version, start, end));
    const quote = text.querySelector("mark");
    text.scrollTop = quote ? quote.offsetTop - text.offsetTop - text.clientHeight / 4 : 0;
  }

  /** The version behind /kilder/{document}/{version}, or null; versions never change, so each is fetched once. */
  async #version(path) {
    if (this.#versions.has(path)) return this.#versions.get(path);
    const [, document, version] = /^\/kilder\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (!version) return null;
    try {
      const response = await fetch(`/api/documents/${document}/versions/${version}`);
      if (!response.ok) return null;
      const found = await response.json();
      this.#versions.set(path, found);
      return found;
    } catch {
      return null;
    }
  }
}
