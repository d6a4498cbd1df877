import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseLabels } from "../../static/js/labels.js";

function label(id, x, y, weight, room) {
  return { id, x, y, width: 40, height: 12, weight, ...(room === undefined ? {} : { room }) };
}

test("of two names that overlap the weightier stands", () => {
  const chosen = chooseLabels([label("small", 0, 0, 1), label("large", 10, 3, 9)]);
  assert.deepEqual(chosen.map(({ id }) => id), ["large"]);
});

test("names apart all stand, and none overlaps another", () => {
  const labels = Array.from({ length: 60 }, (_, index) => label(index, (index * 37) % 300, (index * 53) % 200, index));
  const chosen = chooseLabels(labels);
  for (const [index, a] of chosen.entries()) {
    for (const b of chosen.slice(index + 1)) {
      assert.ok(Math.abs(a.x - b.x) >= 40 || Math.abs(a.y - b.y) >= 12, `${a.id} over ${b.id}`);
    }
  }
});

test("a name wider than its place is left out", () => {
  assert.deepEqual(chooseLabels([label("narrow", 0, 0, 5, 30)]), []);
});
