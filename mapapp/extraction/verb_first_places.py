"""Which places a clause tells of where the verb comes first, as in Arabic.

The place that falls follows its verb; nouns of action govern like verbs, so that their place
may stand after their agent; a list goes on without its preposition; a relative clause takes
up its noun with a pronoun, which stands for no place where the noun is no name.
"""

from collections.abc import Sequence

from mapapp.extraction.chunks import Forces, Places
from mapapp.extraction.lexicon import Cue
from mapapp.extraction.parties import Chunk
from mapapp.extraction.roles import THEME_ROLES, Roles

__all__ = ["VerbFirstPlaces"]

_OBJECT_REACH = 8  # tokens from a noun of action, over its agent and a date, to its place
_APPOSED = 2  # tokens between a name and its relative clause: a comma, an adjective
_FREE_REACH = 3  # tokens between "what" and its verb: "ما كانت المعارضة تمسك به"
_SHARE_REACH = 6  # tokens from a verb to "70 %" or "several streets"
_LOCATED = frozenset({"in", "by", ""})
_SIDES = frozenset({"شرق", "شرقي", "غرب", "غربي"})
_ANYWHERE = frozenset({"fight", "attack", "repel", "fail", "enter", "aim"})


class VerbFirstPlaces(Roles):
    """The places of one clause of a language that puts its verbs first."""

    def _passive_subject(self) -> list[Places]:
        """The place before a verb that has no object: "السكري حرر أمس"; the passive of most
        verbs is spelt like the active.
        """
        verb, own = self.predicate.verb, self._left(self.marks.forces)
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
        return self._of_no_name() or bool(free)

    def _of_no_name(self) -> bool:
        """Whether a relative clause describes a noun that is no name: "المناطق التي خسرتها"."""
        opened = self.clause.opened_at
        return self.clause.opener == "relative" and not any(
            0 <= opened - chunk.end <= _APPOSED
            for chunk in self.marks.places
            if chunk.spans or chunk.anaphora
        )

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
        after = self._falling()
        if after:
            return self._list_from(after[0])
        if self._described_otherwise():
            return []
        own = self._excepted() or self._described() or self._named_before()
        return own or ([] if self._stands_alone() else self._gone_on())

    def _excepted(self) -> list[Places]:
        """ "لم يبق بيد المعارضة سوى السكري"."""
        only = self.marks.between(self.predicate.end, self.clause.right, "only")
        return self._owned() if only else []

    def _owned(self) -> list[Places]:
        """What follows its owner: "ما تبقى بيد المعارضة: السكري والمشهد"."""
        after = [c for c in self._right_places() if c.role in {"", "namely"}]
        belongs = self.predicate.verb.frame == "belong"
        return self._list_from(after[0]) if after and belongs else []

    def _described(self) -> list[Places]:
        """The name right before words that describe it: "الشعار الخاضع لسيطرة الجيش"."""
        beside = [c for c in self._left_places() if 0 <= self.predicate.start - c.end <= 1]
        return [beside[0]._replace(part=False)] if beside and self.predicate.reduced else []

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
        owned = self._owned()
        if owned:
            return owned
        if self.parent and self.parent.themes and not self.clause.inserted:
            return self.parent.themes
        return self._located()

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
        nothing = self.predicate.verb.frame == "belong" and bool(
            self.marks.at(head, "negation_direct")
        )
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
        if verb.frame not in {"fall", "lost"} and not passive:
            return []
        roles = {"", "namely"} | (THEME_ROLES["on"] if verb.theme == "on" else set())
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
        roles = (
            THEME_ROLES["any"] - {"from"} if verb.frame in _ANYWHERE else THEME_ROLES[verb.theme]
        )
        if verb.mood == "noun" and verb.theme == "object":
            roles = roles | {"to"}
        found: list[Places] = []
        for chunk in self._right_places():
            in_role = chunk.role in roles or (chunk.part and chunk.role in {"in", "to", "by"})
            goes_on = self._goes_on(chunk) or (in_role and chunk.role)
            goes_on = goes_on and not self.marks.at(chunk.end, "relative")
            goes_on = goes_on and not (found and self._begins_anew(found[-1].end, chunk.lead))
            named = chunk.role == "namely" and self.clause.opener != "relative"
            if named or (goes_on if found else in_role and self._reaches(chunk)):
                found.append(chunk)
        return found or self._own_object() or self._taken_inside()

    def _taken_inside(self) -> list[Places]:
        """ "استعادت الفصائل المعهد الرياضي في بستان الباشا": a part of the quarter."""
        end = self.predicate.end
        noun = self.predicate.verb.mood == "noun" and not self.announced
        if self.predicate.verb.frame != "take" or noun:
            return []
        inside = [c for c in self._right_places() if c.role == "in" and c.spans]
        taken = any(
            self.marks.is_word(index) for index in range(end, inside[0].lead if inside else end)
        )
        return [inside[0]._replace(part=True)] if taken else []

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
        others = [f for f in self.marks.forces if end < f.lead < chunk.lead and not f.role]
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
        left = [c for c in self._left_places() if c.anaphora == "there" or c.role in _LOCATED]
        return [c for c in left if self.predicate.verb.frame in _ANYWHERE or c.role][:1]

    def _own_object(self) -> list[Places]:
        """ "محاولة استعادته": a noun of action whose pronoun is its object."""
        end = self.predicate.end
        if self.predicate.verb.mood != "noun" or end >= len(self.marks.tokens):
            return []
        if not self.marks.tokens[end].word.startswith("+"):
            return []
        return [Places(end, end + 1, end, "", (), anaphora="there")]

    def _follows(self, chunk: Places) -> bool:
        """Whether only parties, dates and adverbs stand between a noun of action and a place."""
        gap = range(self.predicate.end, chunk.lead)
        return len(gap) <= _OBJECT_REACH and not any(
            self.marks.is_word(i) or self.marks.at(i, "join", "relative") for i in gap
        )

    def _goes_on(self, chunk: Places) -> bool:
        return chunk.role == "" and self.marks.before(chunk.lead, "join") is not None

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
