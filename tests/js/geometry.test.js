import assert from "node:assert/strict";
import { test } from "node:test";

import { boundsOf, labelPoint, outlineOf, ringsOf } from "../../static/js/geometry.js";

function square(west, south, size = 1) {
  const [east, north] = [west + size, south + size];
  return { type: "Polygon", coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
}

test("a multipolygon gives the rings of all its parts", () => {
  const many = { type: "MultiPolygon", coordinates: [square(0, 0).coordinates, square(5, 5).coordinates] };
  assert.equal(ringsOf(many).length, 2);
});

test("bounds are west, south, east, north", () => {
  assert.deepEqual(boundsOf([square(37, 36), square(38, 35)]), [37, 35, 39, 37]);
});

test("a name stands in the middle of the largest part", () => {
  const many = { type: "MultiPolygon", coordinates: [square(0, 0).coordinates, square(10, 10, 4).coordinates] };
  assert.deepEqual(labelPoint(many).map((value) => Math.round(value * 1e6) / 1e6), [12, 12]);
});

test("the outline of neighbours leaves out the border they share", () => {
  const lines = outlineOf([square(0, 0), square(1, 0)]);
  assert.equal(lines.length, 1);
  const edges = lines[0].slice(1).map((point, index) => [lines[0][index], point].map(String).sort().join(" "));
  assert.equal(edges.includes(["1,0", "1,1"].join(" ")), false);
  assert.equal(edges.length, 6);
});

test("places apart have an outline each, and none has none", () => {
  assert.equal(outlineOf([square(0, 0), square(5, 5)]).length, 2);
  assert.deepEqual(outlineOf([]), []);
});
