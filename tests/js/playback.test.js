import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { PACE, Playback } from "../../static/js/playback.js";

function playing(changes) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const heard = [];
  const playback = new Playback(() => {
    changes -= 1;
    return changes >= 0;
  });
  playback.addEventListener("state", ({ detail }) => heard.push(detail));
  return { playback, heard, left: () => changes };
}

test("it starts at once, keeps the pace, and stops after the last change", (t) => {
  t.after(() => mock.timers.reset());
  const { playback, heard, left } = playing(2);
  playback.toggle();
  assert.equal(left(), 1);
  mock.timers.tick(PACE.normal - 1);
  assert.equal(left(), 1);
  mock.timers.tick(1);
  assert.equal(left(), 0);
  mock.timers.tick(PACE.normal);
  assert.deepEqual(heard, [true, false]);
  assert.equal(playback.playing, false);
});

test("pressing again stops it", (t) => {
  t.after(() => mock.timers.reset());
  const { playback, heard, left } = playing(9);
  playback.toggle();
  playback.toggle();
  mock.timers.tick(PACE.normal * 5);
  assert.equal(left(), 8);
  assert.deepEqual(heard, [true, false]);
});

test("a new speed counts from the next change on", (t) => {
  t.after(() => mock.timers.reset());
  const { playback, left } = playing(9);
  playback.speed = "fast";
  playback.toggle();
  mock.timers.tick(PACE.fast);
  mock.timers.tick(PACE.fast);
  assert.equal(left(), 6);
});

test("with nothing left to play it says nothing", (t) => {
  t.after(() => mock.timers.reset());
  const { playback, heard } = playing(0);
  playback.toggle();
  assert.deepEqual(heard, []);
});
