"""What is done to which places: the places of each clause, with its parties."""

from collections.abc import Iterator, Sequence

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.clauses import Clause, find_clauses
from mapapp.extraction.cue_index import begun
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.predicates import find_predicates
from mapapp.extraction.subjects import Subjects, is_wide, object_pronouns, pronoun_place
from mapapp.models import Force

__all__ = ["THEME_ROLES", "Roles", "assign_roles"]

#: The roles in which a place can be what a verb of this kind is about.
THEME_ROLES = {
    "object": frozenset({"", "of"}),
    "of": frozenset({"", "of", "from"}),
    "on": frozenset({"on", "of", "to"}),
    "to": frozenset({"to"}),
    "with": frozenset({"with"}),
    "by": frozenset({"by"}),
    "at": frozenset({"in", "on", "by"}),
    "in": frozenset({"in", "on", "to", ""}),
    "next": frozenset({"", "of"}),
    "any": frozenset({"", "of", "in", "on", "to", "from", "against"}),
}
_TAKES_PRONOUN = frozenset({"take", "hold", "lose", "leave", "surround", "enter"})
_ANYWHERE = frozenset({"fight", "attack", "repel", "fail", "enter", "aim"})
_ATTACKS = frozenset({"attack", "enter"})
_UNDONE = frozenset({"repel", "fail"})
_YEAR = 4  # digits: "depuis l'été *2012*"
_SITE_REACH = 5  # tokens from a verb to "at Ramouseh"
_LED_BY = 4  # tokens: "*90 percent* still under"
_OF_IT_REACH = 7  # tokens: "*dont* elle avait revendiqué la veille *la conquête*"
_SHARE_REACH = 8  # tokens from a verb to "70 %" or "plusieurs rues"
_MEASURED = 6  # tokens: "reprise selon l'OSDH à plus de 70 %"
_TOPICALISED = frozenset({"take", "hold", "lose", "leave", "surround"})
_UNFINITE = frozenset({"noun", "phrase", "participle", "infinitive", "gerund"})
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


class Roles(Subjects):
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
        if self.predicate.verb.frame == "expel":  # "les en ont délogés": it is left, they are not
            pronoun = [p for p in pronoun if self.marks.at(p.start, "of_it")]
        if pronoun:
            return pronoun[:1]
        if self._place_is_subject() or self._is_cleared():
            return self._subject_places()
        return self._object_places()

    def _is_cleared(self) -> bool:
        """ "X was cleared [of rebels]": the place, not the victims, is the subject."""
        predicate = self.predicate
        if predicate.verb.frame != "expel" or predicate.voice != "passive":
            return False
        doers = [f for f in self.displaced() if not f.adjective]
        origins = [c for c in self._right_places() if c.role in {"of", "from"}]
        named = bool(self._left_places())
        return named and not doers and not origins and not self.right_forces("from")

    @property
    def goes_elsewhere(self) -> bool:
        """ "Would press on *toward Handarat*": another place is named than was talked of."""
        return bool(self._right_places())

    def _precedes(self, pronoun: Places) -> bool:
        return self.clause.left <= pronoun.start < self.predicate.start

    def takes_part(self, places: Places) -> bool:
        """Whether the object is only a share of the places: "y ont repris 70 % du terrain"."""
        if self._place_is_subject():
            shared = places.role in {"in", "to"} and self._has_share_before()
            return shared or self._is_whose_part()
        if places.start >= self.predicate.end and not is_wide(places):
            return False
        end = min(self.predicate.end + _SHARE_REACH, self.clause.right)
        if self._has_thing_of(places):
            return not self.takes_last
        shares = self.marks.between(self.predicate.end, end, "part", "percent", "fraction")
        # "Occupied it *without much* of a fight"
        shares = [cue for cue in shares if not self.marks.before(cue.start, "failed")]
        if not shares or self.takes_last:
            return False
        commas = (i for i in range(self.predicate.end, end) if self.marks.is_comma(i))
        end = next(commas, end) if self.marks.agent_first else end
        if shares[0].end > end or self.marks.between(self.predicate.end, end, "whole"):
            return False  # "en occupe toutes les rues"
        # "75 % du secteur rebelle *d'Alep*": of the city nobody takes the whole by a share.
        return not any(
            chunk.spans and not is_wide(chunk)
            for chunk in self._right_places()
            if chunk.start < end
        )

    @property
    def takes_last(self) -> bool:
        """ "En a repris *les derniers immeubles*": who takes what is left of a place has it all."""
        frames = {"take", "expel"}
        end = self.predicate.end
        reach = end, min(end + _SHARE_REACH, self.clause.right)
        return self.predicate.verb.frame in frames and bool(self.marks.between(*reach, "last_of"))

    @property
    def names_part(self) -> bool:
        """ "Zahra compte des *poches rebelles*": the phrase itself means a part of the place."""
        predicate = self.predicate
        if predicate.verb.frame != "belong" or not self.marks.at(predicate.head, "part"):
            return False
        counted = self.marks.before(predicate.head, "number")  # "A et B, *deux positions* rebelles"
        return not (counted and any(len(c.spans) == counted.value for c in self.themes))

    @property
    def partly(self) -> bool:
        """ "Chaar ne leur est acquis *qu'en partie*"."""
        start, head, end = self.predicate.start, self.predicate.head, self.predicate.end
        beside = self.marks.before(start, "part_after")  # "which they *partly* control"
        if beside or self.marks.between(end, end + 3, "part_after"):
            return True
        figures = self.marks.between(head - _LED_BY, end + _MEASURED, "percent")
        figures = [f for f in figures if self.marks.words[f.start - 1] != "100"]
        return any(self.is_measured_by(figure) for figure in figures)

    def is_measured_by(self, figure: Cue) -> bool:
        """Whether a figure tells how far a state is reached: "Chaar est contrôlé *à 70 %*",
        "Shaar is *90 percent* under army control".
        """
        head = self.predicate.head
        if figure.kind == "percent" and head - _LED_BY <= figure.start < head:
            return self.predicate.mood == "phrase"
        verb = self.predicate.verb
        passes = verb.frame in {"fall", "belong"} and verb.mood != "noun"
        reached = passes or not self.is_active
        return reached and figure.start >= head and self.marks.measures(figure)

    def _object_places(self) -> list[Places]:
        if self.predicate.mood == "phrase" and self.marks.at(self.predicate.head, "possessor"):
            head = self.predicate.head  # "the rebels, *its* masters since 2013"
            return [Places(head, head, head, "", (), anaphora="anaphora")]
        if self._is_of_thing():
            return []
        pronoun = self._object_pronoun()
        if pronoun:
            # "abandoned it, together with X"
            return [pronoun, *(c for c in self._right_places() if c.role == "with")]
        right = self._objects() or self._fronted() or self._listed() or self._spelled_out()
        right = right or self._topicalised() or self._shut_in() or self._counted_before()
        if right:
            return right
        described = self._described_object()
        if described:
            return [described]
        left = self._left_objects()
        if self.predicate.verb.frame in _ANYWHERE and left:
            return self._with_joined(left)
        if self._may_stand() and left and not (left[0].role or left[0].attached):
            return self._with_joined(left)
        if self.predicate.verb.frame == "repel" or self._attack_fails():
            return [pronoun_place(self.predicate.start)]
        if self._has_other_object():
            return []
        found = self._scene(left) or self._left_behind() or self._site() or self._bare_part()
        return found or self._own_capture()

    def _attack_fails(self) -> bool:
        """ "Rebels stormed X, but *the attack failed*": on what was just spoken of."""
        start, end = self.clause.left, self.clause.right
        named = any(chunk.spans for chunk in begun(self.marks.places, start, end))
        if self.predicate.verb.frame != "fail" or named or not self.marks.agent_first:
            return False
        subject = self.marks.between(self.clause.left, self.predicate.start, "verb")
        return any(map(_is_attack, subject))

    @property
    def names_attack(self) -> bool:
        """Whether the subject is an attack that was told of before: "*the* assault"."""
        marks, start = self.marks, self.predicate.start
        stretches = self.clause.stretches()
        spans = ((left, min(right, start)) for left, right in stretches if left < start)
        nouns = [c for span in spans for c in marks.between(*span, "verb") if _is_attack(c)]
        led = marks.before(nouns[0].start, "determiner") if nouns else None
        return led is not None and not marks.at(led.start, "guard_direct")

    def _described_object(self) -> Places | None:
        """ "Shaar, *which the army took*": what the relative pronoun stands for."""
        antecedent = self._antecedent()
        if isinstance(antecedent, Places) and self.clause.opener == "relative":
            described = self._narrowed(antecedent)
            if self.marks.is_comma(self.clause.opened_at - 1):
                # "Trois rues de Chaar, *que l'armée tenait*": it held Chaar.
                described = described._replace(part=False)
            # "La caserne, *dont* ils ont pris *une aile*": the object is a part of it.
            whose = self.marks.at(self.clause.opened_at, "whose") and self._has_thing()
            share = whose or self._shares_antecedent()
            return described._replace(part=True) if share else described
        return None

    def _fronted(self) -> list[Places]:
        """ "*De Chaar*, les rebelles se sont retirés": the object opens the sentence."""
        if self.predicate.verb.theme != "of":
            return []
        starts = {left for left, _ in self.clause.stretches()}
        left = [c for c in self._left_places() if c.lead in starts and c.role in {"of", "from"}]
        return left[-1:]

    def _is_of_thing(self) -> bool:
        """ "In charge *of bread* in Shaar": what is held is no ground."""
        of = self.marks.at(self.predicate.end, "preposition")
        phrase = self.predicate.mood == "phrase" and self.predicate.verb.frame == "hold"
        return phrase and of is not None and of.value == "of" and self.marks.is_word(of.end)

    def _shut_in(self) -> list[Places]:
        """ "Surrounded *the rebels in Shaar*": they are besieged where they are."""
        if self.predicate.verb.frame != "surround" or self.predicate.verb.mood == "noun":
            return []
        shut = [f for f in self.right_forces("") if f.lead <= self.predicate.end <= f.start]
        return [c for c in self._right_places() if shut and c.lead == shut[0].end and c.spans][:1]

    def _topicalised(self) -> list[Places]:
        """ "*Sakhour* the army took on Monday", "that one the Kurds took"."""
        finite = self.predicate.mood not in _UNFINITE and self.is_active
        if not finite or self.predicate.verb.frame not in _TOPICALISED:
            return []
        leads = {f.lead for f in self.left_forces("") if f.end <= self.predicate.start}
        return [c for c in self._left_places() if not c.role and c.end in leads][:1]

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
        """ "Chaar résiste", "Chaar tient toujours", "Chaar a cédé": the place itself does it."""
        predicate, frame = self.predicate, self.predicate.verb.frame
        if frame == "resist" or predicate.reduced or self.agent or not self.is_active:
            return frame == "resist"
        unsure = predicate.mood == "infinitive"  # "Chaar pourrait céder"
        return predicate.verb.yields or (
            frame == "hold" and not unsure and predicate.mood != "gerund"
        )

    def _scene(self, left: Sequence[Places]) -> list[Places]:
        """Where it happens, if the object is no place: "À Chaar, l'armée n'a rien pris"; an
        object of its own ("a pris l'hôpital") is a part of the place.
        """
        left = left or self._cleft_scene()
        here = [c for c in left if c.anaphora == "there" or c.role == "in"]
        if here and self._has_thing():
            return [here[0]._replace(part=True)]
        if here:
            return here[:1]
        scene = [c for c in left if c.role == "to" and not c.attached][:1]
        if not scene or self.predicate.verb.mood == "noun":
            return []
        if self.predicate.verb.frame == "take" and not self.left_forces(""):
            return []  # "l'évacuation, suspendue à Chaar, n'a pas repris"
        words = range(self.predicate.end, min(self.predicate.end + 4, self.clause.right))
        return [scene[0]._replace(part=any(self._is_thing(i) for i in words))]

    def _bare_part(self) -> list[Places]:
        """ "Still resist *in the southern section*": a part of the place that is talked of."""
        if self.predicate.verb.frame not in {"hold", "resist", "take"} or not self.agent:
            return []
        if not self.marks.agent_first or self.predicate.verb.mood in {"noun", "phrase"}:
            return []
        index = self.predicate.end
        while cue := self.marks.at(index, "preposition", "determiner", "adverb", "own"):
            if self.marks.at(index, "whole") or cue.value == "of":
                return []
            index = cue.end
            part = self.marks.at(cue.start, "part") or self.marks.at(cue.end, "part")
            following = self.marks.at(part.end, "preposition") if part else None
            sided = part and (cue.kind == "preposition" or part.end - part.start > 1)
            if part and sided and (following is None or following.value != "of"):
                named = self.marks.is_word(part.end)
                return [] if named else [pronoun_place(self.predicate.start)._replace(part=True)]
        return []

    def _site(self) -> list[Places]:
        """ "Won back *the complex at Ramouseh*": what is taken is a part of the place."""
        if self.predicate.verb.frame != "take" or self.predicate.verb.mood == "noun":
            return []
        near = [c for c in self._right_places() if c.role == "in" and c.spans]
        near = [c for c in near if c.lead - self.predicate.end <= _SITE_REACH]
        if not near:
            return []
        lead = near[0].lead
        start = self.predicate.start
        free = self.marks.between(start - _SITE_REACH, start, "free_relative")  # "what it overran"
        site = free or self.marks.at(lead, "quarter")
        site = site or self.marks.before(lead, "quarter", "guard_before", "guard_direct")
        return [near[0]._replace(part=True)] if site else []

    def _has_thing(self) -> bool:
        """ "Y a conquis *la colline*": the object is something in the place."""
        words = range(self.predicate.end, min(self.predicate.end + 3, self.clause.right))
        return (
            self.predicate.verb.frame in {"take", "surround"}
            and self.marks.at(self.predicate.end, "determiner") is not None
            and any(self._is_thing(index) for index in words)
        )

    def _has_thing_of(self, places: Places) -> bool:
        """ "Ils *en* occupent *une aile*": the object is a part of what "en" stands for."""
        holds = self.predicate.verb.frame in {"hold", "take"}
        if not (holds and places.anaphora == "clitic" and self.marks.at(places.start, "of_it")):
            return False
        end = self.predicate.end
        nouns = range(end, min(end + 3, self.clause.right))
        noun = self.marks.at(end, "determiner") and any(map(self.marks.is_word, nouns))
        side = self.marks.at(end, "compass")  # "le régime *en* tient *l'ouest*"
        return bool(noun or side)

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
        index = self.marks.after_time(self.predicate.end)
        while cue := self.marks.at(index, "determiner", "number", "adverb"):
            index = cue.end
        token = self.marks.tokens[index] if index < len(self.marks.tokens) else None
        year = index > self.predicate.end and token is not None and len(token.word) == _YEAR
        figure = token is not None and token.word[0].isdecimal() and not year
        return figure and not self.takes_part(pronoun_place(0))

    def _object_pronoun(self) -> Places | None:
        """ "captured it", "retook them": a pronoun directly after a verb stands for places."""
        verb = self.predicate.verb
        clears = verb.frame == "expel" and verb.theme == "any" and not verb.tail
        if not (verb.frame in _TAKES_PRONOUN or clears) or self.predicate.mood == "noun":
            return None
        head = self.predicate.head
        if self.predicate.mood == "phrase" and self.marks.at(head, "possessor"):
            # "The rebels, *its* masters since 2013"
            return Places(head, head, head, "", (), anaphora="anaphora")
        roles = ("", "of", "on", "in") if self.predicate.verb.tail else ("", "of")
        for force in self.right_forces(*roles):
            hoisted = self.predicate.verb.tail and force.role in {"on", "in"}  # "a flag over it"
            if (hoisted or self._is_object(force)) and force.pronoun in {"it", "force"}:
                several = self.marks.tokens[force.start].word != "it"
                kind = "anaphora_many" if several else "anaphora"
                span = self.predicate.end, force.start
                share = bool(self.marks.between(*span, "part", "fraction", "percent"))
                return Places(force.start, force.end, force.lead, "", (), share, anaphora=kind)
        return None

    def _is_object(self, force: Forces) -> bool:
        """Whether it stands right after the verb: "captured it", "hold all of it"."""
        index = self.predicate.end
        while cue := self.marks.at(index, "whole", "part", "fraction", "percent", "preposition"):
            if cue.kind == "preposition" and cue.value != "of":
                break
            index = cue.end
        return force.start == index

    def _beats_off_attack(self) -> bool:
        inside = self.marks.between(self.clause.left, self.predicate.end, "verb")
        return any(cue.value.mood == "noun" for cue in inside)

    def _objects(self) -> list[Places]:
        """The places after the predicate in a role that its verb takes."""
        verb = self.predicate.verb
        roles = THEME_ROLES[verb.theme]
        if verb.frame in _ANYWHERE:
            roles = THEME_ROLES["any"]
        if verb.frame in _AHEAD:
            roles |= {"toward"}
        if verb.frame == "repel" and not self._beats_off_attack():
            roles -= {"to"}  # "pushed back to X", but "beat off an attack at X"
        # "Stopped at the gates of X", "a échoué devant X": beside is as good as in.
        beside = verb.frame == "fail" or (verb.frame == "repel" and not self.is_active)
        right = [
            self._led_from(c) if c.lead < self.predicate.end else c for c in self._places_after
        ]
        right = [
            c
            for c in right
            if not c.near or beside
            if (c.role in roles and not c.attached) or (c.part and c.role in {"in", "to"})
        ]
        if verb.mood == "noun" and verb.frame not in _ANYWHERE:
            end = self._past_agent()
            right = [c for c in right if c.lead <= end] or self._possessor() or self._of_it()
        # "X, an area in the north of the city": the city is no second object.
        narrow = any(not (is_wide(c) or c.excluded) for c in right)
        return [c for c in right if not (narrow and is_wide(c))]

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

    def _of_it(self) -> list[Places]:
        """ "Chaar, *dont* l'armée revendique *la conquête*", "la télévision *en* annonce *la
        chute*": what the pronoun stands for.
        """
        start = self.predicate.start
        if not self.marks.before(start, "determiner"):
            return []
        for it in reversed(self.marks.between(start - _OF_IT_REACH, start, "of_it", "whose")):
            named = [c for c in self.marks.places if c.spans and c.end <= it.start and not c.near]
            if it.kind == "whose":
                return [named[-1]._replace(part=False)] if named else []
            if self.marks.at(
                it.end, "verb", "source_verbs", "credits", "aux"
            ) or self.marks.is_word(it.end):
                return [pronoun_place(it.start)._replace(anaphora="clitic")]
        return []

    def _led_from(self, chunk: Places) -> Places:
        """Places whose lead runs into the verb, with what of it is their own: "noose *around*
        X" is not near X.
        """
        near = any(
            not self._counts(cue.end)
            for cue in self.marks.between(self.predicate.end, chunk.start, "near")
        )
        return chunk._replace(role=self._role_after(chunk), near=near, attached=False)

    def _counts(self, index: int) -> bool:
        """Whether a figure stands here: "in control of *around 70 %* of X" is not near X."""
        word = self.marks.tokens[index].word if index < len(self.marks.tokens) else ""
        return word.isdecimal() or self.marks.at(index, "number", "part", "fraction") is not None

    def _past_agent(self) -> int:
        """Past the date and the agent after a noun: "la prise *lundi par l'armée* de Chaar", "le
        départ *nocturne des rebelles* de Chaar".
        """
        end = self.marks.after_time(self.predicate.end)
        for party in self.right_forces("by", "of"):
            if party.lead <= end + (party.role == "of"):
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
        return "" if self.predicate.verb.theme in {"object", "next"} else chunk.role

    def _listed(self) -> list[Places]:
        """ "Prochaines cibles : Chaar au nord, Marjé au sud"."""
        if self.predicate.verb.frame != "aim":
            return []
        return [c for c in self.marks.places if c.start >= self.predicate.end]

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
                return chunk._replace(spans=named[-1].spans)
        here = [c for c in self.marks.places if c.spans and c.end <= chunk.start]
        if chunk.anaphora == "there" and not here and self.parent and self.parent.themes:
            # "L'armée a repris ce quartier ; on s'y bat de nouveau."
            return chunk._replace(spans=self.parent.themes[0].spans)
        if chunk.anaphora == "compass":
            return chunk._replace(spans=self.discourse.side_meant(chunk, self.marks))
        return chunk._replace(spans=self.discourse.places_meant(chunk, self.marks))

    def following(self, places: Places) -> Iterator[Forces]:
        """The parties between a list of places and the next: "X à l'armée, Y aux Kurdes"."""
        later = [t.start for t in self.themes if t.start >= places.end]
        limit = min(later, default=self.clause.right)
        return (f for f in self.right_forces() if places.end <= f.start < limit)


def _is_attack(cue: Cue) -> bool:
    return cue.value.mood == "noun" and cue.value.frame in _ATTACKS
