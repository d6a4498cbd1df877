"""Which places a clause is about where they are its subject: "Chaar est tombé"."""

from collections.abc import Iterator

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.parties import Parties
from mapapp.extraction.predicates import Predicate

_COUNTS = 3  # tokens from a verb to the number of its quarters
__all__ = ["Subjects", "is_wide", "object_pronouns", "pronoun_place"]


class Subjects(Parties):
    """The places before the predicate of a clause, and what else may stand for them.

    ``themes`` are the places that the clause is about, which roles.py settles.
    """

    themes: list[Places]

    def _left_places(self) -> list[Places]:
        left = [c for c in self._places_before if not c.near]
        # "At Zahra, *in the west of Aleppo*, ...": the side only says where that is.
        narrow = self.marks.agent_first and any(not is_wide(c) for c in left if c.spans)
        return [c for c in left if not (narrow and is_wide(c) and c.role == "in")]

    def _right_places(self) -> list[Places]:
        return [c for c in self._places_after if not c.near]

    def _subject_places(self) -> list[Places]:
        if self.predicate.attributive:
            described = [
                c
                for c in self._right_places()
                if c.lead <= self.predicate.end
                # "Sent aid *to rebel-held Shaar*": the preposition is that of the name.
                and (c.role in {"", "of"} or c.start == self.predicate.end)
            ][:1]
            if described or self._leads_noun():
                return described or self._apposed_to()
            # "Shaar is rebel-held"
        beside = [c for c in self._left_places() if c.anaphora == "compass"]
        if beside and beside[0].end == self.predicate.start:
            return beside[:1]  # "les quartiers ouest contrôlés par l'armée"
        if self._describes_noun():
            return self._of_described_noun() or self._apposed() or self._of_many()
        return self._name_beside() or self._named_subject() or self._implied_subject()

    def _named_subject(self) -> list[Places]:
        left = [
            c
            for c in self._left_places()
            if c.role in {"", "of"} and not c.attached and c.anaphora != "there"
        ]
        if left and all(span.wide for span in left[0].spans) and (of_it := self._counted_before()):
            return of_it  # "A, B, C : trois quartiers d'Alep ont été pris"
        if left and self.clause.inserted and self.predicate.mood == "phrase":
            # What is said of "a part of Chaar, a rebel quarter" is said of Chaar.
            between = self.marks.tokens[left[0].end : self.predicate.start]
            # "Quelques rues de Chaar restent rebelles": no comma, no apposition.
            said = not any(token.word == "," for token in between) or bool(
                self.marks.between(left[0].end, self.predicate.start, "aux")
            )
            return [left[0] if said else left[0]._replace(part=False)]
        if left:
            return self._with_joined(left)
        antecedent = self._antecedent()
        if isinstance(antecedent, Forces) and antecedent.end == self.predicate.start:
            return []  # "reporters taken to the front"
        if isinstance(antecedent, Places) and antecedent.anaphora == "there":
            return [antecedent._replace(part=True)]  # "y donne pour conquise la colline"
        if isinstance(antecedent, Places) and self._is_one_of_many(antecedent):
            return self._after_copula()
        if isinstance(antecedent, Places) and self._describes_thing_in(antecedent):
            return [antecedent._replace(part=True)]
        if isinstance(antecedent, Places) and self.clause.opener != "join":
            # What is said of "a part of Chaar, a rebel quarter" is said of Chaar.
            part = self._is_whose_part() or self._shares_antecedent()
            part |= antecedent.part and is_wide(antecedent)
            return [self._narrowed(antecedent)._replace(part=part)]
        right = self._places_after_owner() or self._inverted() or self._spelled_out()
        right = right or self._places_to_come()
        if right:
            return right
        return []

    def _name_beside(self) -> list[Places]:
        """ "Des vivres pour *Chaar*, bastion rebelle": the name that a description follows."""
        clause, marks = self.clause, self.marks
        if self.predicate.mood != "phrase" or not clause.inserted:
            return []
        if not marks.is_comma(clause.left - 1):
            return []
        named = [c for c in marks.places if c.end == clause.left - 1 and not (c.near or is_wide(c))]
        return [chunk._replace(part=False) for chunk in named if chunk.spans]

    def _implied_subject(self) -> list[Places]:
        if self._is_generic():
            if counted := self._counted_before():
                return counted
            colon = [c for c in self.marks.places if self.marks.is_colon(c.lead)]
            after = [c for c in (*self._right_places(), *colon) if not c.role]
            return [c for c in after if c.start >= self.predicate.end][:1]
        after = self._after_copula()
        if after:
            return after
        if self._has_pronoun_subject() and not self._is_own():
            return [pronoun_place(self.predicate.start)]
        if self.parent and self.parent.themes and not self._has_words_before():
            return self.parent.themes
        return self._located()

    def _is_whose_part(self) -> bool:
        """ "Chaar, *dont la moitié* est tombée"."""
        start, end = self.clause.opened_at, self.predicate.start
        whose = self.marks.at(start, "whose") is not None
        return whose and bool(self.marks.between(start, end, "part", "percent", "fraction"))

    def _is_one_of_many(self, place: Places) -> bool:
        """ "Chaar est perdu, *les quartiers qui* restent sont Marjé et Maadi": several are meant,
        not the one before.
        """
        start = self.clause.opened_at
        many = self.marks.before(start, "quarter") and self.marks.agent_first
        return bool(many) and len(place.spans) == 1 and self.marks.tokens[start - 1].word[-1] == "s"

    def _describes_thing_in(self, place: Places) -> bool:
        """ "À Chaar, *une école* qui a changé de mains": what is described is a part of it."""
        between = range(place.end, self.clause.opened_at)
        if self.marks.before(self.clause.opened_at, "quarter"):
            return False  # "à Chaar et à Marjé, *les deux seuls quartiers* qui"
        return place.role in {"in", "to"} and any(self.marks.is_word(i) for i in between)

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
        noun = self.marks.before(index, "quarter", "part", "ground")
        if noun and noun.kind == "quarter" and noun.start - 1 in self.marks.named:
            return False  # "the Shaar district, cleared of rebels"
        return self.marks.is_word(index - 1) or bool(noun)

    def _of_described_noun(self) -> list[Places]:
        after = self._places_after_owner() or self._after_copula()
        if after or not self.marks.before(self.predicate.start, "part"):
            return after
        return [chunk._replace(part=True) for chunk in self._left_places()[:1]]

    def _of_many(self) -> list[Places]:
        """ "*Parmi les quartiers* repris, un officier cite *Chaar et Marjé*"."""
        if not self.marks.at(self.clause.left, "one_of"):
            return []
        return [c for c in self._right_places() if c.spans and c.role in {"", "of"}][:1]

    def _after_copula(self) -> list[Places]:
        """ "Among the quarters captured *were X and Y*", "the latest to fall *was X*"."""
        return [
            chunk
            for chunk in self._right_places()
            if (cue := self.marks.before(chunk.lead, "aux")) and cue.value[0] == "be"
        ][:1]

    def _leads_noun(self) -> bool:
        """ "Rebel-held *areas*", but "Shaar is rebel-held", "rebel-held since 2012"."""
        end = self.predicate.end
        word = self.marks.tokens[end].word if end < len(self.marks.tokens) else "."
        return word[0].isalpha() and not self.marks.at(
            end, "preposition", "join", "break", "adverb", "relative", "aux", "time_since"
        )

    def _apposed_to(self) -> list[Places]:
        """ "*Shaar*, a Kurdish-held hill": of the name that a comma parts from it."""
        antecedent = self._antecedent()
        index = self.predicate.start
        while cue := self.marks.before(index, "determiner", "adverb", "force"):
            index = cue.start
        comma = index > 0 and self.marks.tokens[index - 1].word == ","
        plural = self.marks.tokens[self.predicate.end].word.endswith("s")
        beside = isinstance(antecedent, Places) and antecedent.end == index - 1
        if isinstance(antecedent, Places) and comma and beside and not plural:
            return [antecedent._replace(part=False)]
        return []

    def _apposed(self) -> list[Places]:
        """ "Hanano, *le plus grand quartier* tenu par les rebelles": the noun is the place."""
        antecedent = self._antecedent()
        comma = self.marks.tokens[self.clause.left - 1].word == "," if self.clause.left else False
        beside = isinstance(antecedent, Places) and antecedent.end == self.clause.left - 1
        quarter = self.marks.between(self.clause.left, self.predicate.start, "quarter")
        if isinstance(antecedent, Places) and comma and beside and quarter:
            return [antecedent._replace(part=False)]
        return []

    def _with_joined(self, left: list[Places]) -> list[Places]:
        """The nearest places, and those that an inserted "like X" or "and in X" adds to."""
        kept = [left[0]]
        for chunk in left[1:]:
            if not self._is_joined(kept[-1]) or not self._is_next(chunk, kept[-1]):
                break
            kept.append(chunk)
        right = [c for c in self._right_places() if self._is_joined(c) and not c.role]
        end = self.predicate.end
        return kept + [
            c for c in right if c.spans and not self.marks.between(end, c.start, "aux", "between")
        ]

    def _is_next(self, chunk: Places, following: Places) -> bool:
        """Whether no verb and no unknown word parts two lists of places."""
        return not any(
            self.marks.is_word(index)
            or any(cue.value.mood not in {"noun", "phrase"} for cue in self.marks.verbs_at(index))
            for index in range(chunk.end, following.lead)
        )

    def _is_joined(self, chunk: Places) -> bool:
        """Whether "like" or "and" adds a list of places to another."""
        join = self.marks.before(chunk.lead, "join")
        return join is not None and self.marks.tokens[join.start].word != ","

    def _is_generic(self) -> bool:
        """ "*Plusieurs quartiers* ont été pris, dont Chaar et Marjé": names follow."""
        span = self.clause.left, self.predicate.start
        generic = bool(self.marks.between(*span, "quarter"))
        if self.clause.opener == "next":  # "five rebel *districts* passed ..."
            generic |= self.marks.before(self.clause.left, "quarter") is not None
        return self.marks.agent_first and generic

    def _is_own(self) -> bool:
        """ "Ils ont renforcé *leurs positions*": they are no place."""
        belongs = self.predicate.verb.frame == "belong"
        return belongs and self.marks.before(self.predicate.head, "own") is not None

    def _counted_before(self) -> list[Places]:
        """ "A, B, C : *trois quartiers* ont été pris", "A lundi, B mardi : l'armée a pris *deux
        quartiers*".
        """
        marks, right = self.marks, self.predicate.end + _COUNTS
        for number in marks.between(self.clause.left, right, "number"):
            if number.start >= self.predicate.end and not marks.at(number.end, "quarter"):
                continue
            before = [c for c in marks.places if c.spans and c.end <= number.start]
            for chunk in before:
                if len(chunk.spans) == number.value > 1:
                    return [chunk]
            colon = [c for c in before if ":" in marks.words[c.end : self.clause.left]]
            bare = [c for c in colon if not c.role]
            if sum(len(c.spans) for c in bare) == number.value > 1:
                return bare
        return []

    def _has_pronoun_subject(self) -> bool:
        left = self.left_forces("")
        return bool(left) and left[0].pronoun in {"it", "force"}

    def _places_after_owner(self) -> list[Places]:
        """ "les quartiers rebelles de Chaar", "des zones tenues par l'armée dans l'ouest"."""
        roles = {"of", ""} if self.predicate.verb.frame == "belong" else set()
        if self.predicate.verb.frame in {"belong", "hold"} and self._generic_subject():
            roles |= {"in", "of", ""}
        right = self._right_places()
        if self.predicate.verb.frame == "belong" and self.predicate.head <= 1:
            # "Du côté rebelle, *à Chaar*, les marchés ont rouvert"
            here = [c for c in right if c.role in {"to", "in"} and self.marks.is_comma(c.lead - 1)]
            if here:
                return here[:1]
        return [c for c in right if c.role in roles][:1]

    def _inverted(self) -> list[Places]:
        """ "L'après-midi a vu tomber *Chaar*", "sont tombés *Chaar et Marjé*", "also recovered was
        *Shaar*".
        """
        be = self.marks.at(self.predicate.end, "aux") if self.predicate.reduced else None
        if be and be.value[0] == "be" and self.predicate.voice == "passive":
            return [c for c in self._right_places() if c.lead == be.end]
        if self.predicate.verb.frame not in {"fall", "follow"}:
            return []
        end = self.predicate.end  # what leads "le tour *de Chaar*" is the verb's own
        return [c for c in self._right_places() if c.lead <= end - bool(c.role)][:1]

    def _places_to_come(self) -> list[Places]:
        """ "Nettoyés samedi, *Chaar et Marjé* servent de base": the subject follows."""
        if not self._opens_sentence():
            return []
        bare = [c for c in self.marks.places if c.lead >= self.predicate.end and not c.role]
        return [c for c in bare if self.marks.tokens[c.lead - 1].word == ","][:1]

    def _generic_subject(self) -> bool:
        """Whether the holder's ground is only "zones" or "quarters", placed by what follows."""
        start, end = self.predicate.start, self.predicate.end
        return bool(
            self.marks.before(start, "quarter") or self.marks.between(start, end, "quarter")
        )

    def _located(self) -> list[Places]:
        """Places before a bare predicate, wherever they stand: "À Chaar, ... contrôlé par"."""
        part = self._has_words_before() or self._has_share_before()
        finite = self.predicate.mood in {"told", "present"} and self.predicate.verb.frame == "fall"
        if part and finite and self.marks.agent_first:
            return []  # "*Prices* in Shaar fell"
        found = [c for c in self._left_places() if not c.attached][:1]
        return [chunk._replace(part=chunk.part or part) for chunk in found]

    def _has_share_before(self) -> bool:
        """ "A Chaar, *40 % du terrain* est tenu par l'armée"."""
        span = self.clause.left, self.predicate.start
        return bool(self.marks.between(*span, "part", "percent", "fraction"))

    def _shares_antecedent(self) -> bool:
        """ "Shaar, *half of which* is held by rebels", "*whose northern half* rebels hold"."""
        opened = self.clause.opened_at
        if self.marks.before(opened, "part", "percent", "fraction"):
            return True
        relative = self.marks.at(opened, "relative")
        return relative is not None and bool(self.marks.at(relative.end, "part", "fraction"))

    def _narrowed(self, antecedent: Places) -> Places:
        """Of a list, a relative clause without a comma describes the last name only, unless it
        describes the part of them all.
        """
        if antecedent.part or self.clause.opened_at != antecedent.end:
            return antecedent
        if self.marks.at(antecedent.end, "break"):
            return antecedent  # "donnait Chaar et Marjé *pour* libérés"
        return antecedent._replace(spans=antecedent.spans[-1:])

    def _spelled_out(self) -> list[Places]:
        """ "Five rebel districts fell on Tuesday: *Chaar, Marjé and ...*"."""
        words, places = self.marks.words, self.marks.places
        if ":" not in words[self.predicate.end :]:
            return []
        colon = words.index(":", self.predicate.end)
        left, right = self.clause.left, min(colon, self.clause.right)
        own = [c for c in places if left <= c.start and c.end <= right]
        if any(not all(span.wide for span in chunk.spans) for chunk in own):
            return []
        if not self.marks.between(0, colon, "quarter"):
            return []
        return [chunk for chunk in places if not chunk.role and chunk.start > colon][:1]

    def _cleft_scene(self) -> list[Places]:
        """ "*À Chaar*, ce sont les Kurdes qui tiennent les barrages"."""
        doer = self._antecedent()
        be = self.marks.before(doer.lead, "aux") if isinstance(doer, Forces) else None
        if be is None or be.value[0] != "be" or not self.marks.agent_first:
            return []
        places = self.marks.places[:1]
        return [c for c in places if c.lead == 0 and self.marks.is_comma(c.end)]

    def _own_capture(self) -> list[Places]:
        """ "La télévision proclame *sa* libération": that of what was spoken of."""
        noun = self.predicate.verb.mood == "noun" and self.predicate.verb.frame == "take"
        owned = noun and self.marks.before(self.predicate.start, "own")
        goes_on = self.marks.at(self.predicate.end, "preposition")
        return [pronoun_place(self.predicate.start)] if owned and not goes_on else []


def is_wide(chunk: Places) -> bool:
    """Whether a list names only the city or sides of it."""
    return bool(chunk.spans) and all(span.wide for span in chunk.spans)


def pronoun_place(index: int) -> Places:
    """A chunk that stands for the places talked of, at a token."""
    return Places(index, index, index, "", (), anaphora="there")


def object_pronouns(marks: Marks, predicates: list[Predicate]) -> Iterator[Places]:
    """The pronouns directly before a verb that stand for a place: "l'ont repris"."""
    for predicate in predicates:
        bare = predicate.mood == "phrase" and not marks.at(predicate.start, "aux")
        if predicate.mood in {"noun", "participle", "gerund"} or bare:
            continue
        index = predicate.start
        while cue := marks.before(index, "clitic", "negation"):
            index = cue.start
            if cue.kind == "clitic":
                yield Places(index, cue.end, index, "", (), anaphora="clitic")
