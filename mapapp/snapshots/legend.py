"""The legend of a picture: the forces it shows with their shares, then the states that occur,
with what they mean where there is room to say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mapapp.drawing import Fill, Mark
from mapapp.snapshots.fills import paint
from mapapp.snapshots.layout import LEADING, LEGEND_ROW, Box, Layout, Line, Metrics
from mapapp.snapshots.tongue import Tongue
from mapapp.snapshots.type import text_width, wrapped
from mapapp.telling import OLD_DAYS

__all__ = ["Entry", "entry_width", "in_window", "legend_of", "marks_by_force", "signs_of"]

Content = Mapping[str, Any]
#: The legend: size of its text in that of the picture; in its own, swatches and gaps.
_ENTRY, _SWATCH, _GAP = 0.92, 1.5, 0.55
#: Of a meaning; the longest in three languages takes as many beside a card's map.
_MOST_LINES = 4
#: How far a sheet may reach beyond its window, in sizes of the window.
_AROUND = 0.2
#: Half a per cent, which rounds to one.
_LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the legend: a swatch's fill or frame, a word, a share, lines of what it means."""

    swatch: Box
    fill: str
    frame: str
    text: Line
    note: Line | None
    meaning: tuple[Line, ...]

    def mirrored(self, total: float) -> "Entry":
        """The row on the other side of a sheet ``total`` wide."""
        return replace(
            self,
            swatch=self.swatch.mirrored(total),
            text=self.text.mirrored(total),
            note=self.note and self.note.mirrored(total),
            meaning=tuple(line.mirrored(total) for line in self.meaning),
        )


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
    states = [f["properties"] for view in content["views"] for f in _seen(content, view)]
    forces = {s["force"] for s in states} | {f for s in states for f in s["contested_by"]}
    one = content["views"][0] if len(content["views"]) == 1 else None
    signs = [
        {
            "text": force["name"],
            "meaning": "",
            "note": _share(one, force["id"], tongue),
            "fill": Fill(f"fill-{force['id']}", marks_by_force(content)[force["id"]], False, None),
        }
        for force in content["forces"]
        if force["id"] in forces
    ]
    return signs + _state_signs(content, states, tongue)


def _seen(content: Content, view: Content) -> list[Content]:
    """The places of the window and of what lies around it, since a sheet has another shape."""
    edges = zip(*(feature["bbox"] for feature in in_window(content, view)), strict=True)
    wests, souths, easts, norths = edges
    west, south, east, north = min(wests), min(souths), max(easts), max(norths)
    across, down = (east - west) * _AROUND, (north - south) * _AROUND
    return [
        feature
        for feature in view["features"]
        if feature["bbox"][0] < east + across
        and feature["bbox"][2] > west - across
        and feature["bbox"][1] < north + down
        and feature["bbox"][3] > south - down
    ]


def _share(view: Content | None, force: str, tongue: Tongue) -> str:
    """The share of a force; none where several dates are shown, or where it rounds to nothing."""
    share = view["shares"][force] if view else 0
    return tongue.words.percent(share) if share >= _LEAST_SHARE else ""


def _state_signs(
    content: Content, states: Sequence[Content], tongue: Tongue
) -> list[dict[str, Any]]:
    marks = marks_by_force(content)
    (one, first), (_, second), *_ = marks.items()
    present = {
        "claimed": any(s["claimed"] for s in states),
        "contested": any(s["status"] == "contested" for s in states),
        "besieged": any(s["besieged"] for s in states),
        "disputed": any(s["disputed"] for s in states),
        "uncertain": any(s["uncertain"] for s in states),
        "old": any((s["evidence_age_days"] or 0) > OLD_DAYS for s in states),
        "unknown": any(s["force"] == "unknown" for s in states),
        "approximate": any(s["accuracy"] == "approximate" for s in states),
    }
    fills = {
        "claimed": Fill("sign-claimed", first, True, None),
        "contested": Fill("sign-contested", first, False, second),
        "old": Fill(f"fill-{one}", first, False, None),
    }
    return [
        {
            "text": tongue.words.text(f"legend_{state}"),
            "meaning": tongue.words.text(f"explain_{state}", count=OLD_DAYS),
            "note": "",
            "fill": fills.get(state),
            "frame": state,
        }
        for state, shown in present.items()
        if shown
    ]


def legend_of(signs: Sequence[Mapping[str, Any]], layout: Layout) -> tuple[list[Entry], list[Fill]]:
    """The entries in their places, and the fills that their swatches need."""
    box, columns = layout.legend, layout.legend_columns
    row, width = layout.metrics.text * LEGEND_ROW, box.width / columns
    meanings = _meanings(signs, layout)
    leading = layout.metrics.small * LEADING
    entries, y = [], box.y
    for index, (sign, meaning) in enumerate(zip(signs, meanings, strict=True)):
        column = index % columns
        x = box.x + (columns - 1 - column if layout.rtl else column) * width
        entries.append(_entry(sign, meaning, Box(x, y, width, row), layout))
        if column == columns - 1:
            y += row + len(meaning) * leading
    return entries, [sign["fill"] for sign in signs if sign["fill"]]


def _meanings(signs: Sequence[Mapping[str, Any]], layout: Layout) -> list[list[str]]:
    """Lines below each entry: what it means, from the first on as long as there is room."""
    metrics = layout.metrics
    if layout.legend_columns > 1:
        return [[] for _ in signs]
    room = layout.legend.height - len(signs) * metrics.text * LEGEND_ROW
    width = layout.legend.width - metrics.text * _ENTRY * (_SWATCH + _GAP)
    found = []
    for sign in signs:
        lines = wrapped(sign["meaning"], width, metrics.small, most=_MOST_LINES)
        room -= len(lines) * metrics.small * LEADING
        found.append(lines if room >= 0 else [])
    return found


def entry_width(sign: Mapping[str, Any], metrics: Metrics) -> float:
    """The room that an entry needs: swatch, text, note, and the gaps between and after them."""
    size = metrics.text * _ENTRY
    note = text_width(sign["note"], size, "Bold") if sign["note"] else 0
    return text_width(sign["text"], size) + note + size * (_SWATCH + 3 * _GAP)


def _entry(sign: Mapping[str, Any], meaning: Sequence[str], cell: Box, layout: Layout) -> Entry:
    size, small = layout.metrics.text * _ENTRY, layout.metrics.small
    side, gap = size * _SWATCH, size * _GAP
    start, far, y = cell.x + side + gap, cell.x + cell.width - gap, cell.y + size * 0.86
    entry = Entry(
        swatch=Box(cell.x, cell.y, side, size),
        fill=paint(sign["fill"]) if sign["fill"] else "none",
        frame=sign.get("frame", "force"),
        text=Line(sign["text"], start, y, size),
        note=Line(sign["note"], far, y, size, "Bold", anchor="end") if sign["note"] else None,
        meaning=tuple(
            Line(text, start, y + number * small * LEADING, small, role="quiet")
            for number, text in enumerate(meaning, start=1)
        ),
    )
    return entry.mirrored(2 * cell.x + cell.width) if layout.rtl else entry
