// The files that a person chose, and what is wrong with them before they are sent.

import { make } from "./dom.js";
import { line } from "./admin_runs_files.js";
import { language, t } from "./texts.js";

const MEGABYTE = 1024 * 1024;

/** A size in words. */
export function size(bytes) {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: bytes < 10 * MEGABYTE ? 1 : 0 });
  return bytes < MEGABYTE ? `${Math.ceil(bytes / 1024)} kB` : `${number.format(bytes / MEGABYTE)} MB`;
}

/** The chosen files under the limits that the form carries. */
export class Chosen {
  #limits;
  #files = [];

  constructor({ suffixes, mostFiles, mostFileBytes, mostBytes }) {
    this.#limits = {
      suffixes: suffixes.split(" "),
      files: Number(mostFiles),
      fileBytes: Number(mostFileBytes),
      bytes: Number(mostBytes),
    };
  }

  /** Take in files, each once. */
  add(files) {
    const key = (file) => `${file.name}/${file.size}/${file.lastModified}`;
    const known = new Set(this.#files.map(key));
    this.#files.push(...[...files].filter((file) => !known.has(key(file))));
  }

  /** Leave a file out again. */
  remove(file) {
    this.#files = this.#files.filter((other) => other !== file);
  }

  clear() {
    this.#files = [];
  }

  get all() {
    return this.#files;
  }

  /** The files that can be sent. */
  get good() {
    return this.#files.filter((file) => !this.problem(file));
  }

  get bytes() {
    return this.good.reduce((sum, file) => sum + file.size, 0);
  }

  /** Why a file cannot be sent, or nothing. */
  problem(file) {
    const { suffixes, fileBytes } = this.#limits;
    const dot = file.name.lastIndexOf(".");
    if (dot < 0 || !suffixes.includes(file.name.slice(dot).toLowerCase())) return t("live.kind");
    if (file.size > fileBytes) return t("live.large", { megabytes: fileBytes / MEGABYTE });
    return file.size === 0 ? t("live.empty") : "";
  }

  /** Why the files cannot be sent together, or nothing. */
  get trouble() {
    const { files, bytes } = this.#limits;
    const count = this.good.length;
    if (count > files) return t("live.many", { count, most: files });
    return this.bytes > bytes ? t("live.much", { megabytes: bytes / MEGABYTE }) : "";
  }

  /** How many files there are, in words. */
  get words() {
    const count = this.good.length;
    const left = this.#files.length - count;
    const said = t(count === 1 ? "live.chosen_one" : "live.chosen", { count, size: size(this.bytes) });
    return left ? `${said}, ${t("live.left_out", { count: left })}` : said;
  }
}

/** A line for a chosen file, with a button that leaves it out. */
export function row(file, problem, onRemove) {
  const result = problem ? "refused" : "chosen";
  const button = make(
    "button",
    { type: "button", class: "quiet" },
    t("live.remove"),
    make("span", { class: "hidden", text: ` ${file.name}` }),
  );
  button.addEventListener("click", onRemove);
  return line({ name: file.name, result, why: problem || size(file.size) }, button);
}
