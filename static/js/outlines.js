/**
 * Lines above the places: round besieged ground, the chosen place, and what just changed.
 */

import { pathOf } from "./geometry.js";
import { shape } from "./scale.js";
import { SvgSheet } from "./svgsheet.js";

export class Outlines extends SvgSheet {
  /** @param {string[]} names of the outlines, from the lowest to the highest */
  constructor(names) {
    super({ "aria-hidden": "true" });
    this._outlines = new Map(names.map((name) => [name, { path: this.element.appendChild(shape("path")), lines: [] }]));
    this._written = new WeakMap();
  }

  /** Draw an outline along other lines of the world, by a new path: what moves on it begins anew. */
  set(name, lines) {
    const before = this._outlines.get(name);
    if (!lines.length && !before.lines.length) return;
    const path = shape("path", { class: `outline outline--${name}`, d: this._write(lines) });
    before.path.replaceWith(path);
    this._outlines.set(name, { path, lines });
  }

  _redraw() {
    this._written = new WeakMap();
    for (const { path, lines } of this._outlines.values()) path.setAttribute("d", this._write(lines));
  }

  /** Lines are shown again and again, and written once for a view. */
  _write(lines) {
    const missing = lines.filter((line) => !this._written.has(line));
    for (const line of missing) this._written.set(line, pathOf([line], this._view));
    return lines.map((line) => this._written.get(line)).join("");
  }
}
