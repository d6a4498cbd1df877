/**
 * Shares over time, stacked, on the axis of the close-up, with published figures as marks.
 *
 * Bands are by ground: the claimed part of each is lighter, the contested part darker. Dashed
 * lines part the forces by number of neighbourhoods, light ones as earlier rules had them, where
 * that was otherwise. All is drawn once per timeline for all days; a window moves the view box.
 */

import { button, el } from "./dom.js";
import { placeOf, shape, viewBox } from "./scale.js";
import { sum } from "./timeline.js";

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
    this._cursor = shape("rect", { class: "chart__cursor", y: 0, height: 1 });
    this._published = [];
    this._width = 0;
    new ResizeObserver(([{ contentRect }]) => this._onWidth(contentRect.width)).observe(chart);
    Object.assign(this, options);
  }

  /**
   * @param {Array<object>} series what `shareSeries` gives
   * @param {number} total days of the period
   * @param {Array<{day: number, value: number, text: string}>} published figures
   * @param {Array<object>} breaks what `shareBreaks` gives
   */
  draw(series, total, published, breaks) {
    const bands = stacked(series, this.order);
    this._chart.replaceChildren(
      ...bands.map(({ force, steps }) => line(areaOf(steps, total), `band chart__band--${force}`)),
      line(bands.map(({ steps }) => areaOf(steps.map(claimed), total)).join(""), "claimed"),
      line(bands.map(({ steps }) => areaOf(steps.map(contested), total)).join(""), "contested"),
      line(edges(series.map(byNumber), this.order, total), "numbers"),
      line(breaks.map((one) => breakOf(one, this.order)).join(""), "breaks"),
      this._cursor);
    this._published = published;
  }

  /** Show a window of days: {start, length}. */
  frame(window) {
    this._chart.setAttribute("viewBox", viewBox(window, 1));
    this._cursor.setAttribute("width", Math.max(0.15, window.length / 500));
    this._window = window;
    this._marks.hidden = true;
    clearTimeout(this._resting);
    this._resting = setTimeout(() => this._drawMarks(), REST_MS);
  }

  show(day) {
    this._cursor.setAttribute("x", day);
  }

  /** To ask for the width would cost a layout of the page. */
  _onWidth(width) {
    this._width = width;
    if (this._window) this._drawMarks();
  }

  _drawMarks() {
    this._marks.hidden = false;
    const groups = cluster(this._published, this._window, this._width);
    this._marks.replaceChildren(...groups.map((group) => this._mark(group, this._window)));
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

/**
 * The forces one upon the other: [{force, steps}], with a step for each day of change, and in it
 * the lower and the upper edge of the band as shares of the height, from the top down.
 */
export function stacked(series, order) {
  return order.map((force, index) => {
    const steps = series.map((shares) => {
      const low = 1 - sum(order.slice(0, index).map((id) => shares.forces[id] ?? 0));
      const [share, claims, fights] = ["forces", "claimed", "contested"].map((part) => shares[part][force] ?? 0);
      return { day: shares.day, low, high: low - share, claims, fights };
    });
    return { force, steps };
  });
}

/** The claimed part of a band lies along its lower edge. */
function claimed({ day, low, claims }) {
  return { day, low, high: low - claims };
}

/** The contested part of a band lies along its upper edge. */
function contested({ day, high, fights }) {
  return { day, low: high + fights, high };
}

/** Path of an area: along its upper edge day by day, and back along its lower edge. */
function areaOf(steps, total) {
  if (steps.every(({ low, high }) => low === high)) return "";
  const upper = steps.map(({ day, high }) => `H${day}V${round(high)}`);
  const lower = [...steps].reverse().map(({ day, low }) => `V${round(low)}H${day}`);
  return `M0 ${round(steps[0].high)}${upper.join("")}H${total}${lower.join("")}Z`;
}

/** Path of the lines that part the forces until a day; one that parts nothing is off the drawing. */
function edges(series, order, end) {
  const ways = order.slice(0, -1).map((_, index) => {
    const under = order.slice(0, index + 1);
    const steps = series.map(({ day, forces }) => {
      const above = 1 - sum(under.map((id) => forces[id] ?? 0));
      return { day, height: above <= 0 || above >= 1 ? above * 3 - 1 : round(above) };
    });
    return `M${steps[0].day} ${steps[0].height}${steps.map(({ day, height }) => `H${day}V${height}`).join("")}H${end}`;
  });
  return ways.join("");
}

/** A day's shares by number of places, in place of those by ground. */
function byNumber({ day, numbers }) {
  const total = sum(Object.values(numbers));
  return { day, forces: Object.fromEntries(Object.entries(numbers).map(([force, count]) => [force, count / total])) };
}

/** What earlier rules gave over some days, between two uprights. */
function breakOf({ start, end, series }, order) {
  return `M${start} 0V1M${end} 0V1${edges(series, order, end)}`;
}

function line(d, name) {
  return shape("path", { d, class: `chart__${name}` });
}

function round(value) {
  return Number(value.toFixed(4));
}
