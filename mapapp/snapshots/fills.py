"""Fills of a picture: a plain ground for each place, and marks laid over all that wears them.

A pattern that brings its own ground shows a grid where a renderer smooths the edges of its
tiles, as PDF viewers do; marks alone have no edge to show.
"""

from collections.abc import Iterator

from mapapp.drawing import Drawing, Fill, Shape

__all__ = ["ground_of", "is_plain", "marks_of", "paint"]

_PAPER = "#fbf9f4"
#: A place whose evidence is old is drawn faint, its marks included.
_FAINT = "place--old"


def marks_of(drawing: Drawing) -> Iterator[Shape]:
    """One path for each pattern, apart where the evidence is old and the fill is faint."""
    marked = {paint(fill) for fill in drawing.fills if not is_plain(fill)}
    paths: dict[tuple[str, str], list[str]] = {}
    for place in drawing.places:
        if place.fill in marked:
            faint = _FAINT if _FAINT in place.classes.split() else ""
            paths.setdefault((place.fill, faint), []).append(place.path)
    for (fill, faint), found in paths.items():
        yield Shape("", "".join(found), faint, fill)


def paint(fill: Fill) -> str:
    """The value of a ``fill`` attribute that puts the marks there."""
    return f"url(#{fill.id})"


def is_plain(fill: Fill) -> bool:
    """Whether the ground alone says it."""
    return fill.mark.pattern == "solid" and not fill.claimed and fill.rival is None


def ground_of(fill: Fill) -> str:
    """The colour under the marks; bands lie on paper."""
    return _PAPER if fill.claimed or fill.rival else fill.mark.colour
