"""Clauses: which stretch of a sentence each predicate draws on, and how clauses hang together.

A sentence is cut wherever a comma, a conjunction, a relative pronoun or a colon may end a
thought. A cut piece with a predicate becomes a clause; a piece without one goes to the
clause it leans on. A clause after an inserted one ("Chaar, *que les rebelles tenaient*, est
tombé") resumes what stood before the insertion.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.predicates import Predicate

__all__ = ["Clause", "find_clauses"]

_APPOSED = 8  # tokens of a noun beside a name: "un vieux carrefour de l'ouest que"
_CORRECTED = 8  # tokens: "not to the rebels but to the Kurds"
_HARD = frozenset({";", ":", "(", ")", "—"})
#: A stronger cut hides a weaker one at the same place: ", qui" is a relative clause.
_STRENGTH = ("comma", "join", "hard", "break", "relative")


class Clause(NamedTuple):
    """A predicate with the tokens ``[left, right)`` around it that are its own.

    ``before`` are stretches further left that it shares, nearest first: what an inserted
    clause interrupted. ``opener`` tells what opens it: "start", "comma", "join", "hard",
    "break" or "relative"; ``opened_at`` where. ``inserted``: it describes what stands before
    it and leaves the subject of the sentence alone. ``parent`` is the clause it goes on from.
    """

    predicate: Predicate
    left: int
    right: int
    opener: str
    opened_at: int
    inserted: bool = False
    before: tuple[tuple[int, int], ...] = ()
    parent: int | None = None

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """All token stretches it draws on, its own first."""
        return ((self.left, self.right), *self.before)


@dataclass(slots=True)
class _Piece:
    """Tokens ``[start, end)`` between two cuts."""

    start: int
    end: int
    opener: str
    predicate: Predicate | None = None
    inserted: bool = False
    before: list[tuple[int, int]] = field(default_factory=list)
    parent: int | None = None


def find_clauses(marks: Marks, predicates: Sequence[Predicate]) -> list[Clause]:
    """The clauses of a sentence, one for each predicate, left to right."""
    pieces = _pieces(marks, predicates)
    _attach(marks, pieces)
    clauses: list[Clause] = []
    number_of: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if piece.predicate is None:
            continue
        number_of[index] = len(clauses)
        parent = number_of.get(piece.parent) if piece.parent is not None else None
        clauses.append(
            Clause(
                piece.predicate,
                piece.start,
                piece.end,
                piece.opener,
                piece.start,
                inserted=piece.inserted,
                before=tuple(piece.before),
                parent=parent,
            )
        )
    return _extended_right(marks, pieces, clauses)


# --- cutting ---------------------------------------------------------------------------------


def _pieces(marks: Marks, predicates: Sequence[Predicate]) -> list[_Piece]:
    cuts = _cuts(marks, predicates)
    edges = [*sorted(cuts), len(marks.tokens)]
    pieces = [_Piece(start, end, cuts[start]) for start, end in pairwise(edges) if start < end]
    parts = [part for piece in pieces for part in _split(piece, predicates)]
    _fill_gaps(marks, parts)
    return parts


def _fill_gaps(marks: Marks, pieces: Sequence[_Piece]) -> None:
    """ "L'armée tient Chaar, *les rebelles Marjé*": a force and its place share the verb before;
    so do a place and its day ("Hanano est tombé samedi, *Sakhour lundi*").
    """
    verb: Predicate | None = None
    dated = False  # whether a piece that is only a date stands before
    for piece, following in pairwise([*pieces, _Piece(0, 0, "start")]):
        if piece.predicate or not verb:
            verb, dated = piece.predicate or verb, False
            continue
        finite = verb.mood in {"present", "past", "told"}
        # "A est tombé samedi ; *B, dimanche*"
        dated |= piece.opener == "hard" and _is_date(marks, following.start, following.end - 1)
        gap = _missing_verb(marks, piece, verb, dated) if finite else None
        if gap is not None:
            piece.predicate = verb._replace(start=gap, head=gap, end=gap)
        dated = _is_date(marks, piece.start, piece.end)


def _missing_verb(marks: Marks, piece: _Piece, verb: Predicate, dated: bool) -> int | None:
    """Where the verb of an earlier piece is not said again."""
    semicolon = piece.opener == "hard" and marks.tokens[piece.start - 1].word == ";"
    if not (semicolon or piece.opener in {"comma", "join"}):
        return None
    if verb.verb.frame == "fall" and (heir := _heir_gap(marks, piece)) is not None:
        return heir
    active = verb.voice == "active" and verb.verb.frame in _GAPPED
    gap = _gap(marks, piece, verb) if active and not semicolon else None
    place = _dated_place(marks, piece, dated) if gap is None else None
    if place is None:
        return gap
    if not active:  # the place is the subject, before its verb
        return place.end if verb.verb.frame == "fall" or verb.voice == "passive" else None
    return place.lead if semicolon or dated else None  # a list of objects is one piece


def _gap(marks: Marks, piece: _Piece, verb: Predicate) -> int | None:
    """Where the verb is missing between the force that opens a piece and its place, which has
    the verb's preposition again where that comes first: "والمعارضة *على الباقي*".
    """
    again, named = {""}, [c for c in marks.places if c.spans]
    if not marks.agent_first:
        again, named = {"", verb.verb.theme}, [c for c in marks.places if c.anaphora != "there"]
    leads = {chunk.lead for chunk in named if chunk.role in again}
    for force in marks.forces:
        opens = piece.start <= force.lead <= piece.start + 1 and force.end <= piece.end
        if opens and not (force.role or force.adjective) and force.force and force.end in leads:
            return force.end
    return None


def _heir_gap(marks: Marks, piece: _Piece) -> int | None:
    """ "A went to the army, *B to the Kurds*": where the verb is missing before the heir."""
    heirs = {f.lead for f in marks.forces if f.role == "to" and f.end <= piece.end}
    for chunk in marks.places:
        if chunk.spans and not chunk.role and chunk.lead == piece.start and chunk.end in heirs:
            return chunk.end
    return None


def _dated_place(marks: Marks, piece: _Piece, dated: bool) -> Places | None:
    """The place of a piece that is no more than a place and its day, in either order."""
    opened = marks.after_time(piece.start)
    for chunk in marks.places:
        inside = chunk.lead == opened and chunk.end <= piece.end
        if chunk.spans and not chunk.role and inside:
            beside = (piece.start, chunk.lead), (chunk.end, piece.end)
            dated |= any(marks.names_time(start, end) for start, end in beside)
            alone = marks.after_time(chunk.end) >= piece.end - 1
            return chunk if dated and alone else None
    return None


def _is_date(marks: Marks, start: int, end: int) -> bool:
    return marks.names_time(start, end) and marks.after_time(start) >= end


#: Frames whose verb a second party and its place may share.
_GAPPED = frozenset({"take", "hold", "lose", "leave"})


def _cuts(marks: Marks, predicates: Sequence[Predicate]) -> dict[int, str]:
    """Where pieces begin, and what opens them."""
    cuts = {0: "start"}
    within = {
        index for p in predicates for index in range(p.start + 1, p.end)
    } | marks.inside  # a list of names or an auxiliary with its participle is never cut
    numbers = marks.between(0, len(marks.tokens), "number")  # "الثامن *و*العشرين"
    within |= {index for n in numbers for index in range(n.start + 1, n.end)}
    within |= {index for p in predicates if p.negation == "only" for index in _only(marks, p)}
    hard = {index for index, token in enumerate(marks.tokens) if token.word in _HARD}
    for index in sorted(hard.union(marks.starts("relative", "break", "join")) - within):
        token = marks.tokens[index]
        if token.word in _HARD and not (token.word == "(" and index + 1 in marks.inside):
            _cut(cuts, index + 1, "comma" if token.word == ")" else "hard")
            continue
        if marks.at(index, "relative") and not _in_conjunction(marks, index):
            _cut(cuts, index, _relative_kind(marks, index))
        if _breaks(marks, index) and not _in_phrase(marks, index):
            _cut(cuts, index, "break")
        if marks.at(index, "join"):
            comma = token.word == ","
            _cut(cuts, index + comma, "comma" if comma else "join")
    return cuts


def _breaks(marks: Marks, index: int) -> bool:
    """Whether a conjunction begins a clause: not "but" in "not to the rebels *but* to the
    Kurds", nor "since" before a date.
    """
    cue = marks.at(index, "break")
    if cue is None:
        return False
    if marks.agent_first and marks.at(index, "time_since", "time_until"):
        return _opens_clause(marks, cue.end)
    preposition = marks.at(cue.end, "preposition")
    if preposition is None:
        return True
    before = marks.between(index - _CORRECTED, index, "negation_full")
    return not any(marks.at(negation.end, "preposition") for negation in before)


def _opens_clause(marks: Marks, index: int) -> bool:
    """Whether a place or a party that may be a subject stands here, and a verb further on."""
    subjects: list[Forces | Places] = [*marks.places, *marks.forces]
    doers = any(c.lead <= index <= c.start for c in subjects if not c.role)
    return doers and bool(marks.between(index, len(marks.tokens), "verb"))


def _in_phrase(marks: Marks, index: int) -> bool:
    """Whether a conjunction is part of a fixed phrase: "one *after* the other", "*before*
    that".
    """
    return any(
        (cue := marks.at(start, "adverb")) and cue.end > max(index, start + 1)
        for start in range(max(index - 2, 0), index + 1)
    )


def _only(marks: Marks, predicate: Predicate) -> list[int]:
    """The "que" of "ne ... que", which opens no clause."""
    # "Ne tenait samedi après-midi que ...": the day may stand between.
    index = marks.after_time(predicate.end)
    return [cue.start for cue in marks.between(index, index + 5, "only")]


def _in_conjunction(marks: Marks, index: int) -> bool:
    """Whether "que" belongs to "alors que" or "ainsi que"."""
    return any(
        cue.start < index < cue.end
        for cue in marks.between(index - 3, index + 2, "break", "join", "asserting")
    )


def _relative_kind(marks: Marks, index: int) -> str:
    antecedent = _has_antecedent(marks, index)
    if index + 1 in marks.leads and (antecedent or not marks.at(index, "complementizer")):
        return "join"  # "douze quartiers, dont Chaar et Marjé"
    return "relative" if antecedent else "break"


def _has_antecedent(marks: Marks, index: int) -> bool:
    """Whether "que" follows a noun, not a verb of saying ("assure que")."""
    if marks.before(index, "source_verbs", "denying", "asserting", "planned", "hypothetical"):
        return False
    if marks.at(index, "complementizer"):
        # After any other verb: "croit savoir que". What it could describe is a known noun.
        comma = marks.tokens[index - 1].word == ","
        while cue := marks.before(index, "determiner"):
            index = cue.start  # "les quartiers historiques que"
        described = marks.is_word(index - 1)  # "quartiers bourgeois que"
        of = marks.before(index - 1, "preposition") if described else None
        described_by = of.start if of else index - described  # "zone d'ateliers que"
        noun = marks.before(described_by, "quarter", "part", "city", "ground")
        return bool(comma or index - 1 in marks.inside or noun or _is_apposed(marks, index))
    return index > 0


def _is_apposed(marks: Marks, index: int) -> bool:
    """ "Ramoussa, *carrefour* que l'armée tient": a noun beside a name is that place."""
    for comma in range(index - 1, max(index - _APPOSED, 0), -1):
        if marks.is_comma(comma):
            return comma - 1 in marks.named
        noun = marks.at(comma, "quarter")  # "a *neighbourhood* that they hold"
        stops = marks.at(comma, "verb", "aux", "relative", "break") or comma in marks.inside
        if stops and not noun:
            return False
    return False


def _cut(cuts: dict[int, str], index: int, opener: str) -> None:
    known = cuts.get(index)
    if known is None or (known in _STRENGTH and _STRENGTH.index(opener) > _STRENGTH.index(known)):
        cuts[index] = opener


def _split(piece: _Piece, predicates: Sequence[Predicate]) -> list[_Piece]:
    """A piece with several predicates becomes one piece for each."""
    inside = [p for p in predicates if piece.start <= p.head < piece.end]
    if not inside:
        return [piece]
    starts = [piece.start, *(p.start for p in inside[1:])]
    ends = [*starts[1:], piece.end]
    openers = [piece.opener, *("next" for _ in inside[1:])]
    return [
        _Piece(start, end, opener, predicate)
        for start, end, opener, predicate in zip(starts, ends, openers, inside, strict=True)
    ]


# --- attaching -------------------------------------------------------------------------------


def _attach(marks: Marks, pieces: list[_Piece]) -> None:
    """Gives every piece with a predicate what it shares with pieces before it."""
    for index, piece in enumerate(pieces):
        if piece.predicate is None:
            continue
        _walk_back(marks, pieces, index)
        piece.inserted = _is_inserted(marks, piece)


def _walk_back(marks: Marks, pieces: list[_Piece], index: int) -> None:
    """Collects the pieces before one that it goes on from."""
    piece = pieces[index]
    opener = piece.opener
    for other in range(index - 1, -1, -1):
        begins = opener in {"relative", "hard", "break", "start"}
        if opener == "hard":
            _set_scene(marks, piece, pieces[other])
        if begins or (not marks.agent_first and _completes_earlier(pieces, other)):
            # The clause begins here; what came before is its parent only.
            piece.parent = _last_clause(pieces, other)
            return
        before = pieces[other]
        if before.predicate is None:
            if before.opener == "relative" and not _complete(marks, before):
                piece.opener = "relative"
                piece.start = before.start
                piece.before = []
                piece.parent = _last_clause(pieces, other - 1)
                return
            if before.opener == "relative" or (opener == "comma" and _is_when(marks, before)):
                opener = "comma" if _resumes(piece, opener) else "relative"
                continue
            piece.before.append((before.start, before.end))
            opener = before.opener
            continue
        piece.parent = other
        if not (before.inserted or before.opener == "relative" or _within(pieces, before, opener)):
            return
        if opener == "next" and before.opener == "relative":
            return
        opener = _pass_over(piece, before, before.predicate)


def _is_when(marks: Marks, piece: _Piece) -> bool:
    """ "Since July 2012, *when rebels swept in*, X has been theirs": it only tells of the date."""
    dated = piece.opener == "break" and marks.at(piece.start, "when") is not None
    return dated and marks.is_comma(piece.start - 1)


def _within(pieces: list[_Piece], before: _Piece, opener: str) -> bool:
    """ "L'armée, *qui l'avait pris avant d'en être chassée*, y est revenue": whether a clause
    goes on from an inserted one that a comma then closes.
    """
    outer = pieces[before.parent] if before.parent is not None else None
    return opener == "comma" and before.opener == "break" and bool(outer and outer.inserted)


def _pass_over(piece: _Piece, inserted: _Piece, predicate: Predicate) -> str:
    """Goes on with what an inserted clause interrupted; tells what opens that."""
    piece.parent = inserted.parent
    if inserted.opener in {"next", "start"}:
        # "les YPG sorties de X ont pris Y": the words before "sorties" are shared.
        piece.before.append((inserted.start, predicate.start))
    if predicate.attributive:  # "rebel-held *Shaar* fell"
        piece.before.append((predicate.end, inserted.end))
    piece.before.extend(inserted.before)
    return inserted.opener if inserted.opener == "start" else "comma"


def _resumes(piece: _Piece, opener: str) -> bool:
    """ "Chaar, where many lived, was taken": the comma resumes what was interrupted."""
    predicate = piece.predicate
    if predicate is None or opener != "comma":
        return False
    return not predicate.reduced or predicate.start < predicate.head


def _set_scene(marks: Marks, piece: _Piece, before: _Piece) -> None:
    """ "A Chaar : l'armée avance", "28 juillet : ...": what stands before a colon sets the
    scene of what follows.
    """
    if before.predicate is None and marks.is_colon(piece.start):
        piece.before.append((before.start, before.end))


def _completes_earlier(pieces: list[_Piece], index: int) -> bool:
    """Whether a piece without a predicate goes with the verb before it, as what follows a verb
    that comes first does.
    """
    piece = pieces[index]
    return (
        piece.predicate is None
        and piece.opener in {"comma", "join"}
        and _last_clause(pieces, index) is not None
    )


def _last_clause(pieces: list[_Piece], index: int) -> int | None:
    return next((i for i in range(index, -1, -1) if pieces[i].predicate), None)


def _complete(marks: Marks, piece: _Piece) -> bool:
    """Whether a relative clause without a known predicate has a verb of its own: any word
    that nothing explains is taken for one.
    """
    return any(marks.is_word(index) for index in range(piece.start + 1, piece.end))


def _is_inserted(marks: Marks, piece: _Piece) -> bool:
    """Whether a clause only describes what stands before it."""
    predicate = piece.predicate
    if predicate is None:
        return False
    if piece.opener == "relative":
        return True
    finite = marks.at(predicate.head, "aux") is not None  # "Chaar est aux rebelles"
    return predicate.reduced and predicate.start == predicate.head and not finite


def _closes(marks: Marks, clause: Clause, piece: _Piece) -> bool:
    """Whether a comma ends an inserted clause: the sentence then goes on with its own verb."""
    if not clause.inserted or clause.opener == "start" or piece.opener == "join":
        return False
    return any(
        marks.is_word(index) or (clause.opener != "relative" and index in marks.inside)
        for index in range(piece.start, piece.end)
    )


def _lists_objects(marks: Marks, clause: Clause, piece: _Piece) -> bool:
    """Whether a colon names what a clause left open: "took two quarters: X and Y", "ما تبقى
    بيد المعارضة: المشهد والسكري".
    """
    if piece.opener != "hard" or marks.tokens[piece.start - 1].word != ":":
        return False
    start = clause.predicate.end
    named = any(c.role in {"", "of"} and start <= c.start < piece.start for c in marks.places)
    announced = marks.between(start, piece.start, "quarter", "quarters", "anaphora_many", "number")
    held = clause.predicate.verb.frame in {"belong", "hold", "shared"}
    opens = any(chunk.lead == piece.start for chunk in marks.places)
    return not named and (bool(announced) or (held and opens))


def _is_next_object(marks: Marks, clause: Clause, piece: _Piece) -> bool:
    """ "Captured the garage *and then the whole quarter of X*": the verb's second object."""
    if piece.opener != "break" or clause.predicate.verb.frame != "take":
        return False
    then = marks.at(piece.start, "join")
    return then is not None and then.end - then.start > 1 and then.end in marks.leads


def _extended_right(marks: Marks, pieces: list[_Piece], clauses: list[Clause]) -> list[Clause]:
    """Gives each clause the pieces without a predicate that follow it and lean on it."""
    taken = {stretch for clause in clauses for stretch in clause.before}
    free = {
        piece.start: piece
        for piece in pieces
        if not piece.predicate and (piece.start, piece.end) not in taken
    }
    described = {
        piece.start: piece
        for piece in pieces
        if piece.predicate and piece.predicate.attributive and piece.opener == "next"
    }
    extended = []
    for clause in clauses:
        right = clause.right
        if name := described.get(right):  # "captured rebel-*held Shaar*"
            right = name.end
        while piece := free.get(right):
            leans = piece.opener in {"comma", "join"} or _is_next_object(marks, clause, piece)
            leans = leans and not _closes(marks, clause, piece)
            if not leans and not _lists_objects(marks, clause, piece):
                break
            right = piece.end
        extended.append(clause if right == clause.right else clause._replace(right=right))
    return extended
