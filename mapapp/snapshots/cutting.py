"""The part of the ground that lies on a sheet.

What is cut here need not be hidden by the renderer: a clip path makes resvg draw on a canvas
of its own first, which takes a fifth of the time of a picture.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import shapely

from mapapp.drawing import Sheet

__all__ = ["cut_to"]

Feature = Mapping[str, Any]
_KINDS = {"Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point"}


def cut_to(features: Iterable[Feature], sheet: Sheet) -> list[Feature]:
    """The features as far as they lie on a sheet, in the same order; the rest is left out."""
    west, north = sheet.west, sheet.north
    window = (
        west,
        north - sheet.height / sheet.scale,
        west + sheet.width / sheet.scale / sheet.narrowing,
        north,
    )
    return [cut for feature in features for cut in _cut(feature, window)]


def _cut(feature: Feature, window: Sequence[float]) -> Iterator[Feature]:
    west, south, east, north = window
    left, bottom, right, top = feature.get("bbox") or _bounds(feature["geometry"])
    if west <= left and right <= east and south <= bottom and top <= north:
        yield feature  # most are, and are not touched
        return
    shape = shapely.clip_by_rect(shapely.geometry.shape(feature["geometry"]), *window)
    for part in shapely.get_parts(shape):
        if part.geom_type in _KINDS and not part.is_empty:
            yield {**feature, "geometry": shapely.geometry.mapping(part)}


def _bounds(geometry: Feature) -> Sequence[float]:
    bounds: Sequence[float] = shapely.geometry.shape(geometry).bounds
    return bounds
