/**
 * How many places change when: a bar for each day on which some do, drawn once; a window only
 * moves the view box. It repeats what the slider says and is hidden from assistive technology.
 */

import { shape, viewBox } from "./scale.js";

const HEIGHT = 100;
/** Share of a day's width that its bar takes. */
const BAR = 0.76;

export class Histogram {
  /** @param {SVGElement} drawing */
  constructor(drawing) {
    this._drawing = drawing;
    this._mark = shape("rect", { class: "histogram__mark", y: 0, height: HEIGHT });
  }

  /** Draw the counts of all days. */
  draw(counts) {
    const highest = Math.max(4, ...counts);
    const days = [...counts.keys()].filter((day) => counts[day] > 0);
    this._drawing.replaceChildren(this._mark, ...days.map((day) => bar(day, counts[day] / highest)));
  }

  /** Show a window of days: {start, length}. */
  frame(window) {
    this._drawing.setAttribute("viewBox", viewBox(window, HEIGHT));
  }

  /** Mark days, such as those that the close-up shows. */
  mark({ start, length }) {
    this._mark.setAttribute("x", start - 0.5);
    this._mark.setAttribute("width", length);
  }
}

/** A bar of `share` of the height; the square root keeps a single change visible. */
function bar(day, share) {
  const height = 10 + 90 * Math.sqrt(share);
  return shape("rect", { class: "histogram__bar", x: day - BAR / 2, width: BAR, y: HEIGHT - height, height });
}
