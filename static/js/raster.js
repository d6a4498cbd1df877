/**
 * Which place each pixel of a picture belongs to. Pure.
 *
 * `cells` holds twice the number of a place, plus one within `rim` pixels of where its ground
 * ends; 0 and 1 are nobody's. A picture of any day is then a matter of looking up colours.
 */

export class Raster {
  /**
   * @param {number} width pixels
   * @param {number} height pixels
   * @param {number} rim pixels
   */
  constructor(width, height, rim) {
    this.width = width;
    this.height = height;
    this.cells = new Uint32Array(width * height);
    this._rim = rim;
    this._boxes = new Map();
  }

  /**
   * Give the pixels whose centres lie inside some rings, by the even-odd rule, to a place.
   *
   * @param {number} number of the place, from 1
   * @param {Float64Array[]} rings in the world
   * @param {{scale: number, left: number, top: number}} view where the picture lies
   */
  fill(number, rings, { scale, left, top }) {
    const rows = new Map();
    for (const ring of rings) this._cross(rows, ring, scale, left, top);
    const box = [this.width, this.height, 0, 0];
    for (const [y, crossings] of rows) {
      crossings.sort((a, b) => a - b);
      for (let index = 1; index < crossings.length; index += 2) {
        const from = Math.max(0, Math.ceil(crossings[index - 1] - 0.5));
        const to = Math.min(this.width, Math.ceil(crossings[index] - 0.5));
        if (from >= to) continue;
        this.cells.fill(number * 2, y * this.width + from, y * this.width + to);
        widen(box, from, y, to);
      }
    }
    if (box[0] < box[2]) this._boxes.set(number, box);
  }

  /** [left, top, right, bottom] of a place's pixels, half-open; undefined where it has none. */
  box(number) {
    return this._boxes.get(number);
  }

  /** Number of the place at a pixel, or 0. */
  at(x, y) {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const inside = column >= 0 && row >= 0 && column < this.width && row < this.height;
    return inside ? this.cells[row * this.width + column] >> 1 : 0;
  }

  /** Mark the pixels from which another place, or nobody's ground, is at most `rim` away. */
  markRims() {
    const { cells, width, height, _rim: rim } = this;
    const differs = (index, other) => cells[index] >> 1 !== cells[other] >> 1;
    for (let y = rim; y < height - rim; y += 1) {
      for (let index = y * width + rim, end = (y + 1) * width - rim; index < end; index += 1) {
        const near = differs(index, index - rim) || differs(index, index + rim)
          || differs(index, index - rim * width) || differs(index, index + rim * width);
        if (near) cells[index] |= 1;
      }
    }
  }

  /** Where the rows through a ring meet its edges. */
  _cross(rows, ring, scale, left, top) {
    for (let index = 2; index < ring.length; index += 2) {
      const [ax, ay] = [ring[index - 2] * scale - left, ring[index - 1] * scale - top];
      const [bx, by] = [ring[index] * scale - left, ring[index + 1] * scale - top];
      const slope = (bx - ax) / (by - ay);
      const first = Math.max(0, Math.ceil(Math.min(ay, by) - 0.5));
      const last = Math.min(this.height, Math.ceil(Math.max(ay, by) - 0.5));
      for (let y = first; y < last; y += 1) {
        const x = ax + (y + 0.5 - ay) * slope;
        if (rows.has(y)) rows.get(y).push(x);
        else rows.set(y, [x]);
      }
    }
  }
}

function widen(box, from, y, to) {
  box[0] = Math.min(box[0], from);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], to);
  box[3] = Math.max(box[3], y + 1);
}
