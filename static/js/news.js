/**
 * A line on the map that names what changed with the last step, for a moment.
 * The live region says the same to those who do not see it.
 */

import { el, forceTag } from "./dom.js";

/** Long enough to read the names. */
const SHOWN_MS = 5000;
const NAMED = 3;

export class News {
  /** @param {HTMLElement} line */
  constructor(line, { words }) {
    this._line = line;
    this._words = words;
  }

  /** @param {Array<{id: string, after: object}>} changes none clears the line */
  show(changes) {
    clearTimeout(this._timer);
    if (!changes.length && !this._line.childElementCount) return;
    const named = changes.slice(0, NAMED).map(({ id, after }) =>
      el("span", {}, el("b", {}, this._words.place(id)), " ", forceTag(after.force, this._words.state(after))));
    const more = changes.length > NAMED ? [el("span", {}, `+ ${changes.length - NAMED}`)] : [];
    this._line.replaceChildren(...named, ...more);
    if (changes.length) this._timer = setTimeout(() => this._line.replaceChildren(), SHOWN_MS);
  }
}
