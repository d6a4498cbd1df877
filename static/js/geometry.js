/**
 * Small sums over GeoJSON: coordinates are (lon, lat) in degrees.
 *
 * Neighbouring places share their borders vertex by vertex, which makes the outline of a
 * set of places a matter of counting edges.
 */

/** Outer and inner rings of a Polygon or MultiPolygon. */
export function ringsOf(geometry) {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** Centre of area of the largest ring: where a name is written. */
export function labelPoint(geometry) {
  const rings = geometry.type === "Polygon"
    ? [geometry.coordinates[0]]
    : geometry.coordinates.map((polygon) => polygon[0]);
  const weighed = rings.map(centreOf).sort((a, b) => b.area - a.area);
  return weighed[0].point;
}

/** [west, south, east, north] of some geometries. */
export function boundsOf(geometries) {
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of geometries.flatMap(ringsOf).flat()) {
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
  return bounds;
}

/** Lines around the union of some geometries: the edges that belong to one of them only. */
export function outlineOf(geometries) {
  const edges = new Map();
  for (const ring of geometries.flatMap(ringsOf)) {
    for (let index = 1; index < ring.length; index += 1) toggleEdge(edges, ring[index - 1], ring[index]);
  }
  return chain([...edges.values()]);
}

function toggleEdge(edges, from, to) {
  const key = [from, to].map(String).sort().join(" ");
  if (!edges.delete(key)) edges.set(key, [from, to]);
}

/** Edges joined end to start into as few lines as they allow. */
function chain(edges) {
  const starts = new Map();
  for (const edge of edges) {
    const key = String(edge[0]);
    starts.set(key, [...(starts.get(key) ?? []), edge]);
  }
  const lines = [];
  for (const edge of edges) {
    if (takeEdge(starts, edge)) lines.push(follow(starts, edge));
  }
  return lines;
}

function follow(starts, edge) {
  const line = [...edge];
  for (;;) {
    const next = starts.get(String(line.at(-1)))?.[0];
    if (!next) return line;
    takeEdge(starts, next);
    line.push(next[1]);
  }
}

/** Take an edge out of the store; false when it has been taken before. */
function takeEdge(starts, edge) {
  const waiting = starts.get(String(edge[0])) ?? [];
  const index = waiting.indexOf(edge);
  if (index >= 0) waiting.splice(index, 1);
  return index >= 0;
}

/** Shoelace centre; degrees are good enough within one city. */
function centreOf(ring) {
  let [area, x, y] = [0, 0, 0];
  const [lon0, lat0] = ring[0];
  for (let index = 1; index < ring.length; index += 1) {
    const [ax, ay] = [ring[index - 1][0] - lon0, ring[index - 1][1] - lat0];
    const [bx, by] = [ring[index][0] - lon0, ring[index][1] - lat0];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (area === 0) return { area: 0, point: ring[0] };
  return { area: Math.abs(area), point: [lon0 + x / (3 * area), lat0 + y / (3 * area)] };
}
