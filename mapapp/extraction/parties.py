"""Who: the parties of each clause, and whom its pronouns mean."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Self, TypeVar

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.clauses import Clause
from mapapp.extraction.cue_index import begun
from mapapp.extraction.discourse import Discourse, agreeing
from mapapp.extraction.doers import apposed, commander, enabled
from mapapp.extraction.forms import force_before
from mapapp.extraction.polarity import GOVERNING, polarity_of
from mapapp.extraction.predicates import Predicate, is_dative, owner_of
from mapapp.models import Force, Polarity

__all__ = ["OPPONENT", "Chunk", "Parties"]

#: Who fights whom where a report names one side only: the two parties of the battle.
OPPONENT: dict[Force | None, Force] = {
    "government": "opposition",
    "opposition": "government",
    "sdf": "opposition",
    "isil": "opposition",
}
_by_end = attrgetter("end")
Chunk = TypeVar("Chunk", Forces, Places)
_LASTS = 4  # tokens from "still" to its verb
_ANNOUNCES = 9  # tokens from "managed", "completed" to the noun of action it governs
_UNTIL = 6  # tokens: "*until* 22 December 2016, when"
_SAID_REACH = 4  # tokens: "conceded late on Thursday that"
_PLACE_IS_SUBJECT = frozenset({"fall", "lost", "belong", "shared", "follow"})


class Parties:
    """The parties of one clause, and how firmly it speaks."""

    def __init__(
        self,
        marks: Marks,
        clause: Clause,
        discourse: Discourse,
        parent: Self | None,
        pronouns: Sequence[Places] = (),
    ) -> None:
        self.marks = marks
        self.clause = clause
        self.predicate = clause.predicate
        self.discourse = discourse
        self.parent = parent
        self._pronouns = pronouns
        # Asked for many times: what stands on either side of the predicate.
        self._forces_before = self._left(marks.forces)
        self._forces_after = self._right(marks.forces)
        self._places_before = self._left(marks.places)
        self._places_after = self._right(marks.places)
        self.polarity: Polarity = self._polarity()
        self.implied = False  # whether the agent is named nowhere in the sentence
        self.agent: Force | None = self._agent()

    def _polarity(self) -> Polarity:
        before: Polarity = self.parent.polarity if self.parent else "asserted"
        if self.parent and self._continues(self.parent.predicate):
            return before
        if self._is_foiled():
            return "denied"
        return polarity_of(self.marks, self.clause, before)

    def _is_foiled(self) -> bool:
        """ "Foiled an attempt by the PYD *to get into X*": what was beaten off."""
        parent = self.parent.predicate if self.parent else None
        governed = self.predicate.mood == "infinitive" and self.marks.agent_first
        return governed and parent is not None and parent.verb.frame == "repel"

    def _continues(self, earlier: Predicate) -> bool:
        """ "Were able to enter X *and to take it*": what governs the first, governs both."""
        moods = {earlier.mood, self.predicate.mood}
        governed = self.marks.between(self.clause.left, self.predicate.start, *GOVERNING)
        return self.clause.opener == "join" and moods == {"infinitive"} and not governed

    @property
    def is_active(self) -> bool:
        return self.predicate.voice == "active"

    @property
    def lasts(self) -> bool:
        """Whether a hold is said to go on: "still", so that no gain has ended it."""
        return self.stays

    @property
    def stays(self) -> bool:
        """Whether something is said to be as it was, now or then."""
        start, end = self.predicate.start, self.predicate.end
        return bool(self.marks.between(max(self.clause.left, start - _LASTS), end, "still"))

    @property
    def announced(self) -> bool:
        """Whether a noun of action is the news itself: "a achevé la prise de Chaar"."""
        start = self.predicate.start
        left = max(self.clause.left, start - _ANNOUNCES)
        return bool(self.marks.between(left, start, "asserting"))

    # --- forces -------------------------------------------------------------------------------

    def left_forces(self, *roles: str) -> list[Forces]:
        """The parties before the predicate, nearest first."""
        return [f for f in self._forces_before if not roles or f.role in roles]

    def right_forces(self, *roles: str) -> list[Forces]:
        """The parties after the predicate, in order."""
        return [f for f in self._forces_after if not roles or f.role in roles]

    def forces(self) -> list[Forces]:
        return [*self.left_forces(), *self.right_forces()]

    def reaches(self, party: Forces) -> bool:
        """Whether a party is the noun's own, with no verb between: not "la chute de Chaar *a
        précipité* celle des rebelles".
        """
        if self.predicate.verb.mood != "noun":
            return True
        between = range(self.predicate.end, party.lead)
        return not any(self.marks.at(i, "aux") or self.marks.is_word(i) for i in between)

    @property
    def victim(self) -> int | None:
        """Where the party begins that was driven out: "a chassé *les rebelles* de Chaar"."""
        driven = self.predicate.verb.frame == "expel" and self.predicate.voice == "active"
        right = [f for f in self.right_forces("") if not f.adjective] if driven else []
        return right[0].start if right else None

    @property
    def driven_out(self) -> Force | None:
        """ "Une opération pour *les* déloger": whom a pronoun means, where nobody does it."""
        clitic = self.marks.before(self.predicate.start, "clitic")
        if clitic is None or self.left_forces(""):
            return None
        return self.discourse.actor(self.marks.form_of(clitic.start, clitic.end))

    def victims_of_passive(self) -> list[Forces]:
        """Those whom a passive verb says to have been driven out."""
        return self.displaced() or self.to_come()

    def displaced(self) -> list[Forces]:
        """The parties before a passive verb, without who tells: "*the army said* X was cleared"."""
        left, start = self.left_forces(""), self.predicate.start
        return [f for f in left if not self.marks.between(f.end, start, "source_verbs")]

    def recipients(self) -> list[Forces]:
        """Those to whom a place is given, beside those whom a preposition tells."""
        return []

    def failing(self) -> list[Forces]:
        """Those whose attempt fails, where they stand after the verb."""
        return []

    def attackers(self) -> list[Forces]:
        """Those whom a verb says to have been beaten off: "foiled an attempt *by rebels*"."""
        return self.right_forces(*(("of", "by") if self.is_active else ("of",)))

    def _left(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        head = self.predicate.start
        found: list[Chunk] = []
        for left, right in self.clause.stretches():
            found += reversed(begun(chunks, left, min(right, head)))
        return found

    def _right(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        return list(begun(chunks, self.predicate.end, self.clause.right))

    def resolve(self, party: Forces | None) -> Force | None:
        """The force of a party; a pronoun stands for the subject so far."""
        if party is None:
            return None
        if party.force:
            return party.force
        if party.pronoun == "others":
            return None
        earlier = [f for f in begun(self.marks.forces, 0, party.start) if f.force]
        meant = {
            "last": self._named_last,
            "we": self._speaker,
            "irregular": self._irregulars,
            "foe": self._foe,
            "dative": self._other_than_subject,
        }.get(party.pronoun, self._subject_so_far)
        return meant(party, earlier)

    def _named_last(self, party: Forces, earlier: Sequence[Forces]) -> Force | None:
        return earlier[-1].force if earlier else self.discourse.party(self.marks.form(party))

    def _foe(self, _: Forces, earlier: Sequence[Forces]) -> Force | None:
        here = [party.force for party in earlier if not (party.role or party.adjective)]
        return OPPONENT.get(here[0] if here else self.discourse.subject)

    def _subject_so_far(self, party: Forces, earlier: Sequence[Forces]) -> Force | None:
        """Whom "they" mean: who has been the subject."""
        named = [f for f in earlier if not f.adjective]
        subjects = [f for f in named if f.role == ""]
        # "L'armée a repris aux rebelles le secteur qu'*ils* tenaient": no subject agrees.
        meant = self._agreeing(party, named) if subjects else []
        bare = [f.force for f in [f for f in meant if f.role == ""] or meant]
        if not bare and party.pronoun == "force" and (speaker := commander(self.marks, party)):
            return speaker  # "un chef *des rebelles* affirme que *ses hommes* y sont"
        if not bare and self.clause.inserted and self._precedes_main_verb():
            # "From X, which they govern, the Kurds ...": the party that is meant comes later.
            later = [f for f in self.marks.forces if f.start >= self.clause.right and f.force]
            bare = [f.force for f in later if f.role == "" and not f.adjective]
        if bare or self.discourse.subject:
            return bare[0] if bare else self.discourse.actor(self.marks.form(party))
        return earlier[-1].force if earlier else None  # "an alliance of rebels said it had ..."

    def _agreeing(self, pronoun: Forces, parties: Sequence[Forces]) -> list[Forces]:
        """The parties that a pronoun can mean by its number and gender: not "elle" the rebels."""
        return agreeing(self.marks.form(pronoun), [(p, self.marks.form(p)) for p in parties])

    def _irregulars(self, _: Forces, earlier: Sequence[Forces]) -> Force:
        """Whom "fighters" without a name are: of a party named before that is no army, else
        the rebels.
        """
        named = [party.force for party in earlier if party.force not in {None, "government"}]
        if named and named[-1]:
            return named[-1]
        subject = self.discourse.subject
        return subject if subject and subject != "government" else "opposition"

    def _precedes_main_verb(self) -> bool:
        """Whether the sentence has not yet said what its subject does."""
        end = self.clause.opened_at
        return not (self.marks.between(0, end, "aux") or self.marks.between(0, end, "verb"))

    def _other_than_subject(self, party: Forces, _: Sequence[Forces]) -> Force | None:
        """Whom "lui" means: a force named before, but not the clause's own subject."""
        subject = next((f.force for f in self.left_forces("") if f.force), None)
        earlier = [f.force for f in self.marks.forces if f.end <= party.start and f.force]
        near = [f for f in self.marks.forces if f.end <= party.start]
        if near and near[-1].pronoun == "foe":
            return self.resolve(near[-1])
        named = [force for force in earlier if force != subject]
        if named or self.discourse.subject:
            return named[-1] if named else self.discourse.subject
        return earlier[-1] if earlier else None  # "selon l'armée, Chaar lui appartient"

    def _speaker(self, party: Forces, _: Sequence[Forces]) -> Force | None:
        """Who says "we": a force named in the sentence, after the words or before them."""
        saying = self.marks.between(party.end, len(self.marks.tokens), "source_verbs")
        said = [f.force for c in saying for f in self.marks.forces if f.start >= c.end and f.force]
        if said:
            return said[0]  # « Nous prendrons Chaar », promet *un rebelle*, que l'armée tient
        later = [f.force for f in self.marks.forces if f.start >= party.end and f.force]
        return later[-1] if later else self.discourse.speaker or self.discourse.subject

    def _agent(self) -> Force | None:
        predicate = self.predicate
        if predicate.verb.frame == "belong" or predicate.verb.owner != "after":
            return self.resolve(owner_of(self.marks, predicate))
        if predicate.mood == "phrase" and predicate.verb.theme == "next":
            return self._adjoining_subject()
        if predicate.attributive and self.marks.tokens[predicate.head].joined:
            return self.resolve(force_before(self.marks, predicate.head))
        if predicate.voice == "passive" or predicate.verb.mood == "noun":
            by = self.right_forces("by") or self.left_forces("by")
            if by or predicate.verb.mood != "noun":
                return self.resolve(by[0]) if by else None
            return self._noun_agent()
        return self._subject()

    def _noun_agent(self) -> Force | None:
        """ "l'assaut des rebelles", "l'assaut rebelle", "the rebels' attack", "l'armée a lancé un
        assaut".
        """
        before = force_before(self.marks, self.predicate.head)
        if before:
            return self.resolve(before)
        own = [f for f in self.right_forces() if f.adjective and f.start == self.predicate.end]
        own += [f for f in self.right_forces("of") if f.lead <= self.predicate.end + 1]
        if own:
            return self.resolve(own[0])
        if self._achieved():
            return self.resolve(self.left_forces("")[0])
        if self.predicate.verb.frame in {"attack", "enter", "leave", "lose", "surround"}:
            bare = [f for f in self.left_forces("") if not f.adjective]
            bare = bare or self.left_forces("of")  # "un chef *des rebelles* annonce une attaque"
            return self.resolve(bare[0]) if bare else None
        return None

    def _achieved(self) -> bool:
        """ "Troops *completed* the reconquest of X": the subject did what the noun tells."""
        left = [f for f in self.left_forces("") if not f.adjective]
        return bool(left) and bool(self.marks.between(left[0].end, self.predicate.head, "achieved"))

    def _subject(self) -> Force | None:
        if self.parent and self._is_foiled():
            attackers = self.parent.right_forces("by", "of")
            return self.resolve(attackers[0]) if attackers else OPPONENT.get(self.parent.agent)
        roles = ("", "to", "of") if self.predicate.mood == "infinitive" else ("",)
        left = [f for f in self.left_forces(*roles) if not f.adjective]
        if len(left) > 1 and self._is_pronoun_object(*left[:2]):
            left = left[1:]
        if self.predicate.mood == "phrase" and (beside := apposed(self.marks, self.clause)):
            return self.resolve(beside)
        if not left and self.predicate.verb.theme == "to":
            left = self.left_forces()  # "le domaine des *rebelles* se réduit à Chaar"
        if left:
            return self.resolve(left[0])
        after = [f for f in self.right_forces("") if not f.adjective]
        if after and (self._opens_sentence() or self._asks_object()):
            return self.resolve(after[0])
        if self.predicate.mood == "phrase" and self.clause.left == self.predicate.start == 0:
            return self._subject_to_come()  # "Maîtresse de Chaar, *l'armée* ..."
        if self.clause.inserted:
            return self.resolve(self._party_before())
        # "Après avoir perdu Chaar, *l'armée* ..."
        comes = self.predicate.mood == "infinitive" and self.clause.left == 0 and not self.parent
        if self._opens_sentence() or (comes and self.marks.at(0, "aftermath")):
            return self._subject_to_come()
        told = self.parent.agent if self.parent else None
        return (
            told
            or enabled(self.marks, self.predicate)
            or (None if self.parent else self._earlier_subject())
        )

    def _is_pronoun_object(self, nearest: Forces, subject: Forces) -> bool:
        """ "Si l'EI *nous* prend Chaar", "l'armée dit *leur* avoir pris Chaar"."""
        if nearest.pronoun == "we":
            return subject.end == nearest.start
        return nearest.pronoun == "dative" and is_dative(nearest, self.predicate)

    def _adjoining_subject(self) -> Force | None:
        """ "*Rebels* are in Shaar", but "a house of the rebels' is in Shaar"."""
        left = [f for f in self.left_forces("") if not f.adjective][:1]
        if not left:
            return None
        words = any(map(self.marks.is_word, range(left[0].end, self.predicate.start)))
        placed = self.marks.at(left[0].end, "preposition")  # "rebels *from the country* are in"
        return self.resolve(left[0]) if placed or not words else None

    @property
    def is_former(self) -> bool:
        """ "Formerly rebel-held", "previously held by": a hold that has ended."""
        predicate = self.predicate
        described = predicate.attributive or predicate.verb.owner in {"beside", "before"}
        owner = force_before(self.marks, predicate.head) if described else None
        starts = {predicate.start, predicate.head}
        starts |= {owner.start} if owner else set()
        if owner and self.marks.between(owner.lead, owner.start, "former"):
            return True  # "once a rebel stronghold"
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
    def in_turn(self) -> bool:
        """ "Cheikh Saïd tombe *à son tour*": to whom the place before it fell."""
        return bool(self.marks.between(self.clause.left, self.clause.right, "in_turn"))

    @property
    def is_asked(self) -> bool:
        """ "On ignore *qui tient Chaar*": a question within a statement claims nothing."""
        start = self.clause.opened_at
        asks = self.marks.at(start, "relative_subject") and self.marks.before(start, "asks")
        return asks is not None

    @property
    def returns(self) -> bool:
        """Whether a place is said to be back in someone's hands: a gain, not a mere hold."""
        predicate = self.predicate
        beside = self.marks.between(predicate.start, predicate.end + 2, "again")
        return predicate.mood in {"phrase", "present"} and bool(beside)

    @property
    def by_others(self) -> bool:
        """Whether the doer is none of the parties: residents who leave take no place along."""
        if self.predicate.voice == "passive" or self.predicate.verb.mood in {"noun", "phrase"}:
            return False
        start = self.predicate.start
        if self.predicate.verb.frame == "fall":
            return bool(self.marks.between(self.clause.left, start, "strike"))  # "des obus"
        if self._place_is_subject():
            return False
        left = [f for f in self.left_forces("") if not f.adjective]
        if left:
            return left[0].pronoun == "others"
        # "fighters who were pulling out": the pronoun stands for a noun that names no party.
        start = self.clause.opened_at
        subject = self.marks.at(start, "relative_subject") and self.marks.agent_first
        if self.marks.is_comma(start - 1) and self.marks.before(start - 2, "determiner"):
            start -= 1  # "les miliciens, qui"
        noun = self.marks.is_word(start - 1) or self.marks.before(start, "member") is not None
        noun |= any(f.end == start and f.pronoun == "irregular" for f in self.marks.forces)
        return bool(subject and noun) and self._is_bare_relative()

    def _is_bare_relative(self) -> bool:
        """Whether the verb follows its relative pronoun at once: "who left", "that held"."""
        index = self.clause.opened_at + 1
        while cue := self.marks.at(index, "adverb", "still", "aux"):
            index = cue.end
        return self.clause.opener == "relative" and index >= self.predicate.start

    @property
    def has_other_subject(self) -> bool:
        """Whether someone else than a force is the subject: "la Russie prend son veto"."""
        finite = self.predicate.mood not in {"noun", "phrase", "participle", "infinitive", "gerund"}
        return finite and self.agent is None and (self._has_words_before() or self._is_someones())

    def _is_someones(self) -> bool:
        """ "*Mohammed, 30 ans*, a fui Chaar": the subject stands before what was inserted."""
        return any(
            self.marks.is_word(index)
            for start, end in self.clause.before
            for index in range(start, end)
        )

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
        later = self._bare_after()
        return self.resolve(later[0]) if later else self.discourse.subject

    def to_come(self) -> list[Forces]:
        """The parties that a clause before its subject may describe: "Chassé de Chaar, l'EI"."""
        if not self._opens_sentence():
            return []
        return self._bare_after()

    def _bare_after(self) -> list[Forces]:
        later = (f for f in self.marks.forces if f.start >= self.clause.right)
        return [f for f in later if f.role == "" and not f.adjective]

    def _antecedent(self) -> Forces | Places | None:
        """What a relative pronoun or an inserted description stands for: the chunk before."""
        if not self.clause.inserted:
            return None
        opened = self.clause.opened_at
        chunks: list[Forces | Places] = [
            *begun(self.marks.places, 0, opened),
            *begun(self.marks.forces, 0, opened),
        ]
        before = [chunk for chunk in chunks if chunk.end <= opened]
        if any(isinstance(chunk, Places) and not chunk.near for chunk in before):
            # "Farafra, près de la citadelle, *dont* l'armée s'est saisie"
            before = [c for c in before if not (isinstance(c, Places) and c.near)]
        nearest = max(before, key=_by_end, default=None)
        if nearest and self._says_where(nearest):
            # "Salaheddine, *à Alep*, que l'armée a pris": the town only says where.
            narrow = (chunk for chunk in before if not self._says_where(chunk))
            return max(narrow, key=_by_end, default=nearest)
        return nearest

    @property
    def names_none(self) -> bool:
        """Whether what is said is said of no part of a place: "not one lane of it is held"."""
        return bool(self.marks.between(self.clause.left, self.predicate.start, "none"))

    @property
    def ends_hold(self) -> bool:
        """ "Rebels ran Hanano *until the army stormed it*": who comes in is who has it then."""
        opened = self.clause.opened_at
        ends = self.marks.at(opened, "time_until")
        if self.marks.at(opened, "when"):  # "until 22 December, *when* the army moved in"
            ends = next(iter(self.marks.between(opened - _UNTIL, opened, "time_until")), None)
        return bool(ends and self.parent and self.parent.predicate.verb.frame in {"hold", "belong"})

    @property
    def names_agent(self) -> bool:
        """Whether the party that acts is named beside its verb, where order alone tells it."""
        return True

    @property
    def told_of_past_entry(self) -> bool:
        """Whether an entry is told as the way in which a place once changed hands."""
        return False

    @property
    def names_others(self) -> bool:
        """Whether the noun before the verb is one that nothing explains: no party, no unit."""
        return self.marks.is_word(self.predicate.start - 1)

    def _says_where(self, chunk: Forces | Places) -> bool:
        """Whether it is only the town or side of it that a place lies in."""
        if not isinstance(chunk, Places) or not chunk.spans or not all(s.wide for s in chunk.spans):
            return False
        if self.marks.before(chunk.lead, "ground"):
            return False  # "la part *d'Alep-Est* aux mains du régime"
        # "Deux faubourgs d'Alep": a noun beside the names before.
        quarters = self.marks.between(chunk.lead, chunk.start, "quarter")
        return chunk.role in {"in", "to", "of"} or bool(quarters)

    def _has_words_before(self) -> bool:
        """Whether the clause has a subject of its own, even one that nothing explains."""
        marks, start = self.marks, self.predicate.start
        return any(
            marks.is_word(i) or marks.at(i, "negation_end", "determiner", "source_name")
            for i in range(self.clause.left, start)
        )

    def _place_is_subject(self) -> bool:
        frame, passive = self.predicate.verb.frame, self.predicate.voice == "passive"
        if self.predicate.verb.mood == "noun":
            return False
        passive |= frame == "surround" and self.predicate.mood == "phrase"
        return frame in _PLACE_IS_SUBJECT or (passive and frame not in {"expel", "repel"})
