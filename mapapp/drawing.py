"""A day as shapes on a sheet: projection, paths and fills, for pages and for snapshots.

Pure: features go in, numbers and names come out; ``templates/_day.svg`` writes them down.
Coordinates come in as (lon, lat), WGS 84, and leave as (x, y), y growing downwards.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, islice, pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import shapely

from mapapp.models import Language
from mapapp.telling import FLAGS, OLD_DAYS, State, rival_of

__all__ = [
    "Dot",
    "Drawing",
    "Fill",
    "Mark",
    "Shape",
    "Sheet",
    "draw_day",
    "draw_ground",
    "place_classes",
]

Point: TypeAlias = Sequence[float]
Line: TypeAlias = Sequence[Point]
Feature: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, and where a place of the earth lies on it.

    Within one city degrees are as good as metres once those of longitude are shortened by
    the cosine of the latitude (equirectangular projection).

    Args:
        west, north: degrees at the point (0, 0).
        scale: units for each degree of latitude.
        narrowing: how much shorter a degree of longitude is.
        width, height: units.
        decimals: of coordinates; neighbours share their corners, however coarse.
    """

    west: float
    north: float
    scale: float
    narrowing: float
    width: float
    height: float
    decimals: int = 1

    @classmethod
    def fit(
        cls,
        geometries: Iterable[Feature],
        width: float,
        height: float | None = None,
        *,
        margin: float = 0,
    ) -> "Sheet":
        """The sheet on which some geometries fill a width, or fit into width and height."""
        points = _points([ring for geometry in geometries for ring in _rings(geometry)])
        (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        narrowing = math.cos(math.radians((south + north) / 2))
        across, down = (east - west) * narrowing, north - south
        scale = (width - 2 * margin) / across
        if height is not None:
            scale = min(scale, (height - 2 * margin) / down)
        height = down * scale + 2 * margin if height is None else height
        return cls(
            west=west - (width / scale - across) / 2 / narrowing,
            north=north + (height / scale - down) / 2,
            scale=scale,
            narrowing=narrowing,
            width=width,
            height=round(height, 1),
        )

    def point(self, point: Point) -> tuple[float, float]:
        """(lon, lat) as (x, y)."""
        x = (point[0] - self.west) * self.narrowing * self.scale
        return round(x, self.decimals), round((self.north - point[1]) * self.scale, self.decimals)

    def path(self, lines: Sequence[Line], *, closed: bool) -> str:
        """Lines as the ``d`` of an SVG path; relative steps, which are short to write."""
        return self.paths([lines], closed=closed)[0]

    def paths(self, shapes: Sequence[Sequence[Line]], *, closed: bool) -> list[str]:
        """The path of each of many shapes, which may have several lines."""
        # On a grid of whole numbers, so that rounding never adds up along a line.
        lines = [line for shape in shapes for line in shape]
        turned = (self.narrowing * self.scale, -self.scale)
        grid = np.rint((_points(lines) - (self.west, self.north)) * turned * 10**self.decimals)
        steps = np.diff(grid, axis=0, append=0).astype(int).tolist()
        written = [
            self._line(grid[start].astype(int).tolist(), steps[start : end - 1 - closed], closed)
            for start, end in pairwise(_offsets(lines))
        ]
        parts = iter(written)
        return ["".join(islice(parts, len(shape))) for shape in shapes]

    def _line(self, first: Sequence[int], steps: Iterable[Sequence[int]], closed: bool) -> str:
        written = _decimals(self.decimals)
        moves = " ".join([f"{written[x]},{written[y]}" for x, y in steps if x or y])
        return f"M{written[first[0]]},{written[first[1]]}l{moves}{'z' if closed else ''}"


def _points(lines: Sequence[Line]) -> np.ndarray:
    """All points of some lines, one after the other."""
    numbers = chain.from_iterable(chain.from_iterable(lines))
    return np.fromiter(numbers, float).reshape(-1, 2)


class _Decimals(dict[int, str]):
    """Numbers of 10**-decimals as decimal fractions; few occur, and those often."""

    def __init__(self, decimals: int) -> None:
        super().__init__()
        self._unit = 10**decimals

    def __missing__(self, number: int) -> str:
        self[number] = f"{number / self._unit:g}"
        return self[number]


_decimals = cache(_Decimals)


class Mark(NamedTuple):
    """How a force is shown: its colour, and the name of its pattern."""

    colour: str
    pattern: str


#: Of ground that nobody is known to hold: paper; the same as in static/css/forces.css.
_BLANK = Mark("#f4f1ea", "solid")


class Fill(NamedTuple):
    """A pattern that some places are filled with; ``rival`` has the colour of a second force."""

    id: str
    mark: Mark
    claimed: bool
    rival: Mark | None


class Shape(NamedTuple):
    """Something to draw: a path with the classes that style it."""

    id: str
    path: str
    classes: str
    fill: str = "none"
    title: str = ""
    link: str = ""


class Dot(NamedTuple):
    """A point of the ground."""

    x: float
    y: float
    classes: str
    title: str


class Drawing(NamedTuple):
    """All that is drawn of a day, in the order of drawing."""

    sheet: Sheet
    fills: tuple[Fill, ...]
    places: tuple[Shape, ...]
    lines: tuple[Shape, ...]
    dots: tuple[Dot, ...]
    siege: str


def draw_day(
    control: Feature,
    ground: Feature,
    sheet: Sheet,
    marks: Mapping[str, Mark],
    *,
    title: Callable[[Feature], str],
    lang: Language,
    link: Callable[[str], str] = lambda place: "",
    prefix: str = "day",
) -> Drawing:
    """The places of a day in their forces' fills, over the drawn ground.

    Args:
        control: the collection of ``features.control_json``.
        ground: the theatre's ground, lines and points with ``kind``, ``accuracy``, ``name``.
        sheet: where things lie.
        marks: colour and pattern of each force; a force without is left blank.
        title: what a place is called and in which state it is, for people.
        lang: language of the names on the ground.
        link: address that a place leads to, or "".
        prefix: keeps the ids of two drawings on one page apart.
    """
    fills: dict[str, Fill] = {}
    places = []
    rings = [_rings(feature["geometry"]) for feature in control["features"]]
    for feature, path in zip(control["features"], sheet.paths(rings, closed=True), strict=True):
        state = feature["properties"]
        fill = _fill(state, marks, prefix)
        if fill:
            fills[fill.id] = fill
        places.append(
            Shape(
                feature["id"],
                path,
                place_classes(state),
                f"url(#{fill.id})" if fill else "none",
                title(feature),
                link(feature["id"]),
            )
        )
    lines, dots = draw_ground(ground, sheet, lang)
    siege = _siege(control["features"], sheet)
    return Drawing(sheet, tuple(fills.values()), tuple(places), lines, dots, siege)


def draw_ground(
    ground: Feature, sheet: Sheet, lang: Language
) -> tuple[tuple[Shape, ...], tuple[Dot, ...]]:
    """Lines and dots of the ground."""
    lines, dots = [], []
    for feature in ground["features"]:
        geometry, about = feature["geometry"], feature["properties"]
        classes = f"ground ground--{about['kind']} ground--{about['accuracy']}"
        name = about.get(f"name_{lang}") or about["name"]
        if geometry["type"] == "Point":
            dots.append(Dot(*sheet.point(geometry["coordinates"]), classes, name))
        else:
            path = sheet.path([geometry["coordinates"]], closed=False)
            lines.append(Shape(about["kind"], path, classes, title=name))
    return tuple(lines), tuple(dots)


def place_classes(state: State) -> str:
    """Classes of a place, as ``static/js/map.js`` gives them."""
    flags = [f"place--{flag}" for flag in FLAGS if state[flag]]
    if (state["evidence_age_days"] or 0) > OLD_DAYS:
        flags.append("place--old")
    return " ".join(("place", f"place--{state['force']}", f"place--{state['accuracy']}", *flags))


def _fill(state: State, marks: Mapping[str, Mark], prefix: str) -> Fill | None:
    force, rival = state["force"], rival_of(state)
    if rival:
        name = f"{prefix}-{force}-against-{rival}"
        return Fill(name, marks.get(force, _BLANK), False, marks.get(rival, _BLANK))
    if force not in marks:
        return None
    name = f"{prefix}-{force}-claimed" if state["claimed"] else f"{prefix}-{force}"
    return Fill(name, marks[force], state["claimed"], None)


def _siege(features: Iterable[Feature], sheet: Sheet) -> str:
    """One line around all besieged ground."""
    besieged = [
        polygon
        for feature in features
        if feature["properties"]["besieged"]
        for polygon in _polygons(feature["geometry"])
    ]
    if not besieged:
        return ""
    rings = [ring for polygon in besieged for ring in polygon]
    ground = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, _points(rings), (_offsets(rings), _offsets(besieged))
    )
    around = shapely.geometry.mapping(shapely.coverage_union_all(ground))
    return sheet.path(_rings(around), closed=True)


def _offsets(parts: Iterable[Sequence[Any]]) -> list[int]:
    """Where each part begins in the row of them all, and where the last ends."""
    return list(accumulate((len(part) for part in parts), initial=0))


def _rings(geometry: Feature) -> list[Line]:
    return [ring for polygon in _polygons(geometry) for ring in polygon]


def _polygons(geometry: Feature) -> Sequence[Sequence[Line]]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates
