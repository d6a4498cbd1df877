/** Small timelines and messages that the tests of the modules share. */

import { readFileSync } from "node:fs";

import { decodeTimeline } from "../../static/js/timeline.js";

export const FIELDS = [
  "start", "force", "status", "contested_by", "claimed", "besieged", "disputed", "uncertain",
  "since", "until", "evidence_on", "claims",
];

/** A row of the timeline from the fields that matter, as the server writes it. */
export function row(spell) {
  return FIELDS.map((field) => spell[field] ?? null);
}

/** Timeline of /api/v1/timeline over 1 to 31 January 2016. */
export function timelineOf(places, period = { from: "2016-01-01", to: "2016-01-31" }, earlier = []) {
  return decodeTimeline({ period, known: "2016-02-01", fields: FIELDS, claims: ["one", "two"], places, earlier });
}

export function read(path) {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}
