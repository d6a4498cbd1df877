"""Where everything stands on a snapshot: title, maps, legend, chart, sources, credit.

All lengths are px of the drawing. In a right-to-left language the columns change sides.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mapapp.snapshots.spec import Size
from mapapp.snapshots.type import Weight, wrapped

__all__ = ["LEADING", "LEGEND_ROW", "Box", "Layout", "Line", "Metrics", "lay_out"]

#: Below this ratio of width to height a second column would starve the map.
_WIDE = 1.3
LEADING = 1.32  # line height in font sizes
LEGEND_ROW = 1.5  # height of a row of the legend in sizes of the text


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def mirrored(self, total: float) -> "Box":
        """The rectangle on the other side of a sheet ``total`` wide."""
        return self._replace(x=total - self.x - self.width)


class Line(NamedTuple):
    """A line of text: where it begins, on its baseline, and how it is set."""

    text: str
    x: float
    y: float
    size: float
    weight: Weight = "Regular"
    role: str = "ink"
    anchor: str = "start"

    def mirrored(self, total: float) -> "Line":
        """The line on the other side of a sheet ``total`` wide, read from there."""
        anchor = {"start": "end", "end": "start"}.get(self.anchor, self.anchor)
        return self._replace(x=total - self.x, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes that follow from the format: base text, title, small print, margin."""

    width: float
    height: float
    text: float
    title: float
    small: float
    margin: float

    @classmethod
    def of(cls, size: Size) -> "Metrics":
        # A card is looked at as a whole: text grows with the root of its area. On a phone's
        # column 11 px is the least that is read without effort; on paper, where a unit is a
        # fifth of a millimetre, 12 are 6.6 points, and small print has 5.5.
        least, least_small = (12, 10) if size.print_mm else (11, 9)
        text = min(max(math.sqrt(size.width * size.height) / 50, least), 24)
        title = text * (1.45 if size.width < 500 else 1.75)
        margin = max(10.0, min(size.width, size.height) * 0.035)
        return cls(size.width, size.height, text, title, max(text * 0.72, least_small), margin)

    @property
    def inner(self) -> float:
        return self.width - 2 * self.margin

    @property
    def wide(self) -> bool:
        return self.width / self.height >= _WIDE


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines and boxes of a snapshot; ``maps`` has one box for each date, in reading order."""

    metrics: Metrics
    lines: tuple[Line, ...]
    maps: tuple[Box, ...]
    legend: Box
    legend_columns: int
    chart: Box | None
    rtl: bool


def lay_out(
    size: Size,
    *,
    title: str,
    subtitle: str,
    footer: Sequence[str],
    maps: int,
    legend_rows: int,
    legend_width: float = 0,
    chart: bool,
    rtl: bool,
) -> Layout:
    """Places everything.

    Args:
        size: the format.
        title: the finding; two lines of it are shown.
        subtitle: the date, or dates, and what was known.
        footer: paragraphs of small print, the most important first.
        maps: how many dates.
        legend_rows: entries of the legend.
        legend_width: width of the widest of them; two columns have to hold it.
        chart: whether a chart of shares is wanted.
        rtl: whether columns change sides and lines begin at the right.
    """
    metrics = Metrics.of(size)
    head, top = _head(metrics, title, subtitle)
    foot, bottom = _foot(metrics, footer)
    body = Box(metrics.margin, top, metrics.inner, bottom - top)
    columns = 1 if metrics.wide or legend_width > metrics.inner / 2 else 2
    rows = math.ceil(legend_rows / columns)
    map_box, legend, chart_box = _columns(metrics, body, rows, chart)
    boxes = _grid(map_box, maps, metrics)
    lines = (*head, *foot)
    if rtl:
        lines = tuple(line.mirrored(metrics.width) for line in lines)
        boxes = [box.mirrored(metrics.width) for box in boxes]
        legend = legend.mirrored(metrics.width)
        chart_box = chart_box and chart_box.mirrored(metrics.width)
    return Layout(metrics, lines, tuple(boxes), legend, columns, chart_box, rtl)


def _head(metrics: Metrics, title: str, subtitle: str) -> tuple[list[Line], float]:
    lines: list[Line] = []
    y = metrics.margin
    for text in wrapped(title, metrics.inner, metrics.title, "Bold", most=3):
        y += metrics.title * (1.0 if not lines else 1.18)
        lines.append(Line(text, metrics.margin, y, metrics.title, "Bold"))
    for text in wrapped(subtitle, metrics.inner, metrics.text, most=2):
        y += metrics.text * 1.45
        lines.append(Line(text, metrics.margin, y, metrics.text, role="quiet"))
    return lines, y + metrics.text * 0.8


def _foot(metrics: Metrics, paragraphs: Sequence[str]) -> tuple[list[Line], float]:
    """Small print, set from the bottom upwards; its top is where the body ends."""
    size, most = metrics.small, 2 if metrics.wide else 3
    texts = [line for text in paragraphs for line in wrapped(text, metrics.inner, size, most=most)]
    first = metrics.height - metrics.margin - size * LEADING * (len(texts) - 1)
    lines = [
        Line(text, metrics.margin, first + index * size * LEADING, size, role="quiet")
        for index, text in enumerate(texts)
    ]
    return lines, first - size * 1.9


def _columns(metrics: Metrics, body: Box, rows: int, chart: bool) -> tuple[Box, Box, Box | None]:
    """Map, legend and chart: side by side on a wide sheet, one above the other elsewhere."""
    gap, row = metrics.text, metrics.text * LEGEND_ROW
    chart_height = min(body.height * 0.24, metrics.text * 7) if chart else 0.0
    if metrics.wide:
        side = max(body.width * 0.29, 190)
        legend = Box(body.x + body.width - side, body.y, side, body.height - chart_height)
        box = Box(legend.x, body.y + body.height - chart_height, side, chart_height)
        return (
            Box(body.x, body.y, body.width - side - gap, body.height),
            legend,
            box if chart else None,
        )
    height = rows * row
    legend = Box(body.x, body.y + body.height - height, body.width, height)
    box = Box(body.x, legend.y - chart_height - gap, body.width, chart_height)
    map_height = body.height - height - gap - (chart_height + gap if chart else 0)
    return Box(body.x, body.y, body.width, map_height), legend, box if chart else None


def _grid(box: Box, count: int, metrics: Metrics) -> list[Box]:
    """Boxes of equal size for several dates, as near to the shape of the city as can be."""
    if count == 1:
        return [box]
    columns = min(range(1, count + 1), key=lambda n: _misfit(box, n, count))
    gap = metrics.text * 0.7
    rows = math.ceil(count / columns)
    width = (box.width - gap * (columns - 1)) / columns
    height = (box.height - gap * (rows - 1)) / rows
    return [
        Box(
            box.x + (n % columns) * (width + gap),
            box.y + (n // columns) * (height + gap),
            width,
            height,
        )
        for n in range(count)
    ]


def _misfit(box: Box, columns: int, count: int) -> float:
    """How far the cells of a grid are from square, which is about the shape of Aleppo, and how
    many of them stay empty.
    """
    rows = math.ceil(count / columns)
    stretch = abs(math.log((box.width / columns) / (box.height / rows)))
    return stretch + (rows * columns - count) / count
