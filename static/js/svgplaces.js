/**
 * Places as SVG: a <path> for each, with its signs as classes, which map.css styles. Sharp in
 * print, and open to other scripts and tools; for as many places as a browser restyles within a
 * frame.
 */

import { pathOf } from "./geometry.js";
import { PatternSheet } from "./patterns.js";
import { shape } from "./scale.js";
import { SvgSheet } from "./svgsheet.js";
import { signsOf } from "./words.js";

export class SvgPlaces extends SvgSheet {
  /**
   * @param {Map<string, {rings: Float64Array[], accuracy: string}>} places rings in the world
   * @param {Array<{id: string, pattern: string}>} forces
   * @param {string} name keeps the patterns of two drawings on one page apart
   */
  constructor(places, forces, name) {
    super();
    this._places = places;
    this._patterns = new PatternSheet(this.element, forces, name);
    this._looks = [new WeakMap(), new WeakMap()];
    this._paths = new Map([...places.keys()].map((id) => [id, shape("path", { "data-place": id })]));
    this.element.append(...this._paths.values());
  }

  /** Draw places anew: [{id, after, old}]. */
  show(changes) {
    for (const { id, after, old } of changes) {
      const path = this._paths.get(id);
      if (path) this._paint(path, id, after, old);
    }
  }

  /** The place that an element of the page belongs to, or null. */
  find(target) {
    return target.dataset?.place ?? null;
  }

  _redraw() {
    for (const [id, path] of this._paths) path.setAttribute("d", pathOf(this._places.get(id).rings, this._view));
  }

  /** A spell never changes, so neither does what it looks like, but for its age. */
  _paint(path, id, spell, old) {
    const looks = this._looks[Number(old)];
    if (!looks.has(spell)) looks.set(spell, this._look(id, spell, old));
    const { fill, className } = looks.get(spell);
    path.setAttribute("fill", fill);
    path.setAttribute("class", className);
  }

  _look(id, spell, old) {
    const signs = signsOf(spell, this._places.get(id).accuracy, old).map((sign) => `place--${sign}`);
    return { fill: this._patterns.fill(spell), className: `place leaflet-interactive ${signs.join(" ")}` };
  }
}
