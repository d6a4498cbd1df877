/**
 * The one state of the page: {date, known, place, compare, lang}, all in the URL.
 *
 * `date`, `known` and `compare` are ISO days, `place` an id; each may be null. Listeners hear
 * "change" with {state, before}. A run of changes, such as a drag of the slider, becomes
 * one entry of the history when it comes to rest, so that Back leads to the last rest.
 */

import { dayOf } from "./days.js";

const KEYS = ["date", "known", "place", "compare", "lang"];
/** Browsers limit how often the history may be written; a quarter of a second stays below. */
const REST_MS = 250;

/** State in a query string; absent keys are null. */
export function parseState(search) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(KEYS.map((key) => [key, query.get(key) || null]));
}

/** The server's reading of an address, and what the address itself says better. */
export function startState(served, search) {
  const asked = parseState(search);
  const { known = served.known, compare = null, place = served.place } = asked;
  return { ...served, known: isDay(known), compare: isDay(compare), place, date: isDay(asked.date) ?? served.date };
}

function isDay(iso) {
  return dayOf(iso) === null ? null : iso;
}

/** Query string of a state, with what it does not know (such as utm tags) left as it was. */
export function formatState(state, search = "") {
  const query = new URLSearchParams(search);
  for (const key of KEYS) {
    if (state[key]) query.set(key, state[key]);
    else query.delete(key);
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

export class State extends EventTarget {
  /**
   * @param {object} start the server's reading of the URL, defaults filled in
   * @param {Window} page where the URL lives; a stand-in under test
   */
  constructor(start, page) {
    super();
    this._state = Object.freeze({ ...start });
    this._start = this._state;
    this._page = page;
    this._timer = null;
    page.addEventListener("popstate", () => this._restore());
    page.addEventListener("pagehide", () => this.flush());
  }

  get current() {
    return this._state;
  }

  /** Change some keys; nothing is told when nothing differs. */
  set(patch) {
    if (this._apply(patch)) this._rest();
  }

  /** Write the URL now, as a new entry of the history. */
  flush() {
    if (this._timer === null) return;
    clearTimeout(this._timer);
    this._timer = null;
    const { search, hash, pathname } = this._page.location;
    const wanted = formatState(this._state, search);
    if (wanted !== search) this._page.history.pushState(null, "", pathname + wanted + hash);
  }

  _rest() {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this.flush(), REST_MS);
  }

  _restore() {
    clearTimeout(this._timer);
    this._timer = null;
    const found = parseState(this._page.location.search);
    this._apply({ ...found, date: found.date ?? this._start.date, lang: found.lang ?? this._start.lang });
  }

  _apply(patch) {
    const before = this._state;
    if (Object.entries(patch).every(([key, value]) => before[key] === value)) return false;
    this._state = Object.freeze({ ...before, ...patch });
    this.dispatchEvent(new CustomEvent("change", { detail: { state: this._state, before } }));
    return true;
  }
}
