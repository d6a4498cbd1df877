"""What a figure is a share of: a quarter, a side of the city, "their territory"; named after it,
before it, or meant by a pronoun.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapapp.extraction.chunks import Marks
from mapapp.extraction.cue_index import begun
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.figures import share_noun
from mapapp.extraction.ground import DIVIDED
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.meanings import winner_of
from mapapp.extraction.parties import OPPONENT
from mapapp.extraction.restated import stands_alone
from mapapp.extraction.roles import Roles
from mapapp.models import PlaceId

__all__ = ["Whole", "figure_start", "is_last", "share_of", "shrinks"]

_REACH = 9  # tokens from a figure to what it is a share of
_QUALIFIES = frozenset({"moins", "plus", "least", "most", "about", "au", "environ", "à", "près"})
_SHRINK_REACH = 6  # tokens: "réduit de près de 40 %"
_ENDS = frozenset(";:")
_SITUATES = frozenset({"to", "in"})
_WHOLES = ("compass", "city", "of_enclave", "of_place", "of_last")
_HOLDS = frozenset({"take", "fall", "hold", "belong"})


@dataclass(frozen=True, slots=True)
class Whole:
    """What percentages without a name of their own are shares of."""

    city: PlaceId
    enclave: PlaceId
    compass: dict[str, PlaceId]

    def is_wide(self, place: PlaceId) -> bool:
        """Whether it is the city or a side of it, not a single quarter."""
        return place in {self.city, self.enclave, *self.compass.values()}


def share_of(
    marks: Marks, cue: Cue, assigned: Sequence[Roles], discourse: Discourse, whole: Whole
) -> PlaceId | None:
    """What the figure is a share of: the nearest place, side or territory named after it."""
    if _gave_up(marks, cue, assigned):
        return whole.enclave
    end = min(cue.end + _REACH, len(marks.tokens))
    # From within "خمس *ما كان*": a fraction may be told by the word after it.
    within = cue.end if marks.agent_first else cue.start + 1
    if named := _nearest(marks, cue.end, end, discourse, whole, within=within):
        return named
    shrunk = shrinks(marks, cue) or marks.between(cue.start - _SHRINK_REACH, cue.start, "remains")
    if shrunk and marks.between(0, cue.start, "of_enclave"):
        return whole.enclave
    if marks.agent_first and (noun := share_noun(marks, cue)):
        return _counted(marks, noun, cue, discourse, whole)
    return (
        _meant_by_pronoun(marks, cue, discourse, whole)
        or _measured(marks, cue, assigned, discourse, whole)
        or _named_before(marks, cue, discourse, whole)
    )


def _nearest(
    marks: Marks, start: int, end: int, discourse: Discourse, whole: Whole, *, within: int
) -> PlaceId | None:
    """The first whole that is named in a stretch, unless another noun stands before it."""
    named = _named(marks, start, end, discourse, whole, within=within)
    found = [(index, place) for index, place in named if _adjoins(marks, start, index)]
    return min(found)[1] if found else None


def _named(
    marks: Marks, start: int, end: int, discourse: Discourse, whole: Whole, *, within: int
) -> Iterator[tuple[int, PlaceId]]:
    """The wholes named in a stretch, with where they begin; not the owners of other things
    ("*Aleppo's* old town").
    """
    for chunk in marks.places:
        if start <= chunk.start < end and chunk.anaphora not in {"there", "compass"}:
            spans = chunk.spans or discourse.places_meant(chunk, marks)
            if spans and spans[0].place and not _owns(marks, chunk.end):
                yield chunk.start, spans[0].place
    for other in marks.between(within, end, *_WHOLES):
        place = _whole_meant(marks, other, discourse, whole)
        if place and not _owns(marks, other.end):
            yield other.start, place


def _owns(marks: Marks, end: int) -> bool:
    return end < len(marks.tokens) and marks.tokens[end].word == "'s"


def _counted(
    marks: Marks, noun: Cue, cue: Cue, discourse: Discourse, whole: Whole
) -> PlaceId | None:
    """What a noun before a figure is a share of: "the army's *share of the city* is 60 percent"."""
    if _has_of(marks, cue.end):
        return None  # "their losses amount to 40 percent *of their men*"
    named = _nearest(marks, noun.end, cue.start, discourse, whole, within=noun.end)
    if named or _has_of(marks, noun.end):
        return named  # "the share *of children*" is one of no place
    return whole.enclave


def _has_of(marks: Marks, index: int) -> bool:
    preposition = marks.at(index, "preposition")
    return preposition is not None and preposition.value == "of"


def _whole_meant(marks: Marks, cue: Cue, discourse: Discourse, whole: Whole) -> PlaceId | None:
    if cue.kind == "of_place":
        if marks.beginning(cue.start, cue.end, "of_enclave"):
            return None  # "de *la zone rebelle*"
        territory = not marks.agent_first and marks.between(0, cue.start, "of_enclave")
        # "*Its* area" of before
        return whole.enclave if territory else discourse.place_before(cue.start, marks)
    if cue.kind == "of_last":
        return discourse.named_before(cue.start, marks)
    if cue.kind == "compass":
        return whole.compass[cue.value]
    return whole.city if cue.kind == "city" else whole.enclave


def _measured(
    marks: Marks, cue: Cue, assigned: Sequence[Roles], discourse: Discourse, whole: Whole
) -> PlaceId | None:
    """ "*Chaar* est contrôlé à 70 % par l'armée", "*la ville* lui est revenue à 90 %": the place
    that a measured state is said of.
    """
    for roles in assigned:
        if roles.clause.left <= cue.start < roles.clause.right and roles.is_measured_by(cue):
            named = [span.place for theme in roles.themes for span in theme.spans]
            if named or not marks.agent_first:
                return named[0] if len(named) == 1 else None
            subject = roles.clause.left, roles.predicate.start
            wide = [c for c in marks.between(*subject, *_WHOLES) if c.kind != "of_place"]
            return _whole_meant(marks, wide[0], discourse, whole) if wide else None
    return None


def _gave_up(marks: Marks, cue: Cue, assigned: Sequence[Roles]) -> bool:
    """ "70 % des quartiers *que la rébellion administrait*", "de *ce qu'elle avait pris*":
    ground that a clause of its own says to be, or to have become, the rebels'. Where words say
    so without a predicate of their own, ``ground`` has found it.
    """
    spoken_of = {chunk.end for chunk in marks.places if chunk.anaphora}  # "du quartier que"
    nouns = marks.between(cue.end, cue.end + _REACH, "ground", "quarter")
    ends = {n.end for n in nouns if _adjoins(marks, cue.end, n.start)} - spoken_of
    of = marks.at(cue.end, "preposition")
    ends |= {of.end} if of and marks.at(of.end, "break") else set()
    return any(
        {roles.clause.opened_at, roles.predicate.start} & ends and _is_rebels(roles)
        for roles in assigned
    )


def _is_rebels(roles: Roles) -> bool:
    frame, party = roles.predicate.verb.frame, winner_of(roles) or roles.agent
    if frame in {"lose", "leave"}:
        return OPPONENT.get(party) == DIVIDED
    return frame in _HOLDS and party == DIVIDED


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
        if it.kind == "whose" or marks.at(it.end, "verb", "aux", "have", "allots")
    ]
    if marks.agent_first and marks.at(cue.end, "relative"):
        return discourse.place_before(cue.start, marks)  # "Shaar, 50 percent *of which*"
    for chunk in marks.places:
        if chunk.anaphora in {"anaphora_first", "anaphora_second"} and chunk.end <= cue.start:
            meant = discourse.places_meant(chunk, marks)
            return meant[0].place if meant else None
    if not pronouns:
        return None
    shared = [c for c in marks.between(0, pronouns[-1], "city") if _is_shared(marks, c)]
    return whole.city if shared else discourse.named_before(pronouns[-1], marks)


def _is_shared(marks: Marks, city: Cue) -> bool:
    """ "60 % *de la ville* ; un diplomate lui *en* accorde la moitié"."""
    led = marks.before(city.start, "preposition")
    return led is not None and marks.before(led.start, "percent", "fraction") is not None


def _named_before(marks: Marks, cue: Cue, discourse: Discourse, whole: Whole) -> PlaceId | None:
    """What a figure at the end of its clause is a share of: "ما استعاده النظام من أحياء حلب
    الشرقية بلغ 40 بالمئة", "60 بالمئة منها".
    """
    if fronted := _fronted(marks, cue, whole):
        return fronted
    beside = begun(marks.places, cue.end, cue.end + 2)
    pronouns = [c for c in beside if c.anaphora == "there"]
    shared = any(f.lead == cue.end and f.role in {"with", "to"} for f in marks.forces)
    if marks.agent_first or not (pronouns or shared or is_last(marks, cue)):
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


def _fronted(marks: Marks, cue: Cue, whole: Whole) -> PlaceId | None:
    """ "*Des quartiers est*, les rebelles ne gardent que 25 %": a whole that opens the sentence."""
    led = marks.at(0, "preposition")
    if led is None or led.value not in {"of", "on"} or not stands_alone(marks, cue):
        return None
    for chunk in marks.places:
        if chunk.lead == 0 and chunk.spans and marks.is_comma(chunk.end):
            return chunk.spans[0].place
    for other in marks.between(0, cue.start, "compass", "of_enclave"):
        if marks.is_comma(other.end):
            return whole.compass.get(str(other.value), whole.enclave)
    return None


def _adjoins(marks: Marks, start: int, end: int) -> bool:
    """Whether no other noun stands between a figure and what it is a share of: "60 % *des
    blessés* de Chaar" is no share of ground.
    """
    words = [marks.tokens[index].word for index in range(start, end)]
    people = any(
        # In "de *leur* réduit" it is the ground that follows.
        f.lead == start < f.start and f.start not in marks.territory
        for f in marks.forces
        if not f.adjective and f.pronoun != "it"
    )
    if people or marks.between(start, end, "aux", "member"):
        return False  # "40 % *de leurs hommes* à Chaar", "20 % des habitants *ont* fui Chaar"
    led = marks.at(start + 1, "preposition") if marks.is_comma(start) else None
    if led and led.value in _SITUATES:
        return False  # "les insurgés 40 %, *à l'est*": there, but not of it
    return not any(
        word in _ENDS
        or (marks.is_word(start + offset) and word not in _QUALIFIES)
        # "Two thirds *of the residents* of Aleppo", "to a third *if* Shaar falls"
        or marks.at(start + offset, "source_name", "if")
        for offset, word in enumerate(words)
    )


def figure_start(marks: Marks, cue: Cue) -> int:
    """Where a figure begins: "40 %", "نسبة أربعين في المئة"."""
    index = cue.start
    while led := marks.before(index, "number", "ground"):
        index = led.start
    digits = index and marks.tokens[index - 1].word[0].isdecimal()
    return figure_start(marks, cue._replace(start=index - 1)) if digits else index


def shrinks(marks: Marks, cue: Cue) -> bool:
    """Whether ground has shrunk *by* so much: "s'est réduit de 40 %"; where the verb comes
    first, the word before the figure says so: "تراجعت مساحة سيطرتهم *بنسبة* 40 بالمئة".
    """
    if marks.agent_first:  # not "has shrunk *to* a tenth"
        verbs = marks.between(cue.start - _SHRINK_REACH, cue.start, "shrinks")
        links = marks.between(verbs[-1].end, cue.start, "preposition") if verbs else []
        return bool(verbs) and not (links and links[0].value == "to")
    start = figure_start(marks, cue)
    led = marks.before(start, "preposition")
    by = led is not None and led.value == "by"
    return by and bool(marks.between(start - _REACH, start, "shrinks"))


def is_last(marks: Marks, cue: Cue) -> bool:
    """Whether no word follows a figure that could tell what it is a share of."""
    return cue.end >= len(marks.tokens) or not marks.tokens[cue.end].word[0].isalpha()
