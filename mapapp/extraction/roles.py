"""Who does what to which places: the parties and places of each clause."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.clauses import Clause, find_clauses
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.forms import force_before
from mapapp.extraction.polarity import polarity_of
from mapapp.extraction.predicates import find_predicates, object_pronouns, owner_of
from mapapp.models import Force, Polarity

__all__ = ["OPPONENT", "THEME_ROLES", "Chunk", "Roles", "assign_roles"]

#: Who fights whom where a report names one side only: the two parties of the battle.
OPPONENT: dict[Force | None, Force] = {
    "government": "opposition",
    "opposition": "government",
    "sdf": "opposition",
    "isil": "opposition",
}
#: The roles in which a place can be what a verb of this kind is about.
THEME_ROLES = {
    "object": frozenset({"", "of"}),
    "of": frozenset({"", "of", "from"}),
    "on": frozenset({"on", "of", "to"}),
    "to": frozenset({"to"}),
    "by": frozenset({"by"}),
    "at": frozenset({"in", "on", "by"}),
    "in": frozenset({"in", "on", "to", ""}),
    "next": frozenset({"", "of"}),
    "any": frozenset({"", "of", "in", "on", "to", "from", "against"}),
}
Chunk = TypeVar("Chunk", Forces, Places)
_PLACE_IS_SUBJECT = frozenset({"fall", "lost", "belong", "shared", "follow"})
_TAKES_PRONOUN = frozenset({"take", "hold", "lose", "leave", "surround", "enter"})
_ANYWHERE = frozenset({"fight", "attack", "repel", "fail", "enter", "aim"})
_LASTS = 4  # tokens from "still" to its verb
_ANNOUNCES = 9  # tokens from "managed", "completed" to the noun of action it governs
_SAID_REACH = 4  # tokens: "conceded late on Thursday that"
_UNDONE = frozenset({"repel", "fail"})
_SHARE_REACH = 6  # tokens from a verb to "70 %" or "plusieurs rues"
_AHEAD = frozenset({"threaten", "aim"})


def assign_roles(
    marks: Marks, discourse: Discourse, grammar: "type[Roles] | None" = None
) -> list["Roles"]:
    """Finds the parties and places of every predicate of a sentence, left to right.

    Args:
        marks: the sentence.
        discourse: what it may refer back to.
        grammar: ``Roles``, or how a language that orders its sentences otherwise finds them.
    """
    grammar = grammar or Roles
    predicates = find_predicates(marks)
    if not predicates:
        return []
    pronouns = tuple(object_pronouns(marks, predicates))
    assigned: list[Roles] = []
    for clause in find_clauses(marks, predicates):
        parent = assigned[clause.parent] if clause.parent is not None else None
        assigned.append(grammar(marks, clause, discourse, parent, pronouns))
    return assigned


class Roles:
    """The parties and places of one clause."""

    def __init__(
        self,
        marks: Marks,
        clause: Clause,
        discourse: Discourse,
        parent: "Roles | None",
        pronouns: Sequence[Places] = (),
    ) -> None:
        self.marks = marks
        self.clause = clause
        self.predicate = clause.predicate
        self.discourse = discourse
        self.parent = parent
        self._pronouns = pronouns
        self.polarity: Polarity = self._polarity()
        self.implied = False  # whether the agent is named nowhere in the sentence
        self.agent: Force | None = self._agent()
        self.themes: list[Places] = [self._resolved(chunk) for chunk in self._themes()]

    def _polarity(self) -> Polarity:
        before: Polarity = self.parent.polarity if self.parent else "asserted"
        return polarity_of(self.marks, self.clause, before)

    @property
    def lasts(self) -> bool:
        """Whether a hold is said to go on: "still", so that no gain has ended it."""
        start = self.predicate.start
        return bool(self.marks.between(max(self.clause.left, start - _LASTS), start, "still"))

    @property
    def announced(self) -> bool:
        """Whether a noun of action is the news itself: "a achevé la prise de Chaar"."""
        start = self.predicate.start
        left = max(self.clause.left, start - _ANNOUNCES)
        return bool(self.marks.between(left, start, "asserting"))

    # --- forces -------------------------------------------------------------------------------

    def left_forces(self, *roles: str) -> list[Forces]:
        """The parties before the predicate, nearest first."""
        return [f for f in self._left(self.marks.forces) if not roles or f.role in roles]

    def right_forces(self, *roles: str) -> list[Forces]:
        """The parties after the predicate, in order."""
        return [f for f in self._right(self.marks.forces) if not roles or f.role in roles]

    def forces(self) -> list[Forces]:
        return [*self.left_forces(), *self.right_forces()]

    @property
    def victim(self) -> int | None:
        """Where the party begins that was driven out: "a chassé *les rebelles* de Chaar"."""
        driven = self.predicate.verb.frame == "expel" and self.predicate.voice == "active"
        right = [f for f in self.right_forces("") if not f.adjective] if driven else []
        return right[0].start if right else None

    def attackers(self) -> list[Forces]:
        """Those whom a verb says to have been beaten off."""
        return self.right_forces("of")

    def _left(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        head = self.predicate.start
        found: list[Chunk] = []
        for left, right in self.clause.stretches():
            inside = [c for c in chunks if left <= c.start < min(right, head)]
            found += reversed(inside)
        return found

    def _right(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        return [c for c in chunks if self.predicate.end <= c.start < self.clause.right]

    def resolve(self, party: Forces | None) -> Force | None:
        """The force of a party; a pronoun stands for the subject so far."""
        if party is None:
            return None
        if party.force:
            return party.force
        earlier = [f for f in self.marks.forces if f.end <= party.start and f.force]
        if party.pronoun == "others":
            return None
        if party.pronoun == "last":
            return earlier[-1].force if earlier else self.discourse.subject
        if party.pronoun == "we":
            return self._speaker(party)
        if party.pronoun == "foe":
            return OPPONENT.get(self.discourse.subject)
        if party.pronoun == "dative":
            return self._other_than_subject(party)
        bare = [f.force for f in earlier if f.role == "" and not f.adjective]
        if not bare and self.clause.inserted:
            # "From X, which they govern, the Kurds ...": the party that is meant comes later.
            later = [f for f in self.marks.forces if f.start >= self.clause.right and f.force]
            bare = [f.force for f in later if f.role == "" and not f.adjective]
        return bare[0] if bare else self.discourse.subject

    def _other_than_subject(self, party: Forces) -> Force | None:
        """Whom "lui" means: a force named before, but not the clause's own subject."""
        subject = next((f.force for f in self.left_forces("") if f.force), None)
        earlier = [f.force for f in self.marks.forces if f.end <= party.start and f.force]
        named = [force for force in earlier if force != subject]
        return named[-1] if named else self.discourse.subject

    def _speaker(self, party: Forces) -> Force | None:
        """Who says "we": a force named in the sentence, after the words or before them."""
        later = [f.force for f in self.marks.forces if f.start >= party.end and f.force]
        return later[-1] if later else self.discourse.speaker or self.discourse.subject

    def _agent(self) -> Force | None:
        predicate = self.predicate
        if predicate.verb.frame == "belong" or predicate.verb.owner != "after":
            return self.resolve(owner_of(self.marks, predicate))
        if predicate.attributive and self.marks.tokens[predicate.head].joined:
            return self.resolve(force_before(self.marks, predicate.head))
        if predicate.voice == "passive" or predicate.verb.mood == "noun":
            by = self.right_forces("by") or self.left_forces("by")
            if by or predicate.verb.mood != "noun":
                return self.resolve(by[0]) if by else None
            return self._noun_agent()
        return self._subject()

    def _noun_agent(self) -> Force | None:
        """ "l'assaut des rebelles", "the rebels' attack", "l'armée a lancé un assaut"."""
        before = force_before(self.marks, self.predicate.head)
        if before:
            return self.resolve(before)
        own = [f for f in self.right_forces("of") if f.lead <= self.predicate.end + 1]
        if own:
            return self.resolve(own[0])
        if self._achieved():
            return self.resolve(self.left_forces("")[0])
        if self.predicate.verb.frame in {"attack", "enter", "leave", "lose", "surround"}:
            bare = [f for f in self.left_forces("") if not f.adjective]
            return self.resolve(bare[0]) if bare else None
        return None

    def _achieved(self) -> bool:
        """ "Troops *completed* the reconquest of X": the subject did what the noun tells."""
        left = [f for f in self.left_forces("") if not f.adjective]
        return bool(left) and bool(self.marks.between(left[0].end, self.predicate.head, "achieved"))

    def _subject(self) -> Force | None:
        roles = ("", "to", "of") if self.predicate.mood == "infinitive" else ("",)
        left = [f for f in self.left_forces(*roles) if not f.adjective]
        if len(left) > 1 and left[0].pronoun == "we" and left[1].end == left[0].start:
            left = left[1:]  # "Si l'EI nous prend Chaar": the pronoun is an object
        if left:
            return self.resolve(left[0])
        after = [f for f in self.right_forces("") if not f.adjective]
        if after and (self._opens_sentence() or self._asks_object()):
            return self.resolve(after[0])
        if self.clause.inserted:
            return self.resolve(self._party_before())
        if self._opens_sentence():
            return self._subject_to_come()
        return self.parent.agent if self.parent else self._earlier_subject()

    @property
    def is_former(self) -> bool:
        """ "Formerly rebel-held", "previously held by": a hold that has ended."""
        predicate = self.predicate
        owner = force_before(self.marks, predicate.head) if predicate.attributive else None
        starts = {predicate.start, predicate.head, owner.start if owner else predicate.start}
        return any(self.marks.before(start, "former") for start in starts)

    @property
    def background(self) -> bool:
        """Whether it tells of what was before: "had taken", unless it is only reported so
        ("said that they had taken").
        """
        start = self.clause.opened_at
        said = self.clause.opener in {"break", "relative"} and self.marks.between(
            start - _SAID_REACH, start, "source_verbs"
        )
        return self.predicate.past and not said

    @property
    def returns(self) -> bool:
        """Whether a place is said to be back in someone's hands: a gain, not a mere hold."""
        predicate = self.predicate
        beside = self.marks.between(predicate.start, predicate.end + 2, "again")
        return predicate.mood == "phrase" and bool(beside)

    @property
    def by_others(self) -> bool:
        """Whether the doer is none of the parties: residents who leave take no place along."""
        if self.predicate.voice == "passive" or self.predicate.verb.mood in {"noun", "phrase"}:
            return False
        if self._place_is_subject():
            return False
        left = [f for f in self.left_forces("") if not f.adjective]
        if left:
            return left[0].pronoun == "others"
        # "fighters who were pulling out": the pronoun stands for a noun that names no party.
        start = self.clause.opened_at
        subject = self.marks.at(start, "relative_subject") and self.marks.agent_first
        return bool(subject) and self.marks.is_word(start - 1) and self._is_bare_relative()

    def _is_bare_relative(self) -> bool:
        """Whether the verb follows its relative pronoun at once: "who left", "that held"."""
        index = self.clause.opened_at + 1
        while cue := self.marks.at(index, "adverb", "still"):
            index = cue.end
        return self.clause.opener == "relative" and index >= self.predicate.start

    @property
    def has_other_subject(self) -> bool:
        """Whether someone else than a force is the subject: "la Russie prend son veto"."""
        finite = self.predicate.mood not in {"noun", "phrase", "participle", "infinitive", "gerund"}
        return finite and self.agent is None and self._has_words_before()

    @property
    def has_other_agent(self) -> bool:
        """Whether someone else than a force did it: "déserté par ses habitants"."""
        predicate = self.predicate
        if predicate.voice != "passive" or self.agent:
            return False
        by = [
            cue
            for cue in self.marks.between(predicate.end, predicate.end + 4, "preposition")
            if cue.value == "by"
        ]
        others = {f.start for f in self.marks.forces if f.pronoun == "others"}
        return bool(by) and any(
            self.marks.is_word(i) or i in others for i in range(by[0].end, by[0].end + 3)
        )

    def _earlier_subject(self) -> Force | None:
        """ "The army tried but failed to take X": a subject whose own verb tells of no place."""
        if self.clause.opener not in {"break", "join"}:
            return None
        bare = [
            f
            for f in self.marks.forces
            if f.end <= self.clause.left and not (f.role or f.adjective)
        ]
        return self.resolve(bare[-1]) if bare else None

    def _asks_object(self) -> bool:
        """Whether a relative pronoun stands for the object: "que tiennent les rebelles"."""
        return self.clause.opener == "relative" and not self.marks.at(
            self.clause.opened_at, "relative_subject"
        )

    def _party_before(self) -> Forces | None:
        """The party that an inserted clause describes: the one named just before it."""
        antecedent = self._antecedent()
        if isinstance(antecedent, Forces) and not self.marks.before(
            antecedent.lead, "negation_full"
        ):
            return antecedent
        before = [f for f in self.marks.forces if f.end <= self.clause.opened_at]
        # "it was the SDF, not the army, which took X"
        before = [f for f in before if not self.marks.before(f.lead, "negation_full")]
        return before[-1] if before and not self._asks_object() else None

    def _opens_sentence(self) -> bool:
        return self.clause.left == 0 and self.predicate.mood in {"gerund", "participle"}

    def _subject_to_come(self) -> Force | None:
        """ "En s'emparant de Chaar, *le régime* ..."."""
        later = self.to_come()
        return self.resolve(later[0]) if later else self.discourse.subject

    def to_come(self) -> list[Forces]:
        """The parties that a clause before its subject may describe: "Chassé de Chaar, l'EI"."""
        if not self._opens_sentence():
            return []
        later = (f for f in self.marks.forces if f.start >= self.clause.right)
        return [f for f in later if f.role == "" and not f.adjective]

    def _antecedent(self) -> Forces | Places | None:
        """What a relative pronoun or an inserted description stands for: the chunk before."""
        if not self.clause.inserted:
            return None
        chunks: list[Forces | Places] = [*self.marks.places, *self.marks.forces]
        before = [chunk for chunk in chunks if chunk.end <= self.clause.opened_at]
        return max(before, key=lambda chunk: chunk.end, default=None)

    # --- places -------------------------------------------------------------------------------

    def _themes(self) -> list[Places]:
        pronoun = [p for p in self._pronouns if self._precedes(p)]
        if pronoun and self.predicate.verb.frame != "expel":
            return pronoun[:1]
        if self._place_is_subject() or self._is_cleared():
            return self._subject_places()
        return self._object_places()

    def _is_cleared(self) -> bool:
        """ "X was cleared [of rebels]": the place, not the victims, is the subject."""
        predicate = self.predicate
        if predicate.verb.frame != "expel" or predicate.voice != "passive":
            return False
        doers = [f for f in self.left_forces("") if not f.adjective]
        origins = [c for c in self._right_places() if c.role in {"of", "from"}]
        return not doers and not origins and not self.right_forces("from")

    def _precedes(self, pronoun: Places) -> bool:
        return self.clause.left <= pronoun.start < self.predicate.start

    def _place_is_subject(self) -> bool:
        frame, passive = self.predicate.verb.frame, self.predicate.voice == "passive"
        if self.predicate.verb.mood == "noun":
            return False
        passive |= frame == "surround" and self.predicate.mood == "phrase"
        return frame in _PLACE_IS_SUBJECT or (passive and frame not in {"expel", "repel"})

    def _left_places(self) -> list[Places]:
        return [c for c in self._left(self.marks.places) if not c.near]

    def _right_places(self) -> list[Places]:
        return [c for c in self._right(self.marks.places) if not c.near]

    def _subject_places(self) -> list[Places]:
        if self.predicate.attributive:
            return [c for c in self._right_places() if c.lead <= self.predicate.end][:1]
        if self._describes_noun():
            return self._of_described_noun() or self._apposed()
        return self._named_subject() or self._implied_subject()

    def _named_subject(self) -> list[Places]:
        left = [c for c in self._left_places() if c.role in {"", "of"} and not c.attached]
        if left and self.clause.inserted and self.predicate.mood == "phrase":
            return [replace(left[0], part=False)]
        if left:
            return self._with_joined(left)
        antecedent = self._antecedent()
        if isinstance(antecedent, Forces) and antecedent.end == self.predicate.start:
            return []  # "reporters taken to the front"
        if isinstance(antecedent, Places) and self.clause.opener != "join":
            # What is said of "a part of Chaar, a rebel quarter" is said of Chaar.
            return [replace(self._narrowed(antecedent), part=False)]
        right = self._places_after_owner() or self._inverted() or self._spelled_out()
        if right:
            return right
        return []

    def _implied_subject(self) -> list[Places]:
        if self._is_generic():
            colon = [c for c in self.marks.places if self.marks.is_colon(c.lead)]
            after = [c for c in (*self._right_places(), *colon) if not c.role]
            return [c for c in after if c.start >= self.predicate.end][:1]
        if self._has_pronoun_subject():
            return [_pronoun_place(self.predicate.start)]
        if self.parent and self.parent.themes and not self._has_words_before():
            return self.parent.themes
        return self._located()

    def _has_words_before(self) -> bool:
        """Whether the clause has a subject of its own, even one that nothing explains."""
        marks, start = self.marks, self.predicate.start
        return any(
            marks.is_word(i) or marks.at(i, "negation_end") or marks.at(i, "determiner")
            for i in range(self.clause.left, start)
        )

    def _describes_noun(self) -> bool:
        """Whether a participle belongs to a noun just before it that is no place: "un
        immeuble *occupé*", "les secteurs *tenus*".
        """
        clause, predicate = self.clause, self.predicate
        starts = predicate.start == clause.left and clause.opener != "next"
        if predicate.mood != "participle" or starts:
            return False
        index = predicate.start
        while cue := self.marks.before(index, "adverb", "still"):
            index = cue.start
        if index <= clause.left and clause.opener not in {"start", "next"}:
            return False
        if any(f.end == index and f.pronoun == "others" for f in self.marks.forces):
            return True  # "reporters taken to the front"
        noun = self.marks.before(index, "part", "quarter", "ground")
        if noun and noun.kind == "quarter" and noun.start - 1 in self.marks.named:
            return False  # "the Shaar district, cleared of rebels"
        return self.marks.is_word(index - 1) or bool(noun)

    def _of_described_noun(self) -> list[Places]:
        after = self._places_after_owner()
        if after or not self.marks.before(self.predicate.start, "part"):
            return after
        return [replace(chunk, part=True) for chunk in self._left_places()[:1]]

    def _apposed(self) -> list[Places]:
        """ "Hanano, *le plus grand quartier* tenu par les rebelles": the noun is the place."""
        antecedent = self._antecedent()
        comma = self.marks.tokens[self.clause.left - 1].word == "," if self.clause.left else False
        beside = isinstance(antecedent, Places) and antecedent.end == self.clause.left - 1
        quarter = self.marks.between(self.clause.left, self.predicate.start, "quarter")
        if isinstance(antecedent, Places) and comma and beside and quarter:
            return [replace(antecedent, part=False)]
        return []

    def _with_joined(self, left: list[Places]) -> list[Places]:
        """The nearest places, and those that an inserted "like X" or "and in X" adds to."""
        kept = [left[0]]
        for chunk in left[1:]:
            if not self._is_joined(kept[-1]) or not self._is_next(chunk, kept[-1]):
                break
            kept.append(chunk)
        right = [c for c in self._right_places() if self._is_joined(c) and not c.role]
        return kept + [c for c in right if c.spans]

    def _is_next(self, chunk: Places, following: Places) -> bool:
        """Whether no verb and no unknown word parts two lists of places."""
        return not any(
            self.marks.is_word(index)
            or any(
                cue.value.mood not in {"noun", "phrase"} for cue in self.marks.all_at(index, "verb")
            )
            for index in range(chunk.end, following.lead)
        )

    def _is_joined(self, chunk: Places) -> bool:
        """Whether "like" or "and" adds a list of places to another."""
        join = self.marks.before(chunk.lead, "join")
        return join is not None and self.marks.tokens[join.start].word != ","

    def takes_part(self, places: Places) -> bool:
        """Whether the object is only a share of the places: "y ont repris 70 % du terrain"."""
        if self._place_is_subject():
            return places.role in {"in", "to"} and self._share_is_subject()
        if places.start >= self.predicate.end:
            return False
        end = min(self.predicate.end + _SHARE_REACH, self.clause.right)
        shares = self.marks.between(self.predicate.end, end, "part", "percent", "fraction")
        if self.marks.between(self.predicate.end, end, "whole"):
            return False  # "en occupe toutes les rues"
        return bool(shares) and not any(
            chunk.spans for chunk in self._right_places() if chunk.start < end
        )

    @property
    def names_part(self) -> bool:
        """ "Zahra compte des *poches rebelles*": the phrase itself means a part of the place."""
        predicate = self.predicate
        return predicate.verb.frame == "belong" and bool(self.marks.at(predicate.head, "part"))

    def _share_is_subject(self) -> bool:
        """ "A Chaar, *40 % du terrain* est tenu par l'armée"."""
        span = self.clause.left, self.predicate.start
        return bool(self.marks.between(*span, "part", "percent", "fraction"))

    def _is_generic(self) -> bool:
        """ "*Plusieurs quartiers* ont été pris, dont Chaar et Marjé": names follow."""
        span = self.clause.left, self.predicate.start
        generic = bool(self.marks.between(*span, "quarter"))
        if self.clause.opener == "next":  # "five rebel *districts* passed ..."
            generic |= self.marks.before(self.clause.left, "quarter") is not None
        return self.marks.agent_first and generic

    def _has_pronoun_subject(self) -> bool:
        left = self.left_forces("")
        return bool(left) and left[0].pronoun in {"it", "force"}

    def _places_after_owner(self) -> list[Places]:
        """ "les quartiers rebelles de Chaar", "des zones tenues par l'armée dans l'ouest"."""
        roles = {"of", ""} if self.predicate.verb.frame == "belong" else set()
        if self.predicate.verb.frame in {"belong", "hold"} and self._generic_subject():
            roles |= {"in", "of", ""}
        return [c for c in self._right_places() if c.role in roles][:1]

    def _inverted(self) -> list[Places]:
        """ "L'après-midi a vu tomber *Chaar*", "sont tombés *Chaar et Marjé*"."""
        if self.predicate.verb.frame != "fall":
            return []
        return [c for c in self._right_places() if not c.role and c.lead <= self.predicate.end][:1]

    def _generic_subject(self) -> bool:
        """Whether the holder's ground is only "zones" or "quarters", placed by what follows."""
        start, end = self.predicate.start, self.predicate.end
        return bool(
            self.marks.before(start, "quarter") or self.marks.between(start, end, "quarter")
        )

    def _located(self) -> list[Places]:
        """Places before a bare predicate, wherever they stand: "À Chaar, ... contrôlé par"."""
        part = self._has_words_before()
        found = [c for c in self._left_places() if not c.attached][:1]
        return [replace(chunk, part=chunk.part or part) for chunk in found]

    def _object_places(self) -> list[Places]:
        pronoun = self._object_pronoun()
        if pronoun:
            # "abandoned it, together with X"
            return [pronoun, *(c for c in self._right_places() if c.role == "with")]
        right = self._objects() or self._listed() or self._spelled_out()
        if right:
            return right
        antecedent = self._antecedent()
        if isinstance(antecedent, Places) and self.clause.opener == "relative":
            share = self.marks.before(self.clause.opened_at, "part")
            described = self._narrowed(antecedent)
            return [replace(described, part=True) if share else described]
        left = self._left_places()
        if self.predicate.verb.frame == "enter":
            left = [c for c in left if c.role in {"in", "on", "to"} or c.anaphora == "there"]
        if self.predicate.verb.frame in _UNDONE:
            left = [chunk for chunk in left if chunk.role != "of"]
        if self.predicate.verb.frame in _ANYWHERE and left:
            return self._with_joined(left)
        if self._may_stand() and left and not left[0].role:
            return self._with_joined(left)
        if self.predicate.verb.frame == "repel":
            return [_pronoun_place(self.predicate.start)]
        if self._has_other_object():
            return []
        return self._scene(left)

    def _may_stand(self) -> bool:
        """ "Chaar résiste", "Chaar tient toujours": the place itself is said to hold."""
        frame = self.predicate.verb.frame
        finite = not (self.predicate.reduced or self.predicate.mood in {"infinitive", "gerund"})
        return frame == "resist" or (frame == "hold" and self.agent is None and finite)

    def _narrowed(self, antecedent: Places) -> Places:
        """Of a list, a relative clause without a comma describes the last name only."""
        if self.clause.opened_at != antecedent.end:
            return antecedent
        return replace(antecedent, spans=antecedent.spans[-1:])

    def _scene(self, left: Sequence[Places]) -> list[Places]:
        """Where it happens, if the object is no place: "À Chaar, l'armée n'a rien pris"; an
        object of its own ("a pris l'hôpital") is a part of the place.
        """
        here = [c for c in left if c.anaphora == "there" or c.role == "in"]
        if here:
            return here[:1]
        scene = [c for c in left if c.role == "to" and not c.attached][:1]
        if not scene or self.predicate.verb.mood == "noun":
            return []
        words = range(self.predicate.end, min(self.predicate.end + 4, self.clause.right))
        return [replace(scene[0], part=any(self.marks.is_word(i) for i in words))]

    def _has_other_object(self) -> bool:
        """Whether the verb's object is something else: "the bomb in X *leaves 20 dead*"."""
        index = self.predicate.end
        while cue := self.marks.at(index, "determiner", "number", "adverb"):
            index = cue.end
        token = self.marks.tokens[index] if index < len(self.marks.tokens) else None
        figure = token is not None and token.word[0].isdecimal()
        return figure and not self.takes_part(_pronoun_place(0))

    def _object_pronoun(self) -> Places | None:
        """ "captured it", "retook them": a pronoun directly after a verb stands for places."""
        if self.predicate.verb.frame not in _TAKES_PRONOUN or self.predicate.mood == "noun":
            return None
        for force in self.right_forces("", "of"):
            if self._is_object(force) and force.pronoun in {"it", "force"}:
                several = self.marks.tokens[force.start].word != "it"
                kind = "anaphora_many" if several else "anaphora"
                return Places(force.start, force.end, force.lead, "", (), anaphora=kind)
        return None

    def _is_object(self, force: Forces) -> bool:
        """Whether it stands right after the verb: "captured it", "hold all of it"."""
        index = self.predicate.end
        while cue := self.marks.at(index, "whole", "part", "preposition"):
            if cue.kind == "preposition" and cue.value != "of":
                break
            index = cue.end
        return force.start == index

    def _objects(self) -> list[Places]:
        """The places after the predicate in a role that its verb takes."""
        verb = self.predicate.verb
        roles = THEME_ROLES[verb.theme]
        if verb.frame in _ANYWHERE:
            roles = THEME_ROLES["any"]
        if verb.frame in _AHEAD:
            roles |= {"toward"}
        right = [
            self._led_from(c) if c.lead < self.predicate.end else c
            for c in self._right(self.marks.places)
        ]
        right = [
            c
            for c in right
            if not c.near
            if (c.role in roles and not c.attached) or (c.part and c.role in {"in", "to"})
        ]
        if verb.mood == "noun" and verb.frame not in _ANYWHERE:
            end = self._past_agent()
            right = [c for c in right if c.lead <= end]
        # "X, an area in the north of the city": the city is no second object.
        return [c for c in right if not _is_wide(c)] or right

    def _led_from(self, chunk: Places) -> Places:
        """Places whose lead runs into the verb, with what of it is their own: "noose *around*
        X" is not near X.
        """
        near = bool(self.marks.between(self.predicate.end, chunk.start, "near"))
        return replace(chunk, role=self._role_after(chunk), near=near, attached=False)

    def _past_agent(self) -> int:
        """Past the date and the agent after a noun: "la prise *lundi par l'armée* de Chaar"."""
        end = self.marks.after_time(self.predicate.end)
        for party in self.right_forces("by"):
            if party.lead <= end:
                end = self.marks.after_time(party.end)
        return end

    def _role_after(self, chunk: Places) -> str:
        """The preposition of places whose verb has some of it for itself: "en possession *de*"."""
        verb = self.predicate.verb
        whole = not (verb.tail or verb.theme == "object" or verb.mood in {"noun", "phrase"})
        if whole and chunk.role != "between":
            return chunk.role
        own = self.marks.between(self.predicate.end, chunk.start, "preposition")
        if own:
            return str(own[0].value)
        return "" if self.predicate.verb.theme == "object" else chunk.role

    def _listed(self) -> list[Places]:
        """ "Prochaines cibles : Chaar au nord, Marjé au sud"."""
        if self.predicate.verb.frame != "aim":
            return []
        return [c for c in self.marks.places if c.start >= self.predicate.end]

    def _spelled_out(self) -> list[Places]:
        """ "Five rebel districts fell on Tuesday: *Chaar, Marjé and ...*"."""
        tokens, places = self.marks.tokens, self.marks.places
        colons = (i for i in range(self.predicate.end, len(tokens)) if tokens[i].word == ":")
        colon = next(colons, None)
        if colon is None or any(chunk.end <= colon for chunk in places):
            return []
        if not self.marks.between(0, colon, "quarter"):
            return []
        return [chunk for chunk in places if not chunk.role][:1]

    def _resolved(self, chunk: Places) -> Places:
        """Anaphora replaced by the places that it stands for."""
        if chunk.spans:
            return chunk
        if chunk.anaphora == "compass":
            return replace(chunk, spans=self.discourse.side_meant(chunk, self.marks))
        return replace(chunk, spans=self.discourse.places_meant(chunk, self.marks))

    def following(self, places: Places) -> Iterator[Forces]:
        """The parties between a list of places and the next: "X à l'armée, Y aux Kurdes"."""
        later = [t.start for t in self.themes if t.start >= places.end]
        limit = min(later, default=self.clause.right)
        return (f for f in self.right_forces() if places.end <= f.start < limit)


def _is_wide(chunk: Places) -> bool:
    return bool(chunk.spans) and all(span.wide for span in chunk.spans)


def _pronoun_place(index: int) -> Places:
    return Places(index, index, index, "", (), anaphora="there")
