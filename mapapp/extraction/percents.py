"""How much: "the army holds 80 % of East Aleppo", as a statement with its polarity.

Only shares of ground count. A percentage counts as ground when what it is a share of is a
place, the city or "their territory", and a predicate of its sentence says that a force
takes, holds or loses; casualties and ambulances have neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mapapp.extraction.chunks import Marks
from mapapp.extraction.frames import Discourse, Roles
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.time import When
from mapapp.models import Percent, PlaceId, Quote

__all__ = ["Whole", "percents_of"]

_REACH = 8  # tokens from a figure to what it is a share of
_LOSSES = frozenset({"lose", "lost", "leave", "expel"})
_GROUND = frozenset({"take", "fall", "hold", "belong", *_LOSSES})


@dataclass(frozen=True, slots=True)
class Whole:
    """What percentages without a name of their own are shares of."""

    city: PlaceId
    enclave: PlaceId
    compass: dict[str, PlaceId]


def percents_of(
    marks: Marks,
    assigned: Sequence[Roles],
    whens: Sequence[When],
    discourse: Discourse,
    *,
    whole: Whole,
    published: date | None,
    source: str | None,
    quote: Quote,
) -> Iterator[Percent]:
    """The shares of ground that a sentence states."""
    for cue in marks.between(0, len(marks.tokens), "percent", "fraction"):
        value = _value(marks, cue)
        of = _share_of(marks, cue, discourse, whole)
        roles = _governing(assigned, cue)
        if value is None or of is None or roles is None:
            continue
        force = roles.agent or discourse.subject
        if force is None:
            continue
        lost = roles.predicate.verb.frame in _LOSSES or roles.predicate.negation == "no_longer"
        day = next((w.days.latest for w in whens if w.days and w.relation == "at"), published)
        yield Percent(
            value=value,
            of=of,
            force=force,
            relation="lost" if lost else "held",
            polarity=roles.polarity,
            quote=quote,
            day=day,
            source=source,
        )


def _value(marks: Marks, cue: Cue) -> float | None:
    """The figure before a per cent sign, or that of a fraction in words."""
    if cue.kind == "fraction":
        return float(cue.value)
    number = marks.before(cue.start, "number")
    if number:
        return float(number.value)
    word = marks.tokens[cue.start - 1].word.replace(",", ".") if cue.start else ""
    try:
        value = float(word)
    except ValueError:
        return None
    return value if 0 < value <= 100 else None


def _share_of(marks: Marks, cue: Cue, discourse: Discourse, whole: Whole) -> PlaceId | None:
    """What the figure is a share of: the nearest place, side or territory named after it."""
    end = min(cue.end + _REACH, len(marks.tokens))
    found: list[tuple[int, PlaceId]] = []
    for chunk in marks.places:
        if cue.end <= chunk.start < end:
            target = chunk if chunk.spans else discourse.places
            if target and target.spans and target.spans[0].place:
                found.append((chunk.start, target.spans[0].place))
    for other in marks.between(cue.end, end, "compass", "city", "of_enclave"):
        place = {"city": whole.city, "of_enclave": whole.enclave}.get(other.kind)
        found.append((other.start, place or whole.compass[other.value]))
    return min(found)[1] if found else None


def _governing(assigned: Sequence[Roles], cue: Cue) -> Roles | None:
    """The predicate of ground whose clause holds the figure, else the nearest one."""
    ground = [roles for roles in assigned if roles.predicate.verb.frame in _GROUND]
    inside = [r for r in ground if r.clause.left <= cue.start < r.clause.right]
    return min(inside or ground, key=lambda r: abs(r.predicate.head - cue.start), default=None)
