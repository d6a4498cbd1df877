/**
 * The search field: a combobox by the ARIA pattern, whose list holds the places found.
 */

import { el } from "./dom.js";

export class Search {
  /**
   * @param {{field: HTMLInputElement, list: HTMLElement, count: HTMLElement}} parts
   * @param {object} options
   * @param {import("./gazetteer.js").Gazetteer} options.gazetteer
   * @param {function(string): void} options.onPick called with the id of the chosen place
   */
  constructor(parts, options) {
    this._parts = parts;
    Object.assign(this, options);
    this._found = [];
    this._active = -1;
    parts.field.addEventListener("focus", () => this.gazetteer.index().catch(() => null)); // While she types.
    parts.field.addEventListener("input", () => (this._finding = this._find()));
    parts.field.addEventListener("keydown", (event) => this._onKey(event));
    parts.field.addEventListener("blur", () => this._close());
    // Pressing an option must not take the focus from the field, which would close the list.
    parts.list.addEventListener("pointerdown", (event) => event.preventDefault());
    parts.list.addEventListener("click", (event) => this._pick(event.target.closest("li")?.dataset.place));
  }

  async _find() {
    const asked = this._parts.field.value.trim();
    try {
      const found = asked ? (await this.gazetteer.index()).find(asked) : [];
      if (asked === this._parts.field.value.trim()) this._show(asked, found);
    } catch {
      this._tell(this.messages.text("search_failed"));
    }
  }

  _show(asked, found) {
    const { field, list } = this._parts;
    this._found = found;
    list.replaceChildren(...found.map((id, index) =>
      el("li", { role: "option", id: `search-${index}`, "data-place": id }, this.words.place(id))));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    this._activate(found.length ? 0 : -1);
    const told = found.length ? this.messages.text("search_found", { count: found.length }) : this.messages.text("search_none");
    this._tell(asked ? told : "");
    field.scrollIntoView({ block: "nearest" }); // With what was found below it, clear of the time bar.
  }

  _tell(text) {
    this._parts.count.textContent = text;
  }

  _onKey(event) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && this._found.length) {
      event.preventDefault();
      this._activate((this._active + move + this._found.length) % this._found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this._enter();
    } else if (event.key === "Escape") this._close();
  }

  /** Enter may come before the names do. */
  async _enter() {
    await this._finding;
    this._pick(this._found[this._active]);
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
    this._show("", []);
  }
}
