import assert from "node:assert/strict";
import { test } from "node:test";

import { Borders, boundsOf, labelPoint, pathOf, ringsOf, worldOf } from "../../static/js/geometry.js";

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

/** Outline of squares that touch where their corners do, as lists of corners. */
function outlineOf(...squares) {
  const worlds = new Map(squares.map((geometry, index) => [String(index), worldOf(geometry)]));
  return new Borders(worlds).outline([...worlds.keys()]);
}

test("the outline of neighbours leaves out the border they share", () => {
  const [line, ...others] = outlineOf(square(0, 0), square(1, 0));
  assert.deepEqual(others, []);
  assert.equal(line.length, 14); // six edges, back to where they began
  const border = worldOf(square(1, 0))[0][0];
  const along = line.filter((value, index) => index % 2 === 0 && value === border);
  assert.equal(along.length, 2); // its ends, once each: passed, not followed
});

test("places apart have an outline each, and none has none", () => {
  assert.equal(outlineOf(square(0, 0), square(5, 5)).length, 2);
  assert.deepEqual(outlineOf(), []);
});

test("the world is that of Web Mercator, 256 units wide", () => {
  const [x, y, east, north] = worldOf({ type: "Polygon", coordinates: [[[0, 0], [180, 85.0511287798066]]] })[0];
  assert.deepEqual([x, y, east], [128, 128, 256]);
  assert.ok(Math.abs(north) < 1e-9);
});

test("a path is written in the pixels of a view", () => {
  assert.equal(pathOf([[1, 1, 2, 1, 2, 2.04]], { scale: 10, left: 5, top: 0 }), "M5 10L15 10L15 20.4");
});
