import assert from "node:assert/strict";
import { test } from "node:test";

import { addMonths, clamp, dayOf, isoOf, lastAtMost } from "../../static/js/days.js";

test("a day and its number are one another's inverse over the whole period", () => {
  const first = dayOf("2012-07-19");
  const last = dayOf("2016-12-22");
  assert.equal(last - first + 1, 1618);
  for (let day = first; day <= last; day += 1) assert.equal(dayOf(isoOf(day)), day);
});

test("what is no day is null", () => {
  for (const text of [null, undefined, "", "2016", "2016-02-30", "2016-13-01", "06/12/2016", "2016-12-06T00:00"]) {
    assert.equal(dayOf(text), null, String(text));
  }
});

test("a month later is the same day, or the last one of a shorter month", () => {
  assert.equal(isoOf(addMonths(dayOf("2016-01-31"), 1)), "2016-02-29");
  assert.equal(isoOf(addMonths(dayOf("2016-12-06"), -12)), "2015-12-06");
  assert.equal(isoOf(addMonths(dayOf("2015-12-15"), 1)), "2016-01-15");
});

test("clamp keeps to the range", () => {
  assert.deepEqual([-1, 0, 7, 9].map((number) => clamp(number, 0, 7)), [0, 0, 7, 7]);
});

test("the last value that is at most another is found by halves", () => {
  assert.deepEqual([0, 1, 4, 5, 9, 99].map((value) => lastAtMost([1, 5, 9], value)), [-1, 0, 0, 1, 2, 2]);
  assert.equal(lastAtMost([], 3), -1);
});
