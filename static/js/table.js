/**
 * The table that is the map's equal: the server's rows, one per place, kept in step with the
 * day. Only cells that differ are written again, and those out of sight once the slider rests.
 */

import { write } from "./dom.js";

/** Rows out of sight wait until the slider rests, many of them longer: a browser lays a table out as a whole. */
const REST_MS = 100;
const LONG_REST_MS = 400;
const MANY = 1000;

export class PlaceTable {
  /**
   * @param {HTMLElement} body the table's <tbody>; each row names its place in data-place
   * @param {object} options
   * @param {function(string): string} options.urlOf address of a place's page
   * @param {function(string): void} options.onPick called with the id of a chosen place
   */
  constructor(body, { words, messages, urlOf, onPick, first }) {
    this._body = body;
    this._options = { words, messages, urlOf, first };
    this._rows = new Map([...body.rows].map((row) => [row.dataset.place, cellsOf(row)]));
    this._told = new WeakMap();
    this._waiting = new Map();
    this._restMs = this._rows.size > MANY ? LONG_REST_MS : REST_MS;
    this._seen = false;
    new IntersectionObserver(([entry]) => this._onSight(entry.isIntersecting)).observe(body);
    body.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onPick(link.closest("tr").dataset.place);
    });
  }

  /** Lead to the pages of places as known on another day. */
  link() {
    for (const row of this._body.rows) row.querySelector("a").href = this._options.urlOf(row.dataset.place);
  }

  /** Write the rows of places that differ: [{id, after}]. */
  show(changes) {
    for (const { id, after } of changes) this._waiting.set(id, after);
    clearTimeout(this._resting);
    if (this._seen) this._writeAll();
    else this._resting = setTimeout(() => this._writeAll(), this._restMs);
  }

  _onSight(seen) {
    this._seen = seen;
    if (seen) this._writeAll();
  }

  _writeAll() {
    for (const [id, spell] of this._waiting) {
      const cells = this._rows.get(id);
      if (cells) this._write(cells, spell);
    }
    this._waiting.clear();
  }

  _write({ force, flags, since }, spell) {
    if (!this._told.has(spell)) this._told.set(spell, this._tell(spell));
    const told = this._told.get(spell);
    if (force.className !== told.className) force.className = told.className;
    write(force, told.holder);
    write(flags, told.flags);
    write(since, told.since);
  }

  /** A spell never changes, so neither does its row. */
  _tell(spell) {
    const { words, messages, first } = this._options;
    return {
      className: `force force--${spell.force}`,
      holder: words.holder(spell),
      flags: words.flags(spell).join(" · "),
      since: spell.since === null ? "" : messages.day(first + spell.since),
    };
  }
}

function cellsOf(row) {
  const [, holder, flags, since] = row.cells;
  return { force: holder.firstElementChild, flags, since };
}
