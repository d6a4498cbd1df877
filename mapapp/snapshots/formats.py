"""A picture in other formats: PNG through resvg, PDF in vectors through svg2pdf.

Both draw with the bundled fonts alone, so that the same SVG gives the same bytes anywhere.
"""

import io
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pikepdf
import svg2pdf_py
import svg2png_py

from mapapp.models import Language
from mapapp.snapshots.spec import Size
from mapapp.snapshots.type import FONT_FILES

__all__ = ["to_pdf", "to_png"]

#: What print asks for, in dots an inch; what a drawing's units are (CSS 2.2, 4.3.2), and those
#: of PDF (ISO 32000, 8.3.2.3).
_PRINT_DPI, _CSS_DPI, _PDF_DPI = 300, 96, 72
_MM_AN_INCH = 25.4
#: The size of a drawing, in its first tag.
_SIZE = re.compile('width="[^"]*" height="[^"]*"')


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


def to_pdf(svg: str, size: Size, words: Mapping[str, str], lang: Language) -> bytes:
    """The picture in vectors, its text as text, as large as its format says.

    svg2pdf takes a pixel for a point, and lists the resources of a page in an order that
    changes from run to run; written anew by qpdf they are sorted, and the same picture is
    the same file.

    Args:
        svg: the picture.
        size: its format.
        words: Title and Description, for who reads or searches the file.
        lang: language of the picture.
    """
    width, height = (f"{length:.3f}" for length in _points(size))
    scaled = _SIZE.sub(f'width="{width}" height="{height}"', svg, count=1)
    drawn = io.BytesIO(svg2pdf_py.svg_to_pdf(scaled, _fonts(svg2pdf_py.FontDatabase)))
    described = io.BytesIO()
    with pikepdf.open(drawn) as pdf:
        pdf.docinfo["/Title"], pdf.docinfo["/Subject"] = words["Title"], words["Description"]
        pdf.Root.Lang = pikepdf.String(lang)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(described, deterministic_id=True)
    return described.getvalue()


def _points(size: Size) -> tuple[float, float]:
    """Width and height in points, 72 an inch."""
    if size.print_mm:
        width, height = size.print_mm
        return width / _MM_AN_INCH * _PDF_DPI, height / _MM_AN_INCH * _PDF_DPI
    return size.width / _CSS_DPI * _PDF_DPI, size.height / _CSS_DPI * _PDF_DPI


@cache
def _fonts(database: Callable[[], Any]) -> Any:
    """The bundled fonts, in the form that a renderer wants them."""
    fonts = database()
    for path in FONT_FILES:
        fonts.load_font_file(path)
    return fonts
