/**
 * Days as whole numbers, so that a slider, a timeline and a URL can share them.
 *
 * A day number counts days since 1 January 1970, in UTC: no clock, no time zone.
 * Intervals are half-open, [start, end), as everywhere in the project.
 */

const MS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Day number of an ISO day, or null where the text is no such day (2016-02-30 is none). */
export function dayOf(iso) {
  const match = ISO_DAY.exec(iso ?? "");
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  const number = Date.UTC(year, month - 1, day) / MS_PER_DAY;
  return isoOf(number) === iso ? number : null;
}

/** ISO day (YYYY-MM-DD) of a day number. */
export function isoOf(number) {
  return dateOf(number).toISOString().slice(0, 10);
}

/** Date at midnight UTC, for Intl.DateTimeFormat with timeZone "UTC". */
export function dateOf(number) {
  return new Date(number * MS_PER_DAY);
}

/** The same day of the month, `months` later; the month's last day where it is shorter. */
export function addMonths(number, months) {
  const date = dateOf(number);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const next = new Date(first);
  const length = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
  return first / MS_PER_DAY + Math.min(date.getUTCDate(), length) - 1;
}

/** `number` moved into the inclusive range `low`..`high`. */
export function clamp(number, low, high) {
  return Math.min(Math.max(number, low), high);
}

/** Index of the last of the sorted `values` that is at most `value`, or -1. */
export function lastAtMost(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
