"""The surroundings that make a name a quarter, or not: titles, streets, other towns, and what
else a text has named.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import and_
from typing import NamedTuple

from mapapp.extraction.lexicon import Cue, Cues
from mapapp.extraction.text import Token
from mapapp.models import Candidate, PlaceId
from mapapp.names import fold

__all__ = ["Setting", "Span", "Surroundings", "names_of_others"]

_LIST_REACH = 4  # tokens from "quarters" to the first name of a list
_MEMBER_REACH = 6  # tokens between the names of a list: "وبضع كتل سكنية في"
#: Kinds of cue after which a doubtful name may be a place.
_VOUCHING = frozenset(
    {"preposition", "verb", "near", "part", "whole", "only", "control", "force", "pronoun"}
)
_NEAR = 6  # tokens; a town so near after a name says where it is
_FAR = 14  # tokens; a town named further back no longer says where we are
#: Frames of predicates that speak of war alone.
_MARTIAL = frozenset({"fight", "fall", "surround"})
_STOPS = frozenset({";", ":", "(", ")", "."})
_DETERMINED = ("ال", "لل")  # the article, alone or after "for"
_AT = "ب"  # "in", before a town
_LOCATIVE = frozenset({"of", "in", "to"})
#: Kinds of cue that are no first names, capital or not: "Et Maadi ?"
_FUNCTION = frozenset(
    {
        "join", "break", "relative", "preposition", "determiner", "adverb", "quarter", "whole",
        "part", "near", "aux", "verb", "time_weekday", "time_today", "time_yesterday",
    }
)  # fmt: skip
#: Kinds of cue that may stand between the names of a list.
_LINKING = frozenset({"join", "determiner", "quarter", "preposition", "part"})
#: Kinds of cue that no quarter's name begins in.
_NO_QUARTERS = frozenset({"force", "source_name", "guard_elsewhere", "guard_never", "time_month"})


class Span(NamedTuple):
    """Tokens ``[start, end)`` of a sentence that name a place; without ``place`` where the
    candidates cannot be told apart. ``wide``: the city or a side of it, not a quarter.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    place: PlaceId | None = None
    score: float = 0.0
    wide: bool = False


@dataclass(slots=True)
class Setting:
    """What a text has said so far about where it plays.

    ``known`` are the places it has named beyond doubt, ``others`` the names that it has used
    of something else; ``here`` and ``elsewhere``, whether it names the city, and other towns;
    ``away``, whether the sentence before named another town last; ``war``, whether it speaks of
    forces; ``staged``, whether a sentence opened with that town, so that more of them play there;
    ``several``, whether it names more than one place by a name that is that place's alone.
    """

    known: set[PlaceId] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    here: bool = False
    elsewhere: bool = False
    away: bool = False
    staged: bool = False
    war: bool = False
    several: bool = False

    def survey(self, cues: Cues) -> None:
        """Looks over a sentence before the text is read: a report may name its town last."""
        self.here |= "guard_here" in cues
        if "guard_elsewhere" in cues:
            self.elsewhere |= bool(_other_towns(cues))
        self.war |= "force" in cues

    def follow(self, cues: Cues, *, lasting: bool = False) -> None:
        """Leaves a sentence: its last town is where the next one plays; or, ``lasting``, where all
        do until one names another.
        """
        if "guard_here" in cues or "guard_elsewhere" in cues:
            here, elsewhere = cues.get("guard_here"), _other_towns(cues)
            self.away = bool(elsewhere and not (here and here[-1].start > elsewhere[-1].start))
            self.staged = self.away and bool(elsewhere and elsewhere[0].start <= 1)
        elif not lasting:
            self.away = self.staged


def names_of_others(cues: Cues) -> set[int]:
    """The tokens that name a force, a source, a month or another town: no quarter's name
    begins there.
    """
    return _covered(cues, _NO_QUARTERS)


def _other_towns(cues: Cues) -> list[Cue]:
    """Other towns and countries; "l'Etat islamique *en Irak*" is none."""
    within = {i for cue in cues.get("force", ()) for i in range(cue.start + 1, cue.end)}
    towns = cues.get("guard_elsewhere", ())
    return [cue for cue in towns if cue.start not in within]


def _covered(cues: Cues, kinds: Iterable[str]) -> set[int]:
    """The tokens that cues of some kinds cover."""
    return {
        index for kind in kinds for cue in cues.get(kind, ()) for index in range(cue.start, cue.end)
    }


class Surroundings:
    """The surroundings that make a name a quarter, or not."""

    def __init__(self, tokens: Sequence[Token], cues: Cues, *, knows_namesakes: bool) -> None:
        self.tokens = tokens
        self._knows_namesakes = knows_namesakes
        of_kind = defaultdict(list, cues)
        self._of_kind = of_kind
        self.guards = {cue.end: cue for cue in of_kind["guard_before"]}
        self.towns = {cue.end for cue in of_kind["guard_town"]}
        self.villages = {cue.end for cue in of_kind["guard_village"]}
        self.direct = {cue.end for cue in of_kind["guard_direct"]}
        self.elsewhere = _other_towns(cues) if "guard_elsewhere" in cues else []
        self.here = of_kind["guard_here"]
        self.common = self._spans("guard_common")
        self.shared = self._spans("guard_shared")
        self.doubtful = self._spans("guard_doubtful")
        self.namesakes = self._spans("guard_namesakes")
        self.heads = {cue.end for cue in of_kind["head"]}
        self.quarters = {cue.end for cue in of_kind["quarter"]}
        self._titles = of_kind["guard_title"]
        self._others = {cue.start for cue in of_kind["guard_after"]}
        self._many = [cue.end for cue in of_kind["quarters"]]
        self._tells_of_forces = bool(of_kind["force"])
        self._of = {cue.start for cue in of_kind["preposition"] if cue.value == "of"}

    def _spans(self, kind: str) -> dict[int, int]:
        return {cue.start: cue.end for cue in self._of_kind[kind]}

    def _tokens(self, kinds: Iterable[str]) -> set[int]:
        return _covered(self._of_kind, kinds)

    # What only some names need to be asked is worked out for these.

    @cached_property
    def _prepositions(self) -> set[int]:
        return {cue.end for cue in self._of_kind["preposition"] if cue.value in _LOCATIVE}

    @cached_property
    def _vouching(self) -> set[int]:
        return {cue.end for kind in _VOUCHING for cue in self._of_kind[kind]}

    @cached_property
    def _covered(self) -> set[int]:
        return names_of_others(self._of_kind)

    @cached_property
    def _function(self) -> set[int]:
        return self._tokens(_FUNCTION)

    @cached_property
    def _never(self) -> set[int]:
        return self._tokens(("guard_never",))

    @cached_property
    def _explained(self) -> set[int]:
        return self._tokens(self._of_kind)

    @cached_property
    def _between_names(self) -> set[int]:
        return self._tokens(_LINKING)

    @cached_property
    def links(self) -> set[int]:
        """The tokens of "of" and "and", which a title may reach over."""
        return {
            index
            for kind in ("preposition", "join")
            for cue in self._of_kind[kind]
            if cue.value in {"of", "join"}
            for index in range(cue.start, cue.end)
        }

    def note(self, span: Span) -> None:
        """Takes note of a name: the words in it guard nothing and name no other town."""
        self.guards = {
            end: cue for end, cue in self.guards.items() if not span.start < end <= span.end
        }
        self.elsewhere = [cue for cue in self.elsewhere if not span.start <= cue.start < span.end]

    def refuses(self, span: Span, *, wide: bool = False, known: bool = False) -> bool:
        return self._titled(span) or self._surname(span) or self._elsewhere(span, wide, known)

    def ends_in_verb(self, span: Span) -> bool:
        """ "Alep *est* divisée": a small "est" that no hyphen ties to the name is a verb."""
        last = self.tokens[span.end - 1]
        verb = any(cue.start == span.end - 1 for cue in self._of_kind["aux"])
        return verb and span.end - span.start > 1 and not (last.capital or last.joined)

    def name(self, span: Span) -> str:
        return " ".join(token.word for token in self.tokens[span.start : span.end])

    def vouched_here(self, span: Span) -> bool:
        """Whether a quarter word or the city's name beside it makes it a quarter again."""
        near = any(
            0 <= cue.start - span.end <= _NEAR or 0 <= span.start - cue.end <= _FAR
            for cue in self.here
        )
        return near or span.start in self.quarters or span.end - span.start > 2

    def without_common_words(
        self, spans: Sequence[Span], setting: Setting, wide: Collection[PlaceId]
    ) -> list[Span]:
        """The spans without those whose names are common words here, not quarters; that the
        city (``wide``) is named beside them makes them none.
        """
        abroad = (
            setting.elsewhere
            and not (setting.known or setting.several)
            and ((setting.away and not self.here) or not setting.here)
        )
        gone = abroad and setting.away  # the text has just named another town: it plays there
        borne = [
            (abroad and self.shared.get(span.start) == span.end) or (gone and self.is_common(span))
            for span in spans
        ]
        sure = [
            not self.is_common(span) or (self._vouched(span, setting) and not there)
            for span, there in zip(spans, borne, strict=True)
        ]
        quarters = [span.candidates[0].place not in wide for span in spans]
        among_places = any(map(and_, sure, quarters)) and not abroad
        for index, span in enumerate(spans):
            if sure[index]:
                continue
            if self.shared.get(span.start) == span.end:
                sure[index] = not abroad
            elif self.doubtful.get(span.start) == span.end:
                sure[index] = among_places or (self._in_report(span, setting) and not abroad)
            elif self.namesakes.get(span.start) == span.end:
                in_report = self._in_report(span, setting) and not abroad
                at_home = bool(setting.known) or (setting.here and span.start in self._vouching)
                at_home = at_home and not abroad
                placed = at_home or among_places or in_report
                sure[index] = placed and not (self._qualifies(span) or self._leads_surname(span))
        # A list of places vouches for its members, from either side.
        for order in (range(1, len(spans)), range(len(spans) - 2, -1, -1)):
            for index in order:
                other = index - 1 if order.step > 0 else index + 1
                if sure[other] and self._listed(spans[min(index, other)], spans[max(index, other)]):
                    sure[index] = True
        return [span for span, kept in zip(spans, sure, strict=True) if kept]

    def without_strangers(
        self, spans: Sequence[Span], setting: Setting, wide: Collection[PlaceId]
    ) -> list[Span]:
        """The spans without the names that nothing in the text ties to this city.

        A text that names the city or several of its quarters speaks of them. In any other a
        name needs a quarter word or a second name beside it, or news of war: forces in the
        text or, where no other town is named, words of fighting or control in the sentence.
        """
        if setting.here or setting.known or setting.several:
            return list(spans)
        sure = {span.candidates[0].place for span in spans if self.certain(span)}
        return [
            span
            for span in spans
            if span.candidates[0].place in wide
            or sure - {span.candidates[0].place}
            or self._vouched(span, setting)
            or self._in_news(span, setting)
        ]

    def _in_news(self, span: Span, setting: Setting) -> bool:
        """Whether news of war makes it a name. They make none of words without a capital, nor,
        without forces and words of war, of what is only like a name; verbs of control, which
        sport has too, make none of common names.
        """
        if self._describes(span):
            return False
        predicates = [cue.value for cue in self._of_kind["verb"]]
        of_war = any(p.frame in _MARTIAL or p.mood == "noun" for p in predicates)
        if not self.certain(span):
            return setting.war and not setting.elsewhere and of_war
        if setting.war or setting.elsewhere:
            return setting.war
        return of_war or (bool(predicates) and not self.is_common(span))

    def certain(self, span: Span) -> bool:
        """Whether it is written as the gazetteer has it, or like it in several words, which
        is seldom chance.
        """
        return span.score >= 1 or " " in fold(self.name(span))

    def _describes(self, span: Span) -> bool:
        """Whether it is written as common words are, in a script that has capitals."""
        words = self.tokens[span.start : span.end]
        return all(token.word[0].islower() and not token.capital for token in words)

    def is_common(self, span: Span) -> bool:
        """Whether its name is also a common word's, or another place's or person's."""
        tables = (self.common, self.shared, self.doubtful, self.namesakes)
        return span.end in {table.get(span.start) for table in tables}

    def _vouched(self, span: Span, setting: Setting) -> bool:
        """Whether a quarter word stands before it, or the text has named it as a quarter."""
        if span.start in self.quarters or any(c.place in setting.known for c in span.candidates):
            return True
        return any(0 <= span.start - end <= _LIST_REACH for end in self._many)

    def _qualifies(self, span: Span) -> bool:
        """Whether it is an adjective of the noun before it: "المملكة الحمدانية"."""
        index = span.start - 1
        if index < 0 or span.end - span.start > 1:
            return False
        determined = self.tokens[index].word.startswith(_DETERMINED)
        return index not in self._explained and determined

    def _leads_surname(self, span: Span) -> bool:
        """ "اللاعب البديل *صلاح الدين شحرور*": a first name between words that nothing explains."""
        around = span.start - 1, span.end
        if around[0] < 0 or around[1] >= len(self.tokens) or self._tells_of_forces:
            return False
        words = [self.tokens[index].word for index in around]
        unknown = self._explained.isdisjoint(around) and all(word[0].isalpha() for word in words)
        return unknown and not words[1].startswith(_DETERMINED)

    def _in_report(self, span: Span, setting: Setting) -> bool:
        """Whether it stands as a place does, in a text about places or forces."""
        told = self._tells_of_forces or bool(setting.known)
        return told and span.start in self._vouching

    def _listed(self, first: Span, second: Span) -> bool:
        between = range(first.end, second.start)
        return 0 < len(between) <= _MEMBER_REACH and set(between) <= self._between_names

    def _titled(self, span: Span) -> bool:
        """A title, a street or a building stands before it: "colonel Chaar"."""
        index = span.start
        if index in self.direct or index in self.towns:
            return True
        if index in self.villages and self.is_common(span):
            return True  # "بلدة الزهراء", but "قرية منيان" is the one
        if index - 1 in self._of and index - 1 in self.towns:
            return True  # "la ville d'al-Bab"; but "le dernier bastion de la ville, Chaar"
        if self._titles and self._is_person(span):
            return True
        for _ in range(3):
            guard = self.guards.get(index)
            if guard:
                return not self._is_counted(guard)
            if index - 1 not in self.links:
                return False
            index -= 1
        return False

    def _is_counted(self, guard: Cue) -> bool:
        """ "*Every street* of Arqoub": not a street that bears the name."""
        counted = (*self._of_kind["whole"], *self._of_kind["part"])
        return any(cue.start < guard.start < cue.end for cue in counted)

    def _is_person(self, span: Span) -> bool:
        """ "*Le cheikh* Najjar": an article and a small letter make a title of a name's word."""
        first = span.start
        if not any(cue.start == first for cue in self._titles) or self.tokens[first].capital:
            return False
        named = span.end - span.start > 1 and self.tokens[span.start + 1].capital
        return named and any(cue.end == span.start for cue in self._of_kind["determiner"])

    def _surname(self, span: Span) -> bool:
        """A first name stands before a single word: "Rami Chaar"."""
        index = span.start - 1
        if span.end - span.start > 2 or index < 0 or span.start in self.quarters:
            return False
        if index == 0 and index in self._explained and index not in self._never:
            return False  # any word has a capital there; one that nothing explains is a name
        previous = self.tokens[index]
        return (
            previous.capital
            and (index not in self._covered or index in self._never)
            and index not in self._function
            and previous.word.replace("'", "").isalpha()
            and (not any(cue.start <= index < cue.end for cue in self.here))
        )

    def _elsewhere(self, span: Span, wide: bool, known: bool) -> bool:
        """Another town or country is nearer than Aleppo: "à Homs, … Zahra", "Midane, à Damas".

        A name of several words is seldom one of another town's.
        """
        if span.end in self._others or any(self._placed_in(span, cue) for cue in self.elsewhere):
            return True
        starts = range(span.start - 1, span.start + 2)  # with its article or without
        shared = any(
            table.get(start) == span.end
            for table in (self.shared, self.namesakes)
            for start in starts
        )
        if shared and self._of_another(span.end):
            return True
        several = span.end - span.start > 1 and self.tokens[span.start].capital
        if known or (several and not wide):
            return False
        towns = [
            cue
            for cue in self.elsewhere
            # "À Homs, ...": what opens a sentence says where all of it plays.
            if span.start >= cue.end and (span.start - cue.end <= _FAR or self._opens(cue))
        ]
        if not towns or (self._knows_namesakes and not self.is_common(span)):
            return False
        town = max(towns, key=lambda cue: cue.end)
        return not any(
            cue.start > town.end - 1 or 0 <= cue.start - span.end <= _NEAR for cue in self.here
        )

    def _opens(self, town: Cue) -> bool:
        return town.start <= 1 and town.start in self._prepositions

    def _of_another(self, index: int) -> bool:
        """ "The citadel of Edessa": what other towns have too is of the town that follows."""
        town = index + 1
        if index not in self._of or town >= len(self.tokens) or not self.tokens[town].capital:
            return False
        return not any(cue.start <= town < cue.end for cue in self.here)

    def _placed_in(self, span: Span, town: Cue) -> bool:
        """Whether a town that follows says where a name is: "Zahra de Homs", "Maadi, la
        banlieue du Caire".
        """
        gap = range(span.end, town.start)
        if len(gap) > _NEAR or town.start < span.end:
            return False
        if any(self.tokens[i].word in _STOPS or self.tokens[i].capital for i in gap):
            return False
        guard = self.guards.get(town.start)
        start = guard.start if guard else town.start  # "حي الزهراء *بمدينة* حمص"
        at = start > 0 and self.tokens[start - 1].word == _AT
        return len(gap) <= 1 or at or start in self._prepositions
