import assert from "node:assert/strict";
import { test } from "node:test";

import {
  changesBetween, differences, everything, isOld, nextChange, OLD_DAYS, previousChange, shareBreaks, shareSeries,
  sharesOn, spellAt,
} from "../../static/js/timeline.js";
import { row, timelineOf } from "./support.js";

const places = {
  shaar: [
    row({ start: 0 }),
    row({ start: 4, force: "opposition", since: -900, evidence_on: 4, claims: [0] }),
    row({ start: 9, force: "opposition", besieged: 1, since: -900, evidence_on: 9, claims: [0, 1] }),
    row({ start: 20, force: "government", uncertain: 1, since: 20, evidence_on: 20 }),
    row({ start: 22, force: "government", since: 20, evidence_on: 22 }),
  ],
  basel: [row({ start: 0 }), row({ start: 9, force: "government", claimed: 1 })],
  sakhour: [["0", "isil"].map((value, index) => (index ? value : 0))],
};
const timeline = timelineOf(places);

test("a row without its last fields takes their defaults", () => {
  const spell = spellAt(timeline, "sakhour", 30);
  assert.equal(spell.force, "isil");
  assert.equal(spell.status, "control");
  assert.deepEqual(spell.claims, []);
  assert.equal(spell.besieged, false);
  assert.equal(spell.evidence_on, null);
});

test("claims are ids again, and flags are booleans", () => {
  const spell = spellAt(timeline, "shaar", 10);
  assert.deepEqual(spell.claims, ["one", "two"]);
  assert.equal(spell.besieged, true);
});

test("a spell holds from its first day until the day before the next", () => {
  const forces = [3, 4, 8, 19, 20, 30].map((day) => spellAt(timeline, "shaar", day).force);
  assert.deepEqual(forces, ["unknown", "opposition", "opposition", "opposition", "government", "government"]);
});

test("a stranger has no spell", () => {
  assert.equal(spellAt(timeline, "nowhere", 3), null);
});

test("changes are counted per day, and the end of an uncertain band is none", () => {
  assert.deepEqual(timeline.changeDays, [4, 9, 20]);
  assert.equal(timeline.counts[9], 2);
  assert.equal(timeline.counts[22], 0);
});

test("next and previous change skip what does not change, and end in null", () => {
  assert.equal(nextChange(timeline, 0), 4);
  assert.equal(nextChange(timeline, 4), 9);
  assert.equal(nextChange(timeline, 20), null);
  assert.equal(previousChange(timeline, 20), 9);
  assert.equal(previousChange(timeline, 4), null);
});

test("differences are what is drawn, changes what is told", () => {
  assert.deepEqual(differences(timeline, 21, 22).map(({ id }) => id), ["shaar"]);
  assert.deepEqual(changesBetween(timeline, 21, 22), []);
  assert.deepEqual(changesBetween(timeline, 30, 0).map(({ id }) => id), ["shaar", "basel"]);
  assert.deepEqual(differences(timeline, 5, 8), []);
});

test("a colour fades once its source is old, without any new spell", () => {
  const long = timelineOf({ shaar: [row({ start: 0, force: "isil", evidence_on: 0 })] }, { from: "2016-01-01", to: "2016-12-31" });
  const [before, after] = [OLD_DAYS, OLD_DAYS + 1];
  assert.equal(isOld(spellAt(long, "shaar", before), before), false);
  assert.deepEqual(differences(long, before, after).map(({ id, old }) => [id, old]), [["shaar", true]]);
  assert.deepEqual(differences(long, after, after + 1), []);
  assert.equal(everything(long, after)[0].old, true);
});

test("a place that nobody is known to hold has no old source", () => {
  assert.equal(isOld(spellAt(timeline, "basel", 3), 3), false);
});

test("shares are of area and sum to one, and beside them each place counts once", () => {
  const areas = new Map([["shaar", 1], ["basel", 3]]);
  const { forces, claimed, contested, numbers } = sharesOn(timeline, areas, 9);
  assert.deepEqual(forces, { opposition: 0.25, government: 0.75 });
  assert.deepEqual(claimed, { government: 0.75 });
  assert.deepEqual(contested, {});
  assert.deepEqual(numbers, { opposition: 1, government: 1 });
});

test("the series of shares has a point for the first day and for every day of change", () => {
  const series = shareSeries(timeline, new Map([["shaar", 1]]));
  assert.deepEqual(series.map(({ day }) => day), [0, 4, 9, 20]);
  assert.deepEqual(series.at(-1).forces, { government: 1 });
});

test("a change of rules breaks the shares on the days that it changed, and on no other", () => {
  const otherwise = { basel: [row({ start: 0 }), row({ start: 7, force: "opposition" }), row({ start: 12, force: "government" })] };
  const told = { rules_version: 1, until: "2027-03-03", places: otherwise };
  const refolded = timelineOf(places, { from: "2016-01-01", to: "2016-01-31" }, [told]);
  const runs = shareBreaks(refolded, new Map([["shaar", 1], ["basel", 1]]));
  assert.deepEqual(runs.map(({ start, end }) => [start, end]), [[7, 12]]);
  assert.equal(runs[0].earlier.rules, 1);
  assert.deepEqual(runs[0].series.map(({ day, forces }) => [day, forces.opposition]), [[7, 1], [9, 1]]);
  assert.deepEqual(shareBreaks(refolded, new Map([["shaar", 1]])), []);
  assert.deepEqual(shareBreaks(timeline, new Map([["basel", 1]])), []);
});

test("the series of shares tells what the shares of each of its days do", () => {
  const areas = new Map([["shaar", 1], ["basel", 3], ["sakhour", 4]]);
  for (const { day, ...shares } of shareSeries(timeline, areas)) {
    assert.deepEqual(shares, sharesOn(timeline, areas, day)); // eighths, which add up exactly
  }
});
