"""A picture in other formats: PNG through resvg, PDF in vectors through svg2pdf.

Both draw with the bundled fonts alone, so that the same SVG gives the same bytes anywhere.
"""

from functools import cache

import resvg_py
import svg2pdf_py

from mapapp.snapshots.spec import Size
from mapapp.snapshots.type import FONT_FILES

__all__ = ["to_pdf", "to_png"]

#: Print asks for 300 dots an inch; the drawing counts 96 px an inch (CSS 2.2, section 4.3.2).
_PRINT_ZOOM = 300 / 96


def to_png(svg: str, size: Size) -> bytes:
    """The picture in pixels: as wide as its format says, or at 300 dpi where it is printed."""
    width = size.width
    if size.print_mm:
        width = round(size.print_mm[0] / 25.4 * 96 * _PRINT_ZOOM)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            skip_system_fonts=True,
            font_files=list(FONT_FILES),
            font_family="Noto Sans",
            sans_serif_family="Noto Sans",
        )
    )


def to_pdf(svg: str) -> bytes:
    """The picture in vectors, its text as text."""
    return bytes(svg2pdf_py.svg_to_pdf(svg, _fonts()))


@cache
def _fonts() -> svg2pdf_py.FontDatabase:
    fonts = svg2pdf_py.FontDatabase()
    for path in FONT_FILES:
        fonts.load_font_file(path)
    return fonts
