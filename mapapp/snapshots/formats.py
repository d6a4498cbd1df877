"""A picture in other formats: PNG through resvg, PDF in vectors through svg2pdf.

Both draw with the bundled fonts alone, so that the same SVG gives the same bytes anywhere.
"""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import svg2pdf_py
import svg2png_py

from mapapp.snapshots.spec import Size
from mapapp.snapshots.type import FONT_FILES

__all__ = ["to_pdf", "to_png"]

#: What print asks for, in dots an inch, and what a drawing's units are (CSS 2.2, 4.3.2).
_PRINT_DPI, _CSS_DPI = 300, 96
_MM_AN_INCH = 25.4


def to_png(svg: str, size: Size) -> bytes:
    """The picture in pixels: as wide as its format says, or at 300 dpi where it is printed."""
    scale, pixels = 1.0, (size.width, size.height)
    if size.print_mm:
        scale = _PRINT_DPI / _CSS_DPI
        width, height = (round(mm / _MM_AN_INCH * _PRINT_DPI) for mm in size.print_mm)
        pixels = width, height
    png: bytes = svg2png_py.svg_to_png(
        svg,
        _fonts(svg2png_py.FontDatabase),
        transform=(scale, 0, 0, 0, scale, 0),
        bg_size=pixels,
        options=svg2png_py.RenderOptions(dpi=_CSS_DPI, font_family="Noto Sans"),
    )
    return png


def to_pdf(svg: str) -> bytes:
    """The picture in vectors, its text as text.

    svg2pdf lists the resources of a page in an order that changes from run to run; written
    anew by qpdf they are sorted, and the same picture is the same file.
    """
    fonts = _fonts(svg2pdf_py.FontDatabase)
    drawn, sorted_ = io.BytesIO(svg2pdf_py.svg_to_pdf(svg, fonts)), io.BytesIO()
    with pikepdf.open(drawn) as pdf:
        pdf.save(sorted_, deterministic_id=True)
    return sorted_.getvalue()


@cache
def _fonts(database: Callable[[], Any]) -> Any:
    """The bundled fonts, in the form that a renderer wants them."""
    fonts = database()
    for path in FONT_FILES:
        fonts.load_font_file(path)
    return fonts
