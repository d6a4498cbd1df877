"""The legend of a picture: the forces it shows with their shares, then the states that occur."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapapp.drawing import Fill, Mark
from mapapp.snapshots.layout import Box, Layout, Line, Metrics
from mapapp.snapshots.tongue import Tongue
from mapapp.snapshots.type import text_width

__all__ = ["Entry", "entry_width", "in_window", "legend_of", "marks_by_force", "signs_of"]

Content = Mapping[str, Any]
#: The legend: size of its text in that of the picture; in its own, swatches and gaps.
_ENTRY, _SWATCH, _GAP = 0.92, 1.5, 0.55
#: Half a per cent, which rounds to one.
_LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the legend: a swatch's fill or frame, a word, and what it means."""

    x: float
    y: float
    swatch: Box
    fill: str
    frame: str
    text: Line
    note: Line | None = None


def marks_by_force(content: Content) -> dict[str, Mark]:
    """Colour and pattern of each force."""
    return {force["id"]: Mark(force["colour"], force["pattern"]) for force in content["forces"]}


def in_window(content: Content, view: Content) -> list[Content]:
    """The places that the picture is about, of all that are drawn."""
    features: list[Content] = view["features"]
    if content["spec"]["window"] == "city":
        return features
    focus = set(content["focus"])
    return [feature for feature in features if feature["id"] in focus]


def signs_of(content: Content, tongue: Tongue) -> list[dict[str, Any]]:
    """What the maps show: forces that hold ground or fight, then the states that occur."""
    states = [f["properties"] for view in content["views"] for f in in_window(content, view)]
    forces = {s["force"] for s in states} | {f for s in states for f in s["contested_by"]}
    one = content["views"][0] if len(content["views"]) == 1 else None
    signs = [
        {
            "text": force["name"],
            "note": _share(one, force["id"], tongue),
            "fill": Fill(f"fill-{force['id']}", marks_by_force(content)[force["id"]], False, None),
        }
        for force in content["forces"]
        if force["id"] in forces
    ]
    return signs + _state_signs(content, states, tongue)


def _share(view: Content | None, force: str, tongue: Tongue) -> str:
    """The share of a force; none where several dates are shown, or where it rounds to nothing."""
    share = view["shares"][force] if view else 0
    return tongue.words.percent(share) if share >= _LEAST_SHARE else ""


def _state_signs(
    content: Content, states: Sequence[Content], tongue: Tongue
) -> list[dict[str, Any]]:
    marks = marks_by_force(content)
    first, second, *_ = marks.values()
    present = {
        "claimed": any(s["claimed"] for s in states),
        "contested": any(s["status"] == "contested" for s in states),
        "besieged": any(s["besieged"] for s in states),
        "disputed": any(s["disputed"] for s in states),
        "uncertain": any(s["uncertain"] for s in states),
        "unknown": any(s["force"] == "unknown" for s in states),
        "approximate": any(s["accuracy"] == "approximate" for s in states),
    }
    fills = {
        "claimed": Fill("sign-claimed", first, True, None),
        "contested": Fill("sign-contested", first, False, second),
    }
    return [
        {
            "text": tongue.words.text(f"legend_{state}"),
            "note": "",
            "fill": fills.get(state),
            "frame": state,
        }
        for state, shown in present.items()
        if shown
    ]


def legend_of(
    signs: Sequence[Mapping[str, Any]], layout: Layout, content: Content
) -> tuple[list[Entry], list[Fill]]:
    """The entries in their places, and the fills that their swatches need."""
    metrics, box = layout.metrics, layout.legend
    columns = layout.legend_columns
    row, size = metrics.text * 1.5, metrics.text * _ENTRY
    width = box.width / columns
    entries = []
    for index, sign in enumerate(signs):
        column, line = index % columns, index // columns
        column = columns - 1 - column if layout.rtl else column
        cell = Box(box.x + column * width, box.y + line * row, width, row)
        entries.append(_entry(sign, cell, size, layout.rtl))
    return entries, [sign["fill"] for sign in signs if sign["fill"]]


def entry_width(sign: Mapping[str, Any], metrics: Metrics) -> float:
    """The room that an entry needs: swatch, text, note, and the gaps between and after them."""
    size = metrics.text * _ENTRY
    note = text_width(sign["note"], size, "Bold") if sign["note"] else 0
    return text_width(sign["text"], size) + note + size * (_SWATCH + 3 * _GAP)


def _entry(sign: Mapping[str, Any], cell: Box, size: float, rtl: bool) -> Entry:
    side, gap = size * _SWATCH, size * _GAP
    swatch = Box(cell.x, cell.y, side, size)
    baseline, start = cell.y + size * 0.86, cell.x + side + gap
    note_x = cell.x + cell.width - gap
    if rtl:
        swatch, start, note_x = (
            swatch.mirrored(2 * cell.x + cell.width),
            cell.x + cell.width - side - gap,
            cell.x + gap,
        )
    anchor, far = ("end", "start") if rtl else ("start", "end")
    note = Line(sign["note"], note_x, baseline, size, "Bold", anchor=far) if sign["note"] else None
    text = Line(sign["text"], start, baseline, size, anchor=anchor)
    fill = f"url(#{sign['fill'].id})" if sign["fill"] else "none"
    return Entry(cell.x, cell.y, swatch, fill, sign.get("frame", "force"), text, note)
