/**
 * The search field: a combobox by the ARIA pattern, whose list holds the places found.
 */

import { el } from "./dom.js";

export class Search {
  /**
   * @param {{field: HTMLInputElement, list: HTMLElement, count: HTMLElement}} parts
   * @param {object} options
   * @param {import("./names.js").NameIndex} options.index
   * @param {function(string): void} options.onPick called with the id of the chosen place
   */
  constructor(parts, options) {
    this._parts = parts;
    Object.assign(this, options);
    this._found = [];
    this._active = -1;
    parts.field.addEventListener("input", () => this._find());
    parts.field.addEventListener("keydown", (event) => this._onKey(event));
    parts.field.addEventListener("blur", () => this._close());
    // Pressing an option must not take the focus from the field, which would close the list.
    parts.list.addEventListener("pointerdown", (event) => event.preventDefault());
    parts.list.addEventListener("click", (event) => this._pick(event.target.closest("li")?.dataset.place));
  }

  _find() {
    const { field, list, count } = this._parts;
    const asked = field.value.trim();
    this._found = asked ? this.index.find(asked) : [];
    this._active = -1;
    list.replaceChildren(...this._found.map((id, index) => this._option(id, index)));
    list.hidden = !asked;
    if (asked && !this._found.length) list.append(el("li", { class: "search__none", role: "option", "aria-disabled": "true" }, this.messages.text("search_none")));
    count.textContent = asked ? this.messages.text("search_found", { count: this._found.length }) : "";
    field.setAttribute("aria-expanded", String(!list.hidden));
    this._activate(this._found.length ? 0 : -1);
  }

  _option(id, index) {
    const others = this.words.otherNames(id).map(({ lang, name }) => el("bdi", { lang }, name));
    return el("li", { role: "option", id: `search-${index}`, "data-place": id },
      el("span", {}, this.words.place(id)), el("span", { class: "search__others" }, ...others));
  }

  _onKey(event) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && this._found.length) {
      event.preventDefault();
      this._activate((this._active + move + this._found.length) % this._found.length);
    } else if (event.key === "Enter" && this._active >= 0) {
      event.preventDefault();
      this._pick(this._found[this._active]);
    } else if (event.key === "Escape") this._close();
  }

  _activate(index) {
    this._active = index;
    this._parts.field.toggleAttribute("aria-activedescendant", index >= 0);
    if (index >= 0) this._parts.field.setAttribute("aria-activedescendant", `search-${index}`);
    [...this._parts.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  }

  _pick(id) {
    if (!id) return;
    this._parts.field.value = "";
    this._close();
    this.onPick(id);
  }

  _close() {
    this._parts.list.hidden = true;
    this._parts.field.setAttribute("aria-expanded", "false");
    this._found = [];
    this._activate(-1);
  }
}
