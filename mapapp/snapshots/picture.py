"""A snapshot's content as a picture: one SVG, from which PNG and PDF are made.

Pure: the same content gives the same bytes. ``templates/snapshot.svg`` writes down what is
placed here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mapapp.config import ROOT
from mapapp.drawing import Drawing, Shape, Sheet, draw_day
from mapapp.snapshots.cutting import cut_to
from mapapp.snapshots.fills import ground_of, is_plain, marks_of, paint
from mapapp.snapshots.layout import Box, Layout, Line, Metrics, lay_out
from mapapp.snapshots.legend import entry_width, in_window, legend_of, marks_by_force, signs_of
from mapapp.snapshots.spec import SIZES
from mapapp.snapshots.tongue import Tongue
from mapapp.snapshots.type import text_width

__all__ = ["Chart", "MapView", "draw_svg"]

Content = Mapping[str, Any]
#: A name may be a quarter wider than its neighbourhood: it is read across the border.
_ROOM_FOR_NAME = 1.25
_LABEL_LEADING = 1.15
#: Width of the sign of a dispute and of the gap before it, in px.
_SIGN_ROOM = 15.0


@dataclass(frozen=True, slots=True)
class MapView:
    """One map of the picture: its place on the sheet, its drawing, its names, and the signs
    beside the names that sources disagree.

    ``marks`` has one path for each pattern, laid over all that wears it: quicker to draw than
    a pattern for each place.
    """

    box: Box
    drawing: Drawing
    marks: tuple[Shape, ...]
    labels: tuple[Line, ...]
    disputed: str
    caption: Line | None


def draw_svg(content: Content, tongue: Tongue) -> str:
    """The picture of a content, as SVG with a title, a description and metadata."""
    size = SIZES[content["spec"]["size"]]
    signs = signs_of(content, tongue)
    layout = lay_out(
        size,
        title=tongue.title(content),
        subtitle=tongue.subtitle(content),
        footer=tongue.footer(content),
        maps=len(content["views"]),
        legend_rows=len(signs),
        legend_width=max((entry_width(sign, Metrics.of(size)) for sign in signs), default=0),
        chart=content["chart"] is not None,
        rtl=tongue.rtl,
    )
    maps = [_map_view(content, n, layout, tongue) for n in range(len(content["views"]))]
    entries, legend_fills = legend_of(signs, layout)
    fills = dict.fromkeys((*legend_fills, *(f for m in maps for f in m.drawing.fills)))
    marked = {paint(fill): fill for fill in fills if not is_plain(fill)}
    svg: str = _template().render(
        content=content,
        size=size,
        layout=layout,
        lang=tongue.lang,
        rtl=tongue.rtl,
        maps=maps,
        entries=entries,
        fills=tuple(marked.values()),
        marked=marked,
        grounds={paint(fill): ground_of(fill) for fill in fills},
        chart=_chart(content, layout),
        title=tongue.title(content),
        description=tongue.alt(content),
        say=tongue.isolated,
        sign=_sign,
        placed=_by_its_middle if tongue.rtl else lambda line: line,
    )
    return svg


def _by_its_middle(line: Line) -> Line:
    """The same place, told in a way that does not depend on the direction of writing.

    A renderer that knows the direction starts a line of Arabic at its right, resvg starts
    it at its left; the middle is the same for both.
    """
    if line.anchor == "middle":
        return line
    half = text_width(line.text, line.size, line.weight) / 2
    return line._replace(x=line.x + (half if line.anchor == "start" else -half), anchor="middle")


@cache
def _template() -> Any:
    loader = FileSystemLoader(ROOT / "templates")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return env.get_template("snapshot.svg")


# --- maps ---


def _map_view(content: Content, index: int, layout: Layout, tongue: Tongue) -> MapView:
    view, box = content["views"][index], layout.maps[index]
    caption = None
    if len(content["views"]) > 1:
        size = layout.metrics.text
        x = box.x + box.width if layout.rtl else box.x
        anchor = "end" if layout.rtl else "start"
        words = tongue.words.day(date.fromisoformat(view["date"]))
        caption = Line(words, x, box.y + size, size, "Bold", anchor=anchor)
        box = box._replace(y=box.y + size * 1.5, height=box.height - size * 1.5)
    features = in_window(content, view)
    sheet = Sheet.fit([f["geometry"] for f in features], box.width, box.height)
    drawing = draw_day(
        {"features": cut_to(view["features"], sheet)},
        {"features": cut_to(content["ground"]["features"], sheet)},
        sheet,
        marks_by_force(content),
        title=tongue.place,
        lang=tongue.lang,
        prefix="fill",
    )
    labels = _labels(features, view, sheet, layout.metrics, tongue)
    return MapView(
        box=box,
        drawing=drawing,
        marks=tuple(marks_of(drawing)),
        labels=tuple(labels.values()),
        disputed=_disputed(features, labels, sheet, tongue),
        caption=caption,
    )


def _disputed(
    features: Sequence[Content], labels: Mapping[str, Line], sheet: Sheet, tongue: Tongue
) -> str:
    """A sign after the name of each place that sources disagree about, or in its place."""
    signs = []
    for feature in features:
        if feature["properties"]["disputed"]:
            line = labels.get(feature["id"])
            x, y = sheet.point(feature["label"])
            if line:
                beside = text_width(line.text, line.size, line.weight) / 2 + _SIGN_ROOM / 2
                x, y = x + (-beside if tongue.rtl else beside), line.y - line.size * 0.33
            signs.append(_sign(x, y))
    return "".join(signs)


def _sign(x: float, y: float) -> str:
    """An unequal sign around a point; the bundled fonts have none."""
    left, above, below = f"{x - 4:.1f}", f"{y - 1.8:.1f}", f"{y + 1.8:.1f}"
    return f"M{left} {above}h8M{left} {below}h8M{x - 2.6:.1f} {y + 5:.1f}l5.2-10"


def _labels(
    features: Sequence[Content], view: Content, sheet: Sheet, metrics: Metrics, tongue: Tongue
) -> dict[str, Line]:
    """Names that fit their quarter and touch no other, those that changed that day first."""
    changed = {change["place"] for change in view["changes"]}
    size = metrics.small
    placed: dict[str, tuple[Box, Line]] = {}
    by_weight = sorted(
        features, key=lambda f: (f["id"] not in changed, -f["properties"]["area_km2"], f["id"])
    )
    for feature in by_weight:
        weight = "Bold" if feature["id"] in changed else "Regular"
        text = tongue.place(feature)
        line, box = _label(feature, text, sheet, size, weight)
        room = _width_of(feature, sheet) * _ROOM_FOR_NAME
        roomy = box.width <= room or (weight == "Bold" and box.width <= 2 * room)
        inside = box.x > 0 and box.y > 0 and box.x + box.width < sheet.width
        if roomy and inside and not any(_overlap(box, other) for other, _ in placed.values()):
            placed[feature["id"]] = box, line
    return {place: line for place, (_, line) in placed.items()}


def _label(feature: Content, text: str, sheet: Sheet, size: float, weight: Any) -> tuple[Line, Box]:
    x, y = sheet.point(feature["label"])
    sign = _SIGN_ROOM if feature["properties"]["disputed"] else 0
    width = text_width(text, size, weight) + size * 0.5 + 2 * sign
    height = size * _LABEL_LEADING
    line = Line(text, x, round(y + size * 0.36, 1), size, weight, "label", "middle")
    return line, Box(x - width / 2, y - height / 2, width, height)


def _width_of(feature: Content, sheet: Sheet) -> float:
    west, _, east, _ = feature["bbox"]
    return float((east - west) * sheet.narrowing * sheet.scale)


def _overlap(a: Box, b: Box) -> bool:
    across = a.x < b.x + b.width and b.x < a.x + a.width
    return across and a.y < b.y + b.height and b.y < a.y + a.height


# --- chart ---


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked steps of the shares, one band for each force, with years and the dates shown."""

    box: Box
    bands: tuple[tuple[str, str], ...]
    years: tuple[Line, ...]
    cursors: tuple[float, ...]


def _chart(content: Content, layout: Layout) -> Chart | None:
    """The shares over the whole period, to the last day of the data."""
    steps = content["chart"]
    if layout.chart is None or not steps:
        return None
    size = layout.metrics.small
    box = layout.chart._replace(height=layout.chart.height - size * 1.5)
    first, last = _ordinal(steps[0]["date"]), _ordinal(steps[-1]["date"])

    def x(day: int) -> float:
        along = (day - first) / max(1, last - first) * box.width
        return box.x + (box.width - along if layout.rtl else along)

    edges = [x(_ordinal(step["date"])) for step in steps] + [x(last)]
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    return Chart(
        box=box,
        bands=tuple(_bands(content, edges, box)),
        years=tuple(
            Line(
                str(year),
                x(date(year, 1, 1).toordinal()),
                box.y + box.height + size * 1.2,
                size,
                role="quiet",
                anchor="middle",
            )
            for year in years
        ),
        cursors=tuple(x(min(_ordinal(view["date"]), last)) for view in content["views"]),
    )


def _bands(content: Content, edges: Sequence[float], box: Box) -> Iterator[tuple[str, str]]:
    """(colour, path) of each force, the first at the bottom."""
    floor = [0.0] * len(content["chart"])
    for force in content["forces"]:
        heights = [step["shares"][force["id"]] for step in content["chart"]]
        ceiling = [low + height for low, height in zip(floor, heights, strict=True)]
        if any(heights):
            yield force["colour"], _band(edges, floor, ceiling, box)
        floor = ceiling


def _band(edges: Sequence[float], low: Sequence[float], high: Sequence[float], box: Box) -> str:
    def along(shares: Sequence[float]) -> list[tuple[float, float]]:
        bottom = box.y + box.height
        return [
            (edges[n + side], bottom - share * box.height)
            for n, share in enumerate(shares)
            for side in (0, 1)
        ]

    points = (*along(high), *reversed(along(low)))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _ordinal(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()
