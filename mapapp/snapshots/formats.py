"""A picture in other formats: PNG through resvg, PDF in vectors through svg2pdf.

Both draw with the bundled fonts alone, so that the same SVG gives the same bytes anywhere.
"""

import io
from functools import cache

import pikepdf
import resvg_py
import svg2pdf_py

from mapapp.snapshots.spec import Size
from mapapp.snapshots.type import FONT_FILES

__all__ = ["to_pdf", "to_png"]

#: What print asks for, in dots an inch, and what a drawing's units are (CSS 2.2, 4.3.2).
_PRINT_DPI, _CSS_DPI = 300, 96


def to_png(svg: str, size: Size) -> bytes:
    """The picture in pixels: as wide as its format says, or at 300 dpi where it is printed."""
    width = size.width
    if size.print_mm:
        width = round(size.print_mm[0] / 25.4 * _PRINT_DPI)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            dpi=_CSS_DPI,
            skip_system_fonts=True,
            font_files=list(FONT_FILES),
            font_family="Noto Sans",
            sans_serif_family="Noto Sans",
        )
    )


def to_pdf(svg: str) -> bytes:
    """The picture in vectors, its text as text.

    svg2pdf lists the resources of a page in an order that changes from run to run; written
    anew by qpdf they are sorted, and the same picture is the same file.
    """
    drawn, sorted_ = io.BytesIO(svg2pdf_py.svg_to_pdf(svg, _fonts())), io.BytesIO()
    with pikepdf.open(drawn) as pdf:
        pdf.save(sorted_, deterministic_id=True)
    return sorted_.getvalue()


@cache
def _fonts() -> svg2pdf_py.FontDatabase:
    fonts = svg2pdf_py.FontDatabase()
    for path in FONT_FILES:
        fonts.load_font_file(path)
    return fonts
