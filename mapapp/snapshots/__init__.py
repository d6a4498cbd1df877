"""Pictures of a day that never change.

spec       what is wished for, validated, and the id that fixes it
content    all that the picture says, as plain JSON
tongue     its words in one language
type       how wide words are
layout     where everything stands
picture    the SVG
formats    PNG and PDF made from it
"""

from mapapp.snapshots.content import content_of
from mapapp.snapshots.formats import to_pdf, to_png
from mapapp.snapshots.picture import draw_svg
from mapapp.snapshots.spec import SIZES, Spec, parse_spec, snapshot_id
from mapapp.snapshots.tongue import Tongue

__all__ = [
    "SIZES",
    "Spec",
    "Tongue",
    "content_of",
    "draw_svg",
    "parse_spec",
    "snapshot_id",
    "to_pdf",
    "to_png",
]
