/**
 * Which names fit on the map: a greedy choice in order of weight, none over another.
 *
 * Pure: positions and sizes come in as pixels, the chosen labels go out.
 */

/** Room left free around a name, in pixels. */
const MARGIN = 3;

/**
 * @param {Array<{x: number, y: number, width: number, height: number, weight: number,
 *   room?: number}>} labels centres and sizes; `room` is the width of the place itself
 * @returns {Array} the labels that can stand, heaviest first
 */
export function chooseLabels(labels) {
  const chosen = [];
  const fitting = labels.filter(({ room = Infinity, width }) => width <= room);
  for (const label of fitting.sort((a, b) => b.weight - a.weight)) {
    if (!chosen.some((other) => overlap(label, other))) chosen.push(label);
  }
  return chosen;
}

function overlap(a, b) {
  return (
    Math.abs(a.x - b.x) * 2 < a.width + b.width + MARGIN * 2 &&
    Math.abs(a.y - b.y) * 2 < a.height + b.height + MARGIN
  );
}
