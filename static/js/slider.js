/**
 * The date control: a native range over all days, a second one over the days of a window,
 * buttons, a date field, presets and playback. Plain HTML, no map library; the template
 * holds its skeleton.
 *
 * Emits "day" with the day offset asked for and "window" with the days the close-up shows.
 * Arrow keys, Home and End are the browser's own and know right-to-left; Page keys move by
 * a month.
 */

import { addMonths, clamp, dayOf, isoOf } from "./days.js";
import { part, write } from "./dom.js";
import { Histogram } from "./histogram.js";
import { Playback } from "./playback.js";
import { ticks } from "./scale.js";
import { nextChange, previousChange } from "./timeline.js";
import { closestPreset, holding, windowOf } from "./zoom.js";

/** Names along the axis and the date field wait for the slider to rest. */
const REST_MS = 60;

export class DateSlider extends EventTarget {
  /**
   * @param {HTMLElement} root the template's form with the parts named below
   * @param {object} options
   * @param {object} options.timeline decoded timeline
   * @param {number} options.day offset at which the page opens
   * @param {Array<{from: string, to: string}>} options.presets windows to choose, as the template's buttons name them
   * @param {import("./messages.js").Messages} options.messages
   */
  constructor(root, { timeline, day, presets, messages }) {
    super();
    this._root = root;
    this._messages = messages;
    this._presets = presets;
    this._range = root.querySelector("#date-slider");
    this._zoom = part(root, "zoom-range");
    this._parts = Object.fromEntries(
      ["date", "weekday", "count", "ticks", "zoom-ticks", "date-field", "play"].map((name) => [name, part(root, name)]));
    this._steps = [...root.querySelectorAll("[data-step]")];
    this._drawings = { overview: new Histogram(part(root, "overview")), zoom: new Histogram(part(root, "zoom")) };
    this._playback = new Playback(() => this._step("next_change"));
    this._listening = new AbortController();
    this._widths = new Map();
    this._sizes = new ResizeObserver((entries) => this._onSize(entries));
    for (const axis of [this._parts.ticks, this._parts["zoom-ticks"]]) this._sizes.observe(axis);
    this._day = day;
    this._window = closestPreset(presets, timeline, day);
    this._buttons = this._presetButtons(part(root, "presets"));
    this.setTimeline(timeline);
    this._listen();
  }

  get _all() {
    return { start: 0, length: this._timeline.length };
  }

  /** The days of the close-up: {start, length}. */
  get window() {
    return this._window;
  }

  /** Take over another timeline of the same period, such as the map as known earlier. */
  setTimeline(timeline) {
    this._timeline = timeline;
    this._range.max = timeline.length - 1;
    for (const drawing of Object.values(this._drawings)) drawing.draw(timeline.counts);
    this._drawings.overview.frame(this._all);
    this._frame(this._window);
  }

  /** Show a day offset; emits nothing unless the window has to move. */
  show(day) {
    this._day = day;
    const number = this._timeline.first + day;
    const date = this._messages.day(number);
    const count = this._messages.text("changes_on_day", { count: this._timeline.counts[day] });
    const held = holding(this._window, day, this._timeline.length);
    if (held.start !== this._window.start) this._frame(held);
    for (const range of [this._range, this._zoom]) {
      range.value = day;
      range.setAttribute("aria-valuetext", `${date}, ${count}`);
    }
    write(this._parts.date, date);
    write(this._parts.weekday, this._messages.day(number, "weekday"));
    write(this._parts.count, count);
    this._drawings.zoom.mark({ start: day, length: 1 });
    this._enableSteps();
    this._restSoon();
  }

  /** Let go of the skeleton; the elements stay for the next one to use. */
  unmount() {
    this._playback.stop();
    clearTimeout(this._resting);
    this._sizes.disconnect();
    this._listening.abort();
  }

  _listen() {
    const { signal } = this._listening;
    for (const range of [this._range, this._zoom]) {
      range.addEventListener("input", () => this._byHand(Number(range.value)), { signal });
      range.addEventListener("keydown", (event) => this._onKey(event), { signal });
    }
    this._parts["date-field"].addEventListener("change", () => this._onField(), { signal });
    this._root.addEventListener("submit", (event) => this._onSubmit(event), { signal });
    for (const step of this._steps) {
      step.addEventListener("click", (event) => this._onStep(event, step.dataset.step), { signal });
    }
    this._parts.play.addEventListener("click", () => this._playback.toggle(), { signal });
    part(this._root, "speed").addEventListener("change", ({ target }) => {
      this._playback.speed = target.value;
    }, { signal });
    this._playback.addEventListener("state", ({ detail }) => this._showPlaying(detail));
  }

  /** The template's buttons, one for each preset. */
  _presetButtons(parent) {
    return [...parent.children].map((element, index) => {
      const window = () => windowOf(this._presets[index], this._timeline);
      element.addEventListener("click", () => this._choose(window()), { signal: this._listening.signal });
      return { element, window };
    });
  }

  /** A preset shows its days; where the day is none of them, it becomes the nearest. */
  _choose(window) {
    this._frame(window);
    const day = clamp(this._day, window.start, window.start + window.length - 1);
    if (day !== this._day) this._byHand(day);
    else this.show(day);
  }

  _frame(window) {
    this._window = window;
    this._zoom.min = window.start;
    this._zoom.max = window.start + window.length - 1;
    this._drawings.zoom.frame(window);
    this._drawings.overview.mark(window);
    this._framed = false;
    this._restSoon();
  }

  _restSoon() {
    clearTimeout(this._resting);
    this._resting = setTimeout(() => this._rest(), REST_MS);
  }

  /** What costs a layout and may lag behind a drag. */
  _rest() {
    const field = this._parts["date-field"];
    if (document.activeElement !== field) field.value = isoOf(this._timeline.first + this._day);
    if (!this._framed) this._nameWindow(this._window);
    this._framed = true;
  }

  _nameWindow(window) {
    this._name(this._parts["zoom-ticks"], window);
    for (const { element, window: own } of this._buttons) {
      const { start, length } = own();
      element.setAttribute("aria-pressed", String(start === window.start && length === window.length));
    }
    this.dispatchEvent(new CustomEvent("window", { detail: window }));
  }

  /** Write the names of weeks, months or years below a drawing, once its width is known. */
  _name(axis, window) {
    const width = this._widths.get(axis);
    if (width) axis.replaceChildren(...ticks(window, this._timeline.first, this._messages, width));
  }

  _onSize(entries) {
    for (const { target, contentRect } of entries) this._widths.set(target, contentRect.width);
    this._name(this._parts.ticks, this._all);
    this._name(this._parts["zoom-ticks"], this._window);
  }

  _showPlaying(playing) {
    const { play } = this._parts;
    const words = this._messages.text(playing ? "pause" : "play");
    play.dataset.playing = playing;
    play.setAttribute("aria-label", words);
    play.title = words;
  }

  _onKey(event) {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months) return;
    event.preventDefault();
    const { first } = this._timeline;
    this._byHand(addMonths(first + this._day, months) - first);
  }

  _onField() {
    const number = dayOf(this._parts["date-field"].value);
    if (number !== null) this._byHand(number - this._timeline.first);
  }

  _onSubmit(event) {
    event.preventDefault();
    this._onField();
  }

  _onStep(event, step) {
    event.preventDefault();
    this._playback.stop();
    this._step(step);
  }

  /** Go where a step leads; false when it leads nowhere. */
  _step(step) {
    const day = this._target(step);
    if (day === null) return false;
    this._ask(day);
    return true;
  }

  _target(step) {
    const inside = (day) => (day >= 0 && day < this._timeline.length ? day : null);
    return {
      previous_change: () => previousChange(this._timeline, this._day),
      previous_day: () => inside(this._day - 1),
      next_day: () => inside(this._day + 1),
      next_change: () => nextChange(this._timeline, this._day),
    }[step]();
  }

  /** A step that leads nowhere stays focusable, and says that it is off. */
  _enableSteps() {
    for (const step of this._steps) {
      const off = String(this._target(step.dataset.step) === null);
      if (step.getAttribute("aria-disabled") !== off) step.setAttribute("aria-disabled", off);
    }
  }

  /** Moved by the reader, who thereby takes over from the playback. */
  _byHand(day) {
    this._playback.stop();
    this._ask(day);
  }

  _ask(day) {
    const detail = clamp(day, 0, this._timeline.length - 1);
    this.dispatchEvent(new CustomEvent("day", { detail }));
  }
}
