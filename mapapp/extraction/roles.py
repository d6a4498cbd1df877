"""What is done to which places: the places of each clause, with its parties."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.clauses import Clause, find_clauses
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.parties import Parties
from mapapp.extraction.predicates import find_predicates, object_pronouns
from mapapp.models import Force

__all__ = ["THEME_ROLES", "Roles", "assign_roles"]

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
_TAKES_PRONOUN = frozenset({"take", "hold", "lose", "leave", "surround", "enter"})
_ANYWHERE = frozenset({"fight", "attack", "repel", "fail", "enter", "aim"})
_UNDONE = frozenset({"repel", "fail"})
_SITE_REACH = 5  # tokens from a verb to "at Ramouseh"
_SHARE_REACH = 8  # tokens from a verb to "70 %" or "plusieurs rues"
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


class Roles(Parties):
    """The parties and places of one clause."""

    def __init__(
        self,
        marks: Marks,
        clause: Clause,
        discourse: Discourse,
        parent: "Roles | None",
        pronouns: Sequence[Places] = (),
    ) -> None:
        super().__init__(marks, clause, discourse, parent, pronouns)
        self.themes: list[Places] = [self._resolved(chunk) for chunk in self._themes()]

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
        named = bool(self._left_places())
        return named and not doers and not origins and not self.right_forces("from")

    def _precedes(self, pronoun: Places) -> bool:
        return self.clause.left <= pronoun.start < self.predicate.start

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
        left = [
            c
            for c in self._left_places()
            if c.role in {"", "of"} and not c.attached and c.anaphora != "there"
        ]
        if left and self.clause.inserted and self.predicate.mood == "phrase":
            # What is said of "a part of Chaar, a rebel quarter" is said of Chaar.
            said = self.marks.between(left[0].end, self.predicate.start, "aux")
            return [left[0] if said else replace(left[0], part=False)]
        if left:
            return self._with_joined(left)
        antecedent = self._antecedent()
        if isinstance(antecedent, Forces) and antecedent.end == self.predicate.start:
            return []  # "reporters taken to the front"
        if isinstance(antecedent, Places) and antecedent.anaphora == "there":
            return [replace(antecedent, part=True)]  # "y donne pour conquise la colline"
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
        after = self._after_copula()
        if after:
            return after
        if self._has_pronoun_subject():
            return [_pronoun_place(self.predicate.start)]
        if self.parent and self.parent.themes and not self._has_words_before():
            return self.parent.themes
        return self._located()

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
        after = self._places_after_owner() or self._after_copula()
        if after or not self.marks.before(self.predicate.start, "part"):
            return after
        return [replace(chunk, part=True) for chunk in self._left_places()[:1]]

    def _after_copula(self) -> list[Places]:
        """ "Among the quarters captured *were X and Y*", "the latest to fall *was X*"."""
        return [
            chunk
            for chunk in self._right_places()
            if (cue := self.marks.before(chunk.lead, "aux")) and cue.value[0] == "be"
        ][:1]

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
        left = self._left_objects()
        if self.predicate.verb.frame in _ANYWHERE and left:
            return self._with_joined(left)
        if self._may_stand() and left and not left[0].role:
            return self._with_joined(left)
        if self.predicate.verb.frame == "repel":
            return [_pronoun_place(self.predicate.start)]
        if self._has_other_object():
            return []
        return self._scene(left) or self._left_behind() or self._site()

    def _left_objects(self) -> list[Places]:
        """The places before the verb that can be its object."""
        frame, left = self.predicate.verb.frame, self._left_places()
        if frame == "surround" and self._has_thing():
            return []  # "y assiègent le commissariat" besieges no quarter
        if frame == "enter":
            left = [c for c in left if c.role in {"in", "on", "to"} or c.anaphora == "there"]
        if frame in _UNDONE:
            left = [chunk for chunk in left if chunk.role != "of"]
        return left

    def _may_stand(self) -> bool:
        """ "Chaar résiste", "Chaar tient toujours": the place itself is said to hold."""
        frame = self.predicate.verb.frame
        finite = not (self.predicate.reduced or self.predicate.mood in {"infinitive", "gerund"})
        return frame == "resist" or (frame == "hold" and self.agent is None and finite)

    def _narrowed(self, antecedent: Places) -> Places:
        """Of a list, a relative clause without a comma describes the last name only, unless it
        describes the part of them all.
        """
        if antecedent.part or self.clause.opened_at != antecedent.end:
            return antecedent
        return replace(antecedent, spans=antecedent.spans[-1:])

    def _scene(self, left: Sequence[Places]) -> list[Places]:
        """Where it happens, if the object is no place: "À Chaar, l'armée n'a rien pris"; an
        object of its own ("a pris l'hôpital") is a part of the place.
        """
        here = [c for c in left if c.anaphora == "there" or c.role == "in"]
        if here and self._has_thing():
            return [replace(here[0], part=True)]
        if here:
            return here[:1]
        scene = [c for c in left if c.role == "to" and not c.attached][:1]
        if not scene or self.predicate.verb.mood == "noun":
            return []
        words = range(self.predicate.end, min(self.predicate.end + 4, self.clause.right))
        return [replace(scene[0], part=any(self._is_thing(i) for i in words))]

    def _site(self) -> list[Places]:
        """ "Won back *the complex at Ramouseh*": what is taken is a part of the place."""
        if self.predicate.verb.frame != "take" or self.predicate.verb.mood == "noun":
            return []
        near = [c for c in self._right_places() if c.role == "in" and c.spans]
        near = [c for c in near if c.lead - self.predicate.end <= _SITE_REACH]
        if not near:
            return []
        lead = near[0].lead
        site = self.marks.at(lead, "quarter")
        site = site or self.marks.before(lead, "quarter", "guard_before", "guard_direct")
        return [replace(near[0], part=True)] if site else []

    def _has_thing(self) -> bool:
        """ "Y a conquis *la colline*": the object is something in the place."""
        words = range(self.predicate.end, min(self.predicate.end + 3, self.clause.right))
        return (
            self.predicate.verb.frame in {"take", "surround"}
            and self.marks.at(self.predicate.end, "determiner") is not None
            and any(self._is_thing(index) for index in words)
        )

    def _is_thing(self, index: int) -> bool:
        """Whether a word names something else: a hill, a hospital."""
        return self.marks.is_word(index) or bool(self.marks.at(index, "guard_direct"))

    def _left_behind(self) -> list[Places]:
        """ "Took X after the rebels *had left*": they left what is spoken of."""
        clause, end = self.clause, self.predicate.end
        if self.predicate.verb.frame != "leave" or clause.opener != "break" or not self.parent:
            return []
        word = self.marks.tokens[end].word if end < clause.right else "."
        return self.parent.themes if not word[0].isalnum() else []

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
        if verb.frame == "repel":
            roles -= {"to"}  # "pushed back to X"
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
            right = [c for c in right if c.lead <= end] or self._possessor()
        # "X, an area in the north of the city": the city is no second object.
        return [c for c in right if not _is_wide(c)] or right

    def _possessor(self) -> list[Places]:
        """ "*Shaar's* fall": the place owns the noun that tells what becomes of it."""
        index = self.predicate.start
        while cue := self.marks.before(index, "adverb"):
            index = cue.start
        if self.marks.before(index, "possessor") and self.predicate.verb.frame in {"take", "fall"}:
            return [Places(index, index, index, "", (), anaphora="anaphora")]
        if index == 0 or self.marks.tokens[index - 1].word != "'s":
            return []
        return [c for c in self.marks.places if c.spans and c.end == index - 1 and not c.near]

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
        whole = not (
            verb.tail or verb.theme in {"object", "next"} or verb.mood in {"noun", "phrase"}
        )
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

    def gapped(self) -> Iterator[tuple[Places, Force]]:
        """ "Chaar est tenu par l'armée, *Marjé par les rebelles*": the verb is not said again."""
        if self.predicate.voice != "passive":
            return
        for chunk in self._right_places():
            for party in self.right_forces("by") if not chunk.role else ():
                force = self.resolve(party)
                if party.lead == chunk.end and force:
                    yield self._resolved(chunk), force

    def _resolved(self, chunk: Places) -> Places:
        """Anaphora replaced by the places that it stands for."""
        if chunk.spans:
            return chunk
        if self.marks.before(chunk.lead, "one_of") or self.marks.before(chunk.start, "one_of"):
            # "X was among the quarters that fell"
            named = [c for c in self.marks.places if c.spans and c.end <= chunk.lead and not c.role]
            if named:
                return replace(chunk, spans=named[-1].spans)
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
