/**
 * Who held what on which day, decoded once from /api/v1/timeline and asked many times.
 *
 * Pure: no document, no network. Days are offsets from the first day of the period.
 */

import { dayOf, lastAtMost } from "./days.js";

const DEFAULTS = {
  start: 0,
  end: 0,
  force: "unknown",
  status: "control",
  contested_by: [],
  claimed: false,
  besieged: false,
  disputed: false,
  uncertain: false,
  since: null,
  until: null,
  evidence_on: null,
  claims: [],
};

/** What is known of a place before anything is told of it. */
const UNTOLD = DEFAULTS;

/** Days without a new source after which a colour fades: half a year, in a war of five weeks' turns. */
export const OLD_DAYS = 180;

/** Shares that differ by less than half a per cent are told alike. */
const VISIBLE = 0.005;
/** What is left of sums of areas that add up to nothing. */
const LEAST_SHARE = 1e-9;

/** What the map draws; two spells that agree in these look the same. */
const DRAWN = ["force", "status", "contested_by", "claimed", "besieged", "disputed", "uncertain"];
/** What counts as a change: all that is drawn but the band of uncertain days before an onset. */
const TOLD = DRAWN.filter((field) => field !== "uncertain");

/** Timeline of the server's JSON: typed spells per place and the days on which they change. */
export function decodeTimeline(json) {
  const first = dayOf(json.period.from);
  const length = dayOf(json.period.to) - first + 1;
  const places = decodePlaces(json.places, json.fields, json.claims);
  const timeline = of(places, length);
  const earlier = (json.earlier ?? []).map((told) => decodeEarlier(told, json, timeline));
  return { first, known: json.known, ...timeline, earlier };
}

/** The timeline of an earlier version of the rules, of which only what it had otherwise travels. */
function decodeEarlier(told, { fields, claims }, { places, length }) {
  const otherwise = decodePlaces(told.places, fields, claims);
  return { rules: told.rules_version, until: dayOf(told.until), ...of(new Map([...places, ...otherwise]), length) };
}

function of(places, length) {
  const counts = countChanges(places, length);
  return { places, length, counts, changeDays: [...counts.keys()].filter((day) => counts[day] > 0) };
}

function decodePlaces(rowsOf, fields, claims) {
  const places = new Map();
  for (const [id, rows] of Object.entries(rowsOf)) {
    const spells = rows.map((row) => decodeSpell(row, fields, claims));
    places.set(id, { spells, starts: spells.map((spell) => spell.start) });
  }
  return places;
}

/** State of a place on a day offset; every place of the timeline has one on every day. */
export function spellAt(timeline, id, day) {
  const place = timeline.places.get(id);
  return place ? spellOf(place, day) : null;
}

function spellOf({ spells, starts }, day) {
  return spells[lastAtMost(starts, day)] ?? null;
}

/** Whether the newest source for a place's holder lies long before a day. */
export function isOld(spell, day) {
  return spell.evidence_on !== null && day - spell.evidence_on > OLD_DAYS;
}

/** Places that are drawn differently on two days: [{id, before, after, old}], in order of places. */
export function differences(timeline, from, to) {
  const found = [];
  for (const [id, place] of timeline.places) {
    const [before, after] = [spellOf(place, from), spellOf(place, to)];
    const old = isOld(after, to);
    if (before.look !== after.look || isOld(before, from) !== old) found.push({ id, before, after, old });
  }
  return found;
}

/** All places as a map that shows nothing yet has to draw them: [{id, before: null, after, old}]. */
export function everything(timeline, day) {
  return [...timeline.places].map(([id, place]) => {
    const after = spellOf(place, day);
    return { id, before: null, after, old: isOld(after, day) };
  });
}

/** Whether a difference is one that words tell. */
export function isTold({ before, after }) {
  return before.told !== after.told;
}

/** Places whose state, as told in words, changed between two days. */
export function changesBetween(timeline, from, to) {
  return differences(timeline, from, to).filter(isTold);
}

/** First day after `day` on which a place changes, or null. */
export function nextChange(timeline, day) {
  const index = lastAtMost(timeline.changeDays, day) + 1;
  return timeline.changeDays[index] ?? null;
}

/** Last day before `day` on which a place changes, or null. */
export function previousChange(timeline, day) {
  return timeline.changeDays[lastAtMost(timeline.changeDays, day - 1)] ?? null;
}

/**
 * What each force holds on a day, of the places that make up a whole.
 *
 * @param {Map<string, number>} areas km² of these places
 * @returns {{forces: Object<string, number>, contested: Object<string, number>,
 *   claimed: Object<string, number>, numbers: Object<string, number>}} by force: its share of the
 *   area (all forces together 1), the contested and the claimed parts of that, and its places
 */
export function sharesOn(timeline, areas, day) {
  const found = noShares();
  const total = sum([...areas.values()]);
  for (const [id, area] of areas) {
    const spell = spellAt(timeline, id, day) ?? UNTOLD;
    addTo(found, { ...partsOf(spell), share: area / total, places: 1 });
  }
  return found;
}

/** `sharesOn` as a function of the day, which gives the same object for days between two changes. */
export function shareTeller(timeline, areas) {
  const told = new Map();
  return (day) => {
    const run = lastAtMost(timeline.changeDays, day);
    if (!told.has(run)) told.set(run, sharesOn(timeline, areas, day));
    return told.get(run);
  };
}

/** What each force holds from each day of change on, the first day included: [{day, ...shares}]. */
export function shareSeries(timeline, areas) {
  const days = [0, ...timeline.changeDays.filter((day) => day > 0)];
  const turns = turnsOf(timeline, areas);
  const held = noShares();
  let next = 0;
  return days.map((day) => {
    for (; next < turns.length && turns[next].day <= day; next += 1) addTo(held, turns[next]);
    return { day, ...rounded(held) };
  });
}

/** What each day gives to a force or takes from it, in order of days. */
function turnsOf(timeline, areas) {
  const total = sum([...areas.values()]);
  const turns = [];
  for (const [id, area] of areas) {
    const spells = timeline.places.get(id)?.spells ?? [];
    const known = spells[0]?.start === 0 ? spells : [UNTOLD, ...spells];
    known.forEach((spell, index) => {
      const turn = { ...partsOf(spell), share: area / total, places: 1 };
      turns.push({ ...turn, day: spell.start });
      const next = known[index + 1];
      if (next) turns.push({ ...turn, day: next.start, share: -turn.share, places: -1 });
    });
  }
  return turns.sort((a, b) => a.day - b.day);
}

function partsOf({ force, status, claimed }) {
  return { force, contested: status === "contested", claimed };
}

function noShares() {
  return { forces: {}, contested: {}, claimed: {}, numbers: {} };
}

function addTo(held, { force, share, places, contested, claimed }) {
  add(held.forces, force, share);
  add(held.numbers, force, places);
  if (contested) add(held.contested, force, share);
  if (claimed) add(held.claimed, force, share);
}

/** Shares without those that sums of areas leave of nothing. */
function rounded(held) {
  const told = (amounts) => Object.entries(amounts).filter(([, amount]) => amount > LEAST_SHARE);
  return Object.fromEntries(Object.entries(held).map(([key, amounts]) => [key, Object.fromEntries(told(amounts))]));
}

/**
 * Runs of days `[start, end)` on which earlier rules gave other shares, the oldest rules first:
 * [{earlier, start, end, series}], with the shares of then from each day of change on.
 */
export function shareBreaks(timeline, areas) {
  return timeline.earlier.flatMap((earlier) => breaksOf(timeline, earlier, areas));
}

function breaksOf(timeline, earlier, areas) {
  const days = [...new Set([0, ...timeline.changeDays, ...earlier.changeDays])].sort((a, b) => a - b);
  const runs = [];
  days.forEach((start, index) => {
    const [shares, end] = [sharesOn(earlier, areas, start), days[index + 1] ?? timeline.length];
    if (!differ(shares.forces, sharesOn(timeline, areas, start).forces)) return;
    if (runs.at(-1)?.end !== start) runs.push({ earlier, start, series: [] });
    runs.at(-1).series.push({ day: start, ...shares });
    runs.at(-1).end = end;
  });
  return runs;
}

function differ(one, other) {
  const forces = [...Object.keys(one), ...Object.keys(other)];
  return forces.some((force) => Math.abs((one[force] ?? 0) - (other[force] ?? 0)) >= VISIBLE);
}

/** Sum of numbers. */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

function add(amounts, force, amount) {
  amounts[force] = (amounts[force] ?? 0) + amount;
}

function decodeSpell(row, fields, claims) {
  const spell = { ...DEFAULTS };
  fields.forEach((field, index) => {
    const value = row[index] ?? DEFAULTS[field];
    spell[field] = typeof DEFAULTS[field] === "boolean" ? Boolean(value) : value;
  });
  spell.claims = spell.claims.map((index) => claims[index]);
  spell.look = numberOf(spell, DRAWN);
  spell.told = numberOf(spell, TOLD);
  return Object.freeze(spell);
}

/** Numbers of all that spells have in some fields: a step compares thousands of them. */
const numbers = new Map();

function numberOf(spell, fields) {
  const key = fields.map((field) => String(spell[field])).join("|");
  if (!numbers.has(key)) numbers.set(key, numbers.size);
  return numbers.get(key);
}

/** Number of places that change on each day; the first day of the period changes nothing. */
function countChanges(places, length) {
  const counts = new Uint16Array(length);
  for (const { spells } of places.values()) {
    for (let index = 1; index < spells.length; index += 1) {
      if (spells[index].told !== spells[index - 1].told) counts[spells[index].start] += 1;
    }
  }
  return counts;
}
