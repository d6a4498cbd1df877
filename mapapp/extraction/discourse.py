"""What later sentences may refer back to: "they", "this quarter", "these three quarters"."""

from dataclasses import dataclass, field

from mapapp.extraction.chunks import Marks, Places
from mapapp.extraction.mentions import Span
from mapapp.models import Force, PlaceId

__all__ = ["Discourse"]

_KEPT = 12  # lists of places kept: no report refers further back


@dataclass(slots=True)
class Discourse:
    """The parties and places of a text so far.

    ``subject`` is the force that acted last, ``speaker`` the one that spoke; ``holders``
    tells who holds what by this text; ``lists`` the lists of places, newest last.
    """

    subject: Force | None = None
    speaker: Force | None = None
    holders: dict[str, Force] = field(default_factory=dict)
    lists: list[tuple[Span, ...]] = field(default_factory=list)

    def remember(self, marks: Marks) -> None:
        """Keeps what a sentence named for those that follow."""
        subjects = [f.force for f in marks.forces if f.force and f.role == "" and not f.adjective]
        if subjects:
            self.subject = subjects[0]
        self.lists.extend(chunk.spans for chunk in marks.places if chunk.spans)
        del self.lists[:-_KEPT]

    def place_before(self, index: int, marks: Marks) -> PlaceId | None:
        """The single place named last before a token of the present sentence."""
        here = [c.spans for c in marks.places if c.spans and c.end <= index]
        for spans in reversed([*self.lists, *here]):
            if len(spans) == 1:
                return spans[0].place
        return None

    def places_meant(self, chunk: Places, marks: Marks) -> tuple[Span, ...]:
        """The places that a word such as "this quarter" stands for."""
        here = [c.spans for c in marks.places if c.spans and c.end <= chunk.start]
        lists = [*self.lists, *here]
        if chunk.count > 1 or chunk.anaphora == "anaphora_many":
            return _several(lists, chunk.count)
        if chunk.anaphora == "anaphora":
            return next((spans for spans in reversed(lists) if len(spans) == 1), ())
        return lists[-1] if lists else ()


def _several(lists: list[tuple[Span, ...]], count: int) -> tuple[Span, ...]:
    """The last list of so many places, else so many places named last."""
    for spans in reversed(lists):
        if len(spans) == count or (not count and len(spans) > 1):
            return spans
    last: dict[str, Span] = {}
    for spans in reversed(lists):
        for span in reversed(spans):
            if len(last) < count:
                last.setdefault(str(span.place), span)
    return tuple(reversed(last.values()))
