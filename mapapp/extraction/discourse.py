"""What later sentences may refer back to: "they", "this quarter", "these three quarters"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.restated import SharesTold
from mapapp.extraction.surroundings import Span
from mapapp.models import Event, Force, PlaceId, Polarity, Status

__all__ = ["Discourse", "Meaning", "agreeing"]

T = TypeVar("T")
_STOPS = frozenset({",", ";", ":", "(", ")", ".", "—", "-"})
_WAYS = frozenset({"by", "from", "toward"})
_KEPT = 12  # lists of places kept: no report refers further back


#: Forms that exclude each other.
_CONTRARY = ({"agrees_one", "agrees_many"}, {"agrees_m", "agrees_f"})


def agreeing(pronoun: frozenset[str], nouns: Sequence[tuple[T, frozenset[str]]]) -> list[T]:
    """Those that a pronoun can stand for by the forms that they show; if none agrees, those that
    are one of many people: "ils" for an army, but "elle" never for rebels.
    """
    agree = [
        noun
        for noun, shown in nouns
        if not any(contrary <= (pronoun | shown) for contrary in _CONTRARY)
    ]
    many = "agrees_many" in pronoun
    return agree or [noun for noun, shown in nouns if many and "agrees_one" in shown]


class Meaning(NamedTuple):
    """What is said of a place, apart from the place."""

    force: Force
    status: Status
    event: Event
    polarity: Polarity


@dataclass(slots=True)
class Discourse:
    """The parties and places of a text so far.

    ``prior`` tells who held what before the article, where that is common knowledge;
    ``subject`` is the force that acted last, ``actors`` those that acted before with the number
    and gender that they were named in, ``parties`` all that were named so, ``speaker`` the one
    that spoke; ``holders`` tells who holds what by this text, ``gains`` who took what in it and
    ``left`` who left what;
    ``lists`` the lists of places, newest last, and ``topic`` the places that something was
    last said of, ``fresh`` whether in this sentence; ``named`` the last place, be it a quarter or
    the city; ``told`` what last happened, ``fate`` what became of a place last, which others
    may share ("followed"), ``announced`` what was told of places yet to be named (see
    ``cataphora``), and ``shares`` the percentage told last (see ``restated``).
    ``wide`` places are the city and its sides: no "quarter"; ``compass`` tells them by name.
    """

    prior: Mapping[PlaceId, Force] = field(default_factory=dict)
    wide: frozenset[PlaceId] = frozenset()
    compass: Mapping[str, PlaceId] = field(default_factory=dict)
    subject: Force | None = None
    actors: list[tuple[Force, frozenset[str]]] = field(default_factory=list)
    parties: list[tuple[Force, frozenset[str]]] = field(default_factory=list)
    speaker: Force | None = None
    holders: dict[PlaceId, Force] = field(default_factory=dict)
    gains: dict[PlaceId, Force] = field(default_factory=dict)
    left: dict[PlaceId, Force] = field(default_factory=dict)
    lists: list[tuple[Span, ...]] = field(default_factory=list)
    topic: tuple[Span, ...] = ()
    fresh: bool = False
    named: PlaceId | None = None
    told: Meaning | None = None
    fate: Meaning | None = None
    announced: Any = None
    shares: SharesTold = field(default_factory=SharesTold)

    def holder(self, place: PlaceId | None) -> Force | None:
        """Who holds a place, by this text or else by what was known before."""
        if place is None:
            return None
        return self.holders.get(place) or self.prior.get(place)

    def contradict(self, places: Collection[PlaceId]) -> None:
        """Forgets who took some places, once that is denied."""
        for place in places:
            self.holders.pop(place, None)
            self.gains.pop(place, None)

    def party(self, form: frozenset[str]) -> Force | None:
        """The force named last that "celle-ci", "ces derniers" can stand for by its form."""
        named = agreeing(form, self.parties)
        return named[-1] if named else self.subject

    def actor(self, form: frozenset[str]) -> Force | None:
        """The force that acted last which a pronoun of that form can stand for."""
        named = agreeing(form, self.actors)
        return named[-1] if named else self.subject

    def is_open(self, spans: Sequence[Span], force: Force) -> bool:
        """Whether others left all of these places, so that whoever enters them takes them."""
        return all(self.left.get(span.place, force) != force for span in spans if span.place)

    def remember(
        self, marks: Marks, inserted: Sequence[tuple[int, int]], objects: Sequence[int] = ()
    ) -> None:
        """Keeps what a sentence named for those that follow; subjects of its ``inserted``
        stretches are no subjects of the text, nor are its ``objects``: parties, by where they
        start, that something was done to.
        """
        named = [party for party in marks.forces if party.force]
        if named and self.subject is None:
            self.subject = min(named, key=lambda party: party.adjective).force
        for party in marks.forces:
            within = any(left <= party.start < right for left, right in inserted)
            if within and party.force and not (party.role or party.adjective):
                # "Chaar, que *l'armée* attaque, résiste. Elle ..."
                self.actors.insert(0, (party.force, marks.form(party)))
            if within or party.start in objects or not _acts(party, marks):
                continue
            if marks.agent_first and _is_object(marks, party):
                continue
            if party.force:
                self.subject = party.force
                self.actors.append((party.force, marks.form(party)))
        self.parties.extend((party.force, marks.form(party)) for party in named if party.force)
        del self.actors[:-_KEPT], self.parties[:-_KEPT]
        quarters = [chunk.spans for chunk in marks.places if _quarters(chunk)]
        if quarters and not self.fresh:
            self.topic = ()  # what is named now is what is talked of
        self.fresh = False
        aside = not marks.agent_first  # "باتجاه الصاخور" is as good as "near" it
        inside = [
            c
            for c in marks.places
            if _quarters(c) and not (c.near or (aside and c.role == "toward"))
        ]
        # Of a sentence that says where it plays, "beside X" is no place to come back to.
        self.lists.extend(chunk.spans for chunk in inside or filter(_quarters, marks.places))
        del self.lists[:-_KEPT]
        self.named = self.named_before(len(marks.tokens), marks)

    def side_meant(self, chunk: Places, marks: Marks) -> tuple[Span, ...]:
        """The side of the city that "the west" stands for."""
        cue = marks.at(chunk.start, "compass")
        place = self.compass.get(cue.value) if cue else None
        return (Span(chunk.start, chunk.end, (), place, 1.0, wide=True),) if place else ()

    def _is_quarter(self, spans: tuple[Span, ...]) -> bool:
        return len(spans) == 1 and spans[0].place not in self.wide

    def place_before(self, index: int, marks: Marks) -> PlaceId | None:
        """The single place named last before a token of the present sentence."""
        here = [c.spans for c in marks.places if _quarters(c) and c.end <= index]
        for spans in reversed([*self.lists, *here]):
            if self._is_quarter(spans):
                return spans[0].place
        return None

    def named_before(self, index: int, marks: Marks) -> PlaceId | None:
        """The place named last before a token of the present sentence: a quarter, or the city."""
        here = [(c.end, c.spans[-1].place) for c in marks.places if c.spans and c.end <= index]
        for chunk in marks.places:
            if chunk.anaphora == "anaphora" and chunk.end <= index:
                here += [(chunk.end, span.place) for span in self.places_meant(chunk, marks)]
        wide = marks.between(0, index, "of_enclave", "compass")
        for cue in (cue for cue in wide if not _is_way(cue, marks)):
            side = cue.value if cue.kind == "compass" else "east"
            here.append((cue.end, self.compass.get(side)))
        return max(here, key=lambda named: named[0])[1] if here else self.named

    def places_meant(self, chunk: Places, marks: Marks) -> tuple[Span, ...]:
        """The places that a word such as "this quarter" stands for."""
        before = [c for c in marks.places if _quarters(c) and c.end <= chunk.start]
        # "Chaar, voisin de Marjé": it is Chaar that one comes back to.
        here = [c.spans for c in before if not c.near] or [c.spans for c in before]
        lists = [*self.lists, *here]
        if chunk.number > 1 or chunk.anaphora == "anaphora_many":
            return _several(lists, chunk.number)
        if chunk.anaphora == "anaphora_last":
            return lists[-1][-1:] if lists else ()
        if chunk.anaphora in {"anaphora_first", "anaphora_second"}:
            two = _several(lists, 2)
            return two[:1] if chunk.anaphora == "anaphora_first" else two[1:]
        if chunk.anaphora == "anaphora":
            if not (here or marks.agent_first) and self._is_quarter(self.topic):
                return self.topic  # "الحي" goes on from what something was said of
            return next((spans for spans in reversed(lists) if self._is_quarter(spans)), ())
        if chunk.anaphora == "there" and self.lists:
            # "L'armée, partie *de Midane*, y contrôle deux rues": not there, but where we were.
            own = [c for c in marks.places if _quarters(c) and c.end <= chunk.start]
            here = [c.spans for c in own if not _is_origin(c, marks)]
        meant = here[-1] if here else self.topic or (lists[-1] if lists else ())
        return meant[-1:] if chunk.number == 1 and chunk.anaphora == "there" else meant


def _is_origin(chunk: Places, marks: Marks) -> bool:
    """Whether somebody comes from a place; not in "la prise *de Chaar*"."""
    event = marks.before(chunk.lead, "verb")
    told = event is not None and event.value.mood == "noun"
    return chunk.role in {"of", "from"} and chunk.lead > 0 and not told


def _is_way(cue: Cue, marks: Marks) -> bool:
    """Whether a side is only whose, or the way somebody came: "entrés *par l'est*"."""
    led = marks.before(cue.start, "preposition") if cue.kind == "compass" else None
    return marks.at(cue.start, "own") is not None or bool(led and led.value in _WAYS)


def _acts(party: Forces, marks: Marks) -> bool:
    """Whether a party can be the subject of what follows: not in "des gains *rebelles*", nor
    as the doer of an event that is only mentioned ("بعد انسحاب *المسلحين*").
    """
    done = marks.before(party.lead, "planned", "verb")
    if party.role == "of" and done and done.start <= 1:  # "Une tentative *de l'armée* a échoué"
        return done.kind == "planned" or done.value.frame == "attack"
    if party.role or party.adjective or marks.is_word(party.start - 1):
        return False
    done = marks.before(party.start, "verb")
    return done is None or done.value.mood != "noun"


def _is_object(marks: Marks, party: Forces) -> bool:
    """ "Rebels shoved *the army* back": a second party in the same breath is what the first
    acts on, unless the first only says so.
    """
    before = [f for f in marks.forces if f.end <= party.start and f.force and not f.adjective]
    before = [f for f in before if not f.role]
    if not before:
        return False
    between = before[-1].end, party.start
    opens = marks.between(*between, "break", "relative", "join")
    opens += marks.between(party.start - 2, party.start, "source_verbs", "source_before")
    stops = any(marks.tokens[i].word in _STOPS for i in range(*between))
    return not (opens or stops)


def _quarters(chunk: Places) -> bool:
    """Whether a chunk names quarters: the city or a side of it is not "this quarter"."""
    return bool(chunk.spans) and not all(span.wide for span in chunk.spans)


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
