/**
 * The fills of patterns.js as pixels: square tiles, drawn once, that a picture is laid with.
 */

import { el } from "./dom.js";
import { fillName, MARKS, rivalOf, TILE } from "./patterns.js";

/** Pixels of the page that a tile covers across: two of a pattern, one of a hatch. */
const SPAN = TILE * 2;
/** Opacity and share of a hatch as map.css and patterns.js have them. */
const MARK_OPACITY = 0.42;
const HATCH = 0.58;
const UNKNOWN = { force: "unknown", status: "control", contested_by: [], claimed: false, uncertain: false };

export class TileSheet {
  /**
   * @param {Array<{id: string, colour: string, pattern: string}>} forces
   * @param {number} ratio pixels of a tile for each of the page, a power of two
   */
  constructor(forces, ratio) {
    this.ratio = ratio;
    this.side = SPAN * ratio;
    this._forces = new Map(forces.map((force) => [force.id, force]));
    this._styles = getComputedStyle(document.documentElement);
    this._pen = el("canvas", { width: this.side, height: this.side }).getContext("2d", { willReadFrequently: true });
    this._pen.scale(ratio, ratio);
    this._numbers = new Map();
    this._known = [new WeakMap(), new WeakMap()];
    /** All tiles, one after the other, row by row; the first is empty. */
    this.pixels = new Uint32Array(this.side ** 2);
    /** Number of the tile for ground of which nothing is shown. */
    this.blank = this.of(UNKNOWN, false);
  }

  /** Number of the tile for the inside of a place; that for its rim comes next. A spell never changes, so neither do they. */
  of(spell, old) {
    const known = this._known[Number(old)];
    if (!known.has(spell)) known.set(spell, this._find(spell, old));
    return known.get(spell);
  }

  _find(spell, old) {
    const key = [fillName(spell), spell.uncertain, old].join();
    if (!this._numbers.has(key)) this._numbers.set(key, this._add(spell, old));
    return this._numbers.get(key);
  }

  _add(spell, old) {
    const number = this.pixels.length / this.side ** 2;
    this._pen.clearRect(0, 0, SPAN, SPAN);
    if (fillName(spell) !== null) this._fill(spell);
    if (old) this._fade();
    this._keep();
    if (spell.uncertain) this._dot("--ink");
    else if (fillName(spell) === null) this._dot("--line-strong");
    this._keep();
    return number;
  }

  _fill(spell) {
    const rival = rivalOf(spell);
    if (rival) {
      this._cover(this._property("--plate"));
      this._band(this._colour(spell.force), 1, 0.25, 0.45);
      this._band(this._colour(rival), 1, 0.75, 0.45);
    } else if (spell.claimed) {
      this._cover(this._property("--plate"));
      this._band(this._colour(spell.force), -1, 0.5, HATCH);
    } else {
      this._cover(this._colour(spell.force));
      this._mark(MARKS[this._forces.get(spell.force)?.pattern] ?? MARKS.solid);
    }
  }

  _cover(colour) {
    this._pen.fillStyle = colour;
    this._pen.fillRect(0, 0, SPAN, SPAN);
  }

  /** A slanting band that goes on from tile to tile: where it lies, and how wide it is, in shares of the tile. */
  _band(colour, slope, middle, share) {
    const pen = this._pen;
    pen.strokeStyle = colour;
    pen.lineWidth = (SPAN * share) / Math.SQRT2;
    for (let turn = -2; turn <= 2; turn += 1) {
      const x = (middle + turn) * SPAN;
      pen.beginPath();
      pen.moveTo(x - SPAN * slope, -SPAN);
      pen.lineTo(x + SPAN * slope * 2, SPAN * 2);
      pen.stroke();
    }
  }

  _mark(marks) {
    const pen = this._pen;
    pen.save();
    pen.globalAlpha = MARK_OPACITY;
    pen.fillStyle = pen.strokeStyle = this._property("--plate");
    for (const [x, y] of [[0, 0], [TILE, 0], [0, TILE], [TILE, TILE]]) {
      pen.save();
      pen.translate(x, y);
      for (const mark of marks) this._draw(mark);
      pen.restore();
    }
    pen.restore();
  }

  _draw([tag, { d, cx, cy, r }]) {
    const path = new Path2D(d);
    if (tag === "circle") path.arc(cx, cy, r, 0, Math.PI * 2);
    if (tag === "circle") this._pen.fill(path);
    else this._pen.stroke(path);
  }

  _fade() {
    const pen = this._pen;
    pen.save();
    pen.globalCompositeOperation = "destination-in";
    pen.globalAlpha = Number(this._property("--faded"));
    pen.fillRect(0, 0, SPAN, SPAN);
    pen.restore();
  }

  _dot(property) {
    this._pen.fillStyle = this._property(property);
    for (let y = 0; y < SPAN; y += 4) {
      for (let x = 0; x < SPAN; x += 4) this._pen.fillRect(x + (y % 8) / 4, y, 2, 2);
    }
  }

  /** Add what is drawn now to the tiles. */
  _keep() {
    const { side } = this;
    const drawn = new Uint32Array(this._pen.getImageData(0, 0, side, side).data.buffer);
    const kept = new Uint32Array(this.pixels.length + drawn.length);
    kept.set(this.pixels);
    kept.set(drawn, this.pixels.length);
    this.pixels = kept;
  }

  _colour(force) {
    return this._forces.get(force)?.colour ?? this._property("--force-unknown");
  }

  _property(name) {
    return this._styles.getPropertyValue(name).trim();
  }
}
