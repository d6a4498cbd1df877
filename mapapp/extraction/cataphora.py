"""Places that a sentence counts and only the next one names: "The army took three quarters on
Sunday. Sakhour, Hellok and Baidin ...".
"""

from copy import copy
from typing import NamedTuple

from mapapp.extraction.chunks import Marks, Places
from mapapp.extraction.roles import Roles

__all__ = ["Announced", "announced_by", "kept_by"]

_FRAMES = frozenset({"take", "leave", "lose", "expel"})
_NOUN_REACH = 3  # tokens from a number to what it counts: "three mostly Christian quarters"


class Announced(NamedTuple):
    """So many places of which a clause tells something."""

    number: int
    roles: Roles


def announced_by(roles: Roles) -> Announced | None:
    """What a clause announces, if its object is only a number of quarters."""
    predicate, marks = roles.predicate, roles.marks
    if predicate.verb.frame not in _FRAMES or roles.polarity != "asserted":
        return None
    if any(chunk.spans and not _is_wide(chunk) for chunk in roles.themes):
        return None
    for number in marks.between(predicate.end, roles.clause.right, "number"):
        if marks.between(number.end, number.end + _NOUN_REACH, "quarter") and number.value > 1:
            return Announced(int(number.value), roles)
    return None


def kept_by(announced: Announced, marks: Marks) -> Roles | None:
    """The clause that announced places, with the list that names them in the sentence after;
    the days of that sentence are not theirs.
    """
    for chunk in marks.places:
        spans = tuple(span for span in chunk.spans if not span.wide)
        if len(spans) == announced.number and not chunk.near:
            roles = copy(announced.roles)
            roles.clause = roles.clause._replace(left=0, right=0, before=())
            roles.themes = [chunk._replace(spans=spans, part=False)]
            return roles
        if spans:
            return None
    return None


def _is_wide(chunk: Places) -> bool:
    return all(span.wide for span in chunk.spans)
