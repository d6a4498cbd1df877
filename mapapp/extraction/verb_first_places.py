"""Which places a clause tells of where the verb comes first, as in Arabic.

The place that falls follows its verb; nouns of action govern like verbs, so that their place
may stand after their agent; a list goes on without its preposition; a relative clause takes
up its noun with a pronoun, which stands for no place where the noun is no name.
"""

from collections.abc import Collection, Sequence

from mapapp.extraction.chunks import Forces, Places
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.parties import Chunk
from mapapp.extraction.roles import THEME_ROLES, Roles

__all__ = ["VerbFirstPlaces"]

_OBJECT_REACH = 8  # tokens from a noun of action, over its agent and a date, to its place
_APPOSED = 2  # tokens between a name and its relative clause: a comma, an adjective
_FREE_REACH = 3  # tokens between "what" and its verb: "ما كانت المعارضة تمسك به"
_SHARE_REACH = 6  # tokens from a verb to "70 %" or "several streets"
_SHARE_AFTER = 5  # tokens from a name over "only" to a share of it
_AS_FOR = "اما"
_APPOSITION = 5  # tokens: "، أكبر الأحياء"
_LATTER = frozenset(["الاول", "الاولي", "الثاني", "الثانيه", "الاخير", "الاخيره"])
_RELATIVE = 5  # tokens of a relative clause that is no more than a verb and its object
_COPULAS = frozenset({"هو", "هي", "هما"})
_LOCATED = frozenset({"in", "by", ""})
_AIMED = frozenset({"enter", "attack", "repel", "fail"})
_SIDES = frozenset({"شرق", "شرقي", "غرب", "غربي"})
_WHEREVER = THEME_ROLES["any"] - {"from"} | {"by"}  # "اشتباكات *بحي* الشعار"
_ANYWHERE = frozenset({"fight", "attack", "repel", "fail", "enter", "aim"})


class VerbFirstPlaces(Roles):
    """The places of one clause of a language that puts its verbs first."""

    def _passive_subject(self) -> list[Places]:
        """The place before a verb that has no object: "السكري حرر أمس"; the passive of most
        verbs is spelt like the active.
        """
        verb, own = self.predicate.verb, self._forces_before
        if verb.mood != "told" or verb.theme != "object" or own or self._objects():
            return []
        return [c for c in self._left_places() if c.role == "" and not c.attached][:1]

    def _right(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        """What follows the head, also before the words that complete it: "استعاد الجيش السيطرة
        على ...".
        """
        head, right = self.predicate.head, self.clause.right
        return [chunk for chunk in chunks if head < chunk.start < right]

    # --- places -------------------------------------------------------------------------------

    def _right_places(self) -> list[Places]:
        """The places after the predicate; "شرق حلب" after a name only tells where that is."""
        return [
            chunk
            for chunk in super()._right_places()
            if chunk.role or self._follows(chunk) or not _is_wide(chunk)
            if not (self._is_free(chunk) or self._locates(chunk))
        ]

    def _left_places(self) -> list[Places]:
        return [c for c in super()._left_places() if not (c.part and _is_wide(c))]

    def _locates(self, chunk: Places) -> bool:
        """ "النقاط التي خسروها غرب حلب": a side without a preposition tells where."""
        side = self.marks.tokens[chunk.start].word in _SIDES
        return side and _is_wide(chunk) and chunk.role == ""

    def _is_free(self, chunk: Places) -> bool:
        """Whether a pronoun stands for no place named: "ما تمسك به المعارضة", "المناطق التي
        خسرتها".
        """
        if chunk.anaphora != "there":
            return False
        start = self.predicate.start
        free = self.marks.between(start - _FREE_REACH, start, "free_relative")
        free = [cue for cue in free if not self.marks.at(cue.start, "still")]  # "*ما* زالوا"
        return self._of_no_name() or bool(free) or self._of_topic()

    def _of_topic(self) -> bool:
        """ "أما الجهة الرابعة فيمسك بها النظام": the pronoun takes up a noun that is no name."""
        if not self.clause.before or self.predicate.start > self.clause.left + 1:
            return False  # "أما الإعلام الحربي فأعلن السيطرة عليه"
        left, right = self.clause.before[-1]
        left += bool(self.marks.at(left, "join"))
        named = any(left <= chunk.start < right for chunk in self.marks.places)
        topic = self.marks.tokens[left + 1].word if left + 1 < right else ""
        as_for = self.marks.tokens[left].word == _AS_FOR and topic not in _LATTER
        return as_for and not named

    def _of_no_name(self) -> bool:
        """Whether a relative clause describes a noun that is no name: "المناطق التي خسرتها"."""
        opened = self.clause.opened_at
        if self.marks.at(opened, "join"):
            return False  # "مخيم حندرات الواقع شمالي المدينة والذي ظل ...": a second clause
        return self.clause.opener == "relative" and not any(
            0 <= opened - chunk.end <= _APPOSED or self._is_apposed(chunk.end, opened)
            for chunk in self.marks.places
            if chunk.spans or chunk.anaphora
        )

    def _is_apposed(self, start: int, end: int) -> bool:
        """ "الحمدانية، *أكبر الأحياء* التي يمسك بها النظام"."""
        between = range(start, end)
        return 0 < len(between) <= _APPOSITION and not any(
            self.marks.is_word(i) or self.marks.at(i, "verb", "preposition") for i in between
        )

    def _resolved(self, chunk: Places) -> Places:
        """A pronoun in a relative clause stands for the name right before it."""
        described = self._antecedent() if chunk.anaphora == "there" else None
        if isinstance(described, Places) and described.end == self.clause.opened_at:
            return chunk._replace(spans=described.spans) if described.spans else chunk
        return super()._resolved(chunk)

    def _antecedent(self) -> Forces | Places | None:
        """The chunk before; of a list the last name alone, where the relative is singular."""
        found = super()._antecedent()
        if isinstance(found, Places) and self._of_no_name():
            return None
        one = self.marks.at(self.clause.opened_at, "relative_one")
        if one and isinstance(found, Places):
            return found._replace(spans=found.spans[-1:])
        return found

    def _subject_places(self) -> list[Places]:
        """The place that falls or belongs: after its verb, before it, or what goes on."""
        after = self._falling() or self._in_brackets()
        if after:
            return self._list_from(after[0])
        if self._described_otherwise():
            return []
        own = self._shut_in() or self._excepted() or self._described() or self._named_before()
        return own or ([] if self._stands_alone() else self._gone_on())

    def _shut_in(self) -> list[Places]:
        """ "باتت الفصائل محاصرة في حي السكري": the ground where a party is besieged."""
        start = self.predicate.start
        if self.predicate.verb.frame != "surround" or self.predicate.mood != "participle":
            return []
        before = any(0 <= start - f.end <= 1 and not f.role for f in self.marks.forces)
        return [c for c in self._right_places() if before and c.role == "in"][:1]

    def _excepted(self) -> list[Places]:
        """ "لم يبق بيد المعارضة سوى السكري"."""
        only = self.marks.between(self.predicate.end, self.clause.right, "only")
        return self._owned() if only else []

    def _owned(self) -> list[Places]:
        """What follows its owner: "ما تبقى بيد المعارضة: السكري والمشهد"."""
        after = [c for c in self._right_places() if c.role in {"", "namely"}]
        belongs = self.predicate.verb.frame in {"belong", "resist", "shared"}
        return self._list_from(after[0]) if after and belongs else []

    def _described(self) -> list[Places]:
        """The name right before words that describe it: "الشعار الخاضع لسيطرة الجيش"."""
        beside = [c for c in self._left_places() if 0 <= self.predicate.start - c.end <= 1]
        if not (beside and self.predicate.reduced):
            return []
        # "أجزاء من الحي الخاضع للجيش" describes the quarter, "نصف الحي بيد الجيش" its half.
        adjective = self.marks.tokens[self.predicate.head].word.startswith("ال")
        return [beside[0]._replace(part=beside[0].part and not adjective)]

    def _named_before(self) -> list[Places]:
        left = [c for c in self._left_places() if c.role == "" and not c.attached]
        if self._stands_alone():
            left = [c for c in left if c.start >= self.clause.left]
        return left[:1]

    def _stands_alone(self) -> bool:
        """Whether words are said of the place in their own clause alone: "تحت الحصار"."""
        phrase = self.predicate.mood == "phrase"
        return phrase and self.predicate.verb.frame in {"surround", "lost"}

    def _gone_on(self) -> list[Places]:
        """The place that goes on from before, or that stands elsewhere in the clause."""
        antecedent = self._antecedent()
        if isinstance(antecedent, Places):
            return [antecedent._replace(part=False)]
        owned = self._owned() or self._before_copula()
        if owned:
            return owned
        besieged = self.predicate.verb.frame == "surround"
        if self.parent and self.parent.themes and (besieged or not self.clause.inserted):
            return self.parent.themes
        return self._located()

    def _before_copula(self) -> list[Places]:
        """ "حي بني زيد، وهو كل ما بقي للمعارضة"."""
        start = self.clause.left
        first = start + bool(self.marks.at(start, "join"))
        if first >= len(self.marks.tokens) or self.marks.tokens[first].word not in _COPULAS:
            return []
        before = [c for c in self.marks.places if c.spans and c.end <= start]
        return [before[-1]._replace(part=False)] if before else []

    def _described_otherwise(self) -> bool:
        """Whether the words are said of no place: "الجيب المحاصر", or say that nothing is left:
        "لم يبق للمهاجمين أي موطئ قدم".
        """
        head, end = self.predicate.head, self.predicate.end
        if self.predicate.mood == "participle":
            return self.marks.is_word(head - 1)
        noun = self.predicate.verb.frame == "belong" and end - head == 1
        if noun and self.marks.before(head, "preposition"):
            return True  # "40 بالمئة من معقلهم"
        negated = bool(self.marks.at(head, "negation_direct")) and not self.marks.at(head, "still")
        nothing = self.predicate.verb.frame in {"belong", "resist"} and negated
        return nothing and not self.marks.between(end, self.clause.right, "only")

    def takes_part(self, places: Places) -> bool:
        """Not of "ثلاثة أعوام ونصف العام", nor of positions that are somebody's."""
        end = self.predicate.end
        shares = self.marks.between(end, end + _SHARE_REACH, "part", "percent", "fraction")
        others = [cue for cue in shares if self._is_share(cue)]
        return bool(others) and super().takes_part(places)

    def _is_share(self, cue: Cue) -> bool:
        owned = cue.end < len(self.marks.tokens) and self.marks.tokens[cue.end].word[0] in "+-"
        return not owned and self.marks.at(cue.end, "time_units") is None

    def _place_is_subject(self) -> bool:
        return self.predicate.verb.frame == "resist" or super()._place_is_subject()

    def _falling(self) -> list[Places]:
        """The places after a verb of falling: "سقط حي الشعار بيد ...", "تساقطت الأحياء: ..."."""
        verb, end = self.predicate.verb, self.predicate.end
        passive = self.predicate.voice == "passive"
        resists = verb.frame == "resist" and verb.mood != "phrase"
        belongs = verb.frame in {"belong", "shared", "follow"} and verb.mood != "phrase"
        if verb.frame not in {"fall", "lost"} and not (passive or resists or belongs):
            return []
        on = verb.theme == "on" and not resists
        roles = {"", "namely"} | (THEME_ROLES["at"] if on else set())
        after = [c for c in self._right_places() if c.role in roles]
        if after and self._follows(after[0]):
            return after
        if passive:
            return []
        own = any(c.start >= self.clause.left and not c.role for c in self._left_places())
        told = verb.mood in {"told", "present"} and not own
        return [c for c in after if told and not self.marks.between(end, c.lead, "relative")]

    def _objects(self) -> list[Places]:
        verb = self.predicate.verb
        roles = _WHEREVER if verb.frame in _ANYWHERE else THEME_ROLES[verb.theme]
        if verb.mood == "noun" and verb.theme == "object":
            roles = roles | {"to"}
        if verb.frame == "repel" and any(c.role == "toward" for c in self._right_places()):
            roles = frozenset({"toward"})  # "محاولة تسلل من أ باتجاه ب"
        if verb.frame in _AIMED and self.polarity != "asserted":
            roles = roles | {"toward"}  # who tries to advance toward a place means to take it
        found: list[Places] = []
        for chunk in self._right_places():
            if chunk.attached and chunk.role:
                break  # "معارك في أ وسط غارات على ب"
            if verb.tail and chunk.anaphora == "there" and chunk.end < self.predicate.end:
                continue  # "ثبت *مواقعه* في الحي"
            in_role = chunk.role in roles or (chunk.part and chunk.role in {"in", "to", "by"})
            goes_on = self._goes_on(chunk) or (in_role and chunk.role)
            goes_on = goes_on and not self.marks.at(chunk.end, "relative")
            goes_on = goes_on and not (found and self._begins_anew(found[-1].end, chunk.lead))
            named = chunk.role == "namely" and self._may_name()
            named |= not found and self._is_beside_site(chunk, roles)
            if named or (goes_on if found else in_role and self._reaches(chunk)):
                found.append(chunk)
        found = found or self._past_relative(roles) or self._ground_of_besieged()
        return found or self._in_brackets() or self._own_object() or self._taken_inside()

    def _is_beside_site(self, chunk: Places, roles: Collection[str]) -> bool:
        """ "السيطرة على الكلية الفنية *وحي الراموسة*": a quarter after a site of no known name."""
        join = self.marks.before(chunk.lead, "join")
        if chunk.role or join is None or not self.marks.at(chunk.lead, "quarter"):
            return False
        between = range(self.predicate.end, join.start)
        leads = [i for i in between if (p := self.marks.at(i, "preposition")) and p.value in roles]
        stops = ("verb", "relative", "break", "join", "preposition")
        return bool(leads) and not any(
            self.marks.at(i, *stops) for i in range(leads[0] + 1, join.start)
        )

    def _taken_inside(self) -> list[Places]:
        """ "استعادت الفصائل المعهد الرياضي في بستان الباشا": a part of the quarter."""
        end = self.predicate.end
        noun = self.predicate.verb.mood == "noun" and not self.announced
        if self.predicate.verb.frame != "take" or noun:
            return []
        for chunk in self._right_places():
            share = self.marks.between(chunk.end, chunk.end + _SHARE_AFTER, "percent", "fraction")
            if chunk.role == "from" and share:
                return [chunk._replace(part=True)]  # "أخذ من الحي 40 في المئة"
        inside = [c for c in self._right_places() if c.role == "in" and c.spans]
        taken = any(
            self.marks.is_word(index) for index in range(end, inside[0].lead if inside else end)
        )
        return [inside[0]._replace(part=True)] if taken else []

    def _may_name(self) -> bool:
        """Whether "among them" names what a verb is about: of a relative clause only where it
        describes quarters ("*الأحياء* التي سيطرت عليها، بينها ...").
        """
        opened = self.clause.opened_at
        if self.clause.opener != "relative":
            return True
        return bool(self.marks.before(opened, "quarter", "quarters", "anaphora_many", "of_enclave"))

    def _ground_of_besieged(self) -> list[Places]:
        """ "يحاصر الجيش مئات المقاتلين في حي كرم الجبل": where those are who are besieged."""
        if self.predicate.verb.frame != "surround" or not self.is_active:
            return []
        parties = [f for f in self.right_forces("") if self.resolve(f) != self.agent]
        inside = [c for c in self._right_places() if c.role == "in" and c.spans]
        return [c for c in inside if parties and 0 <= c.lead - parties[-1].end <= 1][:1]

    def _past_relative(self, roles: Collection[str]) -> list[Places]:
        """ "تتمركز الفصائل التي تطوقه *في بني زيد*": where the object pronoun of a relative clause
        has ended it.
        """
        start = self.clause.right
        agent = any(force.end == start for force in self.marks.forces)
        held = self.marks.before(start, "part") is not None
        if not (held or (agent and self.marks.at(start, "relative"))):
            return []
        for index in range(start + 1, min(start + _RELATIVE, len(self.marks.tokens))):
            if self.marks.tokens[index].word.startswith("-"):
                chunks = (c for c in self.marks.places if c.lead == index + 1)
                wanted = {"in"} if held else roles
                return [c._replace(part=held) for c in chunks if c.spans and c.role in wanted]
        return []

    def _in_brackets(self) -> list[Places]:
        """ "سيطر على ثلاثة أحياء (الصاخور، الحيدرية)": names of what is only counted before."""
        start = self.predicate.end
        bracketed = (c for c in self._right_places() if self.marks.is_bracketed(c.lead))
        named = next((c for c in bracketed if c.spans and not c.role), None)
        if named is None or not self.marks.between(start, named.lead, "quarter", "quarters"):
            return []
        return [] if self.marks.between(start, named.lead, "verb", "relative") else [named]

    def _begins_anew(self, start: int, end: int) -> bool:
        """Whether an unknown word after "and" may be a verb: "سيطرت على أ، وتتجه إلى ب"."""
        return any(
            self.marks.is_word(index) and self.marks.before(index, "join")
            for index in range(start, end)
        )

    def _reaches(self, chunk: Places) -> bool:
        """Whether a noun of action can have a place so far on; a verb always can."""
        verb, end = self.predicate.verb, self.predicate.end
        if verb.mood != "noun":
            return True
        if verb.frame not in _ANYWHERE:
            return self._follows(chunk)
        others = [
            f
            for f in self.marks.forces
            # "اختراق دفاعات الوحدات داخل الحي": whose defences they are.
            if end < f.lead < chunk.lead and not (f.role or self.marks.is_word(f.lead - 1))
        ]
        return verb.frame == "fight" or not others

    def _object_places(self) -> list[Places]:
        found = self._objects()
        if found:
            return found
        antecedent = self._antecedent()
        if isinstance(antecedent, Places) and self.clause.opener == "relative":
            return [antecedent]
        passive = self._passive_subject()
        if passive:
            return passive
        located = _LOCATED | (
            {"toward", "on", "to"} if self.predicate.verb.frame == "fail" else set()
        )
        left = [c for c in self._left_places() if c.anaphora == "there" or c.role in located]
        return [c for c in left if self.predicate.verb.frame in _ANYWHERE or c.role][:1]

    def _own_object(self) -> list[Places]:
        """ "محاولة استعادته": a noun of action whose pronoun is its object."""
        if self.predicate.verb.mood != "noun":
            return []
        for index in (self.predicate.end, self.predicate.head + 1):  # "سقوط*ه* في يد الجيش"
            if index < len(self.marks.tokens) and self.marks.tokens[index].word.startswith("+"):
                return [Places(index, index + 1, index, "", (), anaphora="there")]
        return []

    def _follows(self, chunk: Places) -> bool:
        """Whether only parties, dates and adverbs stand between a noun of action and a place."""
        gap = range(self.predicate.end, chunk.lead)
        return len(gap) <= _OBJECT_REACH and not any(
            self.marks.is_word(i) or self.marks.at(i, "join", "relative")
            for i in gap
            if i not in self.marks.inside  # "استيلاء الجيش وحلفائه على الحي"
        )

    def _goes_on(self, chunk: Places) -> bool:
        """Whether a place goes on with a list: "وحي المرجة", "ونقاط في المرجة"."""
        listed = chunk.role == "" or (chunk.part and chunk.role == "in")
        return listed and self.marks.before(chunk.lead, "join") is not None

    def _list_from(self, first: Places) -> list[Places]:
        later = [c for c in self._right_places() if c.start > first.start]
        found = [first]
        for chunk in later:
            if not self._goes_on(chunk):
                break
            found.append(chunk)
        return found


def _is_wide(chunk: Places) -> bool:
    return bool(chunk.spans) and all(span.wide for span in chunk.spans)
