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
    inside = [w <= x <= e for x, w, e in _spans(feature["geometry"]["coordinates"], window)]
    if all(inside):
        yield feature  # most are, and are not touched
        return
    shape = shapely.clip_by_rect(shapely.geometry.shape(feature["geometry"]), *window)
    for part in shapely.get_parts(shape):
        if part.geom_type in _KINDS and not part.is_empty:
            yield {**feature, "geometry": shapely.geometry.mapping(part)}


def _spans(coordinates: Any, window: Sequence[float]) -> Iterator[tuple[float, float, float]]:
    """Each longitude and latitude, with the two sides of the window that it must lie between."""
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[0], window[0], window[2]
        yield coordinates[1], window[1], window[3]
        return
    for part in coordinates:
        yield from _spans(part, window)
