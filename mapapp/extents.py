"""Places -> polygons: which ground belongs to which place.

The gazetteer describes each piece of a place as an ellipse. A point belongs to the piece
that is nearest in the metric of its ellipse (squared distance from the centre, 1 on the
ellipse itself), if that is within ``CUT``. Borders are found on a lattice of degrees: the
nearest piece at every node, one crossing on each edge of the lattice whose ends differ,
joined inside each cell. Neighbours share these lines, so they can neither overlap nor gape.

Coordinates are (lon, lat), WGS 84, in whole units of 1e-6 degrees.
"""

import hashlib
import json
import logging
import math
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from mapapp.errors import GeometryError
from mapapp.models import Ellipse, Place, PlaceId

__all__ = [
    "CUT",
    "METHOD_VERSION",
    "Shape",
    "area_km2",
    "compute_extents",
    "load_or_compute",
    "mean_iou",
]

Shape: TypeAlias = Polygon | MultiPolygon
_Array = NDArray[Any]

#: Changes with the method, so that no cache outlives the code that wrote it.
METHOD_VERSION = "1"
#: Squared normalised distance at which the ground of a piece ends; docs/method.md.
CUT = 1.05

#: Gaps and stray fragments below one hectare go to a neighbour; docs/method.md.
_CRUMB_M2 = 10_000
#: Corners that span a smaller triangle are left out. Between corners 100 m apart that is a
#: bow of 5 m, far below the error of borders that agree with surveyed ones by 0.80.
_CORNER_M2 = 250
#: Units per degree: 6 decimals, about 0.1 m, as RFC 7946 section 11.2 advises.
_UNITS = 1_000_000
#: Units between nodes, about 10 m: a tenth of the narrowest piece of Aleppo.
_STEP = 100
#: 40 million nodes, about 60 km square, fill some 600 MB while the borders are drawn.
_MOST_NODES = 40_000_000
_OUTSIDE = -1
_log = logging.getLogger(__name__)


def compute_extents(places: Iterable[Place]) -> dict[PlaceId, Shape]:
    """The ground of each place that is not a group, in the order given.

    The polygons are valid, do not overlap, share their borders vertex by vertex, and have
    counterclockwise exteriors (RFC 7946 section 3.1.6).

    Raises:
        GeometryError: a piece has no size, two have the same centre, or the places lie too
            far apart for one lattice.
    """
    grounded = [place for place in places if not place.is_group]
    pieces = [piece for place in grounded for piece in place.pieces]
    if not pieces:
        return {}
    owners = np.repeat(np.arange(len(grounded)), [len(place.pieces) for place in grounded])
    metric = _Metric.of(pieces)
    faces = np.array(shapely.get_parts(shapely.polygonize(_borders(metric))))
    held_by = _owners_of(faces, metric, owners)
    merged = [shapely.coverage_union_all(faces[held_by == n]) for n in range(len(grounded))]
    tolerance = math.sqrt(_CORNER_M2 / metric.m2_per_degree2)
    shapes = shapely.orient_polygons(shapely.coverage_simplify(merged, tolerance))
    _check_coverage(shapes, grounded)
    return {place.id: shape for place, shape in zip(grounded, shapes, strict=True)}


def load_or_compute(places: Iterable[Place], cache_dir: Path) -> dict[PlaceId, Shape]:
    """As ``compute_extents``, from a file of ``cache_dir`` where one fits the gazetteer.

    A cache that is damaged is computed anew; one that cannot be written is done without.
    """
    grounded = [place for place in places if not place.is_group]
    recipe = repr((METHOD_VERSION, [(place.id, place.pieces) for place in grounded]))
    path = cache_dir / f"extents-{_digest(recipe.encode())[:16]}.json"
    extents = _read_cache(path)
    if extents is None:
        extents = compute_extents(grounded)
        _write_cache(path, extents)
    return extents


def area_km2(shape: Shape) -> float:
    """Geodesic area on WGS 84 in km², holes taken out.

    Example:
        >>> round(area_km2(shapely.box(37, 36, 38, 37)))
        9931
    """
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(shape)))
    return sum(_ring_m2(ring.coords) for ring in rings) / 1e6


def mean_iou(ours: Mapping[PlaceId, Shape], theirs: Mapping[PlaceId, Shape]) -> float:
    """How well two drawings of the same places agree, from 0 to 1: intersection over union,
    averaged over the places that both have.
    """
    both = [(ours[place], theirs[place]) for place in ours.keys() & theirs.keys()]
    return float(sum(a.intersection(b).area / a.union(b).area for a, b in both) / len(both))


def _ring_m2(coordinates: Iterable[tuple[float, float]]) -> float:
    """Area of a ring in m², positive if counterclockwise."""
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in list(coordinates)[
        :-1
    ]:  # the ring repeats its first point, geographiclib does not
        polygon.AddPoint(lat, lon)
    return float(polygon.Compute()[2])


@dataclass(frozen=True, slots=True)
class _Metric:
    """Squared normalised distance from each piece, as quadratic forms in degrees."""

    centres: _Array
    forms: _Array
    m2_per_degree2: float

    @classmethod
    def of(cls, pieces: Sequence[Ellipse]) -> "_Metric":
        centres = np.array([(piece.lon, piece.lat) for piece in pieces])
        axes = np.array([(piece.length_m, piece.width_m) for piece in pieces]) / 2
        if not (np.isfinite(axes).all() and (axes > 0).all()):
            raise GeometryError("A piece has no size.", "Give length_m and width_m above 0.")
        metres = _metres_per_degree((centres[:, 1].min() + centres[:, 1].max()) / 2)
        bearing = np.radians([piece.bearing_deg for piece in pieces])
        along = np.stack([np.sin(bearing), np.cos(bearing)], axis=1) * metres / axes[:, :1]
        across = np.stack([np.cos(bearing), -np.sin(bearing)], axis=1) * metres / axes[:, 1:]
        forms = along[:, :, None] * along[:, None] + across[:, :, None] * across[:, None]
        return cls(centres, forms, float(metres.prod()))

    def distance(self, piece: int | _Array, lon: _Array, lat: _Array) -> _Array:
        """Distances, by broadcasting; that of ``_OUTSIDE`` is ``CUT`` everywhere."""
        x, y = lon - self.centres[piece, 0], lat - self.centres[piece, 1]
        form = self.forms[piece]
        squared = form[..., 0, 0] * x * x + 2 * form[..., 0, 1] * x * y + form[..., 1, 1] * y * y
        return np.where(np.asarray(piece) == _OUTSIDE, CUT, squared)

    def windows(self) -> _Array:
        """Lattice box of each piece up to ``CUT``: west, south, east, north, ends excluded."""
        reach = np.sqrt(CUT * np.linalg.inv(self.forms)[:, [0, 1], [0, 1]])
        low, high = self.centres - reach, self.centres + reach
        scale = _UNITS / _STEP
        return np.hstack([np.floor(low * scale), np.ceil(high * scale) + 1]).astype(int)


def _metres_per_degree(lat: float) -> _Array:
    """Length of a degree of longitude and of latitude in metres, from the radii of curvature.

    https://en.wikipedia.org/wiki/Earth_radius#Principal_radii_of_curvature
    """
    eccentricity2 = Geodesic.WGS84.f * (2 - Geodesic.WGS84.f)
    shrink = 1 - eccentricity2 * math.sin(math.radians(lat)) ** 2
    prime_vertical = Geodesic.WGS84.a / math.sqrt(shrink)
    meridian = prime_vertical * (1 - eccentricity2) / shrink
    return np.radians([prime_vertical * math.cos(math.radians(lat)), meridian])


def _borders(metric: _Metric) -> _Array:
    """Lines between the grounds of pieces, and between them and the outside."""
    windows = metric.windows()
    origin = windows[:, :2].min(axis=0) - 1
    nearest = _nearest_at_nodes(metric, windows - np.tile(origin, 2), origin)
    rows = nearest.shape[1]
    cells, points = [], []
    for axis in (0, 1):
        nodes, crossings = _crossings(metric, nearest, origin, axis)
        cell = nodes[:, 0] * rows + nodes[:, 1]
        # A crossing borders two cells: the one that its edge begins, and the one before.
        cells += [cell, cell - (1 if axis == 0 else rows)]
        points += [crossings, crossings]
    segments = _join_in_cells(np.concatenate(cells), np.concatenate(points))
    return np.asarray(shapely.linestrings(segments / _UNITS))


def _nearest_at_nodes(metric: _Metric, windows: _Array, origin: _Array) -> _Array:
    """Nearest piece within ``CUT`` at each node [column, row]; the first wins a tie."""
    size = windows[:, 2:].max(axis=0) + 1
    if size.prod() > _MOST_NODES:
        raise GeometryError(
            f"The places spread over {size[0]} by {size[1]} lattice nodes.",
            "Look for a wrong coordinate or length in places.csv.",
        )
    nearest, distance = np.full(size, _OUTSIDE), np.full(size, CUT)
    for piece, (west, south, east, north) in enumerate(windows):
        lon = (np.arange(west, east) + origin[0])[:, None] * (_STEP / _UNITS)
        lat = (np.arange(south, north) + origin[1])[None, :] * (_STEP / _UNITS)
        here = (slice(west, east), slice(south, north))
        ours = metric.distance(piece, lon, lat)
        nearest[here] = np.where(ours < distance[here], piece, nearest[here])
        distance[here] = np.minimum(ours, distance[here])
    return nearest


def _crossings(
    metric: _Metric, nearest: _Array, origin: _Array, axis: int
) -> tuple[_Array, _Array]:
    """Start nodes of the edges along ``axis`` that cross a border, and where, in units."""
    last = nearest.shape[axis] - 1
    before, after = nearest.take(range(last), axis), nearest.take(range(1, last + 1), axis)
    nodes = np.argwhere(before != after)
    here, there = before[tuple(nodes.T)], after[tuple(nodes.T)]
    points = (nodes + origin) * _STEP
    step = np.eye(2, dtype=int)[axis] * _STEP
    lead = _lead(metric, here, there, points)
    lag = _lead(metric, here, there, points + step)
    share = np.divide(lead, lead - lag, out=np.full(len(nodes), 0.5), where=lead != lag)
    # Never at a node itself: lines of neighbouring cells then meet at crossings only, which
    # makes the faces sound whatever the rounding does.
    offset = np.clip(np.rint(share * _STEP), 1, _STEP - 1).astype(int)
    points[:, axis] += offset
    return nodes, points


def _lead(metric: _Metric, here: _Array, there: _Array, points: _Array) -> _Array:
    """How much nearer ``here`` is than ``there``: negative on its side of their border."""
    lon, lat = points.T / _UNITS
    return metric.distance(here, lon, lat) - metric.distance(there, lon, lat)


def _join_in_cells(cells: _Array, points: _Array) -> _Array:
    """Segments that join the crossings of each cell: two directly, more at their mean."""
    order = np.argsort(cells, kind="stable")
    points = points[order]
    _, first, count = np.unique(cells[order], return_index=True, return_counts=True)
    pairs = first[count == 2]
    means = np.rint(np.add.reduceat(points, first) / count[:, None]).astype(int)
    starry = np.repeat(count > 2, count)
    spokes = np.stack([points, np.repeat(means, count, axis=0)], axis=1)[starry]
    return np.concatenate([np.stack([points[pairs], points[pairs + 1]], axis=1), spokes])


def _owners_of(faces: _Array, metric: _Metric, owners: _Array) -> _Array:
    """Index of the place that each face belongs to, or ``_OUTSIDE``."""
    lon, lat = shapely.get_coordinates(shapely.point_on_surface(faces)).T
    distances = metric.distance(np.arange(len(owners))[:, None], lon, lat)
    nearest = owners[distances.argmin(axis=0)]
    small = shapely.area(faces) * metric.m2_per_degree2 < _CRUMB_M2
    held_by = np.where(small | (distances.min(axis=0) < CUT), nearest, _OUTSIDE)
    return _absorb_strays(faces, held_by, small, metric)


def _absorb_strays(faces: _Array, held_by: _Array, small: _Array, metric: _Metric) -> _Array:
    """Gives small faces that neither hold a centre nor adjoin their own place to a neighbour."""
    tree = shapely.STRtree(faces)
    has_centre = np.zeros(len(faces), dtype=bool)
    has_centre[tree.query(shapely.points(metric.centres), predicate="intersects")[1]] = True
    settled = held_by.copy()
    for face in np.flatnonzero(small & ~has_centre):
        around = tree.query(faces[face], predicate="touches")
        around = around[held_by[around] != _OUTSIDE]
        shared = shapely.length(shapely.intersection(faces[face], faces[around]))
        neighbours = held_by[around[shared > 0]]
        if held_by[face] not in neighbours:
            settled[face] = held_by[around[shared.argmax()]] if len(neighbours) else _OUTSIDE
    return settled


def _check_coverage(shapes: _Array, places: Sequence[Place]) -> None:
    for place, empty in zip(places, shapely.is_empty(shapes), strict=True):
        if empty:
            raise GeometryError(
                f"{place.id} has no ground of its own.",
                "Another place has the same centre; correct one of the two in places.csv.",
            )
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        raise GeometryError("The extents overlap.", "Report this with the places.csv that does it.")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_cache(path: Path) -> dict[PlaceId, Shape] | None:
    """Extents of a cache file, or None if there is none or its checksum does not fit."""
    try:
        checksum, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum != _digest(body).encode():
        return None
    return {PlaceId(key): shapely.from_wkb(text) for key, text in json.loads(body).items()}


def _write_cache(path: Path, extents: dict[PlaceId, Shape]) -> None:
    """Writes a file beside ``path``, then renames it, so that no reader sees half of it."""
    body = json.dumps({key: shapely.to_wkb(shape, hex=True) for key, shape in extents.items()})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(f"{_digest(body.encode())}\n{body}".encode())
        Path(file.name).replace(path)
    except OSError as error:
        _log.warning("The extents cannot be cached in %s: %s", path.parent, error)
