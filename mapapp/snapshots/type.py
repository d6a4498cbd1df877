"""How wide words are in the font that snapshots are drawn with, and where lines break."""

from functools import cache
from typing import Literal

import uharfbuzz

from mapapp.config import ROOT

__all__ = ["FONT_FILES", "Weight", "text_width", "wrapped"]

Weight = Literal["Regular", "Bold"]
_FOLDER = ROOT / "static" / "fonts"
FONT_FILES = tuple(str(_FOLDER / f"NotoSans-{weight}.ttf") for weight in ("Regular", "Bold"))


@cache
def text_width(text: str, size: float, weight: Weight = "Regular") -> float:
    """Width of a line in the unit of ``size``, its letters joined and kerned."""
    font, em = _font(weight)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(glyph.x_advance for glyph in buffer.glyph_positions) / em * size)


def wrapped(
    text: str, width: float, size: float, weight: Weight = "Regular", *, most: int = 3
) -> list[str]:
    """Lines no wider than ``width``; what does not fit ends in "…"."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= width:
            lines[-1] += f" {word}"
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}"
            break
    return [_cut(line, width, size, weight) for line in lines]


def _cut(line: str, width: float, size: float, weight: Weight) -> str:
    if text_width(line, size, weight) <= width:
        return line
    while line and text_width(f"{line}…", size, weight) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _font(weight: Weight) -> tuple[uharfbuzz.Font, int]:
    blob = uharfbuzz.Blob.from_file_path(str(_FOLDER / f"NotoSans-{weight}.ttf"))
    face = uharfbuzz.Face(blob)
    return uharfbuzz.Font(face), face.upem
