import assert from "node:assert/strict";
import { test } from "node:test";

import { Raster } from "../../static/js/raster.js";

const VIEW = { scale: 1, left: 0, top: 0 };
const box = (west, north, east, south) => [west, north, east, north, east, south, west, south, west, north];

test("a pixel belongs to the place in which its centre lies", () => {
  const raster = new Raster(10, 10, 1);
  raster.fill(1, [box(2, 2, 5, 6)], VIEW);
  raster.fill(2, [box(5, 2, 8.4, 6)], VIEW);
  assert.deepEqual([raster.at(2, 2), raster.at(4.9, 5.9), raster.at(5, 3), raster.at(7, 3), raster.at(8, 3)], [1, 1, 2, 2, 0]);
  assert.deepEqual(raster.box(1), [2, 2, 5, 6]);
  assert.deepEqual(raster.box(2), [5, 2, 8, 6]);
});

test("a hole is nobody's ground, and so is all that lies outside", () => {
  const raster = new Raster(10, 10, 1);
  raster.fill(3, [box(-4, -4, 14, 14), box(4, 4, 6, 6)], VIEW);
  assert.deepEqual([raster.at(0, 0), raster.at(5, 5), raster.at(9, 9), raster.at(10, 5), raster.at(-1, 5)], [3, 0, 3, 0, 0]);
});

test("neighbours that share a slanting border leave no pixel to nobody, and none to both", () => {
  const raster = new Raster(40, 40, 1);
  const [west, east] = [[0, 0, 13.7, 0, 26.2, 40, 0, 40, 0, 0], [13.7, 0, 40, 0, 40, 40, 26.2, 40, 13.7, 0]];
  raster.fill(1, [west], VIEW);
  raster.fill(2, [east], VIEW);
  assert.ok(raster.cells.every((cell) => cell > 0));
  const first = raster.cells.filter((cell) => cell >> 1 === 1).length;
  assert.ok(Math.abs(first - (13.7 + 26.2) * 20) < 40);
});

test("a rim runs along a border, as wide as asked for", () => {
  const raster = new Raster(20, 9, 2);
  raster.fill(1, [box(0, 0, 10, 9)], VIEW);
  raster.fill(2, [box(10, 0, 20, 9)], VIEW);
  raster.markRims();
  const row = [...raster.cells.slice(4 * 20 + 6, 4 * 20 + 14)];
  assert.deepEqual(row, [2, 2, 3, 3, 5, 5, 4, 4]);
  assert.equal(raster.at(9, 4), 1);
});

test("a place out of the picture has no pixels", () => {
  const raster = new Raster(10, 10, 1);
  raster.fill(1, [box(20, 20, 30, 30)], VIEW);
  assert.equal(raster.box(1), undefined);
});
