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
from mapapp.extraction.cue_index import begun
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
        before = None if of else _told_before(marks, cue, assigned, discourse)
        of = of or (before.of if before else None)
        if value is None or of is None or (cue.kind == "fraction" and not whole.is_wide(of)):
            continue
        if not marks.agent_first and any(
            f.lead == cue.end and f.role == "from" for f in marks.forces
        ):
            continue  # "60 بالمئة *من المقاتلين* خرجوا من الأحياء الشرقية"
        hold = _hold_of(marks, cue, assigned, whens, discourse)
        if hold is None or (of == whole.enclave and hold.force == "isil"):
            continue  # ISIL had left the city before it was besieged: it held no share of it
        discourse.share = Percent(
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
        yield discourse.share


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
    # From within "خمس *ما كان*": a fraction may be told by the word after it.
    for other in marks.between(cue.start + 1, end, "compass", "city", "of_enclave", "of_place"):
        place = {"city": whole.city, "of_enclave": whole.enclave}.get(other.kind)
        if other.kind == "of_place":
            territory = marks.between(0, cue.start, "of_enclave")  # "*its* area" of before
            named = None if territory else discourse.place_before(other.start, marks)
            place = whole.enclave if territory else named
        elif place is None:
            place = whole.compass[other.value]
        if place:
            found.append((other.start, place))
    found = [(start, place) for start, place in found if _adjoins(marks, cue.end, start)]
    if found:
        return min(found)[1]
    if _shrinks(marks, cue) and marks.between(0, cue.start, "of_enclave"):
        return whole.enclave
    return _meant_by_pronoun(marks, cue, discourse, whole) or _named_before(
        marks, cue, discourse, whole
    )


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


def _named_before(marks: Marks, cue: Cue, discourse: Discourse, whole: Whole) -> PlaceId | None:
    """What a figure at the end of its clause is a share of: "ما استعاده النظام من أحياء حلب
    الشرقية بلغ 40 بالمئة", "60 بالمئة منها".
    """
    beside = begun(marks.places, cue.end, cue.end + 2)
    pronouns = [c for c in beside if c.anaphora == "there"]
    shared = any(f.lead == cue.end and f.role in {"with", "to"} for f in marks.forces)
    if marks.agent_first or not (pronouns or shared or _is_last(marks, cue)):
        return None
    if pronouns and marks.at(pronouns[0].start, "single"):
        return discourse.place_before(cue.start, marks)  # "60 بالمئة *منه*": a quarter is masculine
    found = [
        (chunk.start, chunk.spans[0].place)
        for chunk in marks.places
        if chunk.end <= cue.start and chunk.spans
        # "Of Hanano 40 % was taken": of a single quarter, where it is said to be taken from.
        if chunk.spans[0].wide or (chunk.role == "from" and _adjoins(marks, chunk.end, cue.start))
    ]
    for other in marks.between(0, cue.start, "compass", "of_enclave"):
        found.append((other.start, whole.compass.get(str(other.value), whole.enclave)))
    for city in marks.between(0, cue.start, "city"):
        led = marks.before(city.start, "preposition")
        if led and led.value in {"from", "on"}:  # "حصتها *من المدينة* 8 بالمئة"
            found.append((city.start, whole.city))
    if not found and marks.between(0, cue.start, "ground"):
        # "يسيطر *على الحي بنسبة* 70 بالمئة"
        on = [c for c in marks.places if c.end <= cue.start and c.role == "on" and c.spans]
        return on[-1].spans[0].place if on else None
    return max(found)[1] if found else None


def _adjoins(marks: Marks, start: int, end: int) -> bool:
    """Whether no other noun stands between a figure and what it is a share of: "60 % *des
    blessés* de Chaar" is no share of ground.
    """
    words = [marks.tokens[index].word for index in range(start, end)]
    return not any(
        word in _ENDS
        or (marks.is_word(start + offset) and word not in _QUALIFIES)
        # "Two thirds *of the residents* of Aleppo", "to a third *if* Shaar falls"
        or marks.at(start + offset, "source_name", "if")
        for offset, word in enumerate(words)
    )


def _figure_start(marks: Marks, cue: Cue) -> int:
    """Where a figure begins: "40 %", "نسبة أربعين في المئة"."""
    index = cue.start
    while led := marks.before(index, "number", "ground"):
        index = led.start
    digits = index and marks.tokens[index - 1].word[0].isdecimal()
    return _figure_start(marks, cue._replace(start=index - 1)) if digits else index


def _shrinks(marks: Marks, cue: Cue) -> bool:
    """Whether ground has shrunk *by* so much: "s'est réduit de 40 %"; where the verb comes
    first, the word before the figure says so: "تراجعت مساحة سيطرتهم *بنسبة* 40 بالمئة".
    """
    if marks.agent_first:
        return bool(marks.between(cue.start - _SHRINK_REACH, cue.start, "shrinks"))
    start = _figure_start(marks, cue)
    led = marks.before(start, "preposition")
    by = led is not None and led.value == "by"
    return by and bool(marks.between(start - _REACH, start, "shrinks"))


def _is_last(marks: Marks, cue: Cue) -> bool:
    """Whether no word follows a figure that could tell what it is a share of."""
    return cue.end >= len(marks.tokens) or not marks.tokens[cue.end].word[0].isalpha()


def _told_before(
    marks: Marks, cue: Cue, assigned: Sequence[Roles], discourse: Discourse
) -> Percent | None:
    """The share told last, which a bare figure may correct: "activists say that the army has
    taken only *a third*", "the losses would rise *to 40 %*".
    """
    owned = begun(marks.forces, cue.end, cue.end + 1)  # "their half"
    goes_on = marks.at(cue.end, "break", "join", "if")
    if owned or not (goes_on or _is_last(marks, cue)):
        return None
    held = any(
        roles.predicate.verb.frame in _GROUND
        and roles.predicate.mood != "noun"
        and roles.clause.left <= cue.start < roles.clause.right
        and not begun(marks.places, roles.clause.left, cue.start)
        for roles in assigned
    )
    word = _share_word(marks, cue)
    said = word and not any(marks.is_word(i) for i in range(word.end, cue.start))
    return discourse.share if held or said else None


def _share_word(marks: Marks, cue: Cue) -> Cue | None:
    """ "The *losses* rise to 40 %", "what was *freed* is 90 %", "the *share* is 40 %"."""
    words = marks.between(cue.start - _REACH, cue.start, "losses", "gains", "same_share")
    return words[-1] if words else None


def _said_of_share(marks: Marks, cue: Cue, discourse: Discourse) -> _Hold | None:
    """What is said of losses, of gains or of the share told last."""
    word, told = _share_word(marks, cue), discourse.share
    if word is None:
        return None
    owner = next((f.force for f in marks.forces if f.start == word.end and f.force), None)
    force, relation = (told.force, told.relation) if told else (None, "")
    if word.kind == "losses":
        force = owner or (force if relation == "lost" else _DIVIDED)
        relation = "lost"
    elif word.kind == "gains":
        force, relation = owner or discourse.subject, "held"
    if force is None:
        return None
    supposed = marks.between(0, len(marks.tokens), "if", "hypothetical")
    return _Hold(force, relation, "hypothetical" if supposed else "asserted", None)


def _hold_of(
    marks: Marks,
    cue: Cue,
    assigned: Sequence[Roles],
    whens: Sequence[When],
    discourse: Discourse,
) -> _Hold | None:
    roles = _governing(assigned, cue)
    start = _figure_start(marks, cue)
    led = marks.before(start, "preposition")
    if led and led.value == "from" and marks.between(start - _REACH, start, "shrinks"):
        return None  # "تقلصت *من نصف المدينة* إلى عشرها": so much it was
    if _shrinks(marks, cue):
        return _Hold(_DIVIDED, "lost", "asserted", None)  # "leur fief s'est réduit de 40 %"
    if said := _said_of_share(marks, cue, discourse):
        return said
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
    with_whom = {"with"} if marks.agent_first else {"with", "to"}
    # "70 % with the rebels", "20 بالمئة *للمعارضة*"
    beside = [f for f in marks.forces if f.lead == cue.end and f.role in with_whom]
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
    main = [r for r in ground if not (r.clause.opener == "relative" and _describes_whole(r, cue))]
    if assigned and not assigned[0].marks.agent_first:
        ground = main or ground
    described = [roles for roles in ground if roles.clause.opened_at == cue.end]
    if described and described[0].clause.opener == "relative":
        return described[0]  # "Shaar, 40 percent *of which is the rebels'*"
    inside = [
        roles
        for roles in ground
        if any(left <= cue.start < right for left, right in roles.clause.stretches())
    ]
    return min(inside or ground, key=lambda r: abs(r.predicate.head - cue.start), default=None)


def _describes_whole(roles: Roles, cue: Cue) -> bool:
    """ "نصف الأحياء *التي كانت خاضعة للمعارضة* تحت سيطرة الجيش"."""
    return cue.end < roles.clause.opened_at <= cue.end + _SAID_OF


def _acted_on(marks: Marks, cue: Cue, discourse: Discourse) -> _Hold | None:
    """ "Le régime a avalé les trois quarts de l'enclave": whatever a force does to so much
    ground but lose it, it then holds.
    """
    left = [f for f in marks.forces if f.end <= cue.start and f.role == "" and not f.adjective]
    led = marks.before(_figure_start(marks, cue), "preposition")
    if not left or (led and led.value == "from"):
        return None  # "قطع الجيش الكهرباء *عن* نصف المدينة"
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
