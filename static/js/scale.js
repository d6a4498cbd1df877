/**
 * What the drawings along the time axis share: bars, names below, and where a day lies.
 *
 * All use the axis of a range input: the first day at its start, the last at its end.
 * Right-to-left pages mirror the drawings by CSS, and names by their logical inset.
 */

import { addMonths, dateOf, dayOf } from "./days.js";

const SVG = "http://www.w3.org/2000/svg";
/** Windows of up to so many days are marked by weeks, then by months, longer ones by years. */
const WEEKS_UP_TO = 70;
const MONTHS_UP_TO = 400;
/** Pixels that the name of a month or a year needs, with room around it. */
const NAME_WIDTH = 76;

export function shape(tag, attributes = {}) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** View box in which one unit along is one day of the window. */
export function viewBox({ start, length }, height) {
  return `${start} 0 ${Math.max(1, length - 1)} ${height}`;
}

/** Share of the axis at which a day lies, as a CSS length. */
export function placeOf(day, { start, length }) {
  return `${((day - start) / Math.max(1, length - 1)) * 100}%`;
}

/** Names of the weeks, months or years that begin inside the window, as many as `width` has room for. */
export function ticks(window, first, messages, width) {
  const form = formOf(window);
  const starts = startsOf(form, window, first);
  const every = Math.max(1, Math.ceil((starts.length * NAME_WIDTH) / Math.max(NAME_WIDTH, width)));
  const last = window.start + (window.length - 1) * (1 - NAME_WIDTH / 1.5 / Math.max(NAME_WIDTH, width));
  return starts.filter((day, index) => index % every === 0 && day <= last).map((day) => {
    const made = document.createElement("span");
    made.textContent = messages.day(first + day, form);
    made.style.insetInlineStart = placeOf(day, window);
    return made;
  });
}

function formOf({ length }) {
  if (length <= WEEKS_UP_TO) return "short";
  return length <= MONTHS_UP_TO ? "month" : "year";
}

/** Day offsets on which a week (Monday), a month or a year of the window begins. */
function startsOf(form, { start, length }, first) {
  const next = { short: (day) => day + 7, month: (day) => addMonths(day, 1), year: (day) => addMonths(day, 12) }[form];
  const found = [];
  for (let day = beginning(form, first + start); day < first + start + length; day = next(day)) {
    if (day >= first + start) found.push(day - first);
  }
  return found;
}

function beginning(form, number) {
  if (form === "short") return number - ((dateOf(number).getUTCDay() + 6) % 7);
  return dayOf(`${dateOf(number).getUTCFullYear()}-01-01`);
}
