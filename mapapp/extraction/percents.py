"""How much: "the army holds 80 % of East Aleppo", as a statement with its polarity.

Only shares of ground count. A percentage counts as ground when what it is a share of is a
place, the city or "their territory", and a predicate of its sentence says that a force
takes, holds or loses; casualties and ambulances have neither. A fraction in words of a
single quarter ("half of Chaar") is a claim about a part of it, not a figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mapapp.extraction.chunks import Marks
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.meanings import winner_of
from mapapp.extraction.parties import OPPONENT
from mapapp.extraction.roles import Roles
from mapapp.extraction.time import When
from mapapp.models import Force, Percent, PlaceId, Polarity, Quote

__all__ = ["Whole", "percents_of"]

_SQUEEZED = 5  # tokens: "hemming the last rebels into"
_REACH = 9  # tokens from a figure to what it is a share of
_SAID_OF = 4  # tokens from a figure over "of what was" to whose it was
_QUALIFIES = frozenset({"moins", "plus", "least", "most", "about", "au", "environ", "à", "près"})
_SHRINK_REACH = 4  # tokens: "réduit de près de 40 %"
_ENDS = frozenset(";:")
_LOSSES = frozenset({"lose", "lost", "leave", "expel"})
_DIVIDED: Force = "opposition"  # whose the part of the city is of which shares are told
_GROUND = frozenset({"take", "fall", "hold", "belong", *_LOSSES})


@dataclass(frozen=True, slots=True)
class Whole:
    """What percentages without a name of their own are shares of."""

    city: PlaceId
    enclave: PlaceId
    compass: dict[str, PlaceId]

    def is_wide(self, place: PlaceId) -> bool:
        """Whether it is the city or a side of it, not a single quarter."""
        return place in {self.city, self.enclave, *self.compass.values()}


@dataclass(frozen=True, slots=True)
class _Hold:
    """Who holds or loses a share, and whether it is said to be so."""

    force: Force
    relation: str
    polarity: Polarity
    day: date | None


def percents_of(
    marks: Marks,
    assigned: Sequence[Roles],
    whens: Sequence[When],
    discourse: Discourse,
    *,
    whole: Whole,
    published: date | None,
    article: str,
    source: str | None,
    quote: Quote,
) -> Iterator[Percent]:
    """The shares of ground that a sentence states."""
    last: PlaceId | None = None
    for cue in marks.between(0, len(marks.tokens), "percent", "fraction"):
        value = _value(marks, cue)
        of = last = _share_of(marks, cue, discourse, whole) or last
        if value is None or of is None or (cue.kind == "fraction" and not whole.is_wide(of)):
            continue
        hold = _hold_of(marks, cue, assigned, whens, discourse)
        if hold is None or (of == whole.enclave and hold.force == "isil"):
            continue  # ISIL had left the city before it was besieged: it held no share of it
        yield Percent(
            value=value,
            of=of,
            force=hold.force,
            relation="lost" if hold.relation == "lost" else "held",
            polarity=hold.polarity,
            quote=quote,
            day=hold.day or published,
            source=source,
            article=article,
        )


def _value(marks: Marks, cue: Cue) -> float | None:
    """The figure before a per cent sign, or that of a fraction in words."""
    if cue.kind == "fraction":
        return float(cue.value)
    number = marks.before(cue.start, "number")
    if number:
        return float(number.value + _units_before(marks, number))
    word = marks.tokens[cue.start - 1].word.replace(",", ".") if cue.start else ""
    try:
        value = float(word)
    except ValueError:
        return None
    return value if 0 < value <= 100 else None


def _units_before(marks: Marks, tens: Cue) -> int:
    """ "خمسة وستين": where units stand before tens, with "and" between."""
    units = marks.before(tens.start - 1, "number")
    joined = marks.before(tens.start, "join")
    if not (units and joined) or joined.end - joined.start > 1 or tens.value % 10:
        return 0
    return int(units.value) if 0 < units.value < 10 and not marks.agent_first else 0


def _share_of(marks: Marks, cue: Cue, discourse: Discourse, whole: Whole) -> PlaceId | None:
    """What the figure is a share of: the nearest place, side or territory named after it."""
    end = min(cue.end + _REACH, len(marks.tokens))
    found: list[tuple[int, PlaceId]] = []
    for chunk in marks.places:
        if cue.end <= chunk.start < end and chunk.anaphora not in {"there", "compass"}:
            spans = chunk.spans or discourse.places_meant(chunk, marks)
            if spans and spans[0].place:
                found.append((chunk.start, spans[0].place))
    for other in marks.between(cue.end, end, "compass", "city", "of_enclave", "of_place"):
        place = {"city": whole.city, "of_enclave": whole.enclave}.get(other.kind)
        if other.kind == "of_place":
            place = discourse.place_before(other.start, marks)
        elif place is None:
            place = whole.compass[other.value]
        if place:
            found.append((other.start, place))
    found = [(start, place) for start, place in found if _adjoins(marks, cue.end, start)]
    if found:
        return min(found)[1]
    if marks.between(cue.start - _SHRINK_REACH, cue.start, "shrinks") and marks.between(
        0, cue.start, "of_enclave"
    ):
        return whole.enclave
    return _meant_by_pronoun(marks, cue, discourse, whole) or _named_before(marks, cue, whole)


def _meant_by_pronoun(marks: Marks, cue: Cue, discourse: Discourse, whole: Whole) -> PlaceId | None:
    """What "en", "y" or "dont" stands for: "ils n'*en* tiennent plus que 25 %"."""
    of = marks.at(cue.end, "preposition")
    if of and of.value == "of" and marks.is_word(of.end):
        return None  # "dont un tiers *d'enfants*"
    for whose in marks.between(cue.start - _REACH, cue.start, "whose"):
        if marks.before(whose.start - marks.is_comma(whose.start - 1), "city"):
            return whole.city
    pronouns = [
        it.start
        for it in marks.between(cue.start - _REACH, cue.start, "of_it", "there", "whose")
        if it.kind == "whose" or marks.at(it.end, "verb", "aux", "have")
    ]
    if marks.agent_first and marks.at(cue.end, "relative"):
        return discourse.place_before(cue.start, marks)  # "Shaar, 50 percent *of which*"
    for chunk in marks.places:
        if chunk.anaphora in {"anaphora_first", "anaphora_second"} and chunk.end <= cue.start:
            meant = discourse.places_meant(chunk, marks)
            return meant[0].place if meant else None
    return discourse.named_before(pronouns[-1], marks) if pronouns else None


def _named_before(marks: Marks, cue: Cue, whole: Whole) -> PlaceId | None:
    """What a figure at the end of its clause is a share of: "ما استعاده النظام من أحياء حلب
    الشرقية بلغ 40 بالمئة", "60 بالمئة منها".
    """
    pronoun = any(c.anaphora == "there" and c.lead == cue.end for c in marks.places)
    last = cue.end >= len(marks.tokens) or not marks.tokens[cue.end].word[0].isalpha()
    if marks.agent_first or not (pronoun or last):
        return None
    found = [
        (chunk.start, chunk.spans[0].place)
        for chunk in marks.places
        if chunk.end <= cue.start and chunk.spans
        # "Of Hanano 40 % was taken": of a single quarter, where it is said to be taken from.
        if chunk.spans[0].wide or (chunk.role == "from" and _adjoins(marks, chunk.end, cue.start))
    ]
    for other in marks.between(0, cue.start, "compass", "of_enclave"):
        found.append((other.start, whole.compass.get(str(other.value), whole.enclave)))
    return max(found)[1] if found else None


def _adjoins(marks: Marks, start: int, end: int) -> bool:
    """Whether no other noun stands between a figure and what it is a share of: "60 % *des
    blessés* de Chaar" is no share of ground.
    """
    words = [marks.tokens[index].word for index in range(start, end)]
    return not any(
        word in _ENDS or (marks.is_word(start + offset) and word not in _QUALIFIES)
        for offset, word in enumerate(words)
    )


def _hold_of(
    marks: Marks,
    cue: Cue,
    assigned: Sequence[Roles],
    whens: Sequence[When],
    discourse: Discourse,
) -> _Hold | None:
    roles = _governing(assigned, cue)
    if marks.between(cue.start - _SHRINK_REACH, cue.start, "shrinks"):
        return _Hold(_DIVIDED, "lost", "asserted", None)  # "leur fief s'est réduit de 40 %"
    kept = _left_with(marks, cue)
    if kept:
        return _Hold(kept, "held", roles.polarity if roles else "asserted", None)
    if roles is None:
        acted = _had(marks, cue, discourse) or _acted_on(marks, cue, discourse)
        return acted or _of_what_was(marks, cue)
    head = roles.predicate.head
    escaped = [f for f in marks.forces if f.start > head and f.role == "to" and f.force]
    dative = [f for f in marks.forces if f.pronoun == "dative" and f.end == roles.predicate.start]
    present = roles.predicate.verb.frame == "lost" and roles.predicate.mood == "present"
    if present and escaped and escaped[0].force:
        # "60 % de la ville échappent au régime": so much its opponent holds.
        foe = OPPONENT[escaped[0].force]
        return _Hold(foe, "held", _polarity(marks, cue, roles), _day(roles, cue, whens))
    whom = roles.resolve(dative[0]) if dative and head == roles.predicate.start else None
    if present and whom:
        return _Hold(OPPONENT[whom], "held", _polarity(marks, cue, roles), None)
    force = _named_beside(marks, cue, roles) or winner_of(roles) or roles.agent
    lost = roles.predicate.verb.frame in _LOSSES or roles.predicate.negation == "no_longer"
    if force is None and roles.predicate.voice == "passive":
        # "Un tiers de l'enclave a été englouti": it is its holder who lost it.
        force, lost = _DIVIDED, True
    force = force or discourse.subject
    if force is None:
        return None
    compared = marks.between(cue.start - 3, cue.start, "compared")
    polarity = "asserted" if compared else _polarity(marks, cue, roles)
    return _Hold(force, "lost" if lost else "held", polarity, _day(roles, cue, whens))


def _named_beside(marks: Marks, cue: Cue, roles: Roles) -> Force | None:
    """ "The army holds 85 % of it, *rebels* 15 %": the verb is not said again."""
    start = cue.start - (cue.kind == "percent")
    beside = [f for f in marks.forces if f.end == start and not (f.role or f.adjective)]
    apart = beside and beside[0].start > roles.predicate.end
    return beside[0].force if apart else None


def _of_what_was(marks: Marks, cue: Cue) -> _Hold | None:
    """ "ما يعادل عشر ما كان للمعارضة": a part of what was a force's is what it has left."""
    for ground in marks.between(cue.end, cue.end + _SAID_OF, "of_enclave"):
        for party in marks.forces:
            if party.start == ground.end and party.force:
                return _Hold(party.force, "held", "asserted", None)
    return None


def _left_with(marks: Marks, cue: Cue) -> Force | None:
    """ "Leaves the rebels with a tenth of the city": so much they still have."""
    before = [f for f in marks.forces if f.end <= cue.start]
    end = before[-1].end if before else 0
    links = [link for link in marks.between(end, end + 4, "preposition") if link.end <= cue.start]
    kept = before and links and links[0].value == "with" and cue.start - end <= _REACH
    squeezed = (
        before
        and links
        and links[0].value == "in"
        and marks.between(end - _SQUEEZED, end, "squeezed")
    )
    if (kept or squeezed) and before[-1].force:
        return before[-1].force
    held = marks.at(cue.end, "preposition")  # "70 % with the rebels"
    beside = [f for f in marks.forces if held and f.lead == cue.end and held.value == "with"]
    return beside[0].force if beside else None


def _polarity(marks: Marks, cue: Cue, roles: Roles) -> Polarity:
    """That of the predicate, unless a supposition governs the figure itself."""
    if roles.polarity == "asserted" and marks.between(roles.clause.left, cue.start, "hypothetical"):
        return "hypothetical"
    return roles.polarity


def _day(roles: Roles, cue: Cue, whens: Sequence[When]) -> date | None:
    """The day in the figure's clause, unless another figure stands nearer to it."""
    stretches = roles.clause.stretches()
    for when in whens:
        inside = any(left <= when.start < right for left, right in stretches)
        between = min(cue.end, when.end), max(cue.start, when.start)
        others = roles.marks.between(*between, "percent", "fraction")
        if inside and when.days and when.relation == "at" and not others:
            return when.days.latest
    return None


def _governing(assigned: Sequence[Roles], cue: Cue) -> Roles | None:
    """The predicate of ground whose clause holds the figure, else the nearest one."""
    ground = [
        roles
        for roles in assigned
        if roles.predicate.verb.frame in _GROUND
        and not roles.predicate.attributive
        # "La moitié de leur fief" says of what it is a half, not who holds it.
        and roles.predicate.head not in roles.marks.territory
    ]
    described = [roles for roles in ground if roles.clause.opened_at == cue.end]
    if described and described[0].clause.opener == "relative":
        return described[0]  # "Shaar, 40 percent *of which is the rebels'*"
    inside = [
        roles
        for roles in ground
        if any(left <= cue.start < right for left, right in roles.clause.stretches())
    ]
    return min(inside or ground, key=lambda r: abs(r.predicate.head - cue.start), default=None)


def _acted_on(marks: Marks, cue: Cue, discourse: Discourse) -> _Hold | None:
    """ "Le régime a avalé les trois quarts de l'enclave": whatever a force does to so much
    ground but lose it, it then holds.
    """
    left = [f for f in marks.forces if f.end <= cue.start and f.role == "" and not f.adjective]
    if not left:
        return None
    force = left[-1].force or discourse.subject
    compared = marks.between(cue.start - 3, cue.start, "compared")
    supposed = not compared and marks.between(0, cue.start, "hypothetical", "if", "planned")
    polarity: Polarity = "hypothetical" if supposed else "asserted"
    return _Hold(force, "held", polarity, None) if force else None


def _had(marks: Marks, cue: Cue, discourse: Discourse) -> _Hold | None:
    """ "nous avons un tiers de leurs quartiers": to have is to hold, of ground."""
    if not marks.between(cue.start - 4, cue.start, "aux", "have"):
        return None
    left = [f for f in marks.forces if f.end <= cue.start and f.role == "" and not f.adjective]
    later = [f.force for f in marks.forces if f.start >= cue.end and f.force]
    force = left[-1].force if left else None
    if left and left[-1].pronoun == "we":
        force = later[-1] if later else discourse.speaker or discourse.subject
    elif left and force is None:
        named = [party.force for party in left if party.force]
        force = named[-1] if named else discourse.subject
    supposed = any(
        aux.value[1] in {"supposed", "would"}
        for aux in marks.between(cue.start - 6, cue.start, "aux")
    )
    compared = marks.between(cue.start - 3, cue.start, "compared")
    polarity: Polarity = "hypothetical" if supposed and not compared else "asserted"
    return _Hold(force, "held", polarity, None) if force else None
