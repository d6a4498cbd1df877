"""How sentences were understood, in the reader's words: what ``extract --explain`` prints."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from mapapp.dates import DateRange
from mapapp.models import Extraction, Part, PlaceId, Trace
from mapapp.telling import Telling

__all__ = ["Piece", "Reading", "Taken", "readings_of"]

#: Details that go without saying: an asserted predicate, a date that is simply given.
_PLAIN = {"asserted", "at", ""}
#: Keys of what a detail is called, by the kind of its part.
_DETAILS = {
    "predicate": "polarity_{}",
    "force": "role_{}",
    "place": "extent_{}",
    "date": "relation_{}",
}


class Piece(NamedTuple):
    """A stretch of the sentence, and the kind of the innermost part that it belongs to, or ""."""

    text: str
    kind: str


class Taken(NamedTuple):
    """Words of the sentence, what they were taken for, and a remark or ""."""

    words: str
    kind: str
    meaning: str
    detail: str


class Reading(NamedTuple):
    """A sentence as it was understood; ``rules`` are ids of claims with rule and confidence."""

    pieces: tuple[Piece, ...]
    taken: tuple[Taken, ...]
    rules: tuple[tuple[str, str, str], ...]


def readings_of(extraction: Extraction, telling: Telling) -> list[Reading]:
    """Each sentence that something was read from, in the order of the text."""
    return [
        Reading(
            tuple(_pieces(trace)),
            tuple(_taken(trace, part, telling) for part in trace.parts),
            tuple(
                (claim.id, claim.rule, telling.words.percent(claim.confidence))
                for claim in extraction.claims
                if claim.quote == trace.quote
            ),
        )
        for trace in extraction.traces
    ]


def _pieces(trace: Trace) -> Iterator[Piece]:
    """The sentence cut wherever a part begins or ends."""
    start, end = trace.quote.start, trace.quote.end
    cuts = {start, end, *(cut for part in trace.parts for cut in (part.start, part.end))}
    for a, b in pairwise(sorted(cut for cut in cuts if start <= cut <= end)):
        over = [part for part in trace.parts if part.start <= a and b <= part.end]
        innermost = min(over, key=lambda part: part.end - part.start, default=None)
        yield Piece(trace.quote.text[a - start : b - start], innermost.kind if innermost else "")


def _taken(trace: Trace, part: Part, telling: Telling) -> Taken:
    start = trace.quote.start
    words = " ".join(trace.quote.text[part.start - start : part.end - start].split())
    return Taken(words, part.kind, _meaning(part, telling), _detail(part, telling))


def _meaning(part: Part, telling: Telling) -> str:
    words = telling.words
    if not part.values:
        return words.text("date_unknown" if part.kind == "date" else "part_named_before")
    if part.kind == "date":
        bounds = [date.fromisoformat(day) for day in part.values]
        return words.days(DateRange(bounds[0], bounds[-1]))
    if part.kind == "place":
        names = (telling.place(PlaceId(place)) for place in part.values)
        return f"{words.text('comma')} ".join(names)
    (value,) = part.values
    if part.kind == "predicate":
        return words.text(f"frame_{value}")
    return telling.force(value) if part.kind == "force" else telling.source(value)


def _detail(part: Part, telling: Telling) -> str:
    if part.detail in _PLAIN:
        return ""
    return telling.words.text(_DETAILS[part.kind].format(part.detail))
