"""A day as shapes on a sheet: projection, paths and fills, for pages and for snapshots.

Pure: features go in, numbers and names come out; ``templates/_day.svg`` writes them down.
Coordinates come in as (lon, lat), WGS 84, and leave as (x, y), y growing downwards.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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
        west, south, east, north = shapely.total_bounds(
            [shapely.geometry.shape(geometry) for geometry in geometries]
        )
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

    def path(self, lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
        """Lines as the ``d`` of an SVG path; relative steps, which are short to write."""
        return "".join(self._line(line, closed) for line in lines)

    def _line(self, line: Sequence[Point], closed: bool) -> str:
        # On a grid of whole numbers, so that rounding never adds up along a line.
        points = np.asarray(line[:-1] if closed else line, dtype=float)
        turned = (self.narrowing * self.scale, -self.scale)
        grid = np.rint((points - (self.west, self.north)) * turned * 10**self.decimals)
        steps = np.diff(grid.astype(int), axis=0)
        moves = " ".join(self._pair(*step) for step in steps[steps.any(axis=1)].tolist())
        return f"M{self._pair(*grid[0].astype(int).tolist())}l{moves}{'z' if closed else ''}"

    def _pair(self, x: int, y: int) -> str:
        return f"{_decimal(x, self.decimals)},{_decimal(y, self.decimals)}"


@cache
def _decimal(number: int, decimals: int) -> str:
    """A number of 10**-decimals as a decimal fraction; few occur, and those often."""
    return f"{number / 10**decimals:g}"


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
    for feature in control["features"]:
        state = feature["properties"]
        fill = _fill(state, marks, prefix)
        if fill:
            fills[fill.id] = fill
        places.append(
            Shape(
                feature["id"],
                sheet.path(_rings(feature["geometry"]), closed=True),
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
        shapely.geometry.shape(feature["geometry"])
        for feature in features
        if feature["properties"]["besieged"]
    ]
    if not besieged:
        return ""
    return sheet.path(
        _rings(shapely.geometry.mapping(shapely.coverage_union_all(besieged))), closed=True
    )


def _rings(geometry: Feature) -> list[Sequence[Point]]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        return list(polygons)
    return [ring for polygon in polygons for ring in polygon]
