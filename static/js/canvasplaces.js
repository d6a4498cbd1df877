/**
 * Places as pixels, for more of them than a browser restyles within a frame. Whose ground each
 * pixel is, is worked out when the map comes to rest; a step then looks up colours, of what
 * differs alone, or of all in a few milliseconds.
 */

import { el } from "./dom.js";
import { pathOf } from "./geometry.js";
import { Raster } from "./raster.js";
import { TileSheet } from "./tiles.js";
import { signsOf } from "./words.js";

/** Two pixels for each of the page, on dense screens, only up to so many. */
const MOST_PIXELS = 2_500_000;
/** Width of a rim: the signs along a border, half of it below the border itself. */
const RIM = 2;
/** More changes than these are painted at once, as one. */
const MANY = 300;

export class CanvasPlaces {
  /**
   * @param {Map<string, {rings: Float64Array[], accuracy: string}>} places rings in the world
   * @param {Array<{id: string, colour: string, pattern: string}>} forces
   */
  constructor(places, forces) {
    this._forces = forces;
    this._places = places;
    this._ids = [null, ...places.keys()];
    this._numbers = new Map(this._ids.map((id, number) => [id, number]));
    this._shown = new Map();
    this._hidden = new Set();
    this._fills = el("canvas");
    this._borders = el("canvas");
    this.element = el("div", { class: "places", "aria-hidden": "true" }, this._fills, this._borders);
  }

  /** Lie where a view looks: {scale, left, top, x, y, width, height}. */
  lay(view) {
    this._view = view;
    this._ratio = ratioOf(view);
    const scaled = this._size(view, this._ratio);
    this._raster = new Raster(this._fills.width, this._fills.height, RIM * this._ratio);
    for (const [id, { rings }] of this._places) this._raster.fill(this._numbers.get(id), rings, scaled);
    this._raster.markRims();
    this._image = new ImageData(this._raster.width, this._raster.height);
    this._pixels = new Uint32Array(this._image.data.buffer);
    this._chooseAll();
    this._drawBorders(scaled);
  }

  /** Draw places anew: [{id, after, old}]. */
  show(changes) {
    for (const change of changes) {
      this._shown.set(change.id, change);
      this._choose(change.id);
    }
    if (changes.length > MANY) this._paintAll();
    else for (const { id } of changes) this._paint(this._raster.box(this._numbers.get(id)));
  }

  /** Take signs off the map, by their keys in the legend. */
  hide(keys) {
    this._hidden = new Set(keys);
    this._chooseAll();
  }

  /** The place at a point of the layer, or null. */
  find(target, { x, y }) {
    const { _ratio: ratio, _view: view } = this;
    return this._ids[this._raster.at((x - view.x) * ratio, (y - view.y) * ratio)];
  }

  /** Give the canvases their size; the view in their pixels. */
  _size({ scale, left, top, x, y, width, height }, ratio) {
    for (const canvas of [this._fills, this._borders]) {
      Object.assign(canvas, { width: width * ratio, height: height * ratio });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    if (this._tiles?.ratio !== ratio) this._tiles = new TileSheet(this._forces, ratio);
    return { scale: scale * ratio, left: (left + x) * ratio, top: (top + y) * ratio };
  }

  _chooseAll() {
    this._table = new Uint32Array(this._ids.length * 2);
    for (const id of this._shown.keys()) this._choose(id);
    this._paintAll();
  }

  /** Note where the tiles of a place begin: that of its inside, and that of its rim. */
  _choose(id) {
    const [number, area] = [this._numbers.get(id), this._tiles.side ** 2];
    if (number === undefined) return;
    const { after: spell, old } = this._shown.get(id);
    const tile = this._isHidden(id, spell, old) ? this._tiles.blank : this._tiles.of(spell, old);
    this._table[number * 2] = tile * area;
    this._table[number * 2 + 1] = (tile + 1) * area;
  }

  _isHidden(id, spell, old) {
    if (!this._hidden.size) return false;
    return signsOf(spell, this._places.get(id).accuracy, old).some((sign) => this._hidden.has(sign));
  }

  _paintAll() {
    this._paint([0, 0, this._raster.width, this._raster.height]);
  }

  /** Look up the colours in a box, and show them; what lies outside the picture has none. */
  _paint(box) {
    if (!box) return;
    const [left, top, right, bottom] = box;
    const { cells, width } = this._raster;
    const { _pixels: pixels, _table: table } = this;
    const { pixels: tiles, side } = this._tiles;
    const mask = side - 1;
    for (let y = top; y < bottom; y += 1) {
      const row = (y & mask) * side;
      for (let x = left, index = y * width + left; x < right; x += 1, index += 1) {
        pixels[index] = tiles[table[cells[index]] + row + (x & mask)];
      }
    }
    this._fills.getContext("2d").putImageData(this._image, 0, 0, left, top, right - left, bottom - top);
  }

  /** Lines of paper between the places, broken where a border is approximate. */
  _drawBorders(scaled) {
    const pen = this._borders.getContext("2d");
    pen.strokeStyle = getComputedStyle(this.element).color;
    pen.lineWidth = 1.1 * this._ratio;
    for (const { rings, accuracy } of this._places.values()) {
      pen.setLineDash(accuracy === "approximate" ? [4 * this._ratio, 3 * this._ratio] : []);
      pen.stroke(new Path2D(pathOf(rings, scaled)));
    }
  }
}

/** Pixels of the picture for each of the page. */
function ratioOf({ width, height }) {
  return devicePixelRatio >= 1.5 && width * height * 4 <= MOST_PIXELS ? 2 : 1;
}
