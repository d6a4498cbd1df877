"""The surveyed boundaries of a theatre, where it has some: ``boundaries.geojson``.

A place that the layer draws has surveyed ground. One that it does not draw keeps its computed
ground, cut out of the surveyed ground around it: an estimate, and shown as such.

Coordinates are (lon, lat), WGS 84, 6 decimals.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape as shape_of

from mapapp.errors import GeometryError, SeedError
from mapapp.extents import Shape, load_or_compute
from mapapp.models import PlaceId
from mapapp.seeds import read_seed
from mapapp.theatre import Theatre

__all__ = ["DECIMALS", "Boundaries", "read_boundaries", "theatre_extents", "write_boundaries"]

#: 6 decimals of a degree, about 0.1 m, as RFC 7946 section 11.2 advises.
DECIMALS = 6
#: Gaps and overlaps narrower than this, about 10 m, are slips of the drawing pen.
_SLIVER = 1e-4


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Surveyed ground by place, and whom to credit for it."""

    credit: str
    shapes: Mapping[PlaceId, Shape]


def read_boundaries(theatre: Theatre) -> Boundaries | None:
    """The surveyed boundaries of a theatre, or None if it has none.

    Raises:
        SeedError: the file is not the GeoJSON that ``write_boundaries`` writes.
    """
    path = theatre.boundaries_path
    if not path.exists():
        return None
    try:
        layer = json.loads(read_seed(path))
        shapes = {PlaceId(f["id"]): shape_of(f["geometry"]) for f in layer["features"]}
        return Boundaries(layer["credit"], shapes)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SeedError(
            f"These are no boundaries: {error!r}.",
            "Bring the layer in again with the command boundaries.",
            path=str(path),
        ) from error


def write_boundaries(theatre: Theatre, boundaries: Boundaries) -> None:
    """Writes the boundaries into the theatre's folder, all or nothing."""
    features = [
        {"type": "Feature", "id": place, "properties": {}, "geometry": _geometry(shape)}
        for place, shape in sorted(boundaries.shapes.items())
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    credit = json.dumps(boundaries.credit, ensure_ascii=False)
    path = theatre.boundaries_path
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        file.write(f'{{"type": "FeatureCollection", "credit": {credit},\n"features": [\n')
        file.write(f"{lines}\n]}}\n")
    Path(file.name).chmod(0o644)  # a temporary file is its owner's alone
    Path(file.name).replace(path)


def theatre_extents(theatre: Theatre, cache_dir: Path) -> dict[PlaceId, Shape]:
    """The ground of each place that is not a group: surveyed where it can be, else computed.

    The polygons are valid, do not overlap, and have counterclockwise exteriors.

    Args:
        theatre: its places, and its boundaries if it has some.
        cache_dir: where computed ground is kept.

    Raises:
        GeometryError: the ground cannot be computed, or a place is left without any.
        SeedError: the boundaries cannot be read.
    """
    computed = load_or_compute(theatre.places.values(), cache_dir)
    boundaries = read_boundaries(theatre)
    if boundaries is None:
        return computed
    drawn = {place: shape for place, shape in boundaries.shapes.items() if place in computed}
    estimates = shapely.union_all([s for place, s in computed.items() if place not in drawn])
    ground = [
        shapely.difference(drawn[place], estimates) if place in drawn else shape
        for place, shape in computed.items()
    ]
    return dict(zip(computed, _as_coverage(ground, list(computed)), strict=True))


def _as_coverage(ground: list[Shape], places: list[PlaceId]) -> list[Shape]:
    """The shapes with slivers given to a neighbour, on the grid, wound as RFC 7946 asks."""
    cleaned = shapely.coverage_clean(np.array(ground), gap_width=_SLIVER)
    # Neighbours share every vertex by now, so rounding each alike keeps them neighbours.
    rounded = shapely.transform(cleaned, lambda lonlat: np.round(lonlat, DECIMALS))
    for place, shape in zip(places, rounded, strict=True):
        if shape.is_empty or not shape.is_valid:
            raise GeometryError(
                f"The boundaries leave no ground to {place}.",
                "Take the feature that covers it out of the layer.",
            )
    return list(shapely.orient_polygons(rounded))


def _geometry(shape: Shape) -> dict[str, object]:
    geometry: dict[str, object] = json.loads(shapely.to_geojson(shape))
    return geometry
