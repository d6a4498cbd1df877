"""Who does what where the verb comes first, as in Arabic.

The agent follows its verb or, in the genitive, its noun ("سيطرة الجيش على ..."), and is left
out where it goes on from before; an attached pronoun agrees with what it stands for.
"""

from collections.abc import Sequence

from mapapp.extraction.chunks import Forces, Marks, Places
from mapapp.extraction.clauses import Clause
from mapapp.extraction.cue_index import begun
from mapapp.extraction.discourse import Discourse
from mapapp.extraction.parties import OPPONENT
from mapapp.extraction.roles import Roles
from mapapp.extraction.verb_first_places import VerbFirstPlaces
from mapapp.models import Force, Polarity

__all__ = ["VerbFirstRoles"]

_FOR = "ل"
_STILL_REACH = 7  # tokens from "still" over the subject to the verb
_GOVERNED = 6  # tokens before an aside within which a word still governs what follows
_THAT = "ان"  # evened out, "that" and "if" are one word
_BEFORE_THAT = frozenset(
    [
        "بعد",
        "قبل",
        "منذ",
        "الي",
        "عقب",
        "اثر",
        "ما",
        "سبق",
        "حتي",
        "بمجرد",
        "غداه",
        "دون",
        "يوم",
        "حين",
        "لولا",
    ]
)
_STAYED, _STAYED_REACH = frozenset({"ظل", "ظلت", "بقي", "بقيت"}), 7
_ACCUSATIVE = ("ين", "ي")  # the plural as an object: "طرد المسلحين"
#: Endings of verbs whose subject is not said again.
_PLURAL, _FEMININE = ("وا", "ون"), "ت"
_TWO_SIDES = frozenset({"fight", "shared"})
_FUTURE = ("سي", "ست", "سوف")
_ELABORATES = frozenset({"اذ", "حيث"})
_MOVES = frozenset({"enter", "attack", "leave"})  # "تقدم *لقوات النظام*"


class VerbFirstRoles(VerbFirstPlaces):
    """The parties and places of one clause of a language that puts its verbs first."""

    def __init__(
        self,
        marks: Marks,
        clause: Clause,
        discourse: Discourse,
        parent: "VerbFirstRoles | None",
        pronouns: Sequence[Places] = (),
    ) -> None:
        if _drives_nobody(marks, clause):
            clause = clause._replace(predicate=clause.predicate._replace(voice="passive"))
        super().__init__(marks, clause, discourse, parent, pronouns)

    def victims_of_passive(self) -> list[Forces]:
        """The party after the verb, else the one before."""
        end, start = self.predicate.end, self.predicate.start
        earlier = [f for f in self.marks.forces if f.end <= start and not f.role]
        own = [f for f in self.right_forces("") if f.start == end] or self.left_forces("")
        return own[:1] or earlier[-1:]

    def recipients(self) -> list[Forces]:
        """ "سلمت الوحدات *قوات النظام* الحي": who gets what is given has no preposition."""
        bare = self.right_forces("")
        handed = len(bare) > 1 and bare[0].end == bare[1].lead
        return bare[1:2] if handed else []

    def failing(self) -> list[Forces]:
        """ "تحطم هجوم *الجيش* على الحي"."""
        return self.right_forces("", "to")[:1] if self.predicate.verb.frame == "fail" else []

    def _polarity(self) -> Polarity:
        polarity = super()._polarity()
        if (
            self._beaten_off()
            or self._was_vain()
            or (polarity == "asserted" and self._reported_denied())
        ):
            return "denied"
        if polarity == "asserted" and (
            self._is_condition() or self._would() or self._is_within_power()
        ):
            return "hypothetical"
        return "planned" if polarity == "asserted" and self._is_purpose() else polarity

    def _was_vain(self) -> bool:
        """ "محاولات تسلل فاشلة", "سقوط الحي عار عن الصحة": what is said behind the noun."""
        end = self.predicate.end
        if self.predicate.verb.mood != "noun":
            return False
        denials = self.marks.between(end, self.clause.right, "denying")
        phrase = any(cue.end - cue.start > 1 for cue in denials)
        return phrase or bool(self.marks.between(end, end + 2, "failed"))

    def _is_within_power(self) -> bool:
        """ "بات بوسع الجيش، إن أراد، أن يعيد فرض الحصار": the governing word before an aside."""
        if self.predicate.verb.mood != "noun":
            return False
        return any(
            self.marks.between(max(left, right - _GOVERNED), right, "hypothetical")
            for left, right in self.clause.before
        )

    def _is_condition(self) -> bool:
        """ "إن سقط الحي": "that" before a past tense is "if", but for "after that" and its like."""
        start, tokens = self.predicate.start, self.marks.tokens
        if self.predicate.mood != "told" or not start or tokens[start - 1].word != _THAT:
            return False
        return start == 1 or tokens[start - 2].word not in _BEFORE_THAT

    def _would_be(self) -> bool:
        """ "خسارة الحي *ستكون* ضربة لهم", "سقوط الشعار *سيقرب* ...": a noun and its future."""
        if self.predicate.verb.frame in _TWO_SIDES:
            return False
        ends = {c.end for c in begun(self.marks.places, self.predicate.end, self.clause.right)}
        return any(
            self.marks.tokens[i].word.startswith(_FUTURE)
            and (self.marks.is_word(i) or self.marks.at(i, "aux", "verb"))
            for i in ends
            if i < len(self.marks.tokens)
        )

    def _would(self) -> bool:
        """Whether it is only what would be or would have been."""
        mood = self.predicate.mood
        return (mood == "told" and self._would_have()) or (mood == "noun" and self._would_be())

    def _would_have(self) -> bool:
        """ "في حال سقوط الحي *تكون* المعارضة *قد* خسرت ...": what a condition would have led to."""
        start = self.predicate.start
        if not self.marks.between(0, start, "if"):
            return False
        be = self.marks.between(start - _GOVERNED, start, "aux")
        would = any(aux.value[1] == "present" for aux in be)
        return would and bool(self.marks.between(0, be[0].start, "if"))

    def _is_purpose(self) -> bool:
        """ "معارك للسيطرة على الحي": what a noun of action with its article is done for."""
        start = self.predicate.start
        noun = self.predicate.verb.mood == "noun" and self.predicate.verb.frame == "take"
        for_it = start > 0 and self.marks.tokens[start - 1].word == _FOR
        if noun and self.marks.before(start, "time_until"):
            return bool(self.marks.between(0, start, "planned"))  # "سيواصل القتال حتى تحرير الحي"
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
        # "نفى أن يكون الحي محاصرا", but "نفى المصدر، من الحي المحاصر، ذلك".
        be = any(
            aux.value[1] == "present" for aux in self.marks.between(denials[-1].end, start, "aux")
        )
        return covers and (be or self.predicate.mood not in {"phrase", "participle"})

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
        if party and party.pronoun == "we":
            named = [f.force for f in self.marks.forces if f.end <= party.start and f.force]
            return named[-1] if named else super().resolve(party)
        if party is None or party.pronoun != "last":
            return super().resolve(party)
        earlier = [f for f in self.marks.forces if f.end <= party.start and f.force]
        agreeing = [f for f in earlier if self._agree(party, f)]
        last = (agreeing or earlier)[-1:]
        return last[0].force if last else self.discourse.subject

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
        after = [f for f in self.right_forces("") if not (f.adjective or self._is_driven(f))]
        driven = self.predicate.verb.frame == "expel" and self.left_forces("")
        own = after and self.marks.tokens[after[0].start].word[0] == "+"
        if own and (doers := [party for party in self._doers() if party.force]):
            return doers[0].force  # "رفعت *راياتها*": those of the subject before
        if after and self._own(after[0]) and not driven and not self._comes_second():
            return self.resolve(after[0])
        if self._done_by_nobody():
            speaker = next(map(self.resolve, self.left_forces("")), None)
            self.implied = speaker is None
            return OPPONENT.get(speaker) or self.discourse.subject
        if speaker := self._speaker_apart():
            return OPPONENT.get(speaker)
        left = self._subject_beside() or self._doers()
        if left:
            return self.resolve(next(filter(self._agrees_with_verb, left), left[0]))
        antecedent = self._antecedent()
        if isinstance(antecedent, Forces):
            return self.resolve(antecedent)
        if after:
            return self.resolve(after[0])
        return self._subject_before()

    @property
    def ends_hold(self) -> bool:
        """ "استعاد الجيش ما خسره، *إذ دخل* الحي": how he took it."""
        told = self.parent if self.marks.tokens[self.clause.opened_at].word in _ELABORATES else None
        while told and (told.predicate.verb.frame != "take" or told.themes):
            told = told.parent  # past "ما خسره"
        return told is not None or super().ends_hold

    @property
    def stays(self) -> bool:
        """ "ما زالت الوحدات تفرض سيطرتها": the subject stands between."""
        start = max(self.clause.left, self.predicate.start - _STILL_REACH)
        return bool(self.marks.between(start, self.predicate.end, "still"))

    @property
    def partly(self) -> bool:
        """ "*يواصل* الجيش قضم الحي": he has a part of it so far."""
        return super().partly or (self.predicate.verb.frame == "take" and self._goes_on_taking())

    def _goes_on_taking(self) -> bool:
        start = self.predicate.start
        cues = self.marks.between(start - _GOVERNED, start, "unfinished", "join")
        # But "يواصل الجيش *و*الميليشيات قضم الحي".
        cues = [c for c in cues if c.kind == "unfinished" or not self.marks.at(c.end, "force")]
        return bool(cues) and cues[-1].kind == "unfinished"

    @property
    def lasts(self) -> bool:
        """ "لا يزال" lasts; "ظل ثلاثة أعوام" is over once the text tells of a gain."""
        start = self.predicate.start
        before = range(max(self.clause.left, start - _STAYED_REACH), self.predicate.end)
        return self.stays and not any(self.marks.tokens[i].word in _STAYED for i in before)

    @property
    def told_of_past_entry(self) -> bool:
        """ "هنانو، التي دخلها الثوار في تموز": what is only recalled has long been decided."""
        told = self.clause.opener == "relative" and self.predicate.mood == "told"
        entered = told and self.marks.at(self.predicate.end, "there")
        return bool(entered) and isinstance(self._antecedent(), Places)

    @property
    def names_agent(self) -> bool:
        """Whether a party stands beside the verb, before it or after."""
        after = [f for f in self.right_forces("") if self._own(f)]
        return bool(after or self.left_forces(""))

    def _is_driven(self, force: Forces) -> bool:
        """ "أجبرت الغارات المقاتلين على الخروج": by its ending an object."""
        expels = self.predicate.verb.frame == "expel"
        return expels and self.marks.tokens[force.start].word.endswith(_ACCUSATIVE)

    def _done_by_nobody(self) -> bool:
        """ "لم يدخله أحد": whoever it is that did not."""
        end = self.predicate.end
        return bool(self.predicate.negation and self.marks.between(end, end + 2, "none"))

    def _agrees_with_verb(self, force: Forces) -> bool:
        """Whether a verb without a subject can go on from a party: "استولوا" from fighters, not
        from forces.
        """
        word, start = self.marks.tokens[self.predicate.head].word, force.start
        several = bool(self.marks.at(start, "agrees_they"))
        if word.endswith(_PLURAL):
            return several
        return not (several or (word.endswith(_FEMININE) and self.marks.at(start, "agrees_he")))

    def _comes_second(self) -> bool:
        """Whether the verb stands right after its subject: "النظام يسيطر على ..."."""
        return bool(self._subject_beside())

    def _subject_beside(self) -> list[Forces]:
        """The party right before the verb: "كانت *المعارضة* تمسك بالحي"."""
        before = self.predicate.start
        while cue := self.marks.before(before, "adverb", "still", "aux"):
            before = cue.start
        beside = [f for f in self.marks.forces if f.end == before and not f.role]
        return [f for f in beside if self.marks.tokens[f.start].word[0] != "+"]

    def _speaker_apart(self) -> Force | None:
        """ "قال قائد في المعارضة: «لم يدخلوا الحي»": whose words are quoted speaks of others."""
        tokens, start = self.marks.tokens, self.predicate.start
        if '"' not in self.marks.words:
            return None
        opens = next((i for i in range(start, 0, -1) if tokens[i].word == '"'), 0)
        if not opens or tokens[opens - 1].word != ":" or self._subject_beside():
            return None
        before = [f.force for f in self.marks.forces if f.end < opens]
        within = [f for f in self.marks.forces if opens < f.start < start]
        return before[-1] if before and not within else None

    def _doers(self) -> list[Forces]:
        """The parties before the verb that can be its subject: not *the army* in "باغتت الوحدات
        *الجيش* وسيطرت على الحي", nor in "الوحدات سبقت *الجيش* إلى الحي وسيطرت عليه".
        """
        left = [f for f in self.left_forces("") if not f.adjective]
        return left[1:] if len(left) > 1 and self._acted_upon(left[1], left[0]) else left

    def _acted_upon(self, doer: Forces, party: Forces) -> bool:
        """Whether a verb, known or not, stands between two parties, or before both."""
        between = range(doer.end, party.lead)
        if len(between) == 1:
            return self.marks.is_word(doer.end) or bool(self.marks.verbs_at(doer.end))
        return not between and self.marks.is_word(doer.lead - 1)

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
        if self.marks.at(index, "there"):  # "دخله *مراسلون*"
            noun = self.marks.is_word(index + 1)
        return noun and self.predicate.mood not in {"noun", "phrase", "participle"}

    def _own(self, force: Forces) -> bool:
        """Whether a force that follows is the verb's, not that of a noun further on."""
        start = self.predicate.head + 1 if self.predicate.verb.tail else self.predicate.end
        between = range(start, force.lead)
        return not any(self.marks.is_word(index) for index in between)

    def _noun_agent(self) -> Force | None:
        if self.predicate.verb.frame in _TWO_SIDES:
            return None
        genitive = self._genitive()
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
        if self.polarity == "planned":
            bare = bare or before  # "توعد قائد *في المعارضة* باقتحام الحي"
        return self.resolve(bare[-1]) if bare else self.discourse.subject

    def _genitive(self) -> list[Forces]:
        """The parties that a noun is said of: "سيطرة *الجيش* على الحي", "تقدم *للجيش* فيه"."""
        genitive = [f for f in self.right_forces("") if f.lead <= self.predicate.end]
        if self.predicate.verb.frame == "take" and self.predicate.verb.theme == "in":
            return []  # "إنهاء وجود *المسلحين* في الحي": theirs is what ends
        if self.predicate.verb.frame == "take" and self.predicate.verb.theme == "object":
            genitive = [f for f in genitive if f.pronoun != "last"]  # "تحريره": of the place
        if self.predicate.verb.frame == "leave":
            genitive = genitive or self._some_of()
        if self.predicate.verb.frame in _MOVES:
            genitive = genitive or [f for f in self.right_forces("to") if self._own(f)]
        return genitive

    def _some_of(self) -> list[Forces]:
        """ "خروج دفعة من المسلحين من ...": those who leave."""
        first = min((c.lead for c in self._right_places()), default=self.clause.right)
        return [f for f in self.right_forces("from") if f.start < first]

    def attackers(self) -> list[Forces]:
        """All parties of a repelled attack but those who repelled it."""
        return [f for f in self.right_forces() if self.resolve(f) not in {None, self.agent}]


def _drives_nobody(marks: Marks, clause: Clause) -> bool:
    """Whether a verb of expulsion has no object and so is passive, as which it is spelt alike:
    "طرد التنظيم من الحي", "أخرجوا منه".
    """
    predicate = clause.predicate
    finite = predicate.mood in {"told", "present", "future", "infinitive"}
    if predicate.verb.frame != "expel" or predicate.verb.tail or not finite:
        return False
    end = predicate.end
    after = [f for f in marks.forces if end <= f.start < clause.right and not f.role]
    if not after:
        following = marks.at(end, "preposition")
        return following is not None and following.value == "from"
    first = after[0]
    word = marks.tokens[first.start].word
    object_like = word.endswith(_ACCUSATIVE) or first.start != end
    feminine = marks.tokens[predicate.head].word.endswith(_FEMININE)
    he = bool(marks.at(first.start, "agrees_he") or marks.at(first.start, "agrees_they"))
    goes_on = any(f.end <= predicate.start and not f.role for f in marks.forces)
    alone = len(after) == 1 and not goes_on and feminine != he
    return alone and not object_like
