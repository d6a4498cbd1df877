/**
 * One live region that says the day and what changed, once the slider rests.
 */

const REST_MS = 500;
/** Names told in full; more are counted. */
const NAMED = 4;

export class Announcer {
  /** @param {HTMLElement} region an element with role="status" */
  constructor(region, { messages, words }) {
    this._region = region;
    this._messages = messages;
    this._words = words;
    this._timer = null;
  }

  /** @param {Array<{id: string, after: object}>} changes since the step before */
  say(number, changes) {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => {
      this._region.textContent = this._sentence(number, changes);
    }, REST_MS);
  }

  _sentence(number, changes) {
    const date = this._messages.day(number);
    const named = changes.slice(0, NAMED).map(({ id, after }) => `${this._words.place(id)}: ${this._words.state(after)}`);
    const rest = changes.length - named.length;
    const more = rest > 0 ? [this._messages.text("more_changes", { count: rest })] : [];
    return [date, ...(named.length ? named : [this._messages.text("nothing_changed")]), ...more].join(". ");
  }
}
