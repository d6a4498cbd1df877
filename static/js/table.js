/**
 * The table that is the map's equal: a row per place, in step with the day.
 * Only rows of places that differ are written again.
 */

import { el } from "./dom.js";

export class PlaceTable {
  /**
   * @param {HTMLElement} body the table's <tbody>
   * @param {object} options
   * @param {function(string): string} options.urlOf address of a place's page
   * @param {function(string): void} options.onPick called with the id of a chosen place
   */
  constructor(body, { ids, words, messages, urlOf, onPick, first }) {
    this._options = { words, messages, urlOf, onPick, first };
    const collator = new Intl.Collator(messages.lang);
    const sorted = [...ids].sort((a, b) => collator.compare(words.place(a), words.place(b)));
    this._rows = new Map(sorted.map((id) => [id, this._row(id)]));
    body.replaceChildren(...[...this._rows.values()].map(({ row }) => row));
  }

  /** Write the rows of places that differ: [{id, after}]. */
  show(changes) {
    for (const { id, after } of changes) {
      const row = this._rows.get(id);
      if (row) this._write(row, after);
    }
  }

  _row(id) {
    const { words, urlOf, onPick } = this._options;
    const link = el("a", { href: urlOf(id) }, words.place(id));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onPick(id);
    });
    const cells = { force: el("span", { class: "force" }, ""), flags: el("td", {}, ""), since: el("td", {}, "") };
    const row = el("tr", {}, el("th", { scope: "row" }, link), el("td", {}, cells.force), cells.flags, cells.since);
    return { row, ...cells };
  }

  _write({ force, flags, since }, spell) {
    const { words, messages, first } = this._options;
    const className = `force force--${spell.force}`;
    if (force.className !== className) force.className = className;
    write(force, words.holder(spell));
    write(flags, words.flags(spell).join(" · "));
    write(since, spell.since === null ? "" : messages.day(first + spell.since));
  }
}

/** Change the one text of an element, where it differs: a drag writes thousands. */
function write(element, text) {
  if (element.firstChild.data !== text) element.firstChild.data = text;
}
