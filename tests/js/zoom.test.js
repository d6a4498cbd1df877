import assert from "node:assert/strict";
import { test } from "node:test";

import { dayOf } from "../../static/js/days.js";
import { closestPreset, holding, windowOf } from "../../static/js/zoom.js";

const timeline = { first: dayOf("2012-07-19"), length: 1618 };
const presets = [
  { key: "whole", from: "2012-07-19", to: "2016-12-22" },
  { key: "siege", from: "2016-07-07", to: "2016-12-22" },
  { key: "final", from: "2016-11-15", to: "2016-12-22" },
];

test("a window stays while the day is inside it", () => {
  assert.deepEqual(holding({ start: 10, length: 5 }, 14, 100), { start: 10, length: 5 });
});

test("a window that the day has left moves to hold it in the middle, as far as the period lets it", () => {
  assert.deepEqual(holding({ start: 10, length: 5 }, 15, 100), { start: 13, length: 5 });
  assert.deepEqual(holding({ start: 10, length: 5 }, 1, 100), { start: 0, length: 5 });
  assert.deepEqual(holding({ start: 10, length: 5 }, 99, 100), { start: 95, length: 5 });
});

test("a window is never longer than the period", () => {
  assert.deepEqual(holding({ start: 0, length: 500 }, 3, 100), { start: 0, length: 100 });
});

test("the page opens on the closest preset around its day", () => {
  const at = (iso) => closestPreset(presets, timeline, dayOf(iso) - timeline.first);
  assert.deepEqual(at("2016-12-06"), windowOf(presets[2], timeline));
  assert.deepEqual(at("2016-08-01"), windowOf(presets[1], timeline));
  assert.deepEqual(at("2013-01-01"), { start: 0, length: 1618 });
});

test("both days of a preset are inside its window", () => {
  const { start, length } = windowOf(presets[2], timeline);
  assert.equal(start + length, timeline.length);
  assert.equal(length, 38);
});
