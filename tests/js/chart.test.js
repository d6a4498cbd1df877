import assert from "node:assert/strict";
import { test } from "node:test";

import { cluster, stacked } from "../../static/js/chart.js";

const figures = [3, 4, 12, 30].map((day) => ({ day, value: 0.5, text: String(day) }));
const days = (groups) => groups.map((group) => group.map(({ day }) => day));

test("figures that a finger could not tell apart share a mark", () => {
  assert.deepEqual(days(cluster(figures, { start: 0, length: 41 }, 400)), [[3, 4], [12], [30]]);
  assert.deepEqual(days(cluster(figures, { start: 0, length: 41 }, 4000)), [[3], [4], [12], [30]]);
});

test("marks stand a target apart, wherever the middle of a group comes to lie", () => {
  const many = [0, 5, 6, 11, 13, 20, 21, 22].map((day) => ({ day, value: 0.5, text: "" }));
  const middles = cluster(many, { start: 0, length: 41 }, 160)
    .map((group) => group.reduce((sum, { day }) => sum + day, 0) / group.length);
  middles.slice(1).forEach((middle, index) => assert.ok((middle - middles[index]) * 4 >= 24));
});

test("figures outside the window have no mark", () => {
  assert.deepEqual(days(cluster(figures, { start: 4, length: 9 }, 4000)), [[4], [12]]);
});

test("each band lies upon those before it, and knows what of it is claimed or contested", () => {
  const day = { day: 3, forces: { government: 0.25, opposition: 0.75 }, claimed: { government: 0.125 }, contested: { opposition: 0.5 } };
  const [government, opposition, sdf] = stacked([day], ["government", "opposition", "sdf"]).map(({ steps }) => steps[0]);
  assert.deepEqual(government, { day: 3, low: 1, high: 0.75, claims: 0.125, fights: 0 });
  assert.deepEqual(opposition, { day: 3, low: 0.75, high: 0, claims: 0, fights: 0.5 });
  assert.deepEqual([sdf.low, sdf.high], [0, 0]);
});
