/**
 * Shares over time, stacked, on the axis of the close-up, with published figures as marks.
 *
 * The bands are drawn once per timeline for all days; a window only moves the view box.
 */

import { button, el } from "./dom.js";
import { placeOf, shape, viewBox } from "./scale.js";

/** Marks closer than this, in pixels, are one mark: the least size of a target, and a hair. */
const TARGET = 25;
/** Marks wait until the window rests. */
const REST_MS = 60;

export class ShareChart {
  /**
   * @param {{chart: SVGElement, marks: HTMLElement}} parts
   * @param {object} options
   * @param {string[]} options.order ids of forces, from the bottom up
   * @param {function(number): void} options.onOpen called with the day of an opened mark
   */
  constructor({ chart, marks }, options) {
    this._chart = chart;
    this._marks = marks;
    Object.assign(this, options);
  }

  /**
   * @param {Array<{day: number, forces: Object<string, number>}>} series shares from each
   *   day of change on, the first of the period included
   * @param {number} total days of the period
   * @param {Array<{day: number, value: number, text: string}>} published figures
   */
  draw(series, total, published) {
    const bands = this.order.map((force, index) => bandOf(series, total, this.order, index, force));
    this._cursor = shape("rect", { class: "chart__cursor", y: 0, height: 1 });
    this._chart.replaceChildren(...bands, this._cursor);
    this._published = published;
  }

  /** Show a window of days: {start, length}. */
  frame(window) {
    this._chart.setAttribute("viewBox", viewBox(window, 1));
    this._cursor.setAttribute("width", Math.max(0.15, window.length / 500));
    this._marks.hidden = true;
    clearTimeout(this._resting);
    this._resting = setTimeout(() => this._drawMarks(window), REST_MS);
  }

  show(day) {
    this._cursor.setAttribute("x", day);
  }

  _drawMarks(window) {
    this._marks.hidden = false;
    const groups = cluster(this._published, window, this._marks.clientWidth);
    this._marks.replaceChildren(...groups.map((group) => this._mark(group, window)));
  }

  _mark(group, window) {
    const made = button("chart__mark", "", () => this.onOpen(group[0].day));
    made.style.insetInlineStart = placeOf(middle(group, "day"), window);
    made.style.insetBlockStart = `${(1 - middle(group, "value")) * 100}%`;
    const words = group.map(({ text }) => text).join("; ");
    made.setAttribute("aria-label", words);
    made.title = words;
    made.append(el("span", { "aria-hidden": "true" }));
    return made;
  }
}

/** Figures of the window, in groups of neighbours that a finger could not tell apart. */
export function cluster(published, { start, length }, width) {
  const perDay = width / Math.max(1, length - 1);
  const inside = published.filter(({ day }) => day >= start && day < start + length);
  const groups = [];
  for (const figure of inside.sort((a, b) => a.day - b.day)) {
    let group = [figure];
    const isNear = (other) => (middle(group, "day") - middle(other, "day")) * perDay < TARGET;
    while (groups.length && isNear(groups.at(-1))) group = [...groups.pop(), ...group];
    groups.push(group);
  }
  return groups;
}

function middle(group, key) {
  return group.reduce((sum, figure) => sum + figure[key], 0) / group.length;
}

/** One force's band: along its upper edge day by day, and back along its lower edge. */
function bandOf(series, total, order, index, force) {
  const under = order.slice(0, index);
  const steps = series.map(({ day, forces }) => {
    const low = under.reduce((sum, id) => sum + (forces[id] ?? 0), 0);
    return { day, low: 1 - low, high: 1 - low - (forces[force] ?? 0) };
  });
  const upper = steps.map(({ day, high }) => `H${day}V${round(high)}`);
  const lower = [...steps].reverse().map(({ day, low }) => `V${round(low)}H${day}`);
  const path = shape("path", { d: `M0 ${round(steps[0].high)}${upper.join("")}H${total}${lower.join("")}Z` });
  path.setAttribute("class", `chart__band chart__band--${force}`);
  return path;
}

function round(value) {
  return Number(value.toFixed(4));
}
