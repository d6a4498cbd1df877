import assert from "node:assert/strict";
import { test } from "node:test";

import { readShapes } from "../../static/js/drawing.js";

/** A drawing as far as the reader looks at it: two units are a degree, y grows downwards. */
function drawing(paths) {
  const drawn = Object.entries(paths).map(([place, d]) => ({ dataset: { place }, getAttribute: () => d }));
  return {
    dataset: { west: "37", north: "36", across: "2", down: "2", decimals: "1" },
    querySelectorAll: () => drawn,
  };
}

test("units become degrees again, rings are closed, and y is turned round", () => {
  const shapes = readShapes(drawing({ shaar: "M0,0l2,0 0,2 -2,0z" }));
  assert.deepEqual(shapes.get("shaar").coordinates, [[[37, 36], [38, 36], [38, 35], [37, 35], [37, 36]]]);
});

test("every closed line is a ring", () => {
  const shapes = readShapes(drawing({ shaar: "M0,0l2,0 0,2zM9.5,9l-1,0 0,1z" }));
  assert.equal(shapes.get("shaar").coordinates.length, 2);
  assert.deepEqual(shapes.get("shaar").coordinates[1][0], [41.75, 31.5]);
});

test("corners that neighbours share are the very same numbers, however they were stepped to", () => {
  const shapes = readShapes(drawing({ one: "M0,0l0.1,0 0.2,0.7 -0.1,0z", other: "M0.7,0.7l-0.4,0 -0.2,-0.7z" }));
  assert.deepEqual(shapes.get("one").coordinates[0][2], shapes.get("other").coordinates[0][1]);
});
