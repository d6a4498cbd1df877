/**
 * The date control: a native range over all days, buttons, a date field and two
 * histograms of changes. Plain HTML, no map library; the template holds its skeleton.
 *
 * Emits "day" with the day offset asked for. Arrow keys, Home and End are the browser's
 * own and know right-to-left; Page keys move by a month.
 */

import { addMonths, clamp, dayOf, isoOf } from "./days.js";
import { part } from "./dom.js";
import { nextChange, previousChange } from "./timeline.js";
import { CloseUp, Overview } from "./histogram.js";

export class DateSlider extends EventTarget {
  /**
   * @param {HTMLElement} root the template's section with the parts named below
   * @param {object} options
   * @param {object} options.timeline decoded timeline
   * @param {import("./messages.js").Messages} options.messages
   */
  constructor(root, { timeline, messages }) {
    super();
    this._root = root;
    this._messages = messages;
    this._range = root.querySelector("#date-slider");
    this._field = part(root, "date-field");
    this._parts = { date: part(root, "date"), weekday: part(root, "weekday"), count: part(root, "count") };
    this._overview = new Overview(part(root, "overview"), part(root, "ticks"), messages);
    this._closeUp = new CloseUp(part(root, "close-up"), part(root, "close-up-ticks"), messages, (day) => this._ask(day));
    this._listening = new AbortController();
    this.setTimeline(timeline);
    this._listen();
  }

  /** Take over another timeline of the same period, such as the map as known earlier. */
  setTimeline(timeline) {
    this._timeline = timeline;
    this._range.min = 0;
    this._range.max = timeline.length - 1;
    this._overview.setTimeline(timeline);
    this._closeUp.setTimeline(timeline);
  }

  /** Show a day offset; emits nothing. */
  show(day) {
    this._day = day;
    const number = this._timeline.first + day;
    const date = this._messages.day(number);
    const count = this._messages.text("changes_on_day", { count: this._timeline.counts[day] });
    this._range.value = day;
    this._range.setAttribute("aria-valuetext", `${date}, ${count}`);
    this._parts.date.textContent = date;
    this._parts.weekday.textContent = this._messages.day(number, "weekday");
    this._parts.count.textContent = count;
    if (document.activeElement !== this._field) this._field.value = isoOf(number);
    this._closeUp.show(day);
    this._overview.showWindow(this._closeUp.window);
    this._enableSteps();
  }

  /** Let go of the skeleton; the elements stay for the next one to use. */
  unmount() {
    this._listening.abort();
    this._closeUp.unmount();
  }

  _listen() {
    const { signal } = this._listening;
    this._range.addEventListener("input", () => this._ask(Number(this._range.value)), { signal });
    this._range.addEventListener("keydown", (event) => this._onKey(event), { signal });
    this._field.addEventListener("change", () => this._onField(), { signal });
    this._root.addEventListener("submit", (event) => this._onSubmit(event), { signal });
    for (const step of this._root.querySelectorAll("[data-step]")) {
      step.addEventListener("click", (event) => this._onStep(event, step.dataset.step), { signal });
    }
  }

  _onKey(event) {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months) return;
    event.preventDefault();
    const { first } = this._timeline;
    this._ask(addMonths(first + this._day, months) - first);
  }

  _onField() {
    const number = dayOf(this._field.value);
    if (number !== null) this._ask(number - this._timeline.first);
  }

  _onSubmit(event) {
    event.preventDefault();
    this._onField();
  }

  _onStep(event, step) {
    event.preventDefault();
    const day = this._target(step);
    if (day !== null) this._ask(day);
  }

  _target(step) {
    const inside = (day) => (day >= 0 && day < this._timeline.length ? day : null);
    return {
      "previous-change": () => previousChange(this._timeline, this._day),
      "previous-day": () => inside(this._day - 1),
      "next-day": () => inside(this._day + 1),
      "next-change": () => nextChange(this._timeline, this._day),
    }[step]();
  }

  /** A step that leads nowhere stays focusable, and says that it is off. */
  _enableSteps() {
    for (const step of this._root.querySelectorAll("[data-step]")) {
      step.setAttribute("aria-disabled", String(this._target(step.dataset.step) === null));
    }
  }

  _ask(day) {
    const detail = clamp(day, 0, this._timeline.length - 1);
    this.dispatchEvent(new CustomEvent("day", { detail }));
  }
}
