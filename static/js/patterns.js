/**
 * Fills of the map: one SVG <pattern> per force and state, made when first needed.
 *
 * A force is told by colour and by pattern, so that the map can be read without colours.
 * Claimed ground is hatched, contested ground is striped with the other force.
 */

import { shape } from "./scale.js";

/** Side of a pattern's tile in pixels; small enough for the smallest quarter on a phone. */
export const TILE = 8;

/** Marks drawn in paper on the force's colour, by the pattern names of theatre.toml. */
export const MARKS = {
  solid: [],
  dots: [["circle", { cx: 2, cy: 2, r: 0.95 }], ["circle", { cx: 6, cy: 6, r: 0.95 }]],
  horizontal: [["path", { d: "M0 2H8M0 6H8" }]],
  vertical: [["path", { d: "M2 0V8M6 0V8" }]],
  diagonal: [["path", { d: "M-1 7L1 9M-1 -1L9 9M7 -1L9 1" }]],
  cross: [["path", { d: "M0 4H8M4 0V8" }]],
};

export class PatternSheet {
  /**
   * @param {SVGElement} parent the drawing whose <defs> hold the patterns
   * @param {Array<{id: string, pattern: string}>} forces
   * @param {string} prefix keeps the ids of two drawings on one page apart
   */
  constructor(parent, forces, prefix) {
    this._defs = parent.appendChild(shape("defs"));
    this._marks = new Map(forces.map(({ id, pattern }) => [id, MARKS[pattern] ?? MARKS.solid]));
    this._prefix = prefix;
    this._made = new Set();
  }

  /** Value of a `fill` attribute for a spell; "none" where nothing is known, a colour where no mark is. */
  fill(spell) {
    const name = fillName(spell);
    if (name === null) return "none";
    if (name === spell.force && this._marks.get(name)?.length === 0) return `var(--force-${name})`;
    const id = `${this._prefix}-${name}`;
    if (!this._made.has(id)) this._make(id, spell);
    return `url(#${id})`;
  }

  _make(id, spell) {
    this._made.add(id);
    const other = rivalOf(spell);
    const size = spell.claimed || other ? TILE * 1.5 : TILE;
    const pattern = shape("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" });
    if (other) this._stripe(pattern, size, other, spell.force);
    else if (spell.claimed) this._hatch(pattern, size, spell.force);
    else this._cover(pattern, size, spell.force);
    this._defs.append(pattern);
  }

  _cover(pattern, size, force) {
    pattern.append(paint(shape("rect", { width: size, height: size }), "fill", force));
    for (const [tag, attributes] of this._marks.get(force) ?? []) {
      pattern.append(shape(tag, { ...attributes, class: "pattern-mark" }));
    }
  }

  /** Bands of the force's colour on paper: it says so, nobody else does yet. */
  _hatch(pattern, size, force) {
    pattern.setAttribute("patternTransform", "rotate(45)");
    pattern.append(shape("rect", { width: size, height: size, class: "pattern-paper" }));
    pattern.append(paint(shape("rect", { width: size * 0.58, height: size }), "fill", force));
  }

  /** Bands of both forces, parted by a thin line of paper. */
  _stripe(pattern, size, other, force) {
    pattern.setAttribute("patternTransform", "rotate(-45)");
    const half = size / 2;
    pattern.append(shape("rect", { width: size, height: size, class: "pattern-paper" }));
    pattern.append(paint(shape("rect", { width: half - 0.6, height: size }), "fill", force));
    pattern.append(paint(shape("rect", { x: half, width: half - 0.6, height: size }), "fill", other));
  }
}

/** The force that stands against the holder in a contested place, or null. */
export function rivalOf(spell) {
  if (spell.status !== "contested") return null;
  return spell.contested_by.find((force) => force !== spell.force) ?? "unknown";
}

/** What tells one fill from another; null where nothing is known. */
export function fillName(spell) {
  const other = rivalOf(spell);
  if (other) return `${spell.force}-against-${other}`;
  if (spell.force === "unknown") return null;
  return spell.claimed ? `${spell.force}-claimed` : spell.force;
}

/** Colours come from the custom properties, set once for the whole page. */
function paint(drawn, property, force) {
  drawn.style.setProperty(property, `var(--force-${force})`);
  return drawn;
}
