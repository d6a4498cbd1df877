/**
 * Claims of a place as the panel needs them, fetched once per place and known date.
 */

import { dayOf } from "./days.js";
import { fillUrl, requestJson } from "./request.js";

/** Days before and after a day in which a plan or a denial still says something about it. */
const NEAR_DAYS = 30;

export class ClaimStore {
  /** @param {string} url address of /api/v1/claims, from the page data */
  constructor(url) {
    this._url = url;
    this._asked = new Map();
  }

  /** All claims about a place, the newest first. */
  ofPlace(place, known) {
    const url = fillUrl(this._url, {}, { place, known });
    if (!this._asked.has(url)) {
      const asked = requestJson(url).then(({ claims }) => claims.sort(newestFirst));
      asked.catch(() => this._asked.delete(url)); // The next visit tries again.
      this._asked.set(url, asked);
    }
    return this._asked.get(url);
  }
}

/** Claims that carry a spell, and those of other forces on the very day where it is disputed. */
export function evidenceOf(claims, spell, iso) {
  const carrying = new Set(spell.claims);
  return claims.filter(
    (claim) => carrying.has(claim.id) || (spell.disputed && claim.polarity === "asserted" && speaksOf(claim, iso)),
  );
}

/** Claims that colour nothing (hypothetical, planned, denied), from the weeks around a day. */
export function asidesOf(claims, iso) {
  const day = dayOf(iso);
  return claims.filter(
    (claim) => claim.polarity !== "asserted" && Math.abs(dayOf(dateOfClaim(claim)) - day) <= NEAR_DAYS,
  );
}

/** Claims by the force they speak for: Map force -> claims, largest group first. */
export function byForce(claims) {
  const groups = new Map();
  for (const claim of claims) groups.set(claim.force, [...(groups.get(claim.force) ?? []), claim]);
  return new Map([...groups].sort((a, b) => b[1].length - a[1].length));
}

/** The day that a claim is about, as far as one day can say it. */
export function dateOfClaim(claim) {
  return claim.start?.[1] ?? claim.as_of ?? claim.article.published;
}

function speaksOf(claim, iso) {
  const [from, to] = claim.start ?? [claim.as_of, claim.as_of];
  return from !== null && from <= iso && iso <= (to ?? iso);
}

function newestFirst(a, b) {
  return String(b.article.published).localeCompare(String(a.article.published));
}
