"""A layer of surveyed boundaries -> the places of a theatre.

Real layers carry ids that repeat, rings wound the wrong way or crossing themselves, fifteen
decimals and names of their own. Features are matched by name through the geocoder, mended,
and everything that was done or left undone is told in a report.
"""

import json
import logging
import math
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyogrio.raw import read as read_with_ogr

from mapapp.boundaries import DECIMALS, Boundaries
from mapapp.errors import GeometryError
from mapapp.extents import Shape
from mapapp.models import Place, PlaceId
from mapapp.name_index import NameIndex
from mapapp.theatre import Theatre

__all__ = ["Drawn", "LayerReport", "Unmatched", "has_crs_member", "match_layer", "read_layer"]

_WGS84 = frozenset({"EPSG:4326", "OGC:CRS84"})
_IDS = frozenset({"id", "fid", "objectid"})
_log = logging.getLogger(__name__)
_METRES_PER_DEGREE = 111_320.0  # of latitude; of longitude times its cosine
#: A feature this many times farther from a place than the place is long is a namesake.
_ELSEWHERE = 1.0
_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """One feature: its names, in the order of the name fields, and its mended ground."""

    number: int
    names: tuple[str, ...]
    shape: Shape
    repairs: tuple[str, ...]


class Unmatched(NamedTuple):
    """A feature that is no place, the reason, and the places it may be: the nearest first."""

    feature: Drawn
    reason: str
    candidates: tuple[PlaceId, ...]


@dataclass(frozen=True, slots=True)
class LayerReport:
    """What became of a layer.

    ``matched`` has the features of each place, ``unmatched`` those that are none, ``undrawn``
    the places that the layer does not have.
    """

    matched: dict[PlaceId, list[Drawn]]
    unmatched: list[Unmatched]
    undrawn: list[PlaceId]

    def boundaries(self, credit: str) -> Boundaries:
        """The ground of the matched places; features of one place become one."""
        return Boundaries(
            credit,
            {
                place: shapely.orient_polygons(shapely.union_all([d.shape for d in drawn]))
                for place, drawn in self.matched.items()
            },
        )


def read_layer(path: Path, name_fields: Sequence[str]) -> list[Drawn]:
    """The features of a GeoJSON or GeoPackage file, mended.

    Args:
        path: a file of any format that GDAL reads, in WGS 84.
        name_fields: the fields that hold names, the one to trust most first.

    Raises:
        GeometryError: the file cannot be read, is in other coordinates, or lacks a field.
    """
    meta, geometries, columns = _read(path)
    if meta["crs"] not in _WGS84:
        raise GeometryError(
            f"{path} is in {meta['crs'] or 'unknown coordinates'}.",
            "Convert it first: ogr2ogr -t_srs EPSG:4326 out.geojson in.gpkg",
        )
    fields = dict(zip(meta["fields"], columns, strict=True))
    missing = [field for field in name_fields if field not in fields]
    if missing:
        raise GeometryError(
            f"{path} has no field {missing[0]!r}.", f"Its fields are {', '.join(fields)}."
        )
    rows = zip(*(fields[field] for field in name_fields), strict=True)
    drawn = [
        _mended(number, tuple(str(name).strip() for name in names if name), wkb)
        for number, (names, wkb) in enumerate(zip(rows, geometries, strict=True), start=1)
    ]
    return [
        replace(feature, repairs=(*feature.repairs, "repeated ids")) if again else feature
        for feature, again in zip(drawn, _repeated(fields, len(drawn)), strict=True)
    ]


def has_crs_member(path: Path) -> bool:
    """Whether a layer names its coordinates as GeoJSON did before RFC 7946 (section 4)."""
    if path.suffix.lower() not in {".geojson", ".json"}:
        return False
    return "crs" in json.loads(path.read_bytes())


def _read(path: Path) -> tuple[Any, Any, Any]:
    """What GDAL says of a layer, its geometries as WKB, and its columns."""
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            meta, _, geometries, columns = read_with_ogr(path)
    except (DataSourceError, DataLayerError) as error:
        raise GeometryError(
            f"{path} is no layer that can be read: {error}.", "Give a GeoJSON or GeoPackage file."
        ) from error
    for warning in told:
        _log.info("%s: %s", path, warning.message)
    return meta, geometries, columns


def _repeated(fields: Mapping[str, Any], count: int) -> Iterator[bool]:
    """Whether each feature has an id that another has before it; names tell them apart here."""
    ids = next((column for name, column in fields.items() if name.lower() in _IDS), range(count))
    seen: set[Any] = set()
    for value in ids:
        yield value in seen
        seen.add(value)


def match_layer(drawn: Iterable[Drawn], theatre: Theatre) -> LayerReport:
    """Finds the place of each feature, by its names and by where it lies."""
    index = NameIndex(theatre.places.values())
    matched: dict[PlaceId, list[Drawn]] = {}
    unmatched: list[Unmatched] = []
    for feature in drawn:
        place, reason = _place_of(feature, index, theatre)
        if place is None:
            unmatched.append(Unmatched(feature, reason, _nearest(feature, theatre)))
        else:
            matched.setdefault(place, []).append(feature)
    undrawn = [p.id for p in theatre.places.values() if not p.is_group and p.id not in matched]
    return LayerReport(matched, unmatched, undrawn)


def _place_of(feature: Drawn, index: NameIndex, theatre: Theatre) -> tuple[PlaceId | None, str]:
    """The place of a feature, or None and the reason: first name first, nearest namesake."""
    if feature.shape.is_empty:
        return None, "it has no ground"
    reason = "it has no name" if not feature.names else "no place goes by its name"
    for name in feature.names:
        namesakes = [theatre.places[c.place] for c in index.candidates(name)]
        ranked = sorted((_distance(feature.shape, place), place.id) for place in namesakes)
        if ranked and ranked[0][0] <= _ELSEWHERE:
            return ranked[0][1], ""
        if ranked:
            reason = f"{ranked[0][1]} lies elsewhere"
    return None, reason


def _nearest(feature: Drawn, theatre: Theatre) -> tuple[PlaceId, ...]:
    """The few places that a feature lies nearest to, none of them elsewhere."""
    if feature.shape.is_empty:
        return ()
    ranked = sorted((_distance(feature.shape, p), p.id) for p in theatre.places.values())
    return tuple(place for distance, place in ranked[:_CANDIDATES] if distance <= _ELSEWHERE)


def _distance(shape: Shape, place: Place) -> float:
    """How far a shape lies from the nearest centre of a place, in lengths of that piece."""
    return min((_pieces_away(shape, place)), default=math.inf)


def _pieces_away(shape: Shape, place: Place) -> Iterator[float]:
    for piece in place.pieces:
        shrink = math.cos(math.radians(piece.lat))
        flat = shapely.transform(shape, lambda lonlat, by=shrink: lonlat * (by, 1.0))
        degrees = flat.distance(shapely.Point(piece.lon * shrink, piece.lat))
        yield degrees * _METRES_PER_DEGREE / piece.length_m


def _mended(number: int, names: tuple[str, ...], wkb: bytes | None) -> Drawn:
    shape: Any = shapely.from_wkb(wkb) if wkb else shapely.Polygon()
    repairs = list(_faults(shape))
    sound = shapely.make_valid(shapely.force_2d(shape))
    polygons = [part for part in _parts(sound) if part.geom_type == "Polygon"]
    rounded = shapely.set_precision(shapely.union_all(polygons), 10**-DECIMALS)
    return Drawn(number, names, shapely.orient_polygons(rounded), tuple(repairs))


def _faults(shape: Any) -> Iterator[str]:
    """What is mended in a shape as it came."""
    if not shape.is_valid:
        yield "invalid rings"
    if any(not p.exterior.is_ccw for p in _parts(shape) if p.geom_type == "Polygon"):
        yield "rings wound clockwise"
    coordinates = shapely.get_coordinates(shape)
    if (coordinates != coordinates.round(DECIMALS)).any():
        yield f"more than {DECIMALS} decimals"


def _parts(shape: Any) -> Iterator[Any]:
    for part in shapely.get_parts(shape):
        if part.geom_type.startswith(("Multi", "Geometry")):
            yield from _parts(part)
        elif not part.is_empty:
            yield part
