/**
 * The window of days that the close-up shows. Pure: {start, length} in day offsets.
 */

import { clamp, dayOf } from "./days.js";

/** The window itself while the day is inside; else one of its length with the day in the middle. */
export function holding({ start, length }, day, total) {
  const fitting = Math.min(length, total);
  const inside = day >= start && day < start + fitting;
  return { start: clamp(inside ? start : day - (fitting >> 1), 0, total - fitting), length: fitting };
}

/** Window of a preset of the page data, whose days are both included. */
export function windowOf({ from, to }, { first, length: total }) {
  const start = clamp(dayOf(from) - first, 0, total - 1);
  const end = clamp(dayOf(to) - first, start, total - 1);
  return { start, length: end - start + 1 };
}

/** The shortest of the presets that holds a day, or all days. */
export function closestPreset(presets, timeline, day) {
  const windows = presets.map((preset) => windowOf(preset, timeline));
  const around = windows.filter(({ start, length }) => day >= start && day < start + length);
  return around.sort((a, b) => a.length - b.length)[0] ?? { start: 0, length: timeline.length };
}
