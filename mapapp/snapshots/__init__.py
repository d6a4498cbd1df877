"""Pictures of a day that never change.

spec       what is wished for, validated, and the id that fixes it
content    all that the picture says, as plain JSON
tongue     its words in one language
type       how wide words are
layout     where everything stands
cutting    what of the ground lies on the sheet
fills      plain grounds, and the marks over them
legend     what its colours mean
picture    the SVG
formats    PNG and PDF made from it
metadata   words inside a PNG
html       one file with Leaflet and a slider inside, by folium
making     from a wish to what is kept of it, and from what is kept to a file
corrected  what two pictures of the same wish say differently
"""

from mapapp.snapshots.content import content_of
from mapapp.snapshots.corrected import Difference, differences
from mapapp.snapshots.formats import to_png
from mapapp.snapshots.html import policy_of, to_html
from mapapp.snapshots.making import FORMATS, make_snapshot, to_file
from mapapp.snapshots.picture import draw_svg
from mapapp.snapshots.spec import (
    LONGEST_TITLE,
    MOST_DATES,
    SIZES,
    WINDOWS,
    WISHES,
    Size,
    Spec,
    parse_spec,
    snapshot_id,
)
from mapapp.snapshots.tongue import Tongue

__all__ = [
    "FORMATS",
    "LONGEST_TITLE",
    "MOST_DATES",
    "SIZES",
    "WINDOWS",
    "WISHES",
    "Difference",
    "Size",
    "Spec",
    "Tongue",
    "content_of",
    "differences",
    "draw_svg",
    "make_snapshot",
    "parse_spec",
    "policy_of",
    "snapshot_id",
    "to_file",
    "to_html",
    "to_png",
]
