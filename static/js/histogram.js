/**
 * How many places change when: a bar per day or, over long windows, per run of days.
 * It repeats what the slider says and is hidden from assistive technology.
 */

import { shape, viewBox } from "./scale.js";

const HEIGHT = 100;
/** More bars than these are no longer told apart. */
const MOST_BARS = 280;

export class Histogram {
  /** @param {SVGElement} drawing */
  constructor(drawing) {
    this._drawing = drawing;
  }

  /** Draw the counts of a window of days: {start, length}. */
  draw(counts, window) {
    const { start, length } = window;
    const size = Math.ceil(length / MOST_BARS);
    const sums = sumRuns(counts.subarray(start, start + length), size);
    const highest = Math.max(4, ...sums);
    this._mark = shape("rect", { class: "histogram__mark", y: 0, height: HEIGHT });
    this._drawing.setAttribute("viewBox", viewBox(window, HEIGHT));
    this._drawing.replaceChildren(this._mark, ...sums.map((sum, index) => bar(start + index * size, size, sum / highest)));
  }

  /** Mark days, such as those that the close-up shows. */
  mark({ start, length }) {
    this._mark.setAttribute("x", start - 0.5);
    this._mark.setAttribute("width", length);
  }
}

function sumRuns(counts, size) {
  const sums = new Array(Math.ceil(counts.length / size)).fill(0);
  counts.forEach((count, day) => {
    sums[Math.floor(day / size)] += count;
  });
  return sums;
}

/** A bar of `share` of the height; the square root keeps a single change visible. */
function bar(start, size, share) {
  const height = share > 0 ? 10 + 90 * Math.sqrt(share) : 0;
  return shape("rect", {
    class: "histogram__bar", x: start - 0.5 + size * 0.12, width: size * 0.76, y: HEIGHT - height, height,
  });
}
