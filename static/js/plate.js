/**
 * A drawn map whose places change their fill with the day: one <path> for each place.
 *
 * Knows nothing of where the paths come from: a template wrote them, or a library drew them.
 */

import { PatternSheet } from "./patterns.js";
import { flagsOf } from "./words.js";

export class Plate {
  /**
   * @param {SVGElement} drawing where the patterns are kept
   * @param {Map<string, SVGPathElement>} paths by place id
   * @param {object} options
   * @param {Array<{id: string, pattern: string}>} options.forces
   * @param {function(string, object): string} options.describe title of a place in a state
   */
  constructor(drawing, paths, { forces, describe }) {
    this._paths = paths;
    this._patterns = new PatternSheet(drawing, forces, "plate");
    this._describe = describe;
    this._kept = new Map([...paths].map(([id, path]) => [id, accuracyOf(path)]));
  }

  /** Draw what differs: [{id, after, old}], as timeline.js tells it. */
  show(changes) {
    for (const { id, after, old } of changes) {
      const path = this._paths.get(id);
      if (path) this._draw(path, id, after, old);
    }
  }

  _draw(path, id, spell, old) {
    const classes = ["place", `place--${spell.force}`, ...this._kept.get(id)];
    classes.push(...flagsOf(spell).map((flag) => `place--${flag}`));
    if (old) classes.push("place--old");
    path.setAttribute("class", classes.join(" "));
    path.setAttribute("fill", this._patterns.fill(spell));
    const title = path.querySelector("title") ?? path.appendChild(titleElement());
    title.textContent = this._describe(id, spell);
  }
}

/** What does not change with the day: how well the border is known. */
function accuracyOf(path) {
  return [...path.classList].filter((name) => name === "place--approximate" || name === "place--measured");
}

function titleElement() {
  return document.createElementNS("http://www.w3.org/2000/svg", "title");
}
