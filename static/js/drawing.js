/**
 * The shapes of places, read back from the drawing that the server sends with the page: so
 * they travel once, and the map stands as soon as the page does.
 *
 * The sheet's own numbers turn units back into (lon, lat); mapapp/drawing.py has the sums.
 */

const LINE = /M(\S+?)l([^zM]*)z?/g;

/** Place ids and GeoJSON geometries of a drawing (an <svg> with the sheet's numbers). */
export function readShapes(svg) {
  const sheet = sheetOf(svg.dataset);
  const paths = [...svg.querySelectorAll("path[data-place]")];
  return new Map(paths.map((path) => [path.dataset.place, geometryOf(path.getAttribute("d"), sheet)]));
}

/**
 * Geometry of a closed path of relative steps. Parts and holes are rings alike: whoever fills
 * them by the even-odd rule needs no more.
 */
export function geometryOf(d, sheet) {
  const rings = [...d.matchAll(LINE)].map(([, start, steps]) => ringOf(pairOf(start), steps, sheet));
  return { type: "Polygon", coordinates: rings };
}

function sheetOf({ west, north, across, down, decimals }) {
  const [left, top, horizontal, vertical] = [west, north, across, down].map(Number);
  const unit = 10 ** Number(decimals);
  const point = (x, y) => [left + x / unit / horizontal, top - y / unit / vertical];
  return { unit, point };
}

/** Steps are summed as whole numbers of the last decimal, so that neighbours share their corners. */
function ringOf(start, steps, { unit, point }) {
  let [x, y] = start.map((value) => Math.round(value * unit));
  const ring = [point(x, y)];
  for (const step of steps.split(" ").filter(Boolean)) {
    const [dx, dy] = pairOf(step).map((value) => Math.round(value * unit));
    x += dx;
    y += dy;
    ring.push(point(x, y));
  }
  return [...ring, ring[0]];
}

function pairOf(text) {
  return text.split(",").map(Number);
}
