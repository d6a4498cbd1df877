/**
 * An SVG that lies where a view of the map looks.
 */

import { shape } from "./scale.js";

export class SvgSheet {
  constructor(attributes = {}) {
    this.element = shape("svg", { "pointer-events": "none", ...attributes });
    this._view = null;
  }

  /**
   * @param {{scale: number, left: number, top: number, x: number, y: number, width: number,
   *   height: number}} view pixels for a unit of the world, the pixel of the world at which the
   *   layer begins, and the window on the layer
   */
  lay(view) {
    const { x, y, width, height, scale, left, top } = view;
    const before = this._view;
    this._view = view;
    for (const [name, value] of Object.entries({ width, height, viewBox: `${x} ${y} ${width} ${height}` })) {
      this.element.setAttribute(name, value);
    }
    if (before?.scale === scale && before.left === left && before.top === top) return; // Only the window moved.
    this._redraw();
  }
}
