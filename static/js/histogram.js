/**
 * Two drawings of how many places change when: the whole period above the slider, and a
 * close-up of the weeks around the day, since most changes fall into a few of them.
 *
 * Both repeat what the slider says and are hidden from assistive technology.
 */

import { clamp, dateOf, dayOf } from "./days.js";

const SVG = "http://www.w3.org/2000/svg";
/** Days that share a bar of the overview: 1,618 days become 270 bars. */
const BIN = 6;
/** Days of the close-up: eight weeks, room enough to hit one day with a finger. */
const WINDOW = 56;

export class Overview {
  constructor(drawing, ticks, messages) {
    this._drawing = drawing;
    this._ticks = ticks;
    this._messages = messages;
  }

  setTimeline(timeline) {
    const bins = sumBins(timeline.counts, BIN);
    const highest = Math.max(1, ...bins);
    this._drawing.setAttribute("viewBox", `0 0 ${timeline.length} 100`);
    this._window = shape("rect", { class: "histogram__window", y: 0, height: 100 });
    this._drawing.replaceChildren(this._window, ...bins.map((count, index) => bar(index * BIN, BIN - 1.5, count / highest)));
    this._drawTicks(timeline);
  }

  /** Mark the days that the close-up shows. */
  showWindow({ start, length }) {
    this._window.setAttribute("x", start);
    this._window.setAttribute("width", length);
  }

  _drawTicks({ first, length }) {
    const years = [];
    for (let year = dateOf(first).getUTCFullYear() + 1; ; year += 1) {
      const day = dayOf(`${year}-01-01`) - first;
      if (day >= length) break;
      years.push(tick(this._messages.day(first + day, "year"), day / (length - 1)));
    }
    this._ticks.replaceChildren(...years);
  }
}

export class CloseUp {
  /**
   * @param {SVGElement} drawing
   * @param {HTMLElement} ticks names of the months
   * @param {import("./messages.js").Messages} messages
   * @param {function(number): void} onDay called with the day under the pointer
   */
  constructor(drawing, ticks, messages, onDay) {
    this._drawing = drawing;
    this._ticks = ticks;
    this._messages = messages;
    this._onDay = onDay;
    this._listening = new AbortController();
    const { signal } = this._listening;
    drawing.addEventListener("pointerdown", (event) => this._grab(event), { signal });
    drawing.addEventListener("pointermove", (event) => this._drag(event), { signal });
  }

  get window() {
    return { start: this._start, length: this._length };
  }

  setTimeline(timeline) {
    this._timeline = timeline;
    this._length = Math.min(WINDOW, timeline.length);
    this._start = null;
  }

  /** The window stays where it is while the day is inside; else it moves to hold the day. */
  show(day) {
    const inside = this._start !== null && day >= this._start && day < this._start + this._length;
    if (!inside) this._draw(clamp(day - (this._length >> 1), 0, this._timeline.length - this._length));
    this._cursor.setAttribute("x", day - this._start);
    this._lit?.classList.remove("histogram__bar--day");
    this._lit = this._bars[day - this._start];
    this._lit.classList.add("histogram__bar--day");
  }

  unmount() {
    this._listening.abort();
  }

  _draw(start) {
    this._start = start;
    const counts = [...this._timeline.counts.slice(start, start + this._length)];
    const highest = Math.max(4, ...counts);
    this._cursor = shape("rect", { class: "histogram__cursor", width: 1, y: 0, height: 100 });
    this._drawing.setAttribute("viewBox", `0 0 ${this._length} 100`);
    const firsts = this._firstsOfMonths();
    this._ticks.replaceChildren(...firsts.map((day) => this._monthName(day)));
    this._bars = counts.map((count, index) => bar(index + 0.15, 0.7, count / highest));
    this._lit = null;
    this._drawing.replaceChildren(
      ...firsts.map((x) => shape("rect", { class: "histogram__month", x, width: 0.08, y: 0, height: 100 })),
      this._cursor,
      ...this._bars,
    );
  }

  _firstsOfMonths() {
    const days = Array.from({ length: this._length }, (_, index) => index);
    return days.filter((day) => dateOf(this._timeline.first + this._start + day).getUTCDate() === 1);
  }

  _monthName(day) {
    return tick(this._messages.day(this._timeline.first + this._start + day, "month"), day / this._length);
  }

  _grab(event) {
    this._drawing.setPointerCapture(event.pointerId);
    this._onDay(this._dayAt(event));
  }

  _drag(event) {
    if (this._drawing.hasPointerCapture(event.pointerId)) this._onDay(this._dayAt(event));
  }

  _dayAt({ clientX }) {
    const box = this._drawing.getBoundingClientRect();
    const along = (clientX - box.left) / box.width;
    const share = getComputedStyle(this._drawing).direction === "rtl" ? 1 - along : along;
    return this._start + clamp(Math.floor(share * this._length), 0, this._length - 1);
  }
}

function sumBins(counts, size) {
  const bins = new Array(Math.ceil(counts.length / size)).fill(0);
  counts.forEach((count, day) => {
    bins[Math.floor(day / size)] += count;
  });
  return bins;
}

/** A bar of `share` of the height; the square root keeps a single change visible. */
function bar(x, width, share) {
  const height = share > 0 ? 8 + 92 * Math.sqrt(share) : 0;
  return shape("rect", { class: "histogram__bar", x, width, y: 100 - height, height });
}

/** A word below a drawing, `share` of the way along it in the direction of reading. */
function tick(text, share) {
  const made = document.createElement("span");
  made.textContent = text;
  made.style.insetInlineStart = `${share * 100}%`;
  return made;
}

function shape(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
