/**
 * The drawn ground: river, roads, wall, runway, gates and landmarks, with their names.
 *
 * Lines are schematic, and dashed to say so; surveyed points are dots. Tiles, where the
 * operator offers them, lie below and are the business of the map.
 */

/** Weight of a name against the others: higher is written first. */
const WEIGHTS = { landmark: 60, runway: 50, river: 30, road: 25, wall: 15, gate: 5 };

/** Lines and dots of the ground on the map, and its names among the map's labels. */
export function drawGround(map, ground, lang) {
  for (const feature of ground.features) {
    const { kind, accuracy } = feature.properties;
    const className = `ground ground--${kind} ground--${accuracy}`;
    if (feature.geometry.type === "Point") map.addDot(feature.geometry.coordinates, className);
    else map.addLine(feature.geometry.coordinates, className);
  }
  map.addLabels(ground.features.map((feature) => labelOf(feature, lang)));
}

/** Name of a feature of the ground; English is the plain `name`. */
export function nameOf(properties, lang) {
  return properties[`name_${lang}`] ?? properties.name;
}

function labelOf({ properties, geometry }, lang) {
  const isPoint = geometry.type === "Point";
  return {
    text: nameOf(properties, lang),
    className: `label label--${properties.kind}`,
    point: isPoint ? geometry.coordinates : middleOf(geometry.coordinates),
    weight: WEIGHTS[properties.kind] ?? 0,
    below: isPoint,
  };
}

/** Point halfway along a line by its vertices. */
function middleOf(line) {
  const index = Math.floor((line.length - 1) / 2);
  const [a, b] = [line[index], line[index + 1]];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
