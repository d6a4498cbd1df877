/**
 * Small sums over GeoJSON: coordinates are (lon, lat) in degrees. The world is the square of
 * Web Mercator (EPSG:3857), 256 units wide as at zoom 0, x to the east and y to the south; its
 * rings are flat arrays [x, y, x, y, ...] that end where they began.
 */

const WORLD = 256;
/** Corners this close are one, in parts of a unit: half a metre at the equator. */
const GRID = 300_000;

/** Outer and inner rings of a Polygon or MultiPolygon. */
export function ringsOf(geometry) {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** Rings of a geometry in the world. */
export function worldOf(geometry) {
  return ringsOf(geometry).map((ring) => {
    const flat = new Float64Array(ring.length * 2);
    for (let index = 0; index < ring.length; index += 1) {
      const [lon, lat] = ring[index];
      flat[index * 2] = (lon / 360 + 0.5) * WORLD;
      flat[index * 2 + 1] = (0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * WORLD;
    }
    return flat;
  });
}

/** Lines of the world as the `d` of a path: {left, top} of a view in its pixels, `scale` of them a unit. */
export function pathOf(lines, { scale, left, top }) {
  let d = "";
  for (const line of lines) {
    for (let index = 0; index < line.length; index += 2) {
      const [x, y] = [line[index] * scale - left, line[index + 1] * scale - top];
      d += `${index ? "L" : "M"}${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
    }
  }
  return d;
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
  for (const geometry of geometries) {
    for (const ring of ringsOf(geometry)) widen(bounds, ring);
  }
  return bounds;
}

function widen(bounds, ring) {
  for (const [lon, lat] of ring) {
    if (lon < bounds[0]) bounds[0] = lon;
    if (lat < bounds[1]) bounds[1] = lat;
    if (lon > bounds[2]) bounds[2] = lon;
    if (lat > bounds[3]) bounds[3] = lat;
  }
}

/**
 * The borders of places, which neighbours share corner by corner: that makes the outline of a
 * set of places a matter of counting edges.
 */
export class Borders {
  /** @param {Map<string, Float64Array[]>} places rings in the world by id */
  constructor(places) {
    this._corners = [];
    const numbers = new Map();
    const numbered = (ring) => this._number(ring, numbers);
    this._rings = new Map([...places].map(([id, rings]) => [id, rings.map(numbered)]));
  }

  /** Lines around the union of some places: the edges that belong to one of them only. */
  outline(ids) {
    const edges = new Map();
    for (const id of ids) {
      for (const ring of this._rings.get(id) ?? []) this._toggle(edges, ring);
    }
    return chain([...edges.values()]).map((line) => line.flatMap((number) => this._corners[number]));
  }

  /** The numbers of a ring's corners. */
  _number(ring, numbers) {
    const found = [];
    for (let index = 0; index < ring.length; index += 2) {
      const [x, y] = [ring[index], ring[index + 1]];
      const key = Math.round(x * GRID) * GRID * WORLD + Math.round(y * GRID);
      if (!numbers.has(key)) numbers.set(key, this._corners.push([x, y]) - 1);
      found.push(numbers.get(key));
    }
    return found;
  }

  _toggle(edges, ring) {
    const many = this._corners.length;
    for (let index = 1; index < ring.length; index += 1) {
      const [from, to] = [ring[index - 1], ring[index]];
      const key = from < to ? from * many + to : to * many + from;
      if (!edges.delete(key)) edges.set(key, [from, to]);
    }
  }
}

/** Edges joined end to start into as few lines as they allow. */
function chain(edges) {
  const next = new Map();
  for (const [from, to] of edges) {
    if (next.has(from)) next.get(from).push(to);
    else next.set(from, [to]);
  }
  const lines = [];
  for (const [start, ends] of next) {
    while (ends.length) lines.push(follow(next, start));
  }
  return lines;
}

function follow(next, start) {
  const line = [start];
  for (let end = next.get(start).pop(); end !== undefined; end = next.get(end)?.pop()) line.push(end);
  return line;
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
