"""Who does what where the verb comes first, as in Arabic.

The agent follows its verb or, in the genitive, its noun ("سيطرة الجيش على ..."), and is left
out where it goes on from before; an attached pronoun agrees with what it stands for.
"""

from mapapp.extraction.chunks import Forces
from mapapp.extraction.parties import OPPONENT
from mapapp.extraction.roles import Roles
from mapapp.extraction.verb_first_places import VerbFirstPlaces
from mapapp.models import Force, Polarity

__all__ = ["VerbFirstRoles"]

_FOR = "ل"
_TWO_SIDES = frozenset({"fight", "shared"})


class VerbFirstRoles(VerbFirstPlaces):
    """The parties and places of one clause of a language that puts its verbs first."""

    def _polarity(self) -> Polarity:
        polarity = super()._polarity()
        if self._beaten_off() or (polarity == "asserted" and self._reported_denied()):
            return "denied"
        return "planned" if polarity == "asserted" and self._is_purpose() else polarity

    def _is_purpose(self) -> bool:
        """ "معارك للسيطرة على الحي": what a noun of action with its article is done for."""
        start = self.predicate.start
        noun = self.predicate.verb.mood == "noun" and self.predicate.verb.frame == "take"
        for_it = start > 0 and self.marks.tokens[start - 1].word == _FOR
        return noun and for_it and self.marks.tokens[start].word.startswith("ال")

    def _reported_denied(self) -> bool:
        """ "نفى المصدر أنباء عن أن الجيش دخل الحي وسيطر عليه": all that the denial covers."""
        start = self.predicate.start
        denials = self.marks.between(0, start, "denying")
        if not denials:
            return False
        said = [
            cue
            for cue in self.marks.between(denials[-1].end, start, "source_verbs")
            if self.marks.before(cue.start, "join")
        ]
        covers = not said and not self.marks.between(denials[-1].end, start, "break")
        return covers and self.predicate.mood not in {"phrase", "participle"}

    def _agent(self) -> Force | None:
        if self._beaten_off() and self.parent:
            return self._attacker(self.parent)
        return super()._agent()

    def _beaten_off(self) -> bool:
        """ "أحبط الثوار محاولة لقوات النظام *التقدم* ...": what a repelled attack aimed at."""
        governed = self.predicate.mood in {"infinitive", "noun"}
        repelled = self.parent and self.parent.predicate.verb.frame in {"repel", "fail"}
        return governed and bool(repelled)

    def _attacker(self, repelled: Roles) -> Force | None:
        parties = (*repelled.right_forces("to", "from"), *self.right_forces("", "to"))
        others = [party for party in parties if party.force != repelled.agent]
        return self.resolve(others[0]) if others else OPPONENT.get(repelled.agent)

    def resolve(self, party: Forces | None) -> Force | None:
        """The force of a party; an attached pronoun stands for the last that it agrees with."""
        if party is None or party.pronoun != "last":
            return super().resolve(party)
        earlier = [f for f in self.marks.forces if f.end <= party.start and f.force]
        agreeing = [f for f in earlier if self._agree(party, f)]
        named = (agreeing or earlier)[-1:]
        return named[0].force if named else self.discourse.subject

    def _agree(self, pronoun: Forces, force: Forces) -> bool:
        """Whether "his" is said of an army, "their" of fighters, "her" of forces."""
        suffix = self.marks.tokens[pronoun.end - 1].word.strip("+-")
        kinds = [k for k in ("he", "they") if self.marks.at(force.start, "agrees_" + k)]
        return suffix == {"he": "ه", "they": "هم"}.get("".join(kinds), "ها")

    def _subject(self) -> Force | None:
        if self.predicate.verb.frame == "expel" and self.parent and self.parent.agent:
            parties = self.right_forces("")
            if len(parties) == 1:
                return self.parent.agent  # "استعاد الجيش الحي وطرد منه المسلحين"
        after = [f for f in self.right_forces("") if not f.adjective]
        driven = self.predicate.verb.frame == "expel" and self.left_forces("")
        if after and self._own(after[0]) and not driven and not self._comes_second():
            return self.resolve(after[0])
        left = [f for f in self.left_forces("") if not f.adjective]
        if left:
            return self.resolve(left[0])
        antecedent = self._antecedent()
        if isinstance(antecedent, Forces):
            return self.resolve(antecedent)
        if after:
            return self.resolve(after[0])
        return self._subject_before()

    def _comes_second(self) -> bool:
        """Whether the verb stands right after its subject: "النظام يسيطر على ..."."""
        before = self.predicate.start
        while cue := self.marks.before(before, "adverb", "still", "aux"):
            before = cue.start
        return any(force.end == before and not force.role for force in self.marks.forces)

    def _subject_before(self) -> Force | None:
        """The subject that goes on, where the clause names none."""
        if self.predicate.verb.frame == "aim" or self._passive_subject():
            return None
        before = (self.parent.agent if self.parent else None) or self._earlier_subject()
        self.implied = before is None
        return before or self.discourse.subject

    @property
    def has_other_subject(self) -> bool:
        """Whether a noun that is no force follows the verb as its subject: "سيطر الخوف على"."""
        index = self.predicate.head + 1
        noun = self.marks.is_word(index) and self.marks.tokens[index].word.startswith("ال")
        return noun and self.predicate.mood not in {"noun", "phrase", "participle"}

    def _own(self, force: Forces) -> bool:
        """Whether a force that follows is the verb's, not that of a noun further on."""
        between = range(self.predicate.end, force.lead)
        return not any(self.marks.is_word(index) for index in between)

    def _noun_agent(self) -> Force | None:
        if self.predicate.verb.frame in _TWO_SIDES:
            return None
        genitive = [f for f in self.right_forces("") if f.lead <= self.predicate.end]
        if self.predicate.verb.frame == "leave":
            genitive = genitive or self._some_of()
        if genitive and self.predicate.verb.frame not in {"expel", "repel"}:
            return self.resolve(genitive[0])
        left = self.left_forces("")
        if left:
            return self.resolve(left[0])
        if self.parent and self.parent.agent:
            self.implied = self.parent.implied or self.predicate.verb.frame == "enter"
            return self.parent.agent
        start = self.predicate.start
        before = [f for f in self.marks.forces if f.end <= start and f.role not in {"from", "by"}]
        if self.announced and before:
            return self.resolve(before[-1])  # "أعلنت قيادة الجيش السيطرة على الحي"
        self.implied = True
        if self.polarity == "asserted":
            return None
        bare = [f for f in before if not f.role]
        return self.resolve(bare[-1]) if bare else self.discourse.subject

    def _some_of(self) -> list[Forces]:
        """ "خروج دفعة من المسلحين من ...": those who leave."""
        first = min((c.lead for c in self._right_places()), default=self.clause.right)
        return [f for f in self.right_forces("from") if f.start < first]

    def attackers(self) -> list[Forces]:
        """All parties of a repelled attack but those who repelled it."""
        return [f for f in self.right_forces() if self.resolve(f) not in {None, self.agent}]
